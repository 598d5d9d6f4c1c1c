import type { S3Client } from '@aws-sdk/client-s3'
import type { RegionalClients } from './clients.ts'
import { faultOf } from './sdk-fault.ts'

/** Sends commands to the region that a bucket is in, and turns the SDK's exceptions into faults. */
export class SdkSender {
  readonly #clients: RegionalClients

  constructor(clients: RegionalClients) {
    this.#clients = clients
  }

  /** One request; a second one only where the first was answered "that bucket is in another region". */
  async send<T>(
    operation: string,
    object: { readonly bucket: string; readonly key?: string },
    signal: AbortSignal | undefined,
    send: (client: S3Client, options: { readonly abortSignal?: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const options = signal === undefined ? {} : { abortSignal: signal }
    const { client, region } = await this.#clients.clientFor(object.bucket)
    try {
      return await send(client, options)
    } catch (error) {
      signal?.throwIfAborted()
      const fault = faultOf(error, operation, object)
      const { bucketRegion, status } = fault.facts
      const misdirected = bucketRegion !== undefined && (status === 301 || status === 307 || status === 400)
      if (!misdirected || !this.#clients.learn(object.bucket, bucketRegion, region)) throw fault
    }
    try {
      return await send((await this.#clients.clientFor(object.bucket)).client, options)
    } catch (error) {
      signal?.throwIfAborted()
      throw faultOf(error, operation, object)
    }
  }

  close(): void {
    this.#clients.close()
  }
}
