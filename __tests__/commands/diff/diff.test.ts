import { diffSnapshots, type DiffInput } from '../../../src/commands/diff/diff.ts'
import { parseMetadata } from '../../../src/metadata/snapshot.ts'
import { sampleInspection, sampleOperator } from '../../support/sample-inspection.ts'
import { metadataOf, snapshotFixtures, summaryOf } from '../../support/snapshot-fixtures.ts'

const id = (digit: string): string => digit.repeat(32)

describe('the difference of two snapshots', () => {
  it('is none between a snapshot and itself', () => {
    const one = sampleInspection()
    expect(diffSnapshots(one, one)).toMatchObject({
      differs: false,
      added: [],
      removed: [],
      rescaled: [],
      resized: [],
      restore: { fromA: [], fromB: [] },
      references: {
        added: { count: 0, paths: [] },
        removed: { count: 0, paths: [] },
        common: { count: 2, bytes: 4096 },
      },
    })
  })

  it('matches operators by id, not by name or order', () => {
    const a = sampleInspection({
      operators: [sampleOperator({ id: id('1'), name: 'x' }), sampleOperator({ id: id('2'), name: 'gone' })],
    })
    const b = sampleInspection({
      operators: [
        sampleOperator({ id: id('3'), name: 'x', uid: 'new' }),
        sampleOperator({ id: id('1'), name: 'y' }),
      ],
    })
    const diff = diffSnapshots(a, b)
    expect(diff).toMatchObject({
      differs: true,
      added: [{ id: id('3'), name: 'x', uid: 'new', stateBytes: 4096 }],
      removed: [{ id: id('2'), name: 'gone' }],
      rescaled: [],
    })
    expect(diff.restore.fromA).toMatchObject([{ id: id('2'), rule: 'operator-gone' }])
    expect(diff.restore.fromB).toMatchObject([{ id: id('3'), rule: 'operator-gone' }])
  })

  it('does not mind the loss of an operator without state, as Flink does not', () => {
    const a = sampleInspection({ operators: [sampleOperator({ stateBytes: 0 })] })
    expect(diffSnapshots(a, sampleInspection({ operators: [] })).restore.fromA).toEqual([])
  })

  it('sorts growth by its size, shrinking or growing', () => {
    const sized = (sizes: readonly number[]): ReturnType<typeof sampleInspection> =>
      sampleInspection({
        operators: sizes.map((stateBytes, index) => sampleOperator({ id: id(String(index)), stateBytes })),
      })
    const { resized, differs } = diffSnapshots(sized([100, 100, 100, 100]), sized([101, 100, 20, 130]))
    expect(resized.map(({ id: one, growthBytes }) => [one[0], growthBytes])).toEqual([
      ['2', -80],
      ['3', 30],
      ['0', 1],
    ])
    expect(differs).toBe(false)
  })

  it('tells files that came, went and stayed, whatever handles name them', () => {
    const file = (
      path: string,
      bytes: number,
      count = 1,
    ): ReturnType<typeof sampleInspection>['references'][number] => ({
      kind: 'file',
      path,
      place: 'shared',
      bytes,
      count,
    })
    const diff = diffSnapshots(
      sampleInspection({ references: [file('s3://b/1', 1), file('s3://b/2', 2)] }),
      sampleInspection({
        references: [
          file('s3://b/2', 2, 9),
          file('s3://b/3', 30),
          { ...file('s3://b/1', 4), kind: 'relative' },
        ],
      }),
    )
    expect(diff.differs).toBe(true)
    expect(diff.references).toEqual({
      added: { count: 2, bytes: 34, paths: ['s3://b/3', 's3://b/1'] },
      removed: { count: 1, bytes: 1, paths: ['s3://b/1'] },
      common: { count: 1, bytes: 2 },
    })
  })

  it('counts another metadata version as a difference', () => {
    expect(diffSnapshots(sampleInspection(), sampleInspection({ metadataVersion: 6 })).differs).toBe(true)
  })
})

describe('what stands in the way of a restore', () => {
  const scaled = (parallelism: number, maxParallelism: number): ReturnType<typeof sampleInspection> =>
    sampleInspection({ operators: [sampleOperator({ name: 'count', parallelism, maxParallelism })] })

  it('nothing when a job is scaled within its maximum', () => {
    const diff = diffSnapshots(scaled(2, 128), scaled(128, 128))
    expect(diff.rescaled).toEqual([
      { id: id('a'), name: 'count', parallelism: { a: 2, b: 128 }, maxParallelism: { a: 128, b: 128 } },
    ])
    expect(diff.restore).toEqual({ fromA: [], fromB: [] })
  })

  it('a parallelism above the maximum of the state, in that direction only', () => {
    const { restore } = diffSnapshots(scaled(2, 128), scaled(200, 256))
    expect(restore.fromA).toEqual([
      {
        id: id('a'),
        name: 'count',
        rule: 'parallelism-above-maximum',
        sentence:
          "the job's parallelism of 200 is above the state's maximum parallelism of 128: Flink refuses; lower the parallelism",
      },
    ])
    expect(restore.fromB).toMatchObject([{ rule: 'max-parallelism-changed' }])
  })

  it('another maximum parallelism, in both directions', () => {
    const { restore } = diffSnapshots(scaled(2, 128), scaled(2, 256))
    expect(restore.fromA[0]?.sentence).toBe(
      'the maximum parallelism is 256 in the job and 128 in the state: Flink refuses where the job sets it; leave it unset or set 128',
    )
    expect(restore.fromB[0]?.sentence).toContain('is 128 in the job and 256 in the state')
  })
})

describe('what of a snapshot as a whole stands in the way', () => {
  const ofFixture = (name: string): DiffInput => {
    const fixture = snapshotFixtures().find((one) => one.name === name)!
    // The operators of another job are not what is asked about here.
    return {
      ...summaryOf(fixture),
      operators: [],
      keyedStateForms: parseMetadata(metadataOf(fixture)).keyedStateForms,
      outside: { findings: [], unread: [] },
    }
  }
  const rules = (state: string, job: string): string[] =>
    diffSnapshots(ofFixture(state), ofFixture(job)).restore.fromA.map(({ rule }) => rule)

  it('a metadata version that the Flink of the job does not read, in that direction only', () => {
    const { restore } = diffSnapshots(
      ofFixture('flink2.3-rocksdb-savepoint'),
      ofFixture('flink1.13-rocksdb-savepoint'),
    )
    expect(restore).toEqual({
      fromA: [
        {
          rule: 'metadata-too-new',
          sentence:
            'its metadata has version 6 (Flink 2.1 - 2.3), which the Flink of the job does not read (it wrote version 3, Flink 1.11 - 1.15): '
            + 'run the job with the Flink that wrote the state, or a later one',
        },
      ],
      fromB: [],
    })
  })

  it.each([
    ['flink2.3-rocksdb-checkpoint-incremental', 'flink2.3-hashmap-checkpoint', ['other-state-backend']],
    ['flink2.3-hashmap-checkpoint', 'flink2.3-rocksdb-checkpoint-incremental', ['other-state-backend']],
    ['flink1.16-rocksdb-savepoint-native', 'flink2.3-hashmap-checkpoint', ['other-state-backend']],
    ['flink2.3-rocksdb-savepoint', 'flink2.3-hashmap-checkpoint', []],
    ['flink2.0-hashmap-savepoint', 'flink2.3-rocksdb-checkpoint-incremental', []],
    ['flink1.16-rocksdb-savepoint-native', 'flink2.3-rocksdb-checkpoint-changelog', []],
    ['flink2.3-hashmap-checkpoint', 'flink2.3-hashmap-checkpoint-unaligned', []],
    ['flink2.3-rocksdb-checkpoint-incremental', 'flink2.3-hashmap-savepoint-write-ahead', []],
  ])('%s for the job of %s: %j', (state, job, expected) => {
    expect(rules(state, job)).toEqual(expected)
  })
})
