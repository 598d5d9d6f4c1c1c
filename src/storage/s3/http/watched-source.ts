import { S3Fault, type PartRef } from '../s3-api.ts'

/** The bytes of a part, with an eye on their number and on what breaks them off. */
export class WatchedSource implements AsyncIterable<Uint8Array> {
  readonly #part: PartRef
  readonly #bytes: AsyncIterable<Uint8Array>
  readonly #sizeBytes: number
  failure: { readonly reason: unknown } | undefined

  constructor(part: PartRef, bytes: AsyncIterable<Uint8Array>, sizeBytes: number) {
    this.#part = part
    this.#bytes = bytes
    this.#sizeBytes = sizeBytes
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    let room = this.#sizeBytes
    try {
      for await (const chunk of this.#bytes) {
        room -= chunk.length
        if (room < 0) throw this.#wrong('more')
        yield chunk
      }
      if (room > 0) throw this.#wrong('fewer')
    } catch (reason) {
      this.failure = { reason }
      throw reason
    }
  }

  #wrong(how: string): S3Fault {
    const { bucket, key } = this.#part
    return new S3Fault(`the source gave ${how} bytes than it has`, { operation: 'UploadPart', bucket, key })
  }
}
