/** @jest-environment ./__tests__/support/plain-global.ts */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  MetadataFormatError,
  parseMetadata,
  UnsupportedMetadataError,
  type OperatorStateHandle,
} from '../../../src/metadata/snapshot.ts'
import { readOutside, type Outside } from '../../../src/snapshot/outside/outside.ts'
import {
  inLine,
  metadata,
  operator,
  partitionable,
  subtask,
  type Part,
} from '../../support/metadata-builder.ts'
import { mutate, randomNumbers } from '../../support/mutations.ts'
import { metadataOf, snapshotFixtures } from '../../support/snapshot-fixtures.ts'
import {
  bucketEntry,
  committerEntry,
  compactorEntry,
  deltaManifests,
  fileCommittable,
  fileSplit,
  globalCommitterEntry,
  hybridEnumerator,
  icebergCommittable,
  icebergFilesEntry,
  kafkaWriterEntry,
  localRecoverable,
  nativeS3Recoverable,
  pendingSplits,
  s3Recoverable,
  sourceCoordinator,
  versionedEntry,
} from '../../support/state-builder.ts'
import { THOROUGH } from '../../support/thorough.ts'
import { DIRECTORY, snapshotOfHandles, stateHandle } from './snapshots.ts'

const MUTATIONS = THOROUGH ? 5000 : 500
/** Of processor time, which other processes do not make longer. */
const ALLOWED_CPU_MS = 20_000

const manifests = deltaManifests('s3://lake/m-0.avro', 's3://lake/m-1.avro')
const committable = fileCommittable({ pending: s3Recoverable('k'), cleanup: localRecoverable('/out/c') })

/** One entry of each format, by the name of its state. */
const WRITTEN: Readonly<Record<string, readonly Uint8Array[]>> = {
  writer_raw_states: [
    bucketEntry({ path: 's3://lake/out', open: nativeS3Recoverable('out/part') }),
    kafkaWriterEntry('prefix', ['prefix-0-1']),
  ],
  streaming_committer_raw_states: [
    committerEntry('2.3', 2, [[committable], [icebergCommittable('0'.repeat(32), manifests)]]),
    globalCommitterEntry(undefined, '1.20', 2, [[committable]]),
  ],
  remaining_requests_raw_state: [compactorEntry([{ compact: [committable], pass: [committable] }])],
  remaining_compact_commit_raw_state: [versionedEntry(2, committable)],
  'bucket-states': [
    bucketEntry({
      version: 2,
      path: '/out',
      open: localRecoverable('/o'),
      pending: [[localRecoverable('/p')]],
    }),
  ],
  SourceReaderState: [versionedEntry(1, fileSplit({ path: '/in/a' }))],
  'iceberg-files-committer-state': [icebergFilesEntry([manifests])],
}

/** Entries of real Flink that are Java-serialised, by the name of their state. */
function javaEntries(): Record<string, Uint8Array[]> {
  const found: Record<string, Uint8Array[]> = {}
  for (const fixture of snapshotFixtures()) {
    for (const { states, stream } of parseMetadata(metadataOf(fixture)).operatorStates.handles()) {
      for (const state of states.filter(({ name }) => name === 'splits' || name === 'pending-checkpoints')) {
        const bytes = bytesOf(fixture.directory, stream)
        const [from, to] = [state.offsetAt(0), state.entries > 1 ? state.offsetAt(1) : bytes.length]
        if (state.entries > 0) found[state.name] ??= [bytes.subarray(from, to)]
      }
    }
  }
  return found
}

function bytesOf(directory: string, stream: OperatorStateHandle['stream']): Uint8Array {
  if (stream === undefined) throw new Error('the fixture has entries without bytes')
  return stream.kind === 'inline' ? stream.bytes : readFileSync(join(directory, basename(stream.path)))
}

const ENTRIES = { ...WRITTEN, ...javaEntries() }
const COORDINATOR = sourceCoordinator(
  hybridEnumerator(pendingSplits([fileSplit({ path: '/in/a' })], ['s3://lake/in/b'], true)),
)

async function findingsOf(handle: Part | undefined, coordinator?: Part): Promise<readonly Outside[]> {
  const snapshot = snapshotOfHandles(handle === undefined ? [] : [handle], coordinator)
  return (await readOutside({ snapshot, directory: DIRECTORY }, undefined)).findings
}

const pathsOf = (findings: readonly Outside[]): string[] => findings.flatMap(({ paths }) => [...paths])

async function cpuMsOf(run: () => Promise<void>): Promise<number> {
  const begin = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}

describe.each(Object.entries(ENTRIES))('%s', (name, entries) => {
  it('is read as it stands', async () => {
    for (const entry of entries) {
      const [first] = await findingsOf(stateHandle({ [name]: [entry] }))
      expect(first).not.toMatchObject({ certainty: 'unknown' })
    }
  })

  it('gives no path where it is cut off, at any byte', async () => {
    for (const entry of entries) {
      for (let length = 1; length < entry.length; length++) {
        const findings = await findingsOf(stateHandle({ [name]: [entry.subarray(0, length)] }))
        expect([length, pathsOf(findings)]).toEqual([length, []])
      }
    }
  })

  it('is read or not with any fault in it, and never ends otherwise', async () => {
    const random = randomNumbers(7)
    const ms = await cpuMsOf(async () => {
      for (let round = 0; round < MUTATIONS; round++) {
        const entry = entries[round % entries.length] ?? new Uint8Array(1)
        const faulty = mutate(entry, random)
        if (faulty.length > 0) await findingsOf(stateHandle({ [name]: [faulty] }))
      }
    })
    expect(ms).toBeLessThan(ALLOWED_CPU_MS)
  })

  it('gives no path out of noise', async () => {
    const random = randomNumbers(11)
    for (let round = 0; round < MUTATIONS / 5; round++) {
      const noise = Buffer.from(Array.from({ length: 1 + random(400) }, () => random(256)))
      expect(pathsOf(await findingsOf(stateHandle({ [name]: [noise] })))).toEqual([])
    }
  })

  it('gives no path that merely stands in bytes', async () => {
    const decoy = Buffer.concat([Buffer.alloc(4), Buffer.from('s3://bucket/path file:/tmp/x /out/part-0-0')])
    for (const bytes of [decoy, versionedEntry(1, decoy), versionedEntry(2, decoy)]) {
      expect(pathsOf(await findingsOf(stateHandle({ [name]: [bytes] })))).toEqual([])
    }
  })
})

describe('the state of a coordinator', () => {
  it('gives paths whole, and none where it is cut off', async () => {
    expect(pathsOf(await findingsOf(undefined, inLine('c', COORDINATOR)))).toEqual([
      'file:/in/a',
      's3://lake/in/b',
    ])
    for (let length = 0; length < COORDINATOR.length; length++) {
      const findings = await findingsOf(undefined, inLine('c', COORDINATOR.subarray(0, length)))
      expect([length, findings]).toEqual([length, []])
    }
  })

  it('is read or not with any fault in it', async () => {
    const random = randomNumbers(13)
    const ms = await cpuMsOf(async () => {
      for (let round = 0; round < MUTATIONS; round++) {
        await findingsOf(undefined, inLine('c', mutate(COORDINATOR, random)))
      }
    })
    expect(ms).toBeLessThan(ALLOWED_CPU_MS)
  })
})

it('a metadata with any fault in it is refused, or what it points at is read', async () => {
  const bytes = metadata(6, [
    operator(6, { coordinator: inLine('c', COORDINATOR) }, [
      subtask(6, 0, { managedOperator: stateHandle(ENTRIES) }),
    ]),
  ])
  const random = randomNumbers(17)
  let read = 0
  for (let round = 0; round < MUTATIONS; round++) {
    try {
      const snapshot = parseMetadata(mutate(bytes, random))
      await readOutside({ snapshot, directory: DIRECTORY }, undefined)
      read++
    } catch (error) {
      if (!(error instanceof MetadataFormatError || error instanceof UnsupportedMetadataError)) throw error
    }
  }
  expect(read).toBeGreaterThan(MUTATIONS / 4)
})

describe('hostile state takes time by its size', () => {
  const count = 1_000_000

  it.each<[string, Part]>([
    [
      'a million entries at one place',
      partitionable(
        [{ name: 'writer_raw_states', offsets: new Array<number>(count).fill(6) }],
        inLine('n', Buffer.concat([Buffer.alloc(6), bucketEntry({ path: '/out' })])),
      ),
    ],
    [
      'a million entries of one byte',
      partitionable(
        [{ name: 'bucket-states', offsets: Array.from({ length: count }, (_, index) => index) }],
        inLine('n', Buffer.alloc(count)),
      ),
    ],
    [
      'a Java array of a million nulls, in arrays',
      partitionable(
        [{ name: 'splits', offsets: [0] }],
        inLine(
          'n',
          Buffer.concat([
            Buffer.from('aced0005', 'hex'),
            ...Array.from({ length: 20_000 }, () =>
              Buffer.from('7572000178000000000000000002000078700000000f', 'hex'),
            ),
            Buffer.alloc(count, 0x70),
          ]),
        ),
      ),
    ],
  ])('%s', async (_, handle) => {
    const ms = await cpuMsOf(async () => {
      expect(pathsOf(await findingsOf(handle))).toEqual([])
    })
    expect(ms).toBeLessThan(ALLOWED_CPU_MS)
  })
})
