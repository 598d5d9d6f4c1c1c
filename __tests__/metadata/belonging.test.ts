import { parseMetadata } from '../../src/metadata/snapshot.ts'
import { metadataOf, snapshotFixtures } from '../support/snapshot-fixtures.ts'
import {
  changelog,
  file,
  incremental,
  keyGroups,
  metadata,
  operator,
  partitionable,
  relativeFile,
  subtask,
} from '../support/metadata-builder.ts'

it('tells of each reference whose state it is: the operator and the subtask', () => {
  const bytes = metadata(4, [
    operator(4, { parallelism: 9 }, [
      subtask(4, 7, {
        managedOperator: partitionable([], relativeFile('a', 1)),
        managedKeyed: keyGroups(3, relativeFile('b', 1)),
      }),
      subtask(4, 2, { managedKeyed: keyGroups(3, relativeFile('c', 1)) }),
    ]),
    operator(4, { parallelism: 1 }, [subtask(4, 0, { rawKeyed: keyGroups(3, relativeFile('d', 1)) })]),
  ])
  expect(
    parseMetadata(bytes).references.map(({ path, operator: index, subtask: of }) => [path, index, of]),
  ).toEqual([
    ['a', 0, 7],
    ['b', 0, 7],
    ['c', 0, 2],
    ['d', 1, 0],
  ])
})

describe('the forms of keyed state', () => {
  const keyed = (...states: Parameters<typeof subtask>[2][]): readonly string[] =>
    parseMetadata(
      metadata(4, [
        operator(
          4,
          { parallelism: 9 },
          states.map((state, index) => subtask(4, index, state)),
        ),
      ]),
    ).keyedStateForms

  it('are told by the managed handles, those in a changelog too', () => {
    expect(keyed({ managedKeyed: keyGroups(7, file('s3://b/x', 1)) })).toEqual(['canonical'])
    expect(keyed({ managedKeyed: keyGroups(12, file('s3://b/x', 1)) })).toEqual(['key-groups'])
    expect(
      keyed(
        { managedKeyed: changelog(14, [keyGroups(3, file('s3://b/x', 1))], []) },
        { managedKeyed: incremental(5, relativeFile('m', 1)) },
      ),
    ).toEqual(['key-groups', 'incremental'])
  })

  it('are not told by raw keyed state, such as the heap timers of a RocksDB job', () => {
    expect(keyed({ rawKeyed: keyGroups(3, file('s3://b/x', 1)) })).toEqual([])
  })

  it.each([
    ['flink2.3-rocksdb-checkpoint-incremental', ['incremental']],
    ['flink2.3-hashmap-checkpoint', ['key-groups']],
    ['flink2.3-rocksdb-savepoint', ['canonical']],
    ['flink1.16-rocksdb-savepoint-native', ['incremental']],
    ['flink1.10-rocksdb-savepoint', ['key-groups']],
    ['flink2.3-rocksdb-checkpoint-merged', ['incremental']],
  ])('in %s are what its Flink wrote', (name, forms) => {
    const fixture = snapshotFixtures().find((one) => one.name === name)!
    expect(parseMetadata(metadataOf(fixture)).keyedStateForms).toEqual(forms)
  })
})
