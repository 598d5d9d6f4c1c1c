import { MetadataRewriteError } from './errors.ts'
import { asBuffer, encodeModifiedUtf8, MAX_TEXT_BYTES, modifiedUtf8Length } from './modified-utf8.ts'
import type { Reference, ReferenceKind, Snapshot } from './snapshot.ts'

/**
 * What a reference becomes: another text, or another text under the other kind of file handle. An absolute file (code 2)
 * may become a relative one (code 6) and the reverse, from metadata version 3 on.
 */
export type Replacement = string | { readonly kind: 'file' | 'relative'; readonly path: string }

const FILE = 2
const RELATIVE_FILE = 6
/** Both kinds have the size as a long, code 2 before the text and code 6 after it. */
const SIZE_BYTES = 8

/** Below this many bytes a loop is quicker than a view and a native copy. */
const SHORT_COPY_BYTES = 64

/**
 * The bytes with other paths: each reference for which `mapPath` gives another text gets it, everything else is copied
 * byte for byte. `undefined` or the same text is no change; without any change the result is `bytes` itself. The
 * snapshot must be the one that was parsed from these bytes. `rewritten` counts the replaced occurrences.
 *
 * @throws MetadataRewriteError naming the path whose new text does not fit into the format (65,535 bytes) or is empty.
 * @throws RangeError where the snapshot is not of these bytes.
 */
export function rewriteMetadata(
  bytes: Uint8Array,
  snapshot: Snapshot,
  mapPath: (reference: Reference) => Replacement | undefined,
): { bytes: Uint8Array; rewritten: number } {
  const source = asBuffer(bytes)
  let output: Output | undefined
  let copied = 0
  let rewritten = 0
  for (const reference of snapshot.references) {
    const wanted = mapPath(reference)
    if (wanted === undefined) continue
    const { kind, path: text } = typeof wanted === 'string' ? { kind: reference.kind, path: wanted } : wanted
    if (kind === reference.kind && text === reference.path) continue
    const length = checkedLength(reference, text)
    checkSpan(bytes, reference, copied)
    output ??= new Output(firstCapacity(bytes, snapshot, length - reference.byteLength))
    if (kind !== reference.kind) checkConversion(reference, snapshot, kind)
    copied = splice(output, source, copied, reference, kind, text, length)
    rewritten++
  }
  if (output === undefined) return { bytes, rewritten }
  output.copy(source, copied, bytes.length)
  return { bytes: output.finish(), rewritten }
}

function checkedLength(reference: Reference, text: string): number {
  const length = modifiedUtf8Length(text)
  if (length > 0 && length <= MAX_TEXT_BYTES) return length
  const became = length === 0
    ? 'would become empty'
    : `would become a text of ${length} bytes, and _metadata holds ${MAX_TEXT_BYTES} at most: choose a shorter target`
  throw new MetadataRewriteError(`the path ${JSON.stringify(reference.path)} ${became}`, reference.path)
}

/** Appends what stands before the handle or its text, then the new one. @returns where the rest of the source begins. */
function splice(
  output: Output, source: Buffer, from: number, reference: Reference, kind: ReferenceKind, text: string, length: number,
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
  throw new RangeError(`a ${reference.kind} handle of metadata version ${snapshot.version} cannot become a ${kind} one`)
}

/** A snapshot of other bytes would make a file that looks right and is not. */
function checkSpan(bytes: Uint8Array, reference: Reference, copied: number): void {
  const { offset, byteLength } = reference
  const stated = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0)
  if (offset >= copied && offset + 2 + byteLength <= bytes.length && stated === byteLength) return
  throw new RangeError(`the reference at byte ${offset} is not one of these ${bytes.length} bytes`)
}

/** Nearly always enough: with one rule, every reference changes by the same length. Twice the file is more than likely. */
function firstCapacity(bytes: Uint8Array, snapshot: Snapshot, change: number): number {
  return bytes.length + Math.min(bytes.length, Math.max(0, change) * snapshot.references.length)
}

/** Bytes that grow at the end. */
class Output {
  private bytes: Buffer
  private length = 0

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity)
  }

  /** Appends `source[start, end)`. */
  copy(source: Buffer, start: number, end: number): void {
    this.reserve(end - start)
    if (end - start > SHORT_COPY_BYTES) {
      source.copy(this.bytes, this.length, start, end)
    } else {
      for (let at = start; at < end; at++) this.bytes[this.length + at - start] = source[at] ?? 0
    }
    this.length += end - start
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  /** Appends a text with its length in front. */
  text(text: string, length: number): void {
    this.reserve(length + 2)
    this.bytes[this.length] = length >> 8
    this.bytes[this.length + 1] = length & 0xff
    encodeModifiedUtf8(text, length, this.bytes, this.length + 2)
    this.length += length + 2
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.ceil((this.length + more) * 1.125))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }
}
