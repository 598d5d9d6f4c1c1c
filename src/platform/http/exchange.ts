import type { Dispatcher } from 'undici'
import type { Connection, Connections } from './connections.ts'
import { inNodesWords } from './http-error.ts'
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
  /**
   * @param reused the connection had served others before, and broke before anything of this answer came
   */
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
 * A body that is given to a connection at once. Larger ones go in slices, between which it is told whether
 * it takes them.
 */
const WHOLE_BYTES = 128 * 1024

/** One request and its answer. */
export class Exchange implements Running, Dispatcher.DispatchHandler {
  readonly #request: HttpRequest
  readonly #listener: AnswerListener
  readonly #onStale: (connections: Connections) => void
  #connections: Connections | undefined
  #connection: Connection | undefined
  #controller: Dispatcher.DispatchController | undefined
  #reused = false
  #over = false

  /**
   * @param onStale told that a connection of these had served before, and was dead when this request came
   */
  constructor(request: HttpRequest, listener: AnswerListener, onStale: (connections: Connections) => void) {
    this.#request = request
    this.#listener = listener
    this.#onStale = onStale
  }

  /** @throws what undici says of a request that cannot be sent */
  dispatch(connections: Connections, pathPrefix: string, more?: Readonly<Record<string, string>>): void {
    if (this.#over) return
    const { method, path, headers, body } = this.#request
    this.#connections = connections
    this.#connection = connections.take()
    this.#connection.client.dispatch(
      {
        method,
        path: pathPrefix + path,
        headers: more === undefined ? headers : { ...headers, ...more },
        // What undici's types do not know and its documentation does: a body may be iterated over.
        body: (body === undefined || (body instanceof Uint8Array && body.length <= WHOLE_BYTES)
          ? (body ?? null)
          : this.#slices(body)) as Uint8Array | null,
      },
      this,
    )
  }

  abort(): void {
    this.#over = true
    // What the system has taken of a body would still be sent, and hold up what is sent in its place.
    if (this.#request.body !== undefined) this.#connection?.expected.plain?.resetAndDestroy()
    this.#controller?.abort(new Error('it is not wanted any more'))
  }

  resume(): void {
    this.#controller?.resume()
  }

  fail(error: unknown): void {
    this.#giveBack(false)
    if (this.#over) return
    this.#over = true
    if (this.#reused && this.#connections !== undefined) this.#onStale(this.#connections)
    this.#listener.onError(inNodesWords(error), this.#reused)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    const expected = this.#connection?.expected
    this.#reused = expected?.served === true
    if (expected !== undefined) expected.head = true
    if (this.#over) controller.abort(new Error('it is not wanted any more'))
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#reused = false
    if (status < 200 || this.#over) return
    for (const name in headers) {
      const value = headers[name]
      if (typeof value === 'object') headers[name] = value.join(', ')
    }
    const joined = headers as Headers
    if (this.#request.method !== 'HEAD' && this.#connection !== undefined)
      this.#connection.expected.bodyBytes = Number(joined['content-length'] ?? 0)
    this.#listener.onHead(status, joined)
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.#connection !== undefined) this.#connection.expected.bodyBytes -= piece.length
    if (!this.#over && !this.#listener.onData(piece)) controller.pause()
  }

  onResponseEnd(): void {
    this.#giveBack(true)
    if (this.#over) return
    this.#over = true
    this.#listener.onEnd()
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail(error)
  }

  #giveBack(whole: boolean): void {
    const connection = this.#connection
    if (connection === undefined) return
    this.#connection = undefined
    Object.assign(connection.expected, { bodyBytes: 0, head: false })
    connection.expected.served ||= whole
    this.#connections?.giveBack(connection, whole)
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
