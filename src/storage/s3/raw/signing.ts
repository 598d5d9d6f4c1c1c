import { createHash, createHmac, createSecretKey, type Hash, type KeyObject } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { RegionalClient } from '../clients.ts'
import type { Destination } from './destination.ts'

/** A request before it is signed; names of headers in lower case, values of the query not encoded. */
export interface UnsignedRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

/** SHA-256 of no bytes. */
export const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Stands for a body whose hash is not known before it is sent: the SDK signs streams so, over http too. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Signs requests with the keys of regional clients. */
export class Signing {
  readonly #signers = new WeakMap<RegionalClient, SignatureV4>()

  /**
   * The headers to send, signature included. The signing key is kept by the signer from request to request.
   *
   * @throws CredentialsUnavailable
   */
  async sign(client: RegionalClient, to: Destination, request: UnsignedRequest): Promise<Record<string, string>> {
    const { protocol, hostname } = to.url
    const signed = await this.#signerFor(client).sign(
      {
        ...request,
        protocol,
        hostname,
        query: { ...request.query },
        headers: { ...request.headers, host: to.url.host },
      },
      { signingRegion: to.region },
    )
    return signed.headers
  }

  #signerFor(client: RegionalClient): SignatureV4 {
    let signer = this.#signers.get(client)
    if (signer === undefined) {
      signer = new SignatureV4({
        service: 's3',
        region: client.region,
        credentials: () => client.identity(),
        sha256: NodeSha256,
        // S3 signs the path as it is sent, encoded once; each request brings the hash of its body.
        uriEscapePath: false,
        applyChecksum: false,
      })
      this.#signers.set(client, signer)
    }
    return signer
  }
}

type Data = string | ArrayBuffer | ArrayBufferView

/** Node's own hash, as the signer wants it. */
class NodeSha256 {
  readonly #hash: Pick<Hash, 'digest'> & { update(data: Uint8Array): unknown }

  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret))
  }

  update(data: Uint8Array): void {
    this.#hash.update(data)
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }

  /** The signer makes a new hash each time. */
  reset(): void {
    throw new Error('a hash of Node is used once')
  }
}

const KEYS = new WeakMap<object, KeyObject>()
const KEYS_OF_TEXTS = new Map<string, KeyObject>()

/** Credentials are renewed about once an hour. */
const MOST_TEXTS = 16

/**
 * The signer keeps the key of a day, and hashes with the secret itself for each request: made into objects of Node's once, both
 * cost half as much to use.
 */
function keyOf(secret: Data): KeyObject {
  const known = typeof secret === 'string' ? KEYS_OF_TEXTS.get(secret) : KEYS.get(secret)
  if (known !== undefined) return known
  if (typeof secret !== 'string') {
    const key = createSecretKey(bytesOf(secret))
    KEYS.set(secret, key)
    return key
  }
  const key = createSecretKey(secret, 'utf8')
  if (KEYS_OF_TEXTS.size >= MOST_TEXTS) KEYS_OF_TEXTS.clear()
  KEYS_OF_TEXTS.set(secret, key)
  return key
}

function bytesOf(secret: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(secret) ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength) : new Uint8Array(secret)
}
