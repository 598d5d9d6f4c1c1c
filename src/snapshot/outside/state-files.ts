import type { Location } from '../../location/location.ts'
import { StorageError } from '../../storage/storage-error.ts'
import type { OutsideLimits, ReadRange, UnreadReason } from './types.ts'

/** The part of one state file that is wanted: from the first byte of interest on. */
export interface WantedRange {
  readonly location: Location
  /** Of the state in the file. */
  readonly startBytes: number
  /** Of the state, -1 for unknown. */
  readonly sizeBytes: number
  /** Where in the state the first byte of interest lies. */
  readonly firstBytes: number
}

/** Bytes of a state, from `offsetBytes` of it on. */
export interface StateWindow {
  readonly bytes: Uint8Array
  readonly offsetBytes: number
  /** Whether the state goes on behind these bytes, as far as is known. */
  readonly cut: boolean
}

/** A range that was not read, and why. */
export interface NotRead {
  readonly reason: UnreadReason
  readonly message?: string
}

export const DEFAULT_LIMITS: Required<OutsideLimits> = {
  fileBytes: 64 * 1024,
  totalBytes: 16 * 1024 ** 2,
  files: 4096,
  parallel: 16,
  paths: 20,
}

/**
 * Reads ranges, each with one request, some at once, within the bounds; the answers come in the order of
 * the ranges. `reads` is the number of requests.
 */
export async function readRanges(
  wanted: readonly WantedRange[],
  read: ReadRange,
  limits: Required<OutsideLimits>,
): Promise<{ readonly answers: readonly (StateWindow | NotRead)[]; readonly reads: number }> {
  const answers: (StateWindow | NotRead)[] = []
  let left = limits.totalBytes
  let reads = 0
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < wanted.length; index = next++) {
      const range = wanted[index]
      if (range === undefined) return
      const { offsetBytes, lengthBytes, cut } = windowOf(range, limits.fileBytes)
      if (reads >= limits.files || lengthBytes > left) {
        answers[index] = { reason: 'left-out' }
        continue
      }
      reads++
      left -= lengthBytes
      answers[index] = await readOne(range, offsetBytes, lengthBytes, cut, read)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limits.parallel, wanted.length) }, work))
  return { answers, reads }
}

/** A small state is read whole, for its head tells whether it is compressed. */
function windowOf(
  { sizeBytes, firstBytes }: WantedRange,
  most: number,
): { offsetBytes: number; lengthBytes: number; cut: boolean } {
  if (sizeBytes >= 0 && sizeBytes <= most) return { offsetBytes: 0, lengthBytes: sizeBytes, cut: false }
  const rest = sizeBytes < 0 ? Number.POSITIVE_INFINITY : sizeBytes - firstBytes
  return { offsetBytes: firstBytes, lengthBytes: Math.max(0, Math.min(most, rest)), cut: rest > most }
}

async function readOne(
  { location, startBytes }: WantedRange,
  offsetBytes: number,
  lengthBytes: number,
  cut: boolean,
  read: ReadRange,
): Promise<StateWindow | NotRead> {
  try {
    const bytes = await read(location, startBytes + offsetBytes, lengthBytes)
    return { bytes: bytes.subarray(0, lengthBytes), offsetBytes, cut: cut && bytes.length >= lengthBytes }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    return { reason: 'failed', message: error.message }
  }
}
