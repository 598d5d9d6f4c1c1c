import type { RegionalClient, RegionalClients } from './clients.ts'
import { withoutSecrets } from './redaction.ts'
import { StorageError } from '../../storage-error.ts'
import { S3Fault, type CallSignal } from '../s3-api.ts'
import { faultOf } from './identity-fault.ts'
import { CREDENTIALS_RENEWED } from '../requests/verdict.ts'

/** Sends requests to the region that a bucket is in, and turns whatever comes of it into faults. */
export class RegionalSender {
  readonly #clients: RegionalClients

  constructor(clients: RegionalClients) {
    this.#clients = clients
  }

  /** One request; a second one only where the first was answered "that bucket is in another region". */
  async send<T>(
    operation: string,
    object: { readonly bucket: string; readonly key?: string },
    signal: CallSignal | undefined,
    send: (client: RegionalClient) => Promise<T>,
  ): Promise<T> {
    const used = this.#clients.clientFor(object.bucket)
    try {
      return await send(used)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof StorageError) throw error
      const fault = elsewhereOnly(await withoutSecrets(faultOf(error, operation, object), used), used)
      const { bucketRegion, status } = fault.facts
      const misdirected = bucketRegion !== undefined && (status === 301 || status === 307 || status === 400)
      if (isExpired(fault) && (await this.#clients.renew(used))) {
        // Not here: the body may have been read already.
        throw new S3Fault(fault.message, { ...fault.facts, s3Code: CREDENTIALS_RENEWED })
      }
      if (!misdirected || !this.#clients.learn(object.bucket, bucketRegion, used.region)) throw fault
    }
    const client = this.#clients.clientFor(object.bucket)
    try {
      return await send(client)
    } catch (error) {
      signal?.throwIfAborted()
      throw elsewhereOnly(await withoutSecrets(faultOf(error, operation, object), client), client)
    }
  }

  close(): void {
    this.#clients.close()
  }
}

/**
 * Some stores name their region in every answer: that it is the one that was asked for is no news, and not
 * what is wrong.
 */
function elsewhereOnly(fault: S3Fault, { region }: RegionalClient): S3Fault {
  const { bucketRegion, ...others } = fault.facts
  return bucketRegion === region ? new S3Fault(fault.message, others, { cause: fault.cause }) : fault
}

function isExpired({ facts }: S3Fault): boolean {
  return /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/.test(facts.s3Code ?? '')
}
