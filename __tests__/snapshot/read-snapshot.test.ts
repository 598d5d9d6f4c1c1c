import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readSummary } from '../../src/snapshot/summary.ts'
import { MAX_METADATA_BYTES, readSnapshot, SnapshotReadError } from '../../src/snapshot/read-snapshot.ts'
import { parseLocation } from '../../src/location/location.ts'
import { MetadataFormatError, UnsupportedMetadataError } from '../../src/metadata/snapshot.ts'
import { createFileStore } from '../../src/storage/file/file-store.ts'
import type { ObjectInfo, ObjectStore } from '../../src/storage/object-store.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import {
  file,
  inLine,
  keyGroups,
  masterState,
  metadata,
  operator,
  partitionable,
  properties,
  segment,
  single,
  subtask,
} from '../support/metadata-builder.ts'

const SAMPLE = single(
  5,
  { managedKeyed: keyGroups(3, file('s3://b/x', 12)) },
  { properties: properties('savepoint-native') },
)

let root: string
const store = createFileStore()
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'read-snapshot-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

function put(path: string, bytes: Uint8Array = SAMPLE): void {
  const full = join(root, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, bytes)
}
const at = (path: string): ReturnType<typeof parseLocation> => parseLocation(join(root, path))

async function failure(work: Promise<unknown>): Promise<SnapshotReadError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof SnapshotReadError) return error
  throw new Error(`expected a SnapshotReadError, got ${String(error)}`)
}
async function* listed(page: readonly ObjectInfo[]): AsyncGenerator<readonly ObjectInfo[]> {
  yield await Promise.resolve(page)
}

const failureAt = async (path: string): Promise<string> => {
  const error = await failure(readSnapshot(store, at(path)))
  expect(error.reason).toBe('not-found')
  return error.message.replaceAll(root, '')
}

describe('finding and reading a snapshot', () => {
  it.each(['sp', 'sp/', 'sp/_metadata'])('at %s', async (path) => {
    put('sp/_metadata')
    const { directory, metadata, bytes, snapshot } = await readSnapshot(store, at(path))
    expect(directory).toEqual(at('sp'))
    expect(metadata).toMatchObject({ location: at('sp/_metadata'), sizeBytes: SAMPLE.length })
    expect(Buffer.from(bytes).equals(SAMPLE)).toBe(true)
    expect(snapshot.references).toMatchObject([{ path: 's3://b/x' }])
  })

  it('under another name only when asked', async () => {
    put('copies/metadata-of-monday')
    expect(await failureAt('copies/metadata-of-monday')).toBe(
      '/copies/metadata-of-monday is a file, not a snapshot directory: give the directory that holds _metadata',
    )
    const { directory, metadata } = await readSnapshot(store, at('copies/metadata-of-monday'), {
      anyName: true,
    })
    expect(directory).toEqual(at('copies'))
    expect(metadata.location).toEqual(at('copies/metadata-of-monday'))
  })

  it('says that a percent sign is one where nothing is at a URI with escapes', async () => {
    const sentence =
      'nothing is at /old%20place/sp: the path is taken as it is written, with its percent signs: '
    expect(await failureAt('old%20place/sp')).toBe(`${sentence}if it is encoded, write /old place/sp`)
    expect(await failureAt('50%ff/sp')).toContain('check the URI of the snapshot')
  })

  it('does not take the root of a bucket for a file', async () => {
    const bucket = parseLocation('s3://bucket')
    const root: ObjectStore = {
      ...store,
      read: () => Promise.reject(new StorageError('none', { code: 'not-found', operation: 'GetObject' })),
      // What S3 answers to HEAD of a bucket, which a request without a key is.
      stat: (location) => Promise.resolve({ location, sizeBytes: 0 }),
      list: () =>
        listed([{ location: parseLocation('s3://bucket/sps/savepoint-1/_metadata'), sizeBytes: 1 }]),
    }
    expect((await failure(readSnapshot(root, bucket))).message).toBe(
      's3://bucket/ is no snapshot directory but holds some, such as s3://bucket/sps/savepoint-1: name one of them',
    )
    expect((await failure(readSnapshot(root, bucket, { anyName: true }))).message).toContain(
      'is no snapshot directory',
    )
  })

  it('nothing there', async () => {
    const sentence = 'nothing is at /sp: check the URI of the snapshot (bucket, path and spelling)'
    expect(await failureAt('sp')).toBe(sentence)
    expect(await failureAt('sp/_metadata')).toBe(sentence)
  })

  it('a checkpoint that is not there, or no longer', async () => {
    expect(await failureAt('0123456789abcdef0123456789abcdef/chk-11')).toMatch(
      /^nothing is at .*chk-11: Flink never completed this checkpoint, or has deleted it since a newer one took its place/,
    )
  })

  it('an unfinished checkpoint', async () => {
    put('0123456789abcdef0123456789abcdef/chk-12/some-state')
    expect(await failureAt('0123456789abcdef0123456789abcdef/chk-12')).toMatch(
      /chk-12 is an unfinished or discarded checkpoint: it has files but no _metadata.*Choose a checkpoint that was completed/,
    )
  })

  it('a savepoint without _metadata', async () => {
    put('savepoint-1/some-state')
    const sentence = /^\/savepoint-1 has files but no _metadata, so it is no complete snapshot: check the URI/
    expect(await failureAt('savepoint-1')).toMatch(sentence)
    expect(await failureAt('savepoint-1/_metadata')).toMatch(sentence)
  })

  it('a directory of snapshots', async () => {
    put('job/chk-7/_metadata')
    put('job/shared/x')
    expect(await failureAt('job')).toBe(
      `/job is no snapshot directory but holds some, such as file:/job/chk-7: name one of them`,
    )
  })

  it('a file that is too large', async () => {
    put('sp/_metadata')
    truncateSync(join(root, 'sp/_metadata'), MAX_METADATA_BYTES + 1)
    const error = await failure(readSnapshot(store, at('sp')))
    expect(error).toMatchObject({ reason: 'too-large', location: at('sp/_metadata') })
    expect(error.message).toMatch(/sp\/_metadata is larger than 1 GiB, which no _metadata of Flink is/)
    expect(error.cause).toBeInstanceOf(StorageError)
  })

  it('a broken file, by its name', async () => {
    put('sp/_metadata', SAMPLE.subarray(0, 50))
    const error = await failure(readSnapshot(store, at('sp')))
    expect(error).toMatchObject({ reason: 'broken', location: at('sp/_metadata') })
    expect(error.cause).toBeInstanceOf(MetadataFormatError)
    expect(error.message).toMatch(
      /sp\/_metadata cannot be read: the metadata is broken at byte \d+: .*copy it again$/,
    )
  })

  it('a refused file, by its name', async () => {
    put('sp/_metadata', Uint8Array.of(0x49, 0x60, 0x67, 0x2d, 0, 0, 0, 1))
    const error = await failure(readSnapshot(store, at('sp')))
    expect(error).toMatchObject({ reason: 'unsupported' })
    expect(error.cause).toBeInstanceOf(UnsupportedMetadataError)
    expect(error.message).toMatch(
      /sp\/_metadata is refused: metadata version 1 is that of Flink 1\.2 and older/,
    )
  })
})

describe('a store that fails', () => {
  const denied = new StorageError('no', { code: 'access-denied', operation: 'GetObject' })
  const missing = new StorageError('no', { code: 'not-found', operation: 'GetObject' })
  const failing = (read: StorageError): ObjectStore => ({
    ...store,
    type: 's3',
    read: () => Promise.reject(read),
    stat: () => Promise.reject(denied),
    list: () => {
      throw denied
    },
  })

  it('passes its own error on', async () => {
    await expect(readSnapshot(failing(denied), parseLocation('s3://b/sp'))).rejects.toBe(denied)
  })

  it('still says what is missing where it refuses to tell what is there', async () => {
    const error = await failure(readSnapshot(failing(missing), parseLocation('s3a://b/sp')))
    expect(error.message).toBe('there is no _metadata in s3a://b/sp: check the URI of the snapshot')
    expect(error.cause).toBe(denied)
  })

  it('stops when it is told to', async () => {
    put('sp/_metadata')
    const reason = new Error('stopped')
    await expect(readSnapshot(store, at('sp'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe('the summary', () => {
  it('has the facts of the file', async () => {
    const bytes = metadata(
      5,
      [
        operator(
          5,
          {
            name: 'Source: a',
            uid: 'uid-a',
            parallelism: 3,
            maxParallelism: 128,
            coordinator: inLine('c', new Uint8Array(4)),
          },
          [
            subtask(5, 0, { managedOperator: partitionable([{ name: 'offsets' }], file('s3://b/f', 10)) }),
            subtask(5, 1, {
              managedKeyed: keyGroups(3, segment('s3://b/m', 0, 20)),
              rawKeyed: keyGroups(3, segment('s3://b/m', 20, 30)),
            }),
            (sink) => {
              sink.int(-3)
            },
          ],
        ),
        operator(5, { id: 'f'.repeat(32), parallelism: 2, fullyFinished: true }),
      ],
      {
        checkpointId: 2n ** 62n,
        masters: [masterState('hook', new Uint8Array(2))],
        properties: properties('checkpoint'),
      },
    )
    put('sp/_metadata', bytes)
    expect(await readSummary(store, at('sp'))).toEqual({
      path: `file:${root}/sp`,
      metadataVersion: 5,
      flinkVersions: '2.0',
      checkpointId: '4611686018427387904',
      kind: 'checkpoint',
      metadataBytes: bytes.length,
      stateBytes: 64,
      bytesByPlace: { inline: 4, exclusive: 0, shared: 0, changelog: 0, external: 60 },
      operators: [
        {
          id: '00112233445566778899aabbccddeeff',
          name: 'Source: a',
          uid: 'uid-a',
          parallelism: 3,
          maxParallelism: 128,
          subtasks: 2,
          finishedSubtasks: 1,
          fullyFinished: false,
          stateBytes: 64,
          coordinatorBytes: 4,
          bytesByPlace: { inline: 4, exclusive: 0, shared: 0, changelog: 0, external: 60 },
          skew: { minBytes: 10, medianBytes: 30, maxBytes: 50, ratio: 1.67 },
          states: [{ name: 'offsets', mode: 'split', entries: 0 }],
          subtaskBytes: { 0: 10, 1: 50 },
        },
        {
          id: 'f'.repeat(32),
          parallelism: 2,
          maxParallelism: 128,
          subtasks: 0,
          finishedSubtasks: 0,
          fullyFinished: true,
          stateBytes: 0,
          coordinatorBytes: 0,
          bytesByPlace: { inline: 0, exclusive: 0, shared: 0, changelog: 0, external: 0 },
          states: [],
          subtaskBytes: {},
        },
      ],
      references: [
        { kind: 'file', path: 's3://b/f', place: 'external', bytes: 10, count: 1 },
        { kind: 'segment', path: 's3://b/m', place: 'external', bytes: 50, count: 2 },
      ],
      inlineStates: { count: 1, bytes: 4 },
      masterStates: ['hook'],
      warnings: [],
      keyedStateForms: ['key-groups'],
      outside: { findings: [], unread: [] },
    })
  })

  it('keeps a name that is written as a relative file apart from the same text elsewhere', async () => {
    put(
      'sp/_metadata',
      single(4, {
        managedKeyed: keyGroups(3, (sink) => {
          sink.byte(6)
          sink.utf('x')
          sink.long(1)
        }),
        rawKeyed: keyGroups(3, file('x', 2)),
      }),
    )
    const { references } = await readSummary(store, at('sp'))
    expect(references).toEqual([
      { kind: 'relative', path: 'x', place: 'exclusive', bytes: 1, count: 1 },
      { kind: 'file', path: 'x', place: 'external', bytes: 2, count: 1 },
    ])
  })
})
