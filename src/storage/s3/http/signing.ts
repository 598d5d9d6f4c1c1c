import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import type { RegionalClient } from '../identity/clients.ts'
import type { Identity } from '../identity/sdk-client.ts'
import { encodeStrictly } from './copy-source.ts'
import type { Destination } from '../identity/destination.ts'
import type { Method } from '../../../platform/http/exchange.ts'

/** A request before it is signed; names of headers in lower case, values of the query not encoded. */
export interface UnsignedRequest {
  readonly method: Method
  /** Encoded, without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** `x-amz-content-sha256` among them. */
  readonly headers: Readonly<Record<string, string>>
}

/** What to send: path and query, and all headers, the signature among them. */
export interface SignedRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** SHA-256 of no bytes. */
export const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Stands for a body whose hash is not known before it is sent: the SDK signs streams so, over http too. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes)
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

/** The key of one day, region and secret: made of five hashes, and the same for each request. */
interface DayKey {
  readonly identity: Identity
  /** As `20261231`. */
  readonly day: string
  readonly region: string
  readonly scope: string
  readonly key: KeyObject
}

/**
 * Signs requests with the keys of regional clients, by Signature Version 4 as S3 wants it: the path is signed
 * as it is sent, encoded once, and each request brings the hash of its body. It does what
 * `@smithy/signature-v4` does, whose answers a test compares, in a fifth of the time: of a hundred thousand
 * copies that is seconds.
 */
export class Signing {
  readonly #keys = new WeakMap<RegionalClient, DayKey>()
  readonly #now: () => number
  #second = -1
  #dateTime = ''

  /** @param now milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** The headers, signed with the client's keys; nobody signs where there are none. */
  sign(
    client: RegionalClient,
    identity: Identity | undefined,
    to: Destination,
    { method, path, query, headers }: UnsignedRequest,
  ): SignedRequest {
    if (identity === undefined) return unsigned(to, { path, query, headers })
    const dateTime = this.#time()
    const { key, scope } = this.#keyFor(client, identity, to.region, dateTime.slice(0, 8))
    const sent: Record<string, string> = { host: to.url.host, ...headers, 'x-amz-date': dateTime }
    if (identity.sessionToken !== undefined) sent['x-amz-security-token'] = identity.sessionToken
    const names = Object.keys(sent).sort()
    const signedNames = names.join(';')
    const canonicalQuery = queryText(query)
    let canonical = `${method}\n${path}\n${canonicalQuery}\n`
    for (const name of names) canonical += `${name}:${canonicalValue(sent[name] ?? '')}\n`
    canonical += `\n${signedNames}\n${sent['x-amz-content-sha256'] ?? EMPTY_SHA256}`
    const signature = createHmac('sha256', key)
      .update(`${ALGORITHM}\n${dateTime}\n${scope}\n${sha256(canonical)}`)
      .digest('hex')
    sent['authorization'] =
      `${ALGORITHM} Credential=${identity.accessKeyId}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`
    return { path: canonicalQuery === '' ? path : `${path}?${canonicalQuery}`, headers: sent }
  }

  /** As `20261231T235959Z`. */
  #time(): string {
    const second = Math.floor(this.#now() / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#dateTime = new Date(second * 1000).toISOString().replaceAll(/[:-]|\.\d+/g, '')
    }
    return this.#dateTime
  }

  #keyFor(client: RegionalClient, identity: Identity, region: string, day: string): DayKey {
    const known = this.#keys.get(client)
    if (
      known?.identity.secretAccessKey === identity.secretAccessKey
      && known.day === day
      && known.region === region
    )
      return known
    const parts = [day, region, 's3', 'aws4_request']
    const key = parts.reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${identity.secretAccessKey}`),
    )
    const made = { identity, day, region, scope: parts.join('/'), key: createSecretKey(key) }
    this.#keys.set(client, made)
    return made
  }
}

/** What nobody signs has no hash of its body either, as the SDK sends it. */
function unsigned(
  to: Destination,
  { path, query, headers }: Pick<UnsignedRequest, 'path' | 'query' | 'headers'>,
): SignedRequest {
  const sent: Record<string, string> = { host: to.url.host, ...headers }
  delete sent['x-amz-content-sha256']
  const canonicalQuery = queryText(query)
  return { path: canonicalQuery === '' ? path : `${path}?${canonicalQuery}`, headers: sent }
}

/** Sorted by the encoded names: our names are plain. */
function queryText(query: Readonly<Record<string, string>>): string {
  let text = ''
  for (const name of Object.keys(query).sort())
    text += `${text === '' ? '' : '&'}${name}=${encodeStrictly(query[name] ?? '')}`
  return text
}

const INNER_BLANKS = /\s\s|[\t\n\r]/

function canonicalValue(value: string): string {
  return (INNER_BLANKS.test(value) ? value.replaceAll(/\s+/g, ' ') : value).trim()
}
