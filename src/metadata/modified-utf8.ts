/**
 * What Java's `DataOutput.writeUTF` can hold: the length in front of the text is an unsigned 16-bit number.
 */
export const MAX_TEXT_BYTES = 0xffff

/** The bytes are no modified UTF-8; `offset` is that of the first byte that cannot stand where it stands. */
export class MalformedTextError extends Error {
  override readonly name = 'MalformedTextError'
  readonly offset: number

  constructor(offset: number) {
    super(`malformed modified UTF-8 at byte ${offset}`)
    this.offset = offset
  }
}

/** Below this, a call of `String.fromCharCode` per chunk stays within the engine's limit on arguments. */
const CHUNK_UNITS = 8192

/**
 * The text in `bytes[start, end)`, as Java's `readUTF` reads it: NUL may be `C0 80`, and every UTF-16 unit
 * stands for itself, so a character outside the BMP is two three-byte sequences and a lone surrogate is one.
 *
 * @throws MalformedTextError where `readUTF` would throw.
 */
export function decodeModifiedUtf8(bytes: Buffer, start: number, end: number): string {
  // Nearly every text of a real file is ASCII, and a file has hundreds of thousands: this path has to be
  // native.
  if (isAscii(bytes, start, end)) return bytes.toString('latin1', start, end)
  const units: number[] = []
  let text = ''
  let at = start
  while (at < end) {
    const first = bytes[at] ?? 0
    const length = sequenceLength(first)
    if (length === 0 || at + length > end) throw new MalformedTextError(at)
    units.push(decodeSequence(bytes, at, length))
    at += length
    if (units.length >= CHUNK_UNITS) text += String.fromCharCode(...units.splice(0))
  }
  return text + String.fromCharCode(...units)
}

/** Whether each byte stands for itself. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let bits = 0
  for (let at = start; at < end; at++) bits |= bytes[at] ?? 0
  return bits < 0x80
}

/** Bytes of a sequence by its first byte, 0 where none may start so. */
function sequenceLength(first: number): 0 | 1 | 2 | 3 {
  if (first < 0x80) return 1
  if (first >= 0xc0 && first < 0xe0) return 2
  return first >= 0xe0 && first < 0xf0 ? 3 : 0
}

function decodeSequence(bytes: Uint8Array, at: number, length: 1 | 2 | 3): number {
  const first = bytes[at] ?? 0
  if (length === 1) return first
  const second = continuation(bytes, at + 1)
  if (length === 2) return ((first & 0x1f) << 6) | second
  return ((first & 0x0f) << 12) | (second << 6) | continuation(bytes, at + 2)
}

function continuation(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0
  if ((byte & 0xc0) !== 0x80) throw new MalformedTextError(at)
  return byte & 0x3f
}

/** Bytes that the text takes in modified UTF-8, without the length in front. */
export function modifiedUtf8Length(text: string): number {
  // Two native looks at the text take less time than one loop over its units.
  if (Buffer.byteLength(text, 'utf8') === text.length && !text.includes('\0')) return text.length
  let length = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x800) length += 2
    else if (unit >= 0x80 || unit === 0) length++
  }
  return length
}

/**
 * Writes the text at `offset`, without a length in front. `length` is what {@link modifiedUtf8Length} gives;
 * the room must be there.
 */
export function encodeModifiedUtf8(text: string, length: number, target: Buffer, offset: number): void {
  // One byte for each unit: plain ASCII without NUL.
  if (length === text.length) target.write(text, offset, length, 'latin1')
  else encodeUnits(text, target, offset)
}

function encodeUnits(text: string, target: Uint8Array, offset: number): void {
  let at = offset
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80 && unit !== 0) {
      target[at++] = unit
    } else if (unit < 0x800) {
      target[at++] = 0xc0 | (unit >> 6)
      target[at++] = 0x80 | (unit & 0x3f)
    } else {
      target[at++] = 0xe0 | (unit >> 12)
      target[at++] = 0x80 | ((unit >> 6) & 0x3f)
      target[at++] = 0x80 | (unit & 0x3f)
    }
  }
}

/** The same memory under the type whose text methods are native. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
