import { summariseSnapshot, type SnapshotSummary } from '../../src/snapshot/summary.ts'
import { STATE_PLACES, type StatePlace } from '../../src/snapshot/places.ts'
import { parseLocation } from '../../src/location/location.ts'
import { parseMetadata } from '../../src/metadata/snapshot.ts'
import {
  changeFiles,
  changelog,
  file,
  incremental,
  inLine,
  inLineChanges,
  keyGroups,
  metadata,
  operator,
  partitionable,
  properties,
  relativeFile,
  segment,
  subtask,
  type Part,
} from '../support/metadata-builder.ts'
import { metadataOf, snapshotFixtures, summaryOf } from '../support/snapshot-fixtures.ts'

const JOB = `s3://b/checkpoints/${'0'.repeat(32)}`

function inspected(directory: string, ...subtasks: Part[]): SnapshotSummary {
  const bytes = metadata(6, [operator(6, { parallelism: subtasks.length }, subtasks)], {
    properties: properties('checkpoint'),
  })
  return summariseSnapshot(parseLocation(directory), bytes, parseMetadata(bytes))
}

function placeOf(directory: string, path: string): StatePlace | undefined {
  return inspected(directory, subtask(6, 0, { managedKeyed: keyGroups(3, file(path, 1)) })).references[0]
    ?.place
}

describe('where a file lies', () => {
  it.each<[string, string, StatePlace]>([
    ["in the snapshot's directory", `${JOB}/chk-7/f`, 'exclusive'],
    ['there, under another scheme of S3', `${JOB.replace('s3:', 's3a:')}/chk-7/f`, 'exclusive'],
    ['there, written in a roundabout way', `${JOB}/shared/../chk-7//./f`, 'exclusive'],
    ['in shared', `${JOB}/shared/f`, 'shared'],
    ['in taskowned', `${JOB}/taskowned/f`, 'shared'],
    ['in another checkpoint of the job', `${JOB}/chk-70/f`, 'shared'],
    ['above by two dots at the end', `${JOB}/chk-7/..`, 'shared'],
    ["in an earlier job's directory", `s3://b/checkpoints/${'1'.repeat(32)}/shared/f`, 'external'],
    ['in another bucket', `s3://c/checkpoints/${'0'.repeat(32)}/shared/f`, 'external'],
    ["in a bucket's root", 's3://c', 'external'],
    ['nowhere, for it is no location', 'no location', 'external'],
  ])('%s', (_, path, place) => {
    expect(placeOf(`${JOB}/chk-7`, path)).toBe(place)
  })

  it('of a savepoint: beside it is outside', () => {
    expect(placeOf('s3://b/sp/savepoint-1', 's3://b/sp/savepoint-1/f')).toBe('exclusive')
    expect(placeOf('s3://b/sp/savepoint-1', 's3://b/sp/savepoint-10/f')).toBe('external')
    expect(placeOf('s3://b/sp/savepoint-1', 's3://b/sp/f')).toBe('external')
  })

  it('does not take two files of different directories for neighbours', () => {
    const report = inspected(
      `${JOB}/chk-7`,
      subtask(6, 0, {
        managedKeyed: keyGroups(3, file(`${JOB}/a`, 1)),
        rawKeyed: keyGroups(3, file('s3://b/checkpoints/a', 2)),
      }),
    )
    expect(report.references.map(({ place }) => place)).toEqual(['shared', 'external'])
  })
})

describe('bytes by place', () => {
  const report = inspected(
    `${JOB}/chk-7`,
    subtask(6, 0, {
      managedOperator: partitionable([{ name: 's' }], inLine('i', new Uint8Array(7))),
      managedKeyed: incremental(
        11,
        relativeFile('meta', 10),
        [['1.sst', file(`${JOB}/shared/1`, 100)]],
        [['2', file('s3://other/2', 1000)]],
      ),
    }),
    subtask(6, 1, {
      managedKeyed: changelog(
        14,
        [keyGroups(3, file(`${JOB}/taskowned/m`, 20_000))],
        [changeFiles(13, [file('s3://dstl/d', 1)], 300_000), inLineChanges([[1, new Uint8Array(5)]])],
      ),
      rawKeyed: keyGroups(3, segment(`${JOB}/shared/s`, 4096, 200)),
    }),
  )

  it("are the handles' bytes; a changelog is one wherever it lies, and what is in _metadata is in-line", () => {
    expect(report.operators[0]?.bytesByPlace).toEqual({
      inline: 7 + 5,
      exclusive: 10,
      shared: 100 + 200,
      changelog: 20_000 + 300_000,
      external: 1000,
    })
    expect(report.bytesByPlace).toEqual(report.operators[0]?.bytesByPlace)
  })

  it("of subtasks add up to the operator's", () => {
    expect(report.operators[0]).toMatchObject({ stateBytes: 321_322, subtaskBytes: { 0: 1117, 1: 320_205 } })
  })
})

describe.each(snapshotFixtures())('fixture $name', (fixture) => {
  it("adds up: places, subtasks and coordinator are the operator's bytes, the operators the snapshot's", () => {
    const summary = summaryOf(fixture)
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
    for (const { stateBytes, bytesByPlace, coordinatorBytes, subtaskBytes } of summary.operators) {
      expect(sum(STATE_PLACES.map((place) => bytesByPlace[place]))).toBe(stateBytes)
      expect(sum(Object.values(subtaskBytes)) + coordinatorBytes).toBe(stateBytes)
      expect(Math.min(...STATE_PLACES.map((place) => bytesByPlace[place]))).toBeGreaterThanOrEqual(0)
    }
    expect(sum(STATE_PLACES.map((place) => summary.bytesByPlace[place]))).toBe(summary.stateBytes)
    expect(summary.bytesByPlace.inline).toBeLessThanOrEqual(metadataOf(fixture).length)
  })
})
