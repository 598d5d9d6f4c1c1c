import { enlarged } from './enlarged.ts'

const FIRST_ROWS = 16
const FIRST_CHUNK_BYTES = 1024
/** A text lies in one chunk. Its number and the place in it share 32 bits. */
const CHUNK_BITS = 20
const CHUNK_BYTES = 1 << CHUNK_BITS
const OFFSET_MASK = CHUNK_BYTES - 1
const MAX_CHUNKS = 1 << (32 - CHUNK_BITS)

/** A longer text has a chunk to itself, so that little is left over at the ends of others. */
const LONG_TEXT_BYTES = CHUNK_BYTES / 4

/**
 * Texts by number, as bytes beside the heap: of hundreds of thousands that live long, each as a string of its own is work for the
 * garbage collector every time, and takes more memory. Any text comes back as it was, lone surrogates included.
 */
export class TextColumn {
  private chunks: Buffer[] = []
  private end = 0
  /** Chunk and place in it. */
  private starts = new Uint32Array(FIRST_ROWS)
  /** The length in bytes, twice; odd where characters have two bytes. */
  private spans = new Uint32Array(FIRST_ROWS)
  private rows = 0

  get size(): number {
    return this.rows
  }

  /** Appends a text. @returns its number, from 0 on. @throws RangeError when there are about 4 GiB. */
  add(text: string): number {
    const row = this.rows
    if (row === this.starts.length) this.grow(row * 2)
    const wide = !isLatin1(text)
    const length = wide ? text.length * 2 : text.length
    const chunk = this.chunkFor(length)
    if (wide) chunk.write(text, this.end, 'utf16le')
    else writeLatin1(chunk, this.end, text)
    this.starts[row] = ((this.chunks.length - 1) << CHUNK_BITS) | this.end
    this.spans[row] = (length << 1) | (wide ? 1 : 0)
    this.end += length
    this.rows++
    return row
  }

  /** The text of a number that {@link add} gave. */
  get(row: number): string {
    const at = this.starts[row] ?? 0
    const span = this.spans[row] ?? 0
    const chunk = this.chunks[at >>> CHUNK_BITS]
    const start = at & OFFSET_MASK
    return chunk?.toString((span & 1) === 0 ? 'latin1' : 'utf16le', start, start + (span >>> 1)) ?? ''
  }

  /** Whether the text of this number is the one given, without making it. */
  is(row: number, text: string): boolean {
    const at = this.starts[row] ?? 0
    const span = this.spans[row] ?? 0
    const chunk = this.chunks[at >>> CHUNK_BITS]
    if (chunk === undefined) return false
    if ((span & 1) !== 0) return text.length === span >>> 2 && this.get(row) === text
    if (text.length !== span >>> 1) return false
    const start = at & OFFSET_MASK
    // From the end: paths begin alike.
    for (let index = text.length - 1; index >= 0; index--) if (chunk[start + index] !== text.charCodeAt(index)) return false
    return true
  }

  /** The chunk that has room for so many bytes at its end. */
  private chunkFor(length: number): Buffer {
    const last = this.chunks.at(-1)
    if (last !== undefined && this.end + length <= last.length) return last
    const needed = this.end + length
    if (this.chunks.length <= 1 && needed <= CHUNK_BYTES) {
      // The first chunk grows, so that a few short texts take little.
      const grown = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, Math.max(FIRST_CHUNK_BYTES, needed * 4)))
      last?.copy(grown, 0, 0, this.end)
      this.chunks = [grown]
      return grown
    }
    if (this.chunks.length === MAX_CHUNKS) throw new RangeError('more texts than a column holds')
    const chunk = Buffer.allocUnsafeSlow(length > LONG_TEXT_BYTES ? length : CHUNK_BYTES)
    this.chunks.push(chunk)
    this.end = 0
    return chunk
  }

  private grow(rows: number): void {
    this.starts = enlarged(this.starts, rows)
    this.spans = enlarged(this.spans, rows)
  }
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return false
  return true
}

function writeLatin1(bytes: Buffer, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index)
}
