import { displayLocation, type Location } from '../../../location/location.ts'
import type { ObjectInfo, Transfer } from '../../../storage/object-store.ts'
import type { Narrator } from '../narrator.ts'
import { totalBytes, type CopyWork } from '../look/copy-work.ts'
import type { SeenFile } from '../look/source-files.ts'
import { runPool } from '../../../storage/pool.ts'
import { RelocationError } from '../../relocation-error.ts'

/** Bytes that streamed copies may hold in memory at once: small objects are read whole. */
const MAX_BUFFERED_BYTES = 256 * 2 ** 20
const BUFFERED_BYTES_PER_FILE = 16 * 2 ** 20

/** Nobody reads faster, and of a hundred thousand small files the telling alone would cost. */
const TELL_EVERY_MS = 50

/**
 * Without a word from the user. A store has as many requests at once as it gains from, up to these numbers
 * of objects; streams cost memory here.
 */
const DEFAULT_CONCURRENCY = { 'server-side': 256, streamed: 64, local: 8 }

/** The number of objects in flight. */
export function concurrencyOf(asked: number | undefined, transfer: Transfer): number {
  return asked ?? DEFAULT_CONCURRENCY[transfer.mode]
}

/**
 * Copies the pending files: the smallest one first and alone, where the transfer wants to see first what
 * the store does with it; then the largest first, so that small ones fill the gaps at the end. Those of one
 * size go in the order of the `_metadata`, in which names, being random, do not follow each other: a
 * partition of S3 answers only so many requests a second.
 *
 * @param onWritten gets what the target said of each file that was written.
 */
export async function copyFiles(
  work: CopyWork,
  transfer: Transfer,
  concurrency: number | undefined,
  narrator: Narrator,
  signal: AbortSignal,
  onWritten: (written: ObjectInfo) => void = () => undefined,
): Promise<void> {
  const files = [...work.pending].sort((a, b) => b.sizeBytes - a.sizeBytes)
  const bytesTotal = totalBytes(files)
  const started = performance.now()
  // The probe is taken off the list below.
  const filesTotal = files.length
  let filesDone = 0
  let bytesDone = 0
  let toldMs = -TELL_EVERY_MS
  const tell = (): void => {
    const elapsedMs = performance.now() - started
    if (elapsedMs - toldMs < TELL_EVERY_MS && filesDone < filesTotal) return
    toldMs = elapsedMs
    narrator.progress({ filesDone, filesTotal, bytesDone, bytesTotal, elapsedMs })
  }
  const copyOne = async (seen: SeenFile, both: AbortSignal): Promise<void> => {
    const { file, info } = seen
    const { to } = file
    const written = await transfer.copy(info, to, {
      signal: both,
      onBytes: (bytes) => {
        bytesDone += bytes
        tell()
      },
    })
    onWritten(written)
    requireSize(written, info, to)
    seen.proof = written.proof
    filesDone++
    narrator.debug(
      () => `copied ${displayLocation(file.from)} to ${displayLocation(to)} (${info.sizeBytes} bytes)`,
    )
    tell()
  }
  const probe = transfer.wantsProbe === true ? files.pop() : undefined
  if (probe !== undefined) await runPool([probe], { concurrency: 1 }, signal, copyOne)
  const limits = { concurrency: concurrencyOf(concurrency, transfer), maxWeight: MAX_BUFFERED_BYTES }
  await runPool(files, limits, signal, copyOne, ({ sizeBytes }) =>
    transfer.mode === 'streamed' ? Math.min(sizeBytes, BUFFERED_BYTES_PER_FILE) : 0,
  )
}

function requireSize(written: ObjectInfo, from: ObjectInfo, to: Location): void {
  if (written.sizeBytes === from.sizeBytes) return
  throw new RelocationError(
    `${displayLocation(to)} has ${written.sizeBytes} bytes after the copy, its source has ${from.sizeBytes}: run again; `
      + 'what is whole is not copied a second time',
    { code: 'changed' },
  )
}
