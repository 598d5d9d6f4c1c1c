import type { RegionalClient } from '../sdk/clients.ts'
import type { ObjectRef } from '../s3-api.ts'
import { encodePath } from '../copy-source.ts'
import type { RegionalSender } from '../sdk/regional-sender.ts'
import { plainDestination, type Destination } from './destination.ts'
import {
  exchange,
  type Answer,
  type Landing,
  type OpenAnswer,
  type Taking,
} from './exchange.ts'
import type { HttpRequest } from './http/connection.ts'
import { Routes, type Route } from './http/routes.ts'
import { refused, type Subject } from './raw-fault.ts'
import { EMPTY_SHA256, Signing } from './signing.ts'

/** One request about an object. */
export interface RawRequest extends Pick<HttpRequest, 'method' | 'body'> {
  readonly operation: string
  /** About the bucket itself: the object's key is not part of the address. */
  readonly ofBucket?: boolean
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** SHA-256 of the body in hexadecimal digits, or what stands for it; that of no bytes where it is absent. */
  readonly bodyHash?: string
}

interface Place {
  readonly destination: Destination
  readonly route: Route
}

/**
 * Signs and sends requests over its own pool of connections. Which client stands for a bucket's region and
 * credentials, and when to follow a bucket elsewhere, is decided where it is decided for the SDK's own requests.
 */
export class RawSender {
  readonly #sender: RegionalSender
  readonly #routes = new Routes()
  readonly #signing = new Signing()
  readonly #places = new WeakMap<RegionalClient, Map<string, Promise<Place | undefined>>>()

  constructor(sender: RegionalSender) {
    this.#sender = sender
  }

  /**
   * Sends a request and reads its answer whole.
   *
   * @param read tells what the answer says; not called for a status that is no success. @throws S3Fault
   * @returns `undefined` where the SDK has to do it.
   */
  send<T>(
    object: ObjectRef,
    request: RawRequest,
    signal: AbortSignal | undefined,
    read: (answer: Answer, subject: Subject) => T,
  ): Promise<T | undefined> {
    return this.#exchange(object, request, signal, 'document', (answer, subject) => read(answer as Answer, subject))
  }

  /** As {@link send}, of an answer whose body is yet to be read. */
  open<T>(
    object: ObjectRef,
    request: RawRequest,
    signal: AbortSignal | undefined,
    read: (answer: OpenAnswer, subject: Subject) => T,
  ): Promise<T | undefined> {
    return this.#exchange(object, request, signal, 'stream', (answer, subject) => read(answer as OpenAnswer, subject))
  }

  /** As {@link send}, of an answer whose body lands in memory. */
  land<T>(
    object: ObjectRef,
    request: RawRequest,
    landing: Landing,
    signal: AbortSignal | undefined,
    read: (answer: Answer, subject: Subject) => T,
  ): Promise<T | undefined> {
    return this.#exchange(object, request, signal, landing, (answer, subject) => read(answer as Answer, subject))
  }

  close(): void {
    this.#routes.close()
  }

  #exchange<T>(
    object: ObjectRef,
    request: RawRequest,
    signal: AbortSignal | undefined,
    taking: Taking,
    read: (answer: Answer | OpenAnswer, subject: Subject) => T,
  ): Promise<T | undefined> {
    const { operation } = request
    return this.#sender.send(operation, object, signal, async (client) => {
      const place = await this.#placeOf(client, object.bucket)
      if (place === undefined) return undefined
      const outgoing = await this.#signed(client, place.destination, object, request)
      const subject = { operation, bucket: object.bucket, key: object.key }
      const answer = await exchange(place.route, subject, outgoing, signal, taking)
      if ('text' in answer && answer.status >= 300) throw refused(subject, answer)
      return read(answer, subject)
    })
  }

  async #signed(
    client: RegionalClient,
    destination: Destination,
    { key }: ObjectRef,
    { method, ofBucket, query = {}, headers = {}, body, bodyHash = EMPTY_SHA256 }: RawRequest,
  ): Promise<HttpRequest> {
    const base = destination.url.pathname.replace(/\/$/, '')
    const signed = await this.#signing.sign(client, destination, {
      method,
      path: ofBucket === true ? `${base}/` : `${base}/${encodePath(key)}`,
      query,
      headers: { ...headers, 'x-amz-content-sha256': bodyHash },
    })
    return {
      method,
      path: signed.path,
      headers: { ...signed.headers, 'user-agent': 'flink-snapshot' },
      ...(body !== undefined && { body }),
    }
  }

  #placeOf(client: RegionalClient, bucket: string): Promise<Place | undefined> {
    let places = this.#places.get(client)
    if (places === undefined) {
      places = new Map()
      this.#places.set(client, places)
    }
    let place = places.get(bucket)
    if (place === undefined) {
      place = this.#find(client, bucket)
      places.set(bucket, place)
      // What failed may work the next time: credentials and files of profiles change.
      place.catch(() => places.delete(bucket))
    }
    return place
  }

  async #find(client: RegionalClient, bucket: string): Promise<Place | undefined> {
    const destination = plainDestination(client, bucket) ?? (await ruledDestination(client, bucket))
    return destination && { destination, route: this.#routes.routeTo(destination.url.origin) }
  }
}

async function ruledDestination(client: RegionalClient, bucket: string): Promise<Destination | undefined> {
  const { destinationByRules } = await import('./destination-rules.ts')
  return destinationByRules(await client.sdk(), bucket)
}
