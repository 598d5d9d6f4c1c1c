import { createHmac, hash } from 'node:crypto'

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32
const INNER_PAD = 0x36
const OUTER_PAD = 0x5c
/** More than what is signed for S3, which begins with names and ends with a hash. */
const FIRST_TEXT_BYTES = 512

/**
 * HMAC-SHA-256 with a key that is used very often, by its definition (RFC 2104) with two hashes of one call each: an object of
 * `createHmac` for each text costs several times as much, most of it when it is collected.
 */
export class HmacKey {
  #inner = Buffer.alloc(BLOCK_BYTES + FIRST_TEXT_BYTES)
  readonly #outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES)

  /** @param key at most 64 bytes. @throws RangeError for a longer one. */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK_BYTES) throw new RangeError(`a key of ${key.length} bytes`)
    for (let index = 0; index < BLOCK_BYTES; index++) {
      const byte = key[index] ?? 0
      this.#inner[index] = byte ^ INNER_PAD
      this.#outer[index] = byte ^ OUTER_PAD
    }
  }

  /** The digest of a text in UTF-8, in hexadecimal digits. */
  digest(text: string): string {
    // A character has at most three bytes for each of its units.
    if (text.length * 3 > this.#inner.length - BLOCK_BYTES) this.#reserve(text.length * 3)
    const end = BLOCK_BYTES + this.#inner.write(text, BLOCK_BYTES)
    this.#outer.write(hash('sha256', this.#inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'binary')
    return hash('sha256', this.#outer)
  }

  #reserve(bytes: number): void {
    const larger = Buffer.alloc(BLOCK_BYTES + bytes)
    this.#inner.copy(larger, 0, 0, BLOCK_BYTES)
    this.#inner = larger
  }
}

/** HMAC-SHA-256 with a key that is used once. */
export function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
