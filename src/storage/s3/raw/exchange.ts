import type { Dispatcher } from 'undici'
import { heard } from '../silence.ts'
import { BodyStream } from './body-stream.ts'
import type { Route } from './dispatchers.ts'
import { unanswered, type Subject } from './raw-fault.ts'

/** A signed request, ready to be sent. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  /** Path and query, encoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>
}

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** An answer whose body is yet to be read. */
export interface OpenAnswer extends Omit<Answer, 'text'> {
  readonly body: BodyStream
}

/** An answer that is read whole is a small document; more is no answer of S3's. */
const MAX_DOCUMENT_BYTES = 1024 * 1024

/**
 * Sends one request and reads the answer.
 *
 * @param streams whether an answer of a status of success is handed out unread.
 * @throws S3Fault where the connection breaks, as the body does later; the signal's reason
 */
export function exchange(
  route: Route,
  subject: Subject,
  request: OutgoingRequest,
  signal: AbortSignal | undefined,
  streams: boolean,
): Promise<Answer | OpenAnswer> {
  signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(subject, signal, streams, resolve, reject)
    const { body } = request
    route.dispatcher.dispatch(
      {
        origin: route.origin,
        path: `${route.pathPrefix}${request.path}`,
        method: request.method,
        headers: { ...request.headers, ...route.headers },
        // undici takes async iterables; its types know only Node's own streams.
        ...(body !== undefined && { body: body as Buffer }),
        // It would close the connection after each HEAD, for the sake of servers that send a body then.
        ...(request.method === 'HEAD' && { reset: false }),
      },
      handler,
    )
  })
}

class ExchangeHandler implements Dispatcher.DispatchHandlers {
  readonly #subject: Subject
  readonly #signal: AbortSignal | undefined
  readonly #streams: boolean
  readonly #resolve: (answer: Answer | OpenAnswer) => void
  readonly #reject: (reason: unknown) => void
  readonly #chunks: Uint8Array[] = []
  #bytes = 0
  #abort: ((reason?: Error) => void) | undefined
  #status = 0
  #headers: Headers = {}
  #body: BodyStream | undefined

  constructor(
    subject: Subject,
    signal: AbortSignal | undefined,
    streams: boolean,
    resolve: (answer: Answer | OpenAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#subject = subject
    this.#signal = signal
    this.#streams = streams
    this.#resolve = resolve
    this.#reject = reject
    signal?.addEventListener('abort', this.#giveUp, { once: true })
  }

  onConnect(abort: (reason?: Error) => void): void {
    this.#abort = abort
    // It waited for a connection, and is not wanted any more.
    if (this.#signal?.aborted === true) abort()
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    if (status < 200) return true
    this.#status = status
    this.#headers = readHeaders(raw)
    if (this.#streams && status < 300) {
      this.#body = new BodyStream({ resume, abort: () => this.#abort?.() })
      this.#resolve({ status, headers: this.#headers, body: this.#body })
    }
    return true
  }

  onData(chunk: Buffer): boolean {
    if (this.#body !== undefined) return this.#body.push(chunk)
    // Copies send blanks while they work.
    heard(this.#signal)
    this.#bytes += chunk.length
    if (this.#bytes > MAX_DOCUMENT_BYTES) throw new Error('the answer is longer than any of S3')
    this.#chunks.push(chunk)
    return true
  }

  onComplete(): void {
    this.#leave()
    if (this.#body !== undefined) this.#body.end()
    else this.#resolve({ status: this.#status, headers: this.#headers, text: Buffer.concat(this.#chunks).toString() })
  }

  onError(error: Error): void {
    this.#leave()
    const fault = unanswered(this.#subject, error)
    if (this.#body !== undefined) this.#body.fail(fault)
    else this.#reject(fault)
  }

  readonly #giveUp = (): void => {
    const reason: unknown = this.#signal?.reason
    if (this.#body !== undefined) this.#body.giveUp(reason)
    else this.#reject(reason)
    this.#abort?.()
  }

  #leave(): void {
    this.#signal?.removeEventListener('abort', this.#giveUp)
  }
}

function readHeaders(raw: readonly Buffer[]): Headers {
  const headers: Record<string, string> = {}
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]?.toString('latin1').toLowerCase() ?? ''
    const value = raw[at + 1]?.toString() ?? ''
    const before = headers[name]
    headers[name] = before === undefined ? value : `${before}, ${value}`
  }
  return headers
}
