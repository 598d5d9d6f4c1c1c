import { displayLocation, parseLocation, type Location } from '../../../src/location/location.ts'
import {
  readOutside,
  type OutsideLimits,
  type OutsideSource,
  type OutsideState,
  type ReadRange,
} from '../../../src/snapshot/outside/outside.ts'
import { StorageError } from '../../../src/storage/storage-error.ts'
import {
  emptySegment,
  file,
  inLine,
  partitionable,
  relativeFile,
  segment,
  subtask,
  metadata,
  operator,
  type Part,
} from '../../support/metadata-builder.ts'
import { parseMetadata } from '../../../src/metadata/snapshot.ts'
import {
  bucketEntry,
  fileSplit,
  localRecoverable,
  stateStream,
  versionedEntry,
} from '../../support/state-builder.ts'
import { DIRECTORY, snapshotOfHandles, stateHandle } from './snapshots.ts'

const entryOf = (name: string): Uint8Array =>
  bucketEntry({ path: '/out', open: localRecoverable(`/out/${name}`) })

/** Files in memory; what is read of them is noted. */
class Files {
  readonly reads: (readonly [path: string, offsetBytes: number, lengthBytes: number])[] = []
  readonly #files = new Map<string, Uint8Array>()
  /** Most reads under way at once. */
  most = 0
  #now = 0

  put(path: string, bytes: Uint8Array): void {
    this.#files.set(path, bytes)
  }

  readonly read: ReadRange = async (location, offsetBytes, lengthBytes) => {
    const path = displayLocation(location)
    this.reads.push([path, offsetBytes, lengthBytes])
    this.most = Math.max(this.most, ++this.#now)
    await Promise.resolve()
    this.#now--
    const bytes = this.#files.get(path)
    if (bytes === undefined) {
      throw new StorageError(`there is no ${path}`, { code: 'not-found', operation: 'GetObject' })
    }
    return bytes.subarray(offsetBytes, offsetBytes + lengthBytes)
  }
}

const HOME = displayLocation(DIRECTORY)

async function look(
  files: Files,
  handles: readonly Part[],
  limits: OutsideLimits = {},
  locate?: OutsideSource['locate'],
  directory: Location | undefined = DIRECTORY,
): Promise<OutsideState> {
  const snapshot = snapshotOfHandles(handles)
  return readOutside({ snapshot, directory, ...(locate && { locate }) }, files.read, limits)
}

/** A handle of the writer's state whose stream is a file of its own. */
function inFile(files: Files, name: string, entries: readonly Uint8Array[], size?: number): Part {
  return stateHandle({ writer_raw_states: entries }, (bytes) => {
    files.put(`${HOME}/${name}`, bytes)
    return relativeFile(name, size ?? bytes.length)
  })
}

describe('reading state files', () => {
  it('takes one request for each, however many states are in it', async () => {
    const files = new Files()
    const handle = stateHandle(
      { writer_raw_states: [entryOf('a'), entryOf('b')], 'bucket-states': [entryOf('c')] },
      (bytes) => {
        files.put(`${HOME}/x`, bytes)
        return relativeFile('x', bytes.length)
      },
    )
    const { findings, reads } = await look(files, [handle, handle])
    expect(files.reads).toHaveLength(2)
    expect(reads).toBe(2)
    expect(findings).toMatchObject([
      { kind: 'file-sink-writer', subtasks: [0, 1], entries: 4, paths: ['/out/a', '/out/b'] },
      { kind: 'streaming-file-sink', subtasks: [0, 1], entries: 2, paths: ['/out/c'] },
    ])
  })

  it('reads none where the states have no entries, or no name that says anything', async () => {
    const files = new Files()
    await look(files, [
      partitionable([{ name: 'writer_raw_states' }], relativeFile('x', 10)),
      partitionable([{ name: 'mine', offsets: [1] }], relativeFile('x', 10)),
      partitionable([], relativeFile('x', 10)),
    ])
    expect(files.reads).toEqual([])
  })

  it('reads no raw state, which has no names', async () => {
    const raw = partitionable([{ name: 'writer_raw_states', offsets: [0] }], relativeFile('x', 10))
    const snapshot = parseMetadata(metadata(6, [operator(6, {}, [subtask(6, 0, { rawOperator: raw })])]))
    const files = new Files()
    const { findings } = await readOutside({ snapshot, directory: DIRECTORY }, files.read)
    expect([findings, files.reads]).toEqual([[], []])
  })

  it('reads a segment where it lies in its file', async () => {
    const files = new Files()
    const { bytes, offsets } = stateStream([[entryOf('a')]])
    files.put(
      's3://bucket/savepoints/savepoint-1/merged',
      Buffer.concat([Buffer.alloc(1000), bytes, Buffer.alloc(9)]),
    )
    const named = [{ name: 'writer_raw_states', offsets: offsets[0] ?? [] }]
    const handle = partitionable(
      named,
      segment('s3a://bucket/savepoints/savepoint-1/merged', 1000, bytes.length),
    )
    const { findings } = await look(files, [handle], {}, (reference) =>
      parseLocation(reference.path.replace('s3a', 's3')),
    )
    expect(findings).toMatchObject([{ paths: ['/out/a'] }])
    expect(files.reads).toEqual([[`${HOME}/merged`, 1000, bytes.length]])
  })

  it('reads of a large file the part in which its state starts', async () => {
    const files = new Files()
    const big = new Uint8Array(300_000)
    const handle = stateHandle({ other: [big], writer_raw_states: [entryOf('a'), entryOf('b')] }, (bytes) => {
      files.put(`${HOME}/x`, bytes)
      return relativeFile('x', bytes.length)
    })
    const { findings, unread } = await look(files, [handle])
    expect(findings).toMatchObject([{ paths: ['/out/a', '/out/b'] }])
    expect(unread).toEqual([])
    const [[, offset, length] = ['', 0, 0]] = files.reads
    expect(offset).toBeGreaterThan(big.length - 10)
    expect(offset + length).toBeLessThanOrEqual(300_000 + 6 + entryOf('a').length * 2)
  })

  it('says that a state is too large for what is read of it, and tells what it saw', async () => {
    const files = new Files()
    const entries = Array.from({ length: 700 }, (_, index) => entryOf(String(index)))
    const { findings, unread } = await look(files, [inFile(files, 'x', entries)])
    expect(files.reads).toEqual([[`${HOME}/x`, 0, 64 * 1024]])
    const [seen, rest] = findings
    expect(seen).toMatchObject({ certainty: 'sure', kind: 'file-sink-writer' })
    expect(rest).toMatchObject({ certainty: 'unknown', kind: 'sink-writer', paths: [] })
    expect((seen?.entries ?? 0) + (rest?.entries ?? 0)).toBe(700)
    expect(seen?.pathCount).toBe(seen?.entries)
    expect(seen?.paths).toHaveLength(20)
    expect(unread).toMatchObject([{ state: 'writer_raw_states', reason: 'too-large', subtasks: [0] }])
  })

  it('knows where a file of unknown size ends by what comes', async () => {
    const files = new Files()
    const { findings, unread } = await look(files, [inFile(files, 'x', [entryOf('a')], -1)])
    expect(findings).toMatchObject([{ paths: ['/out/a'] }])
    expect(unread).toEqual([])
  })

  it('keeps within the bytes of all files, and the rest is told as left out', async () => {
    const files = new Files()
    const handles = ['a', 'b', 'c'].map((name) => inFile(files, name, [entryOf(name)]))
    const size = stateStream([[entryOf('a')]]).bytes.length
    const { findings, unread, reads } = await look(files, handles, { totalBytes: size * 2 })
    expect(reads).toBe(2)
    expect(findings).toMatchObject([
      { certainty: 'sure', subtasks: [0, 1] },
      { certainty: 'unknown', subtasks: [2], entries: 1, paths: [] },
    ])
    expect(unread).toMatchObject([{ reason: 'left-out', subtasks: [2] }])
  })

  it('shares the number of files among the operators', async () => {
    const files = new Files()
    const many = Array.from({ length: 10 }, (_, index) => inFile(files, `m${index}`, [entryOf('m')]))
    const few = [inFile(files, 'f', [entryOf('f')])]
    const bytes = metadata(
      6,
      [many, few].map((handles) =>
        operator(
          6,
          { parallelism: 10 },
          handles.map((handle, index) => subtask(6, index, { managedOperator: handle })),
        ),
      ),
    )
    const source = { snapshot: parseMetadata(bytes), directory: DIRECTORY }
    const { findings, unread, reads } = await readOutside(source, files.read, { files: 4 })
    expect(reads).toBe(4)
    expect(findings).toMatchObject([
      { certainty: 'unknown', entries: 7, subtasks: [3, 4, 5, 6, 7, 8, 9] },
      { certainty: 'sure', subtasks: [0, 1, 2] },
      { paths: ['/out/f'] },
    ])
    expect(unread).toMatchObject([{ reason: 'left-out', subtasks: [3, 4, 5, 6, 7, 8, 9] }])
  })

  it('reads some at once, and no more than that', async () => {
    const files = new Files()
    const handles = Array.from({ length: 40 }, (_, index) => inFile(files, `f${index}`, [entryOf('a')]))
    await look(files, handles, { parallel: 5 })
    expect(files.most).toBe(5)
    expect(files.reads).toHaveLength(40)
  })

  it('goes on where a store fails for one, and says how', async () => {
    const files = new Files()
    const gone = partitionable([{ name: 'writer_raw_states', offsets: [6] }], relativeFile('gone', 100))
    const { findings, unread } = await look(files, [gone, inFile(files, 'x', [entryOf('a')])])
    expect(findings).toMatchObject([{ certainty: 'unknown', subtasks: [0] }, { paths: ['/out/a'] }])
    expect(unread).toMatchObject([{ reason: 'failed', subtasks: [0], message: `there is no ${HOME}/gone` }])
  })

  it('tells of a source whose state could not be read, though most of them read no files', async () => {
    const gone = partitionable([{ name: 'SourceReaderState', offsets: [6] }], relativeFile('gone', 100))
    const { findings, unread } = await look(new Files(), [gone])
    expect(findings).toEqual([])
    expect(unread).toMatchObject([{ state: 'SourceReaderState', reason: 'failed' }])
  })

  it('tells of a source of files that has more of them than is read', async () => {
    const files = new Files()
    const split = versionedEntry(1, fileSplit({ path: `/in/${'a'.repeat(200)}` }))
    const handle = stateHandle({ SourceReaderState: new Array<Uint8Array>(400).fill(split) }, (bytes) => {
      files.put(`${HOME}/x`, bytes)
      return relativeFile('x', bytes.length)
    })
    const { findings, unread } = await look(files, [handle])
    expect(findings).toMatchObject([{ kind: 'file-source', certainty: 'sure', pathCount: 1 }])
    expect(unread).toMatchObject([{ state: 'SourceReaderState', reason: 'too-large' }])
  })

  it('throws what is no fault of a store', async () => {
    const files = new Files()
    const handle = inFile(files, 'x', [entryOf('a')])
    const stopped = readOutside({ snapshot: snapshotOfHandles([handle]), directory: DIRECTORY }, () =>
      Promise.reject(new Error('stopped')),
    )
    await expect(stopped).rejects.toThrow('stopped')
  })
})

describe('what the snapshot does not own', () => {
  const states = [{ name: 'pending-checkpoints', offsets: [0] }]

  it.each([
    ['another bucket', file('s3://other/savepoints/savepoint-1/x', 10)],
    ['a neighbour', file('s3://bucket/savepoints/savepoint-10/x', 10)],
    ['a local file', file('file:/etc/passwd', 10)],
    ['what climbs out', relativeFile('../x', 10)],
    ['what is no location', file('nonsense', 10)],
  ])('is not read: %s', async (_, stream) => {
    const files = new Files()
    const { findings, unread } = await look(files, [partitionable(states, stream)])
    expect(files.reads).toEqual([])
    expect(findings).toMatchObject([{ kind: 'write-ahead-sink', certainty: 'likely', entries: 1, paths: [] }])
    expect(unread).toMatchObject([{ reason: 'elsewhere' }])
  })

  it('begins outside of the job directory of a checkpoint', async () => {
    const files = new Files()
    const checkpoint = parseLocation('s3://bucket/checkpoints/job/chk-7')
    files.put('s3://bucket/checkpoints/job/taskowned/x', Buffer.alloc(10))
    const inside = partitionable(states, file('s3://bucket/checkpoints/job/taskowned/x', 10))
    const outside = partitionable(states, file('s3://bucket/checkpoints/job2/shared/x', 10))
    await look(files, [inside, outside], {}, undefined, checkpoint)
    expect(files.reads.map(([path]) => path)).toEqual(['s3://bucket/checkpoints/job/taskowned/x'])
  })

  it('is read where the caller knows its place', async () => {
    const files = new Files()
    files.put('s3://here/x', Buffer.alloc(10))
    const handle = partitionable(states, file('s3://there/x', 10))
    await look(files, [handle], {}, ({ path }) => parseLocation(path.replace('there', 'here')))
    expect(files.reads).toEqual([['s3://here/x', 0, 10]])
  })
})

describe('compressed state', () => {
  const SNAPPY = Buffer.from('ff060000734e61507059', 'hex')

  it('is known by the head of the stream', async () => {
    const handle = stateHandle(
      { writer_raw_states: [entryOf('a')] },
      undefined,
      Buffer.from('0000000601', 'hex'),
    )
    const { findings, unread } = await look(new Files(), [handle])
    expect(findings).toMatchObject([{ kind: 'sink-writer', certainty: 'unknown', paths: [] }])
    expect(unread).toMatchObject([{ reason: 'compressed' }])
  })

  it('is known in a large file by what stands before its first entry', async () => {
    const files = new Files()
    const handle = stateHandle(
      { other: [Buffer.concat([Buffer.alloc(100_000), SNAPPY])], writer_raw_states: [entryOf('a')] },
      (bytes) => {
        files.put(`${HOME}/x`, bytes)
        return relativeFile('x', bytes.length)
      },
    )
    const { findings, unread } = await look(files, [handle])
    expect(findings).toMatchObject([{ certainty: 'unknown', paths: [] }])
    expect(unread).toMatchObject([{ reason: 'compressed' }])
  })

  it('of a source is nobody’s concern', async () => {
    const handle = stateHandle(
      { SourceReaderState: [versionedEntry(1, Buffer.from('x'))] },
      undefined,
      Buffer.from('0000000601', 'hex'),
    )
    expect(await look(new Files(), [handle])).toEqual({ findings: [], unread: [], reads: 0 })
  })
})

describe('state in the metadata itself', () => {
  it('is read where no directory is known, such as from a pipe', async () => {
    const snapshot = snapshotOfHandles([stateHandle({ writer_raw_states: [entryOf('a')] })])
    const { findings, reads } = await readOutside({ snapshot, directory: undefined }, undefined)
    expect(findings).toMatchObject([{ paths: ['/out/a'] }])
    expect(reads).toBe(0)
  })

  it('has a bound of its own', async () => {
    const handles = ['a', 'b'].map((name) => stateHandle({ writer_raw_states: [entryOf(name)] }))
    const size = stateStream([[entryOf('a')]]).bytes.length
    const { findings, unread } = await look(new Files(), handles, { totalBytes: size })
    expect(findings).toMatchObject([{ subtasks: [0] }, { certainty: 'unknown', subtasks: [1] }])
    expect(unread).toMatchObject([{ reason: 'left-out', subtasks: [1] }])
  })

  it('of a coordinator beyond that bound is told, for it names many files', async () => {
    const snapshot = snapshotOfHandles([], inLine('c', new Uint8Array(1000)))
    const { findings, unread } = await readOutside({ snapshot, directory: DIRECTORY }, undefined, {
      totalBytes: 999,
    })
    expect(findings).toEqual([])
    expect(unread).toMatchObject([{ state: 'coordinator', reason: 'left-out', subtasks: [] }])
  })

  it('that is said to have entries and has no byte is not understood', async () => {
    const handle = partitionable([{ name: 'bucket-states', offsets: [0] }], emptySegment)
    const { findings } = await look(new Files(), [handle])
    expect(findings).toMatchObject([{ kind: 'streaming-file-sink', paths: [] }])
  })
})

describe('offsets that no Flink wrote', () => {
  const entry = entryOf('a')

  it.each([
    ['that stand still', [6, 6, 6]],
    ['that go back', [6 + entry.length, 6]],
    ['beyond the end', [5_000_000]],
    ['below the start', [-1]],
    ['larger than any file', [2n ** 62n]],
  ])('lead to nothing: %s', async (_, offsets) => {
    const stream = inLine('n', Buffer.concat([Buffer.alloc(6), entry, entry]))
    const { findings } = await look(new Files(), [
      partitionable([{ name: 'writer_raw_states', offsets }], stream),
    ])
    expect(findings.at(-1)).toMatchObject({ certainty: 'unknown', paths: [] })
    expect(findings.flatMap(({ paths }) => paths).filter((path) => path !== '/out/a')).toEqual([])
  })

  it('and names that come twice are taken once', async () => {
    const stream = inLine('n', Buffer.concat([Buffer.alloc(6), entry]))
    const twice = Array.from({ length: 200_000 }, () => ({ name: 'bucket-states', offsets: [6] }))
    const { findings } = await look(new Files(), [partitionable(twice, stream)])
    expect(findings).toMatchObject([{ entries: 1, paths: ['/out/a'] }])
  })
})
