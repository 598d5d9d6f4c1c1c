import { StorageError } from '../../storage-error.ts'
import type { RegionalClient } from '../identity/clients.ts'
import type { Identity } from '../identity/sdk-client.ts'
import type { CallSignal, ObjectRef } from '../s3-api.ts'
import { encodePath } from './copy-source.ts'
import type { RegionalSender } from '../identity/regional-sender.ts'
import { plainDestination, type Destination } from '../identity/destination.ts'
import { exchange, type Answer, type Landing, type OpenAnswer, type Taking } from './exchange.ts'
import type { HttpRequest } from '../../../platform/http/exchange.ts'
import type { HttpClient } from '../../../platform/http/http-client.ts'
import { refused, type Subject } from './answer-fault.ts'
import { EMPTY_SHA256, Signing } from './signing.ts'

/** One request about an object. */
export interface S3Request extends Pick<HttpRequest, 'method' | 'body'> {
  readonly operation: string
  /** About the bucket itself: the object's key is not part of the address. */
  readonly ofBucket?: boolean
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /**
   * SHA-256 of the body in hexadecimal digits, or what stands for it; that of no bytes where it is absent.
   */
  readonly bodyHash?: string
}

/** What a request is about; without a key, the bucket. */
type Subjected = Pick<ObjectRef, 'bucket'> & Partial<ObjectRef>

/**
 * Signs and sends requests over its own pool of connections. Which client stands for a bucket's region and
 * credentials, and when to follow a bucket elsewhere, is decided where it is decided for the SDK's own
 * requests.
 */
export class RequestSender {
  readonly #sender: RegionalSender
  readonly #http: HttpClient
  readonly #always: Readonly<Record<string, string>>
  readonly #signing = new Signing()
  readonly #places = new WeakMap<RegionalClient, Map<string, Destination | Promise<Destination>>>()

  /** @param always headers of every request */
  constructor(sender: RegionalSender, http: HttpClient, always: Readonly<Record<string, string>> = {}) {
    this.#sender = sender
    this.#http = http
    this.#always = always
  }

  /**
   * Sends a request and reads its answer whole.
   *
   * @param read tells what the answer says; not called for a status that is no success. @throws S3Fault
   * @throws StorageError `unsupported` for a bucket whose requests need more than a plain signature
   */
  send<T>(
    object: Subjected,
    request: S3Request,
    signal: CallSignal | undefined,
    read: (answer: Answer, subject: Subject) => T,
  ): Promise<T> {
    return this.#exchange(object, request, signal, 'document', (answer, subject) =>
      read(answer as Answer, subject),
    )
  }

  /** As {@link send}, of an answer whose body is yet to be read. */
  open<T>(
    object: Subjected,
    request: S3Request,
    signal: CallSignal | undefined,
    read: (answer: OpenAnswer, subject: Subject) => T,
  ): Promise<T> {
    return this.#exchange(object, request, signal, 'stream', (answer, subject) =>
      read(answer as OpenAnswer, subject),
    )
  }

  /** As {@link send}, of an answer whose body lands in memory. */
  land<T>(
    object: Subjected,
    request: S3Request,
    landing: Landing,
    signal: CallSignal | undefined,
    read: (answer: Answer, subject: Subject) => T,
  ): Promise<T> {
    return this.#exchange(object, request, signal, landing, (answer, subject) =>
      read(answer as Answer, subject),
    )
  }

  close(): void {
    this.#http.close()
    this.#sender.close()
  }

  #exchange<T>(
    object: Subjected,
    request: S3Request,
    signal: CallSignal | undefined,
    taking: Taking,
    read: (answer: Answer | OpenAnswer, subject: Subject) => T,
  ): Promise<T> {
    const { operation } = request
    return this.#sender.send(operation, object, signal, async (client) => {
      // Nearly always both are known, and each wait costs as much as the signature, or half of it.
      const keys = client.knownKeys ?? (await orAborted(client.identity(), signal))
      const found = this.#placeOf(client, object.bucket)
      const place = found instanceof Promise ? await found : found
      const outgoing = this.#signed(client, keys, place, object, request)
      const subject = { operation, ...refOf(object) }
      const answer = await exchange(this.#http, place.url.origin, subject, outgoing, signal, taking)
      if ('text' in answer && answer.status >= 300) throw refused(subject, answer)
      return read(answer, subject)
    })
  }

  #signed(
    client: RegionalClient,
    keys: Identity | undefined,
    destination: Destination,
    { key = '' }: Subjected,
    { method, ofBucket, query = {}, headers = {}, body, bodyHash = EMPTY_SHA256 }: S3Request,
  ): HttpRequest {
    const base = destination.url.pathname.replace(/\/$/, '')
    const signed = this.#signing.sign(client, keys, destination, {
      method,
      path: ofBucket === true ? `${base}/` : `${base}/${encodePath(key)}`,
      query,
      headers: { ...this.#always, ...headers, 'x-amz-content-sha256': bodyHash },
    })
    return {
      method,
      path: signed.path,
      headers: { ...signed.headers, 'user-agent': 'flink-snapshot', 'accept-encoding': 'identity' },
      body,
    }
  }

  #placeOf(client: RegionalClient, bucket: string): Destination | Promise<Destination> {
    let places = this.#places.get(client)
    if (places === undefined) {
      places = new Map()
      this.#places.set(client, places)
    }
    const known = places.get(bucket) ?? plainDestination(client, bucket)
    if (known !== undefined) {
      places.set(bucket, known)
      return known
    }
    const asked = ruledDestination(client, bucket)
    places.set(bucket, asked)
    asked.then(
      (place) => places.set(bucket, place),
      // What failed may work the next time: credentials and files of profiles change.
      () => places.delete(bucket),
    )
    return asked
  }
}

/** What a role, a profile or a program takes to give keys is no request that the signal would end. */
function orAborted<T>(work: Promise<T>, signal: CallSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
      reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) giveUp()
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', giveUp)
    })
  })
}

async function ruledDestination(client: RegionalClient, bucket: string): Promise<Destination> {
  const { destinationByRules } = await import('../identity/destination-rules.ts')
  const destination = await destinationByRules(await client.sdk(), bucket)
  if (destination !== undefined) return destination
  throw new StorageError(
    `${bucket} is a directory bucket (S3 Express One Zone), a multi-Region access point or on Outposts, which are not supported: `
      + 'use a general purpose bucket, or an access point in one region',
    { code: 'unsupported', operation: 'endpoint' },
  )
}

function refOf({ bucket, key }: Subjected): Subjected {
  return { bucket, key }
}
