import { CollectedBytes } from '../../../platform/collected-bytes.ts'
import type { CallSignal, Sink } from '../s3-api.ts'
import type { AnswerListener, Headers, HttpRequest, Running } from '../../../platform/http/exchange.ts'
import type { HttpClient } from '../../../platform/http/http-client.ts'
import { BodyStream } from './body-stream.ts'
import { unanswered, type Subject } from './answer-fault.ts'

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

/**
 * What becomes of the body of a success: a document that is read whole, a stream, or bytes that land in
 * memory.
 */
export type Taking = 'document' | 'stream' | Landing

/** A page of 1,000 keys of 1,024 bytes, each byte encoded as three, is the longest document of S3's. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024

/**
 * Sends one request and reads the answer. Nothing lands of a body that is not the range, or longer than the
 * room in the sink: its answer then tells so by its headers.
 *
 * @throws S3Fault where the connection breaks, as the body does later; the signal's reason
 */
export function exchange(
  http: HttpClient,
  origin: string,
  subject: Subject,
  request: HttpRequest,
  signal: CallSignal | undefined,
  taking: Taking,
): Promise<Answer | OpenAnswer> {
  signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(subject, signal, taking, resolve, reject)
    handler.running = http.send(origin, request, handler)
  })
}

class ExchangeHandler implements AnswerListener {
  running: Running | undefined
  readonly #subject: Subject
  readonly #signal: CallSignal | undefined
  readonly #taking: Taking
  readonly #resolve: (answer: Answer | OpenAnswer) => void
  readonly #reject: (reason: unknown) => void
  readonly #document = new CollectedBytes()
  #status = 0
  #headers: Headers = {}
  #body: BodyStream | undefined
  #sink: Sink | undefined

  constructor(
    subject: Subject,
    signal: CallSignal | undefined,
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

  onSent(): void {
    this.#signal?.heard?.('sent')
  }

  onHead(status: number, headers: Headers): void {
    this.#status = status
    this.#headers = headers
    if (status >= 300 || this.#taking === 'document') return
    if (this.#taking === 'stream') {
      this.#body = new BodyStream({
        resume: () => this.running?.resume(),
        abort: () => this.running?.abort(),
      })
      this.#resolve({ status, headers, body: this.#body })
    } else this.#land(this.#taking)
  }

  #land({ sink, contentRange }: Landing): void {
    const room = sink.bytes.length - sink.filled
    const { 'content-length': length, 'content-range': range } = this.#headers
    if (
      length !== undefined
      && Number(length) <= room
      && (contentRange === undefined || range?.startsWith(contentRange) === true)
    ) {
      this.#sink = sink
      return
    }
    this.#settle()
    this.#resolve({ status: this.#status, headers: this.#headers, text: '' })
    this.running?.abort()
  }

  onData(chunk: Uint8Array): boolean {
    // The memory of a chunk is used again for the next one: what is kept is copied.
    if (this.#body !== undefined) return this.#body.push(Buffer.from(chunk))
    // Copies send blanks while they work, and what lands is a sign of life too.
    this.#signal?.heard?.('came')
    if (this.#sink !== undefined) {
      this.#sink.bytes.set(chunk, this.#sink.filled)
      this.#sink.filled += chunk.length
      return true
    }
    if (this.#document.byteLength + chunk.length > MAX_DOCUMENT_BYTES)
      throw new Error('the answer is longer than any of S3')
    this.#document.add(chunk)
    return true
  }

  onEnd(): void {
    this.#settle()
    if (this.#body !== undefined) this.#body.end()
    else this.#resolve({ status: this.#status, headers: this.#headers, text: this.#text() })
  }

  onError(error: unknown, reused = false): void {
    this.#settle()
    const fault = unanswered(this.#subject, error, reused)
    if (this.#body !== undefined) this.#body.fail(fault)
    else this.#reject(fault)
  }

  readonly #giveUp = (): void => {
    const reason: unknown = this.#signal?.reason
    if (this.#body !== undefined) this.#body.giveUp(reason)
    else this.#reject(reason)
    this.running?.abort()
  }

  #text(): string {
    return this.#document.toText()
  }

  #settle(): void {
    this.#signal?.removeEventListener('abort', this.#giveUp)
  }
}
