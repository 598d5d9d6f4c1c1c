import { MetadataFormatError } from './errors.ts'
import { asBuffer, decodeModifiedUtf8, isAscii, MalformedTextError } from './modified-utf8.ts'

const TWO_TO_32 = 0x1_0000_0000

/**
 * A place in the bytes of a `_metadata`. Every step forward is checked against the bytes that remain, so no
 * length that the file states is believed before anything is done with it. `what` is the noun of the error
 * sentence.
 */
export class Cursor {
  readonly bytes: Buffer
  /** Byte offset of the next read. */
  position = 0
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = asBuffer(bytes)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get remaining(): number {
    return this.bytes.length - this.position
  }

  /** An unsigned byte. */
  byte(what: string): number {
    this.#need(1, what)
    return this.#view.getUint8(this.position++)
  }

  /** The next byte without going forward, `undefined` at the end. */
  peek(): number | undefined {
    return this.bytes[this.position]
  }

  /** An unsigned 16-bit number. */
  short(what: string): number {
    this.#need(2, what)
    const value = this.#view.getUint16(this.position)
    this.position += 2
    return value
  }

  /** A Java `int`. */
  int(what: string): number {
    this.#need(4, what)
    const value = this.#view.getInt32(this.position)
    this.position += 4
    return value
  }

  /** A Java `long` that a number holds exactly: sizes and offsets in files, which are far below 2^53. */
  long(what: string): number {
    this.#need(8, what)
    const value = this.#view.getInt32(this.position) * TWO_TO_32 + this.#view.getUint32(this.position + 4)
    if (!Number.isSafeInteger(value)) {
      throw this.broken(
        `${what}, a number between -2^53 and 2^53`,
        String(this.#view.getBigInt64(this.position)),
      )
    }
    this.position += 8
    return value
  }

  /** A Java `long` in full. */
  bigLong(what: string): bigint {
    this.#need(8, what)
    const value = this.#view.getBigInt64(this.position)
    this.position += 8
    return value
  }

  /** A size in bytes, at least `least` (which is -1 where Flink writes that for "unknown"). */
  size(what: string, least: number): number {
    const value = this.long(what)
    if (value < least) throw this.broken(`${what} of ${least} or more`, String(value), this.position - 8)
    return value
  }

  /**
   * How many items follow, each of `itemBytes` bytes or more: more than fit into the rest of the file is an
   * error.
   */
  count(what: string, itemBytes: number): number {
    const value = this.int(what)
    if (value >= 0 && value * itemBytes <= this.remaining) return value
    const most = Math.floor(this.remaining / itemBytes)
    throw this.broken(
      `${what} between 0 and ${most} (what fits into the rest of the file)`,
      String(value),
      this.position - 4,
    )
  }

  skip(length: number, what: string): void {
    this.#need(length, what)
    this.position += length
  }

  /** Steps over a text as Java's `writeUTF` writes it. */
  skipText(what: string): void {
    this.skip(this.short(what), what)
  }

  /** A text as Java's `writeUTF` writes it. */
  text(what: string): string {
    const length = this.short(what)
    this.#need(length, what)
    const text = this.#decoded(length, what)
    this.position += length
    return text
  }

  /** Steps over a text, which {@link text} could read. Whether it is plain ASCII. */
  checkText(what: string): boolean {
    const length = this.short(what)
    this.#need(length, what)
    const ascii = isAscii(this.bytes, this.position, this.position + length)
    if (!ascii) this.#decoded(length, what)
    this.position += length
    return ascii
  }

  #decoded(length: number, what: string): string {
    try {
      return decodeModifiedUtf8(this.bytes, this.position, this.position + length)
    } catch (error) {
      if (!(error instanceof MalformedTextError)) throw error
      const found = `byte 0x${hex(this.bytes[error.offset] ?? 0)}`
      throw this.broken(`${what} in modified UTF-8`, found, error.offset)
    }
  }

  /** An error at `offset` (here, when none is given) in the one form that all of them have. */
  broken(expected: string, found: string, offset: number = this.position): MetadataFormatError {
    return new MetadataFormatError(
      `the metadata is broken at byte ${offset}: expected ${expected}, found ${found}`,
      offset,
    )
  }

  #need(length: number, what: string): void {
    if (length <= this.bytes.length - this.position) return
    throw this.broken(`${what} (${length} bytes)`, `the end of the file after ${this.remaining}`)
  }
}

/** Two hex digits. */
export function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
