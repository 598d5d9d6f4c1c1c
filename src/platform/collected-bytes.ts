/**
 * Bytes that come in pieces, kept in one piece of memory that grows: a million pieces of one byte take no
 * more than a megabyte.
 */
export class CollectedBytes {
  #bytes = Buffer.alloc(0)
  #length = 0

  get byteLength(): number {
    return this.#length
  }

  add(chunk: Uint8Array): void {
    const length = this.#length + chunk.length
    if (length > this.#bytes.length) {
      // Most answers come in one piece. Small ones share the memory of Node's pool: one of their own would
      // cost more than all else here.
      const grown = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2))
      this.#bytes.copy(grown, 0, 0, this.#length)
      this.#bytes = grown
    }
    this.#bytes.set(chunk, this.#length)
    this.#length = length
  }

  /** All bytes so far, in memory that the next {@link add} may write to. */
  toBytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** As UTF-8, with the replacement character for invalid bytes; a byte order mark stays. */
  toText(): string {
    return this.#bytes.toString('utf8', 0, this.#length)
  }
}
