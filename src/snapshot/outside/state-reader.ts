import { asBuffer, decodeModifiedUtf8, MalformedTextError } from '../../metadata/modified-utf8.ts'

/** The bytes of a state are not in the format that was tried. The message says at which byte, for tests. */
export class StateFormatError extends Error {
  override readonly name = 'StateFormatError'
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const LATIN1_LIMIT = 0x80

/**
 * A place in the bytes of a state. Every step is checked against the bytes that are there, and no length is
 * believed before. Java's types are big-endian; what Flink writes through a little-endian `ByteBuffer` has
 * methods of its own.
 *
 * @throws StateFormatError from each of its methods, where the bytes do not fit.
 */
export class StateReader {
  readonly #bytes: Buffer
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = asBuffer(bytes)
  }

  get remaining(): number {
    return this.#bytes.length - this.#position
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#step(1))
  }

  /** The next byte without going forward, `undefined` at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#position]
  }

  /** A Java `boolean` as `writeBoolean` writes it. */
  boolean(): boolean {
    const value = this.byte()
    if (value > 1) this.fail('a boolean')
    return value === 1
  }

  short(): number {
    return this.#bytes.readUInt16BE(this.#step(2))
  }

  int(): number {
    return this.#bytes.readInt32BE(this.#step(4))
  }

  intLittleEndian(): number {
    return this.#bytes.readInt32LE(this.#step(4))
  }

  long(): bigint {
    return this.#bytes.readBigInt64BE(this.#step(8))
  }

  skip(length: number): void {
    this.#step(length)
  }

  /** So many bytes, which stay where they are. */
  bytes(length: number): Uint8Array {
    const start = this.#step(length)
    return this.#bytes.subarray(start, start + length)
  }

  /** Bytes after their length in four bytes. */
  block(): Uint8Array {
    return this.bytes(this.int())
  }

  /** Bytes after their length in four bytes, the lowest first. */
  blockLittleEndian(): Uint8Array {
    return this.bytes(this.intLittleEndian())
  }

  /** Number of items that follow, each of `itemBytes` bytes or more. */
  count(itemBytes: number): number {
    return this.#checkedCount(this.int(), itemBytes)
  }

  countLittleEndian(itemBytes: number): number {
    return this.#checkedCount(this.intLittleEndian(), itemBytes)
  }

  /** A text as `DataOutput.writeUTF` writes it. */
  utf(): string {
    const length = this.short()
    const start = this.#step(length)
    try {
      return decodeModifiedUtf8(this.#bytes, start, start + length)
    } catch (error) {
      if (error instanceof MalformedTextError) this.fail('modified UTF-8')
      throw error
    }
  }

  /** A text as Flink's `StringValue.writeString` writes it; `undefined` for null. */
  flinkString(): string | undefined {
    let length = this.#varint()
    if (length === 0) return undefined
    length--
    if (length > this.remaining) this.fail(`a text of ${length} characters`)
    const units: number[] = []
    for (let index = 0; index < length; index++) units.push(this.#varint())
    return textOf(units)
  }

  /** A text as Flink's `StringUtils.writeNullableString` writes it. */
  nullableString(): string | undefined {
    return this.boolean() ? (this.flinkString() ?? this.fail('a text')) : undefined
  }

  /** A `long` or `int` as Avro writes it, as far as a number holds it. */
  avroLong(): number {
    const value = this.#varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** A text of so many bytes in UTF-8. */
  utf8(length: number): string {
    return decodeUtf8(this.bytes(length))
  }

  /** Steps over four bytes that must be these. */
  magic(expected: number): void {
    if (this.int() !== (expected | 0)) this.fail(`magic ${expected.toString(16)}`)
  }

  magicLittleEndian(expected: number): void {
    if (this.intLittleEndian() !== (expected | 0)) this.fail(`magic ${expected.toString(16)}`)
  }

  /** What is read must end here. */
  end(): void {
    if (this.remaining > 0) this.fail('the end')
  }

  /** The bytes from here on, whatever they are. */
  rest(): Uint8Array {
    return this.bytes(this.remaining)
  }

  fail(expected: string): never {
    throw new StateFormatError(`expected ${expected} near byte ${this.#position}`)
  }

  #checkedCount(count: number, itemBytes: number): number {
    if (count < 0 || count * itemBytes > this.remaining) this.fail('a count')
    return count
  }

  /** Seven bits a byte, the lowest first, a set eighth for more. At most what a Java int takes. */
  #varint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte()
      value += (byte & 0x7f) * 2 ** shift
      if (byte < LATIN1_LIMIT) return value
    }
    return this.fail('a number of variable length')
  }

  #step(length: number): number {
    if (length < 0 || length > this.remaining) this.fail(`${length} bytes`)
    const start = this.#position
    this.#position += length
    return start
  }
}

/** @throws StateFormatError for bytes that are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes)
  } catch {
    throw new StateFormatError('expected UTF-8')
  }
}

/** Below this, a call of `String.fromCharCode` per chunk stays within the engine's limit on arguments. */
const CHUNK_UNITS = 8192

function textOf(units: readonly number[]): string {
  let text = ''
  for (let at = 0; at < units.length; at += CHUNK_UNITS) {
    const chunk = units.slice(at, at + CHUNK_UNITS)
    if (chunk.some((unit) => unit > 0xffff)) throw new StateFormatError('expected a character')
    text += String.fromCharCode(...chunk)
  }
  return text
}
