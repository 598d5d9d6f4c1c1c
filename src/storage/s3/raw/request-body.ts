import { heard } from '../silence.ts'
import { S3Fault, type PartRef } from '../s3-api.ts'

/** Bytes that are given to a connection at once; between slices it is heard whether it takes them. */
const SLICE_BYTES = 512 * 1024

/** Bytes in memory as the body of a request. Each slice that a connection takes is a sign of life. */
export function inSlices(bytes: Uint8Array, signal: AbortSignal | undefined): Uint8Array | AsyncIterable<Uint8Array> {
  return bytes.length <= SLICE_BYTES ? bytes : slices(bytes, signal)
}

async function* slices(bytes: Uint8Array, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    heard(signal)
    yield bytes.subarray(at, at + SLICE_BYTES)
    // The connection took it.
    await Promise.resolve()
  }
}

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
