import { lstat, type FileHandle } from 'node:fs/promises'
import type { Location } from '../../location/location.ts'
import { expectationOf, passAsClaimed } from '../content-check.ts'
import { fillAsClaimed } from '../fill-as-claimed.ts'
import { fill } from '../fill.ts'
import type { HeldMemory } from '../held-memory.ts'
import type { Abortable, ObjectInfo, Published, RangeSource, WriteOptions } from '../object-store.ts'
import { runPool } from '../pool.ts'
import type { Proof, Written } from '../proof.ts'
import { landTemporary, openTemporary, type Writing } from './atomic-file.ts'
import { guarded } from './file-errors.ts'
import { stampOf } from './list-directory.ts'
import { localPath } from './local-path.ts'
import { copyOpened } from './open-file.ts'
import { requireUnchanged, statFile } from './read-file.ts'

/** A larger file is written in pieces of this size, each read by itself. */
export const PIECE_BYTES = 16 * 2 ** 20

/** Pieces of one file that are on their way at once. */
const PIECES_AT_ONCE = 4

/** Writes a file from a source. */
export async function writeFile(
  to: Writing,
  memory: HeldMemory,
  location: Location,
  source: RangeSource,
  options: WriteOptions = {},
): Promise<Written> {
  return guarded('write', location, async () => {
    const temporary = await openTemporary(to, location)
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

/** Copies an opened file, sharing its blocks where the file system can. */
export async function duplicateFile(
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

/** Writes a small file atomically; see the store's method of that name. */
export async function publishFile(
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
