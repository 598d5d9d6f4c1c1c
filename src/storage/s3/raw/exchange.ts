import type { Dispatcher } from 'undici'
import { heard } from '../silence.ts'
import type { Sink } from '../s3-api.ts'
import { BodyStream } from './body-stream.ts'
import type { Route } from './dispatchers.ts'
import { unanswered, type Subject } from './raw-fault.ts'
import { inSlices } from './request-body.ts'

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

/** Where the body of a success lands, and how its range must begin to do so. */
export interface Landing {
  readonly sink: Sink
  /** As `bytes 0-99/`. */
  readonly contentRange?: string
}

/** What becomes of the body of a success: a document that is read whole, a stream, or bytes that land in memory. */
export type Taking = 'document' | 'stream' | Landing

/** A page of 1,000 keys of 1,024 bytes, each byte encoded as three, is the longest document of S3's. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024

/**
 * Sends one request and reads the answer. Nothing lands of a body that is not the range, or longer than the room in the
 * sink: its answer then tells so by its headers.
 *
 * @throws S3Fault where the connection breaks, as the body does later; the signal's reason
 */
export function exchange(
  route: Route,
  subject: Subject,
  request: OutgoingRequest,
  signal: AbortSignal | undefined,
  taking: Taking,
): Promise<Answer | OpenAnswer> {
  signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(subject, signal, taking, resolve, reject)
    const { body } = request
    route.dispatcher.dispatch(
      {
        origin: route.origin,
        path: `${route.pathPrefix}${request.path}`,
        method: request.method,
        headers: { ...request.headers, ...route.headers },
        // undici takes async iterables; its types know only Node's own streams.
        ...(body !== undefined && { body: (body instanceof Uint8Array ? inSlices(body, signal) : body) as Buffer }),
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
  readonly #taking: Taking
  readonly #resolve: (answer: Answer | OpenAnswer) => void
  readonly #reject: (reason: unknown) => void
  readonly #chunks: Uint8Array[] = []
  #bytes = 0
  #abort: ((reason?: Error) => void) | undefined
  #status = 0
  #headers: Headers = {}
  #body: BodyStream | undefined
  #sink: Sink | undefined
  #settled = false

  constructor(
    subject: Subject,
    signal: AbortSignal | undefined,
    taking: Taking,
    resolve: (answer: Answer | OpenAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#subject = subject
    this.#signal = signal
    this.#taking = taking
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
    if (status >= 300 || this.#taking === 'document') return true
    if (this.#taking === 'stream') {
      this.#body = new BodyStream({ resume, abort: () => this.#abort?.() })
      this.#resolve({ status, headers: this.#headers, body: this.#body })
    } else this.#land(this.#taking)
    return true
  }

  #land({ sink, contentRange }: Landing): void {
    const room = sink.bytes.length - sink.filled
    const { 'content-length': length, 'content-range': range } = this.#headers
    if (length !== undefined && Number(length) <= room && (contentRange === undefined || range?.startsWith(contentRange) === true)) {
      this.#sink = sink
      return
    }
    this.#settle()
    this.#resolve({ status: this.#status, headers: this.#headers, text: '' })
    this.#abort?.()
  }

  onData(chunk: Buffer): boolean {
    // The memory of a chunk is used again for the next one: what is kept is copied.
    if (this.#body !== undefined) return this.#body.push(Buffer.from(chunk))
    // Copies send blanks while they work, and what lands is a sign of life too.
    heard(this.#signal)
    if (this.#settled) return true
    if (this.#sink !== undefined) {
      this.#sink.bytes.set(chunk, this.#sink.filled)
      this.#sink.filled += chunk.length
      return true
    }
    this.#bytes += chunk.length
    if (this.#bytes > MAX_DOCUMENT_BYTES) throw new Error('the answer is longer than any of S3')
    this.#chunks.push(Buffer.from(chunk))
    return true
  }

  onComplete(): void {
    this.#settle()
    if (this.#body !== undefined) this.#body.end()
    else this.#resolve({ status: this.#status, headers: this.#headers, text: Buffer.concat(this.#chunks).toString() })
  }

  onError(error: Error): void {
    this.#settle()
    const fault = unanswered(this.#subject, error)
    if (this.#body !== undefined) this.#body.fail(fault)
    else this.#reject(fault)
  }

  readonly #giveUp = (): void => {
    const reason: unknown = this.#signal?.reason
    this.#settled = true
    if (this.#body !== undefined) this.#body.giveUp(reason)
    else this.#reject(reason)
    this.#abort?.()
  }

  #settle(): void {
    this.#settled = true
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
