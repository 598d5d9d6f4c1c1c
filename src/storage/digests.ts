import { createHash } from 'node:crypto'
import { base64Of, Crc32c, Crc64Nvme } from './crc.ts'
import { guessPartBytes, md5InEtag, partsInEtag } from './etag.ts'

/**
 * A digest that is fed in order. `partMd5` makes the MD5 of exactly these bytes, which may be needed
 * elsewhere too.
 */
export interface RunningDigest {
  update(bytes: Uint8Array, partMd5?: () => string): void
  digest(): string
}

/** A digest of Node's. */
export class Hashed implements RunningDigest {
  readonly #hash: ReturnType<typeof createHash>
  readonly #encoding: 'hex' | 'base64'

  constructor(algorithm: string, encoding: 'hex' | 'base64') {
    this.#hash = createHash(algorithm)
    this.#encoding = encoding
  }

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes)
  }

  digest(): string {
    return this.#hash.digest(this.#encoding)
  }
}

class Crc32 implements RunningDigest {
  #crc = 0

  update(bytes: Uint8Array): void {
    this.#crc = process.getBuiltinModule('node:zlib').crc32(bytes, this.#crc)
  }

  digest(): string {
    return base64Of(this.#crc)
  }
}

/** The checksums of S3 by their names in its API, the cheapest first. */
export const CHECKSUMS: readonly (readonly [string, () => RunningDigest])[] = [
  ['CRC32', (): RunningDigest => new Crc32()],
  ['SHA1', (): RunningDigest => new Hashed('sha1', 'base64')],
  ['SHA256', (): RunningDigest => new Hashed('sha256', 'base64')],
  ['CRC32C', (): RunningDigest => new Crc32c()],
  ['CRC64NVME', (): RunningDigest => new Crc64Nvme()],
]

/** The ETag of an upload in parts of one size. */
export class Composed implements RunningDigest {
  readonly #partBytes: number
  readonly #sizeBytes: number
  readonly #ofParts = createHash('md5')
  #part: ReturnType<typeof createHash> | undefined
  #at = 0
  #count = 0

  constructor(partBytes: number, sizeBytes: number) {
    this.#partBytes = partBytes
    this.#sizeBytes = sizeBytes
  }

  update(bytes: Uint8Array, partMd5?: () => string): void {
    for (let from = 0; from < bytes.length;) {
      const begun = this.#at % this.#partBytes
      const room = Math.min(this.#partBytes - begun, this.#sizeBytes - this.#at)
      const taken = Math.min(room, bytes.length - from)
      if (partMd5 !== undefined && begun === 0 && taken === room && taken === bytes.length)
        this.#end(partMd5())
      else {
        this.#part ??= createHash('md5')
        this.#part.update(bytes.subarray(from, from + taken))
        if (taken === room) this.#end(this.#part.digest('hex'))
      }
      from += taken
      this.#at += taken
    }
  }

  digest(): string {
    return `${this.#ofParts.digest('hex')}-${this.#count}`
  }

  #end(md5: string): void {
    this.#ofParts.update(Buffer.from(md5, 'hex'))
    this.#count++
    this.#part = undefined
  }
}

/**
 * What makes an ETag of this form of the content, by each size that its parts may have had; empty where
 * nothing does.
 */
export function digestsFor(etag: string | undefined, sizeBytes: number): readonly RunningDigest[] {
  if (md5InEtag(etag) !== undefined) return [new Hashed('md5', 'hex')]
  const parts = partsInEtag(etag)
  return parts === undefined
    ? []
    : guessPartBytes(sizeBytes, parts).map((bytes) => new Composed(bytes, sizeBytes))
}
