import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { displayLocation, parseLocation, resolveWithin } from '../../../src/location/location.ts'
import { parseMetadata } from '../../../src/metadata/snapshot.ts'
import {
  operatorStates,
  readOutside,
  type OutsideState,
  type ReadRange,
} from '../../../src/snapshot/outside/outside.ts'
import { metadataOf, snapshotFixtures, type SnapshotFixture } from '../../support/snapshot-fixtures.ts'

const OUTPUT = /^(?:(?:file:)?\/tmp|s3:\/)\/flink-snapshots\/output\/[^/]+\/part-[0-9a-f-]+-\d+$/
const COMPACTED = /^file:\/tmp\/flink-snapshots\/output\/[^/]+\/\.part-[0-9a-f-]+-\d+$/
const INPUT = /^file:\/tmp\/flink-snapshots\/input\/part-\d\d$/
const BATCH = /^file:\/tmp\/flink-snapshots\/source\/checkpoints\/[0-9a-f]{32}\/taskowned\/[0-9a-f-]{36}$/
const NO_PATH = undefined

type Row = readonly [
  kind: string,
  certainty: string,
  uncommitted: boolean,
  state: string,
  entries: number,
  paths: number,
  form: RegExp | undefined,
]

const BUCKET = /^(?:file:\/tmp|s3:\/)\/flink-snapshots\/output\/[^/]+$/
const MANIFEST = /^file:(?:\/\/)?\/tmp\/flink-snapshots\/output\/table\/metadata\/[^/]+\.avro$/
const emptyBucket: Row = ['file-sink-writer', 'sure', false, 'writer_raw_states', 2, 1, BUCKET]
const writer: Row = ['file-sink-writer', 'sure', true, 'writer_raw_states', 2, 2, OUTPUT]
const committer: Row = ['file-sink-committer', 'sure', true, 'streaming_committer_raw_states', 2, 2, OUTPUT]
const streaming: Row = ['streaming-file-sink', 'sure', true, 'bucket-states', 2, 2, OUTPUT]
const reader: Row = ['file-source', 'sure', true, 'SourceReaderState', 2, 2, INPUT]
const pending: Row = ['file-source', 'sure', true, 'coordinator', 1, 10, INPUT]
const known: Row = ['file-source', 'sure', false, 'coordinator', 1, 12, INPUT]

/** Every fixture that points at something. What is not here must point at nothing. */
const EXPECTED: Readonly<Record<string, readonly Row[]>> = {
  'flink1.10-hashmap-savepoint-streaming-file-sink': [streaming],
  'flink1.14-hashmap-savepoint-file-sink': [writer],
  'flink1.14-hashmap-savepoint-streaming-file-sink': [streaming],
  'flink1.16-hashmap-savepoint-file-sink': [writer],
  'flink1.20-hashmap-checkpoint-file-source': [pending, known, reader],
  'flink1.20-hashmap-savepoint-file-sink': [writer],
  'flink1.20-hashmap-savepoint-file-sink-rolled-stop': [committer, emptyBucket],
  'flink1.20-hashmap-savepoint-iceberg': [
    ['iceberg', 'sure', true, 'iceberg-files-committer-state', 1, 1, MANIFEST],
    ['iceberg', 'sure', false, 'iceberg-flink-job-id', 1, 0, NO_PATH],
  ],
  'flink1.20-hashmap-savepoint-iceberg-v2': [
    ['iceberg', 'sure', true, 'streaming_committer_raw_states', 1, 1, MANIFEST],
  ],
  'flink1.20-hashmap-savepoint-read-file': [
    ['read-file', 'sure', true, 'splits', 12, 12, INPUT],
    ['read-file', 'likely', false, 'file-monitoring-state', 1, 0, NO_PATH],
  ],
  'flink1.20-hashmap-savepoint-streaming-file-sink': [streaming],
  'flink2.3-hashmap-checkpoint-file-sink': [committer, writer],
  'flink2.3-hashmap-checkpoint-file-sink-compacted': [
    ['file-sink-compactor', 'sure', true, 'remaining_compact_commit_raw_state', 6, 6, COMPACTED],
  ],
  'flink2.3-hashmap-checkpoint-file-sink-compressed': [
    ['sink-committer', 'unknown', true, 'streaming_committer_raw_states', 2, 0, NO_PATH],
    ['sink-writer', 'unknown', true, 'writer_raw_states', 2, 0, NO_PATH],
  ],
  'flink2.3-hashmap-checkpoint-file-source-bounded': [pending, reader],
  'flink2.3-hashmap-savepoint-file-sink': [writer],
  'flink2.3-hashmap-savepoint-file-sink-inline': [writer],
  'flink2.3-hashmap-savepoint-file-sink-drain': [emptyBucket],
  'flink2.3-hashmap-savepoint-file-sink-rolled-stop': [committer, emptyBucket],
  'flink2.3-hashmap-savepoint-file-sink-s3': [writer],
  'flink2.3-hashmap-savepoint-file-sink-s3-rolled-stop': [committer, emptyBucket],
  'flink2.3-hashmap-savepoint-file-sink-stop': [writer],
  'flink2.3-hashmap-savepoint-file-source': [pending, known, reader],
  'flink2.3-hashmap-savepoint-streaming-file-sink': [streaming],
  'flink2.3-hashmap-savepoint-write-ahead': [
    ['write-ahead-sink', 'sure', true, 'pending-checkpoints', 2, 2, BATCH],
  ],
}

const readLocal: ReadRange = async (location, offsetBytes, lengthBytes) => {
  const file = await open(displayLocation(location))
  try {
    const bytes = Buffer.alloc(lengthBytes)
    const { bytesRead } = await file.read(bytes, 0, lengthBytes, offsetBytes)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The fixture's files lie beside its `_metadata`, whatever directory they are written with. */
function outsideOf(fixture: SnapshotFixture, reads = true): Promise<OutsideState> {
  const directory = parseLocation(fixture.directory)
  return readOutside(
    {
      snapshot: parseMetadata(metadataOf(fixture)),
      directory,
      locate: ({ path }) => resolveWithin(directory, basename(path)),
    },
    reads ? readLocal : undefined,
  )
}

describe('what real snapshots point at', () => {
  it.each(snapshotFixtures())('$name', async (fixture) => {
    const { findings, unread } = await outsideOf(fixture)
    const expected = EXPECTED[fixture.name] ?? []
    expect(
      findings.map(({ kind, certainty, uncommitted, state, entries, pathCount }) => [
        kind,
        certainty,
        uncommitted,
        state,
        entries,
        pathCount,
      ]),
    ).toEqual(expected.map((row) => row.slice(0, 6)))
    findings.forEach(({ paths }, index) => {
      const form = expected[index]?.[6]
      expect(paths.filter((path) => form?.test(path) !== true)).toEqual([])
    })
    const compressed = fixture.name.endsWith('-compressed')
    expect(unread.map(({ state, reason }) => [state, reason])).toEqual(
      compressed
        ? [
            ['streaming_committer_raw_states', 'compressed'],
            ['writer_raw_states', 'compressed'],
          ]
        : [],
    )
  })

  it('is in fixtures of every row above', () => {
    const names = new Set(snapshotFixtures().map(({ name }) => name))
    expect(Object.keys(EXPECTED).filter((name) => !names.has(name))).toEqual([])
  })

  it('is told by names and counts alone where nothing is read', async () => {
    const fixture = fixtureOf('flink2.3-hashmap-savepoint-write-ahead')
    const { findings, unread, reads } = await outsideOf(fixture, false)
    expect(findings).toMatchObject([
      {
        kind: 'write-ahead-sink',
        certainty: 'likely',
        entries: 2,
        subtasks: [0, 1],
        paths: [],
        pathCount: 0,
      },
    ])
    expect(unread).toMatchObject([{ state: 'pending-checkpoints', reason: 'not-asked', subtasks: [0, 1] }])
    expect(reads).toBe(0)
  })
})

describe('the operator states of real snapshots', () => {
  it('have their entries counted: a write-ahead sink without a pending batch has none', () => {
    const entries = (name: string): number | undefined =>
      operatorStates(parseMetadata(metadataOf(fixtureOf(name)))).find(
        ({ state }) => state === 'pending-checkpoints',
      )?.entries
    expect(entries('flink2.3-hashmap-savepoint-write-ahead')).toBe(2)
    expect(entries('flink2.3-hashmap-checkpoint-write-ahead-idle')).toBe(0)
  })

  it('are the same as the names that an operator has', () => {
    for (const fixture of snapshotFixtures()) {
      const snapshot = parseMetadata(metadataOf(fixture))
      const states = operatorStates(snapshot)
      for (const operator of snapshot.operators) {
        const names = states.filter((each) => each.operator === operator).map(({ state }) => state)
        expect([fixture.name, names]).toEqual([fixture.name, operator.stateNames])
      }
    }
  })
})

function fixtureOf(name: string): SnapshotFixture {
  const fixture = snapshotFixtures().find((each) => each.name === name)
  if (fixture === undefined) throw new Error(`there is no fixture ${join('fixtures', 'snapshots', name)}`)
  return fixture
}
