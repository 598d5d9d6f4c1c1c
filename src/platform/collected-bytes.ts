const FIRST_BYTES = 16 * 1024

/** Bytes that come in pieces, kept in one piece of memory that grows: a million pieces of one byte take no more than a megabyte. */
export class CollectedBytes {
  #bytes = new Uint8Array(0)
  #length = 0

  get byteLength(): number {
    return this.#length
  }

  add(chunk: Uint8Array): void {
    const length = this.#length + chunk.length
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(FIRST_BYTES, length, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(chunk, this.#length)
    this.#length = length
  }

  /** All bytes so far, in memory that the next {@link add} may write to. */
  toBytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** As UTF-8, where what is none becomes the replacement character; a byte order mark stays. */
  toText(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.toBytes())
  }
}
