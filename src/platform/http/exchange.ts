import type { Dispatcher, Pool } from 'undici'
import { inNodesWords } from './http-error.ts'
import type { Expected } from './lent-reads.ts'
import { slicesOf } from './slices.ts'

/** What is done. */
export type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'

/** A request to send. */
export interface HttpRequest {
  readonly method: Method
  /** Path and query, encoded. */
  readonly path: string
  /** Names in lower case; `content-length` among them where there is a body. */
  readonly headers: Readonly<Record<string, string>>
  /** As pieces, each is given to the connection when it took the one before. */
  readonly body?: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>

/**
 * Told of an exchange, in this order; after {@link onEnd} or {@link onError}, which come once, of nothing
 * more.
 */
export interface AnswerListener {
  /** The connection took bytes of the body. */
  onSent(): void
  onHead(status: number, headers: Headers): void
  /** A piece of the body, whose memory is used again afterwards. @returns whether more may come at once. */
  onData(piece: Uint8Array): boolean
  onEnd(): void
  /** @param reused the connection had served others before, and broke before anything of this answer came */
  onError(error: unknown, reused: boolean): void
}

/** What the caller of an exchange can do while it runs. */
export interface Running {
  /** Ends it, and its connection: the listener hears nothing more. */
  abort(): void
  /** More of the body may come, after {@link AnswerListener.onData} asked to wait. */
  resume(): void
}

/**
 * A body that is given to a connection at once. Larger ones go in slices, between which it is told whether it
 * takes them.
 */
const WHOLE_BYTES = 128 * 1024

/** One request and its answer. */
export class Exchange implements Running, Dispatcher.DispatchHandler {
  /** Of the connection that it goes over. */
  expected: Expected = { bodyBytes: 0, served: false }
  readonly #request: HttpRequest
  readonly #listener: AnswerListener
  readonly #onStale: (pool: Pool) => void
  #pool: Pool | undefined
  #controller: Dispatcher.DispatchController | undefined
  #reused = false
  #over = false

  /**
   * @param onStale told that a connection of the pool had served before, and was dead when this request came
   */
  constructor(request: HttpRequest, listener: AnswerListener, onStale: (pool: Pool) => void) {
    this.#request = request
    this.#listener = listener
    this.#onStale = onStale
  }

  /** @throws what undici says of a request that cannot be sent */
  dispatch(pool: Pool, pathPrefix: string, more: Readonly<Record<string, string>>): void {
    if (this.#over) return
    const { method, path, headers, body } = this.#request
    const request = {
      method,
      path: pathPrefix + path,
      headers: { ...headers, ...more },
      exchange: this,
      // What undici's types do not know and its documentation does: a body may be iterated over.
      body: (body === undefined || (body instanceof Uint8Array && body.length <= WHOLE_BYTES)
        ? body
        : this.#slices(body)) as Uint8Array | undefined,
    }
    this.#pool = pool
    pool.dispatch(request, this)
  }

  abort(): void {
    this.#over = true
    // What the system has taken of a body would still be sent, and hold up what is sent in its place.
    if (this.#request.body !== undefined) this.expected.plain?.resetAndDestroy()
    this.#controller?.abort(new Error('it is not wanted any more'))
  }

  resume(): void {
    this.#controller?.resume()
  }

  fail(error: unknown): void {
    if (this.#over) return
    this.#over = true
    if (this.#reused && this.#pool !== undefined) this.#onStale(this.#pool)
    this.#listener.onError(inNodesWords(error), this.#reused)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    this.#reused = this.expected.served
    if (this.#over) controller.abort(new Error('it is not wanted any more'))
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#reused = false
    if (status < 200 || this.#over) return
    const joined: Record<string, string> = {}
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) joined[name] = typeof value === 'string' ? value : value.join(', ')
    }
    if (this.#request.method !== 'HEAD') this.expected.bodyBytes = Number(joined['content-length'] ?? 0)
    this.#listener.onHead(status, joined)
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.expected.bodyBytes -= piece.length
    if (!this.#over && !this.#listener.onData(piece)) controller.pause()
  }

  onResponseEnd(): void {
    Object.assign(this.expected, { bodyBytes: 0, served: true })
    if (this.#over) return
    this.#over = true
    this.#listener.onEnd()
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail(error)
  }

  async *#slices(
    body: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    for await (const slice of body instanceof Uint8Array ? slicesOf(body) : body) {
      yield slice
      // The connection asks for more when it has room again.
      if (!this.#over) this.#listener.onSent()
    }
  }
}
