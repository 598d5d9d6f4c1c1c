import { constants } from 'node:fs'
import { copyFile, open, stat, unlink, type FileHandle } from 'node:fs/promises'
import { displayLocation, type Location } from '../../location/location.ts'
import type {
  Abortable,
  ObjectInfo,
  ObjectStore,
  Published,
  RangeSource,
  WriteOptions,
} from '../object-store.ts'
import { fill, fillAsClaimed } from '../fill.ts'
import { HeldMemory } from '../held-memory.ts'
import { runPool } from '../pool.ts'
import { StorageError } from '../storage-error.ts'
import { systemCode } from '../system-error.ts'
import { DirectorySync, landTemporary, openTemporary } from './atomic-file.ts'
import { fileError } from './file-errors.ts'
import { stampOf } from './file-stamp.ts'
import { listDirectory, listDirectoryLevel } from './list-directory.ts'
import { localPath } from './local-path.ts'

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
   */
  copyLocal(from: ObjectInfo, to: Location, options?: WriteOptions): Promise<ObjectInfo>
  /** How often a source of this size is asked for bytes when it is written here. */
  readsForWrite(sizeBytes: number): number
}

/**
 * The store of local files (and of whatever is mounted). Files appear under their names only when they are complete
 * and on disk; what is being written has a temporary name beside it that is never listed.
 */
export function createFileStore(): FileStore {
  const dirty = new DirectorySync()
  const memory = new HeldMemory()
  return {
    type: 'file',
    stat: statFile,
    list: listDirectory,
    listLevel: listDirectoryLevel,
    read: readFile,
    source: fileSource,
    write: (location, source, options) => writeFile(dirty, memory, location, source, options),
    readsForWrite: (sizeBytes) => Math.max(1, Math.ceil(sizeBytes / PIECE_BYTES)),
    copyLocal: (from, to, options) => duplicateFile(dirty, from, to, options),
    publish: (location, bytes, options) => publishFile(dirty, location, bytes, options),
    remove: removeFiles,
    close() {
      // nothing is held open between operations
    },
  }
}

async function guarded<T>(operation: string, location: Location, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw fileError(error, operation, location)
  }
}

async function statFile(location: Location, options: Abortable = {}): Promise<ObjectInfo | undefined> {
  options.signal?.throwIfAborted()
  try {
    const found = await stat(localPath(location))
    return found.isFile() ? { location, sizeBytes: found.size, modifiedAt: found.mtime, stamp: stampOf(found) } : undefined
  } catch (error) {
    const fault = fileError(error, 'stat', location)
    if (fault instanceof StorageError && fault.code === 'not-found') return undefined
    throw fault
  }
}

async function readFile(
  location: Location,
  options: Abortable & { readonly maxBytes: number },
): Promise<{ info: ObjectInfo; bytes: Uint8Array }> {
  return guarded('read', location, async () => {
    options.signal?.throwIfAborted()
    await using file = await open(localPath(location), 'r')
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

function fileSource(info: ObjectInfo): RangeSource {
  return {
    sizeBytes: info.sizeBytes,
    async open(start, end, options) {
      const file = await guarded('open', info.location, () => open(localPath(info.location), 'r'))
      return pinnedRange(file, info, start, end, options)
    },
    readInto: (into, start, options) => readPinned(info, into, start, options),
  }
}

async function readPinned(info: ObjectInfo, into: Uint8Array, start: number, { signal }: Abortable): Promise<void> {
  return guarded('read', info.location, async () => {
    await using file = await open(localPath(info.location), 'r')
    requireUnchanged(await file.stat(), info)
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
    requireUnchanged(await file.stat(), info)
    yield* chunksOf(file, start, end, info.location, options)
    requireUnchanged(await file.stat(), info)
  } catch (error) {
    throw fileError(error, 'read', info.location)
  } finally {
    await file.close()
  }
}

async function writeFile(
  dirty: DirectorySync,
  memory: HeldMemory,
  location: Location,
  source: RangeSource,
  options: WriteOptions = {},
): Promise<ObjectInfo> {
  return guarded('write', location, async () => {
    const path = localPath(location)
    const temporary = await openTemporary(dirty, path)
    let stamp = ''
    await landTemporary(temporary, path, 'replace', async (file) => {
      await writePieces(file, memory, source, options)
      stamp = stampOf(await file.stat())
    })
    return { ...await described(path, location), stamp }
  })
}

/** Side by side: one request to a distant store gives a small part of what the way to it can carry. */
async function writePieces(file: FileHandle, memory: HeldMemory, source: RangeSource, { signal, onBytes }: WriteOptions): Promise<void> {
  const starts = Array.from({ length: Math.ceil(source.sizeBytes / PIECE_BYTES) }, (_, index) => index * PIECE_BYTES)
  await runPool(starts, { concurrency: PIECES_AT_ONCE }, signal ?? new AbortController().signal, async (start, both) => {
    const { bytes, release } = await memory.take(Math.min(PIECE_BYTES, source.sizeBytes - start), both)
    try {
      // A file has no word of its own on its content: a small object's ETag is looked at here, one in parts has none to look at.
      if (starts.length === 1) await fillAsClaimed(source, bytes, { signal: both })
      else await fill(source, bytes, start, { signal: both })
      for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at, start + at)).bytesWritten
      onBytes?.(bytes.length)
    } finally {
      release()
    }
  })
}

/** Without a stamp: once it has its name, another one may have taken its place. */
async function described(path: string, location: Location): Promise<ObjectInfo> {
  const { size, mtime } = await stat(path)
  return { location, sizeBytes: size, modifiedAt: mtime }
}

async function duplicateFile(
  dirty: DirectorySync,
  from: ObjectInfo,
  to: Location,
  options: WriteOptions = {},
): Promise<ObjectInfo> {
  const origin = localPath(from.location)
  requireUnchanged(await guarded('stat', from.location, () => stat(origin)), from)
  return guarded('copyfile', to, async () => {
    options.signal?.throwIfAborted()
    const path = localPath(to)
    const temporary = await openTemporary(dirty, path)
    let stamp = ''
    await landTemporary(temporary, path, 'replace', async (file) => {
      await copyFile(origin, temporary.path, constants.COPYFILE_FICLONE)
      requireUnchanged(await stat(origin), from)
      stamp = stampOf(await file.stat())
    })
    options.onBytes?.(from.sizeBytes)
    return { ...await described(path, to), stamp }
  })
}

async function publishFile(
  dirty: DirectorySync,
  location: Location,
  bytes: Uint8Array,
  options: Abortable & { readonly replace: boolean },
): Promise<Published> {
  return guarded('link', location, async () => {
    options.signal?.throwIfAborted()
    const path = localPath(location)
    const before = await statFile(location)
    if (before !== undefined && !options.replace) return { outcome: 'exists', conditionHonoured: true }
    const temporary = await openTemporary(dirty, path)
    // What the published file speaks of must be on disk before it is.
    await dirty.flush()
    const landed = await landTemporary(temporary, path, options.replace ? 'replace' : 'if-absent', (file) =>
      file.writeFile(bytes),
    )
    await dirty.flush()
    if (landed === 'taken') return { outcome: 'exists', conditionHonoured: true }
    return { outcome: before === undefined ? 'created' : 'replaced', conditionHonoured: landed === 'guarded' }
  })
}

async function removeFiles(locations: readonly Location[], options: Abortable = {}): Promise<void> {
  for (const location of locations) {
    options.signal?.throwIfAborted()
    await guarded('unlink', location, async () => {
      try {
        await unlink(localPath(location))
      } catch (error) {
        const code = systemCode(error)
        if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
      }
    })
  }
}
