import type { NamedState } from '../../metadata/snapshot.ts'
import type { Found, StateRow } from './formats.ts'
import type { StateWindow } from './state-files.ts'
import { StateFormatError } from './state-reader.ts'

/** What the entries of one state of one subtask say, and what kept some from being read, if anything. */
export interface ReadEntries {
  /** What each entry says that was understood. */
  readonly entries: readonly (readonly Found[])[]
  readonly trouble?: 'not-understood' | 'too-large' | 'compressed'
}

/** After so many entries that are not understood, the state is somebody else's. */
const MOST_FAULTS = 16

/**
 * Reads the entries of a state in the window of its stream. Entries lie one behind the other, so their
 * offsets grow; where they do not, they are not Flink's, and going on could take time without bound.
 */
export function readEntries(row: StateRow, state: NamedState, window: StateWindow): ReadEntries {
  if (isCompressed(state, window)) return { entries: [], trouble: 'compressed' }
  const { bytes, offsetBytes, cut } = window
  const end = offsetBytes + bytes.length
  const entries: (readonly Found[])[] = []
  let trouble: ReadEntries['trouble']
  let faults = 0
  let from = state.offsetAt(0)
  for (let index = 0; index < state.entries; index++) {
    const isLast = index + 1 === state.entries
    const to = isLast ? end : state.offsetAt(index + 1)
    const isWithin = from >= offsetBytes && from < to && to <= end
    const found = isWithin ? tryReaders(row, bytes.subarray(from - offsetBytes, to - offsetBytes)) : undefined
    if (found !== undefined) {
      entries.push(found)
    } else {
      const mayBeCut = cut && from >= offsetBytes && (isLast || to > end)
      trouble ??= mayBeCut ? 'too-large' : 'not-understood'
      if (!isWithin || ++faults === MOST_FAULTS) break
    }
    from = to
  }
  return trouble === undefined ? { entries } : { entries, trouble }
}

/** What the first reader that understands the entry finds; `undefined` where none does. */
export function tryReaders(row: StateRow, entry: Uint8Array): readonly Found[] | undefined {
  for (const reader of row.readers) {
    try {
      return reader(entry)
    } catch (error) {
      if (!(error instanceof StateFormatError)) throw error
    }
  }
  return undefined
}

/** How a stream of Snappy's framing format starts: a chunk of type ff, six bytes long, with its name. */
const SNAPPY_HEADER = Buffer.from('ff060000734e61507059', 'hex')

/** Bytes before the first entry of a compressed state. */
export const COMPRESSION_HEADER_BYTES = SNAPPY_HEADER.length

/**
 * Whether `execution.checkpointing.snapshot-compression` is on: the head of the stream says so
 * (`OperatorBackendSerializationProxy`, since its version 6), or a compressed stream starts before the first
 * entry. Offsets lead to blocks of it then.
 */
function isCompressed(state: NamedState, { bytes, offsetBytes }: StateWindow): boolean {
  if (offsetBytes === 0 && bytes.length > 4 && state.offsetAt(0) > 4) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (head.readInt32BE(0) >= 6 && head.readInt32BE(0) < 100 && head[4] === 1) return true
  }
  const first = state.offsetAt(0) - offsetBytes
  if (first < COMPRESSION_HEADER_BYTES || first > bytes.length) return false
  return SNAPPY_HEADER.equals(bytes.subarray(first - COMPRESSION_HEADER_BYTES, first))
}
