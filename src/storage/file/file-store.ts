import { lstat, stat, unlink, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { displayLocation, type Location } from '../../location/location.ts'
import type {
  Abortable,
  ObjectInfo,
  ObjectStore,
  Published,
  RangeSource,
  WriteOptions,
} from '../object-store.ts'
import { expectationOf, passAsClaimed } from '../content-check.ts'
import { fillAsClaimed } from '../fill-as-claimed.ts'
import { fill } from '../fill.ts'
import { HeldMemory } from '../held-memory.ts'
import { runPool } from '../pool.ts'
import type { Proof, Written } from '../proof.ts'
import { StorageError } from '../storage-error.ts'
import { systemCode } from '../system-error.ts'
import { DirectorySync, landTemporary, openTemporary, tryLanding, type Writing } from './atomic-file.ts'
import { fileError } from './file-errors.ts'
import { Homes } from './homes.ts'
import { listDirectory, listDirectoryLevel, stampOf } from './list-directory.ts'
import { localPath } from './local-path.ts'
import { copyOpened, openRegular, requireReplaceable } from './open-file.ts'
import { clearUnfinished, type UnfinishedFiles } from './unfinished-files.ts'

const CHUNK_BYTES = 1024 * 1024

/** A larger file is written in pieces of this size, each read by itself. */
const PIECE_BYTES = 16 * 2 ** 20

/** Pieces of one file that are on their way at once. */
const PIECES_AT_ONCE = 4

/** A file store that can also duplicate a file without its bytes passing through this process. */
export interface FileStore extends ObjectStore {
  readonly type: 'file'

  /**
   * Copies a file, sharing its blocks where the file system can (reflink). Fails where `from` is no longer as
   * described.
   *
   * @param source the store that `from` was seen in, by whose names it is opened; absent: this one
   */
  copyLocal(from: ObjectInfo, to: Location, options?: WriteOptions, source?: FileStore): Promise<Written>
  /** Opens a file that must still be as described; the caller closes it. */
  open(info: ObjectInfo): Promise<FileHandle>
  /**
   * Sees whether a file can be written at the location: directories are made, and a file beside it that is
   * given another name and deleted again.
   */
  tryWrite(location: Location): Promise<void>
  /** Fails where something is that no file may replace: a directory, a device, a link. */
  requireReplaceable(location: Location): Promise<void>
  /** Removes what killed runs left in a directory; see the function of that name. */
  clearUnfinished(directory: Location): Promise<UnfinishedFiles>
  /** How often a source of this size is asked for bytes when it is written here. */
  readsForWrite(sizeBytes: number): number
}

/** What a file store may touch. */
export interface FileStoreOptions {
  /**
   * Directories and files that the user named; see {@link Homes}. Without any, links lead where they lead.
   */
  readonly named?: readonly Location[]
  /** Told of links that were not followed. */
  readonly onWarning?: (text: string) => void
}

const UNCONFINED = new Homes([])

/**
 * The store of local files (and of whatever is mounted). Files appear under their names only when they are
 * complete and on disk; what is being written has a temporary name beside it that is never listed.
 */
export function createFileStore({ named = [], onWarning }: FileStoreOptions = {}): FileStore {
  const homes = new Homes(named, onWarning)
  const dirty = new DirectorySync()
  const memory = new HeldMemory()
  const store: FileStore = {
    type: 'file',
    stat: (location, options) => statFile(location, options, homes),
    list: (directory, options = {}) => listDirectory(directory, options, homes),
    listLevel: (directory, options = {}) => listDirectoryLevel(directory, options, homes),
    read: (location, options) => readFile(location, options, homes),
    source: (info) => fileSource(info, homes),
    write: (location, source, options) => writeFile({ dirty, homes }, memory, location, source, options),
    tryWrite: (location) => guarded('write', location, () => tryLanding({ dirty, homes }, location)),
    requireReplaceable: (location) =>
      guarded('write', location, () => requireReplaceable(localPath(location), displayLocation(location))),
    clearUnfinished: async (directory) => {
      // Whatever a link leads to is not looked through.
      const isHeld = await homes.holds(directory).catch(() => false)
      return isHeld ? clearUnfinished(directory) : { removed: [], left: [] }
    },
    readsForWrite: (sizeBytes) => Math.max(1, Math.ceil(sizeBytes / PIECE_BYTES)),
    copyLocal: async (from, to, options, source = store) => {
      await using origin = await source.open(from)
      return await duplicateFile({ dirty, homes }, origin, from, to, options)
    },
    open: (info) => openPinned(info, homes),
    publish: (location, bytes, options) => publishFile({ dirty, homes }, location, bytes, options),
    remove: (locations, options) => removeFiles(locations, options, homes),
    removeUnchanged: (objects, options) => removeUnchangedFiles(objects, options, homes),
    close() {
      // nothing is held open between operations
    },
  }
  return store
}

async function guarded<T>(operation: string, location: Location, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw fileError(error, operation, location)
  }
}

async function statFile(
  location: Location,
  options: Abortable = {},
  homes = UNCONFINED,
): Promise<ObjectInfo | undefined> {
  options.signal?.throwIfAborted()
  try {
    const found = await stat(localPath(location))
    if (!found.isFile() || !(await homes.holds(location))) return undefined
    return { location, sizeBytes: found.size, modifiedAt: found.mtime, stamp: stampOf(found) }
  } catch (error) {
    const fault = fileError(error, 'stat', location)
    if (fault instanceof StorageError && fault.code === 'not-found') return undefined
    throw fault
  }
}

async function readFile(
  location: Location,
  options: Abortable & { readonly maxBytes: number },
  homes: Homes,
): Promise<{ info: ObjectInfo; bytes: Uint8Array }> {
  return guarded('read', location, async () => {
    options.signal?.throwIfAborted()
    await using file = await openRegular(location, homes)
    const { size, mtime } = await file.stat()
    if (size > options.maxBytes) {
      throw new StorageError(
        `${displayLocation(location)} has ${size} bytes where at most ${options.maxBytes} were expected: check that it is the right file`,
        { code: 'too-large', operation: 'read', location },
      )
    }
    const bytes = new Uint8Array(size)
    let at = 0
    for await (const chunk of chunksOf(file, 0, size, location, options)) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    return { info: { location, sizeBytes: size, modifiedAt: mtime }, bytes }
  })
}

/** Fresh buffers of at most 1 MiB each; a file that ends early is an error. */
async function* chunksOf(
  file: FileHandle,
  start: number,
  end: number,
  location: Location,
  options: Abortable,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end;) {
    options.signal?.throwIfAborted()
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end - at))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) throw changed(location)
    at += bytesRead
    yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead)
  }
}

function changed(location: Location): StorageError {
  return new StorageError(
    `${displayLocation(location)} changed while it was being read: make sure that nothing writes to the source and run again`,
    { code: 'changed', operation: 'read', location },
  )
}

/** A file has no ETag: its size and modification time stand for "the planned content". */
function requireUnchanged(found: { readonly size: number; readonly mtime: Date }, planned: ObjectInfo): void {
  // Date with Date: `mtime` is rounded to milliseconds, so a truncated `mtimeMs` is another number for half
  // of all files.
  const sameTime = planned.modifiedAt === undefined || found.mtime.getTime() === planned.modifiedAt.getTime()
  if (found.size !== planned.sizeBytes || !sameTime) throw changed(planned.location)
}

function fileSource(info: ObjectInfo, homes: Homes): RangeSource {
  return {
    sizeBytes: info.sizeBytes,
    async open(start, end, options) {
      return pinnedRange(await openPinned(info, homes), info, start, end, options)
    },
    readInto: (into, start, options) => readPinned(info, homes, into, start, options),
  }
}

async function openPinned(info: ObjectInfo, homes: Homes): Promise<FileHandle> {
  return guarded('open', info.location, async () => {
    const file = await openRegular(info.location, homes)
    try {
      requireUnchanged(await file.stat(), info)
      return file
    } catch (error) {
      await file.close()
      throw error
    }
  })
}

async function readPinned(
  info: ObjectInfo,
  homes: Homes,
  into: Uint8Array,
  start: number,
  { signal }: Abortable,
): Promise<void> {
  return guarded('read', info.location, async () => {
    await using file = await openPinned(info, homes)
    for (let at = 0; at < into.length;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(into, at, into.length - at, start + at)
      if (bytesRead === 0) throw changed(info.location)
      at += bytesRead
    }
    requireUnchanged(await file.stat(), info)
  })
}

async function* pinnedRange(
  file: FileHandle,
  info: ObjectInfo,
  start: number,
  end: number,
  options: Abortable,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOf(file, start, end, info.location, options)
    requireUnchanged(await file.stat(), info)
  } catch (error) {
    throw fileError(error, 'read', info.location)
  } finally {
    await file.close()
  }
}

async function writeFile(
  { dirty, homes }: Writing,
  memory: HeldMemory,
  location: Location,
  source: RangeSource,
  options: WriteOptions = {},
): Promise<Written> {
  return guarded('write', location, async () => {
    const temporary = await openTemporary({ dirty, homes }, location)
    let proof: Proof = 'size'
    let stamp = ''
    await landTemporary(temporary, localPath(location), 'replace', async (file) => {
      proof =
        source.sizeBytes <= PIECE_BYTES
          ? await writeWhole(file, memory, source, options)
          : await writePieces(file, memory, source, options)
      stamp = stampOf(await file.stat())
    })
    return { ...(await described(location)), proof, stamp }
  })
}

async function writeWhole(
  file: FileHandle,
  memory: HeldMemory,
  source: RangeSource,
  { signal, onBytes }: WriteOptions,
): Promise<Proof> {
  const { bytes, release } = await memory.take(source.sizeBytes, signal)
  try {
    // A file has no word of its own on its content: what the source's store says of it is looked at here.
    const proof = await fillAsClaimed(source, bytes, signal === undefined ? {} : { signal })
    await writeAll(file, bytes, 0)
    onBytes?.(bytes.length)
    return proof
  } finally {
    release()
  }
}

/** Side by side: one request to a distant store gives a small part of what the way to it can carry. */
async function writePieces(
  file: FileHandle,
  memory: HeldMemory,
  source: RangeSource,
  { signal, onBytes }: WriteOptions,
): Promise<Proof> {
  const starts = Array.from(
    { length: Math.ceil(source.sizeBytes / PIECE_BYTES) },
    (_, index) => index * PIECE_BYTES,
  )
  const ending = signal ?? new AbortController().signal
  const expectation = await expectationOf(source, 'in pieces', { signal: ending })
  let passages = 0
  const { proof } = await passAsClaimed(source, expectation, async (passage) => {
    if (passages++ > 0) onBytes?.(-source.sizeBytes)
    await runPool(starts, { concurrency: PIECES_AT_ONCE }, ending, async (start, both) => {
      const { bytes, release } = await memory.take(Math.min(PIECE_BYTES, source.sizeBytes - start), both)
      try {
        await fill(source, bytes, start, { signal: both })
        const taken = passage.take(start, bytes, both)
        taken.catch(() => undefined)
        await writeAll(file, bytes, start)
        onBytes?.(bytes.length)
        await taken
      } finally {
        release()
      }
    })
    passage.settle()
  })
  return proof
}

async function writeAll(file: FileHandle, bytes: Uint8Array, start: number): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await file.write(bytes, at, bytes.length - at, start + at)).bytesWritten
}

/** Without a stamp: once it has its name, another one may have taken its place. */
async function described(location: Location): Promise<ObjectInfo> {
  const { size, mtime } = await lstat(localPath(location))
  return { location, sizeBytes: size, modifiedAt: mtime }
}

async function duplicateFile(
  { dirty, homes }: Writing,
  origin: FileHandle,
  from: ObjectInfo,
  to: Location,
  options: WriteOptions = {},
): Promise<Written> {
  return guarded('copyfile', to, async () => {
    options.signal?.throwIfAborted()
    const temporary = await openTemporary({ dirty, homes }, to)
    let stamp = ''
    await landTemporary(temporary, localPath(to), 'replace', async (file) => {
      await copyOpened(origin, localPath(from.location), file, temporary.path)
      requireUnchanged(await origin.stat(), from)
      stamp = stampOf(await file.stat())
    })
    options.onBytes?.(from.sizeBytes)
    return { ...(await described(to)), proof: 'size', stamp }
  })
}

async function publishFile(
  { dirty, homes }: Writing,
  location: Location,
  bytes: Uint8Array,
  options: Abortable & { readonly replace: boolean },
): Promise<Published> {
  return guarded('link', location, async () => {
    options.signal?.throwIfAborted()
    const before = await statFile(location, options, homes)
    if (before !== undefined && !options.replace) return { outcome: 'exists', conditionHonoured: true }
    const temporary = await openTemporary({ dirty, homes }, location)
    const landed = await landTemporary(
      temporary,
      localPath(location),
      options.replace ? 'replace' : 'if-absent',
      async (file) => {
        // What the published file speaks of must be on disk before it is.
        await dirty.flush()
        await file.writeFile(bytes)
      },
    )
    await dirty.flush()
    if (landed === 'taken') return { outcome: 'exists', conditionHonoured: true }
    return { outcome: before === undefined ? 'created' : 'replaced', conditionHonoured: landed === 'guarded' }
  })
}

async function removeFiles(
  locations: readonly Location[],
  options: Abortable = {},
  homes = UNCONFINED,
): Promise<void> {
  let directory = ''
  for (const location of locations) {
    options.signal?.throwIfAborted()
    await guarded('unlink', location, async () => {
      try {
        const above = dirname(localPath(location))
        if (above !== directory) await homes.requireDirectory(location, 'deleted')
        directory = above
        await unlink(localPath(location))
      } catch (error) {
        const code = systemCode(error)
        if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
      }
    })
  }
}

async function removeUnchangedFiles(
  objects: readonly ObjectInfo[],
  options: Abortable = {},
  homes = UNCONFINED,
): Promise<readonly Location[]> {
  const left: Location[] = []
  for (const info of objects) {
    options.signal?.throwIfAborted()
    const found = await statFile(info.location, options, homes)
    if (found === undefined) continue
    const sameFile = info.stamp === undefined || info.stamp === found.stamp
    if (
      sameFile
      && found.sizeBytes === info.sizeBytes
      && found.modifiedAt?.getTime() === (info.modifiedAt ?? found.modifiedAt)?.getTime()
    ) {
      await removeFiles([info.location], options, homes)
    } else left.push(info.location)
  }
  return left
}
