import { stat, type FileHandle } from 'node:fs/promises'
import { displayLocation, type Location } from '../../location/location.ts'
import type { Abortable, ObjectInfo, RangeSource } from '../object-store.ts'
import { StorageError } from '../storage-error.ts'
import { fileError, guarded } from './file-errors.ts'
import type { Homes } from './homes.ts'
import { stampOf } from './list-directory.ts'
import { localPath } from './local-path.ts'
import { openRegular } from './open-file.ts'

const CHUNK_BYTES = 1024 * 1024

/** What is known of a file; `undefined` where none is, or none that may be read. */
export async function statFile(
  location: Location,
  options: Abortable | undefined,
  homes: Homes,
): Promise<ObjectInfo | undefined> {
  options?.signal?.throwIfAborted()
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

/** A whole file of at most so many bytes. */
export async function readFile(
  location: Location,
  options: Abortable & { readonly maxBytes: number },
  homes: Homes,
): Promise<{ info: ObjectInfo; bytes: Uint8Array }> {
  return guarded('read', location, async () => {
    options.signal?.throwIfAborted()
    await using file = await openRegular(location, homes)
    const found = await file.stat()
    const { size, mtime } = found
    if (size > options.maxBytes) {
      throw new StorageError(
        `${displayLocation(location)} has ${size} bytes where at most ${options.maxBytes} were expected: check that it is the right file`,
        { code: 'too-large', operation: 'read', location },
      )
    }
    const bytes = new Uint8Array(size)
    await readInto(file, location, bytes, 0, options)
    return { info: { location, sizeBytes: size, modifiedAt: mtime, stamp: stampOf(found) }, bytes }
  })
}

/** A file that ends early is an error. */
async function readInto(
  file: FileHandle,
  location: Location,
  into: Uint8Array,
  start: number,
  { signal }: Abortable,
): Promise<void> {
  for (let at = 0; at < into.length;) {
    signal?.throwIfAborted()
    const length = Math.min(CHUNK_BYTES, into.length - at)
    const { bytesRead } = await file.read(into, at, length, start + at)
    if (bytesRead === 0) throw changed(location)
    at += bytesRead
  }
}

function changed(location: Location): StorageError {
  return new StorageError(
    `${displayLocation(location)} changed while it was being read: make sure that nothing writes to the source and run again`,
    { code: 'changed', operation: 'read', location },
  )
}

/** A file has no ETag: its size and modification time stand for "the planned content". */
export function requireUnchanged(
  found: { readonly size: number; readonly mtime: Date },
  planned: ObjectInfo,
): void {
  // Date with Date: `mtime` is rounded to milliseconds, so a truncated `mtimeMs` is another number for half
  // of all files.
  const sameTime = planned.modifiedAt === undefined || found.mtime.getTime() === planned.modifiedAt.getTime()
  if (found.size !== planned.sizeBytes || !sameTime) throw changed(planned.location)
}

/** The file as a source of ranges, each of which must still be of the file that is described. */
export function fileSource(info: ObjectInfo, homes: Homes): RangeSource {
  return {
    sizeBytes: info.sizeBytes,
    open: async (start, end, options) => rangeOf(await openPinned(info, homes), info, start, end, options),
    readInto: (into, start, options) =>
      guarded('read', info.location, async () => {
        await using file = await openPinned(info, homes)
        await readInto(file, info.location, into, start, options)
        requireUnchanged(await file.stat(), info)
      }),
  }
}

/** Opens a file that must still be as described; the caller closes it. */
export async function openPinned(info: ObjectInfo, homes: Homes): Promise<FileHandle> {
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

async function* rangeOf(
  file: FileHandle,
  info: ObjectInfo,
  start: number,
  end: number,
  options: Abortable,
): AsyncGenerator<Uint8Array> {
  try {
    for (let at = start; at < end; at += CHUNK_BYTES) {
      const chunk = new Uint8Array(Math.min(CHUNK_BYTES, end - at))
      await readInto(file, info.location, chunk, at, options)
      yield chunk
    }
    requireUnchanged(await file.stat(), info)
  } catch (error) {
    throw fileError(error, 'read', info.location)
  } finally {
    await file.close()
  }
}
