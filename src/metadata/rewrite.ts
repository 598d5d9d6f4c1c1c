import { MetadataRewriteError } from './errors.ts'
import { asBuffer, encodeModifiedUtf8, MAX_TEXT_BYTES, modifiedUtf8Length } from './modified-utf8.ts'
import type { Reference, ReferenceKind, Snapshot } from './snapshot.ts'

/**
 * What a reference becomes: another text, or another text under the other kind of file handle. An absolute
 * file (code 2) may become a relative one (code 6) and the reverse, from metadata version 3 on.
 */
export type Replacement = string | { readonly kind: 'file' | 'relative'; readonly path: string }

const FILE = 2
const RELATIVE_FILE = 6
/** Both kinds have the size as a long, code 2 before the text and code 6 after it. */
const SIZE_BYTES = 8

/** Below this many bytes a loop is quicker than a view and a native copy. */
const SHORT_COPY_BYTES = 64

/** A rewrite that is known to be possible. */
export interface Rewrite {
  /** Replaced occurrences. */
  readonly rewritten: number
  /** The length of the result. */
  readonly byteLength: number
  /** Makes the result; without any change it is the very array that was given. */
  make(): Uint8Array
}

/**
 * Prepares {@link rewriteMetadata} without making the bytes, which of a large file take as much memory as
 * everything else. `mapPath` has to answer alike whenever it is asked.
 *
 * @throws as that.
 */
export function prepareRewrite(
  bytes: Uint8Array,
  snapshot: Snapshot,
  mapPath: (reference: Reference, index: number) => Replacement | undefined,
): Rewrite {
  let byteLength = bytes.length
  let read = 0
  let rewritten = 0
  for (const [index, reference] of snapshot.references.entries()) {
    const wanted = changeOf(reference, mapPath(reference, index))
    if (wanted === undefined) continue
    const length = checkedLength(reference, wanted.path)
    read = checkSpan(bytes, reference, read)
    if (wanted.kind !== reference.kind) checkConversion(reference, snapshot, wanted.kind)
    byteLength += length - reference.byteLength
    rewritten++
  }
  return {
    rewritten,
    byteLength,
    make: () => (rewritten === 0 ? bytes : make(asBuffer(bytes), byteLength, snapshot, mapPath)),
  }
}

/**
 * The bytes with other paths: each reference for which `mapPath` gives another text gets it, everything else
 * is copied byte for byte. `undefined` or the same text is no change; without any change the result is
 * `bytes` itself. The snapshot must be the one that was parsed from these bytes. `rewritten` counts the
 * replaced occurrences.
 *
 * @throws MetadataRewriteError naming the path whose new text does not fit into the format (65,535 bytes) or
 * is empty.
 * @throws RangeError where the snapshot is not of these bytes.
 */
export function rewriteMetadata(
  bytes: Uint8Array,
  snapshot: Snapshot,
  mapPath: (reference: Reference) => Replacement | undefined,
): { bytes: Uint8Array; rewritten: number } {
  const answers = snapshot.references.map((reference) => mapPath(reference))
  const prepared = prepareRewrite(bytes, snapshot, (_, index) => answers[index])
  return { bytes: prepared.make(), rewritten: prepared.rewritten }
}

function make(
  source: Buffer,
  byteLength: number,
  snapshot: Snapshot,
  mapPath: (reference: Reference, index: number) => Replacement | undefined,
): Uint8Array {
  const output = new Output(byteLength)
  let copied = 0
  for (const [index, reference] of snapshot.references.entries()) {
    const wanted = changeOf(reference, mapPath(reference, index))
    if (wanted !== undefined) {
      copied = splice(
        output,
        source,
        copied,
        reference,
        wanted.kind,
        wanted.path,
        modifiedUtf8Length(wanted.path),
      )
    }
  }
  output.copy(source, copied, source.length)
  return output.finish()
}

/** The other kind or text, `undefined` where nothing changes. */
function changeOf(
  reference: Reference,
  wanted: Replacement | undefined,
): { readonly kind: ReferenceKind; readonly path: string } | undefined {
  if (wanted === undefined) return undefined
  const change = typeof wanted === 'string' ? { kind: reference.kind, path: wanted } : wanted
  return change.kind === reference.kind && change.path === reference.path ? undefined : change
}

function checkedLength(reference: Reference, text: string): number {
  const length = modifiedUtf8Length(text)
  if (length > 0 && length <= MAX_TEXT_BYTES) return length
  const became =
    length === 0
      ? 'would become empty'
      : `would become a text of ${length} bytes, and _metadata holds ${MAX_TEXT_BYTES} at most: choose a shorter target`
  throw new MetadataRewriteError(`the path ${JSON.stringify(reference.path)} ${became}`, reference.path)
}

/**
 * Appends what stands before the handle or its text, then the new one.
 *
 * @returns where the rest of the source begins.
 */
function splice(
  output: Output,
  source: Buffer,
  from: number,
  reference: Reference,
  kind: ReferenceKind,
  text: string,
  length: number,
): number {
  const { offset } = reference
  const textEnd = offset + 2 + reference.byteLength
  if (kind === reference.kind) {
    output.copy(source, from, offset)
    output.text(text, length)
    return textEnd
  }
  if (kind === 'relative') {
    output.copy(source, from, offset - SIZE_BYTES - 1)
    output.byte(RELATIVE_FILE)
    output.text(text, length)
    output.copy(source, offset - SIZE_BYTES, offset)
    return textEnd
  }
  output.copy(source, from, offset - 1)
  output.byte(FILE)
  output.copy(source, textEnd, textEnd + SIZE_BYTES)
  output.text(text, length)
  return textEnd + SIZE_BYTES
}

/** Segments and directories have no other form, and readers of version 2 know no relative handles. */
function checkConversion(reference: Reference, snapshot: Snapshot, kind: ReferenceKind): void {
  const pair = [reference.kind, kind].sort().join(' and ')
  if (pair === 'file and relative' && snapshot.version > 2) return
  throw new RangeError(
    `a ${reference.kind} handle of metadata version ${snapshot.version} cannot become a ${kind} one`,
  )
}

/**
 * A snapshot of other bytes would make a file that looks right and is not.
 *
 * @returns where the text ends.
 */
function checkSpan(bytes: Uint8Array, reference: Reference, read: number): number {
  const { offset, byteLength } = reference
  const stated = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0)
  const end = offset + 2 + byteLength
  if (offset >= read && end <= bytes.length && stated === byteLength) return end
  throw new RangeError(`the reference at byte ${offset} is not one of these ${bytes.length} bytes`)
}

/** Bytes of a known length that are filled from the start. */
class Output {
  readonly #bytes: Buffer
  #length = 0

  constructor(byteLength: number) {
    this.#bytes = Buffer.allocUnsafeSlow(byteLength)
  }

  /** Appends `source[start, end)`. */
  copy(source: Buffer, start: number, end: number): void {
    if (end - start > SHORT_COPY_BYTES) {
      source.copy(this.#bytes, this.#length, start, end)
    } else {
      for (let at = start; at < end; at++) this.#bytes[this.#length + at - start] = source[at] ?? 0
    }
    this.#length += end - start
  }

  byte(value: number): void {
    this.#bytes[this.#length++] = value
  }

  /** Appends a text with its length in front. */
  text(text: string, length: number): void {
    this.#bytes[this.#length] = length >> 8
    this.#bytes[this.#length + 1] = length & 0xff
    encodeModifiedUtf8(text, length, this.#bytes, this.#length + 2)
    this.#length += length + 2
  }

  /**
   * @throws RangeError where the bytes are not as many as were promised: `mapPath` answered in another way
   * than before.
   */
  finish(): Uint8Array {
    if (this.#length === this.#bytes.length) return this.#bytes
    throw new RangeError(`${this.#length} bytes were written instead of ${this.#bytes.length}`)
  }
}
