import type { Socket } from 'node:net'
import { slicesOf } from '../../requests/slices.ts'
import { AnswerReader, type AnswerListener } from './answer-reader.ts'
import { brokenOff, HttpError } from './http-error.ts'
import type { Take } from './open-socket.ts'
import { requestText, type RequestHead } from './request-text.ts'

/** A request to send. */
export interface HttpRequest extends RequestHead {
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>
}

/** Told of an exchange; after {@link onEnd} or {@link onError}, which come once, of nothing more. */
export interface ExchangeListener extends AnswerListener {
  /** The connection took bytes of the body. */
  onSent(): void
  /** @param reused the connection had served others before, and broke before anything of the answer came */
  onError(error: unknown, reused?: boolean): void
}

/** What the caller of an exchange can do while it runs. */
export interface Running {
  /** Ends it, and its connection: the listener hears nothing more. */
  abort(): void
  /** More of the body may come, after {@link AnswerListener.onData} asked to wait. */
  resume(): void
}

/** Opens a socket that gives what it reads to `take`, which tells whether more may come at once. */
export type OpenSocket = (take: Take, signal: AbortSignal) => Promise<Socket>

/** What a connection tells its pool. */
export interface ConnectionOwner {
  /** It can take another exchange. */
  readonly onIdle: (connection: Connection, headers: Readonly<Record<string, string | undefined>>) => void
  /** @param stale it had served before, and broke before anything of an answer came */
  readonly onClosed: (connection: Connection, stale: boolean) => void
}

interface Exchange {
  readonly request: HttpRequest
  readonly listener: ExchangeListener
  readonly reader: AnswerReader
  sent: boolean
  /** The connection had served another before, and nothing of this answer has come yet. */
  reused: boolean
}

/** One connection, for one exchange at a time: pipelined requests would wait for each other, and break together. */
export class Connection {
  readonly #owner: ConnectionOwner
  readonly #closing = new AbortController()
  readonly #opening: Promise<Socket>
  #socket: Socket | undefined
  #exchange: Exchange | undefined
  /** What closed it. */
  #failure: unknown
  #closed = false
  #served = false

  constructor(open: OpenSocket, owner: ConnectionOwner) {
    this.#owner = owner
    this.#opening = open(this.#take, this.#closing.signal)
    this.#opening.then(this.#opened, this.#close)
  }

  /** Sends a request; only where no other is under way. */
  start(request: HttpRequest, listener: ExchangeListener): Running {
    const exchange: Exchange = { request, listener, reader: new AnswerReader(request.method, listener), sent: false, reused: this.#served }
    this.#exchange = exchange
    if (this.#socket !== undefined) {
      this.#socket.ref()
      this.#send(this.#socket, exchange)
    }
    return {
      abort: () => {
        if (this.#exchange !== exchange) return
        this.#exchange = undefined
        exchange.reader.stop()
        // What the system has taken of a body would still be sent, and hold up what is sent in its place.
        if (request.body !== undefined) reset(this.#socket)
        this.close(brokenOff())
      },
      resume: () => this.#socket?.resume(),
    }
  }

  /** Closes it; an exchange that is under way fails with the reason. */
  close(reason: unknown): void {
    this.#closing.abort(reason)
    if (this.#socket === undefined) return
    this.#failure ??= reason
    this.#socket.destroy()
    this.#close(reason)
  }

  readonly #opened = (socket: Socket): void => {
    this.#socket = socket
    if (this.#closed || socket.destroyed) {
      this.close(brokenOff())
      return
    }
    socket.on('error', (error) => {
      this.#failure ??= error
    })
    socket.on('end', this.#ended)
    socket.on('close', () => {
      this.#close(this.#failure ?? brokenOff())
    })
    if (this.#exchange !== undefined) this.#send(socket, this.#exchange)
  }

  #send(socket: Socket, exchange: Exchange): void {
    const { request } = exchange
    let head: string
    try {
      head = requestText(request)
    } catch (error) {
      this.close(error)
      return
    }
    const { body } = request
    if (body === undefined || (body instanceof Uint8Array && body.length === 0)) {
      exchange.sent = true
      socket.write(head, 'latin1')
    } else if (body instanceof Uint8Array) {
      socket.cork()
      socket.write(head, 'latin1')
      this.#sendSlice(socket, exchange, slicesOf(body))
      socket.uncork()
    } else {
      socket.write(head, 'latin1')
      void this.#pump(socket, exchange, body)
    }
  }

  #sendSlice(socket: Socket, exchange: Exchange, slices: Generator<Uint8Array, void>): void {
    const { value: slice } = slices.next()
    if (slice === undefined) {
      exchange.sent = true
      return
    }
    socket.write(slice, (error) => {
      if (error instanceof Error || this.#exchange !== exchange) return
      exchange.listener.onSent()
      this.#sendSlice(socket, exchange, slices)
    })
  }

  async #pump(socket: Socket, exchange: Exchange, body: AsyncIterable<Uint8Array>): Promise<void> {
    const isOver = (): boolean => this.#exchange !== exchange
    try {
      for await (const chunk of body) {
        // The answer came early: the source is told by being left.
        if (isOver()) return
        if (!socket.write(chunk)) await drained(socket)
        if (isOver()) return
        exchange.listener.onSent()
      }
      exchange.sent = true
    } catch (error) {
      if (!isOver()) this.close(error)
    }
  }

  readonly #take = (bytes: Buffer): boolean => {
    const exchange = this.#exchange
    if (exchange === undefined) {
      this.close(new HttpError('the server spoke without being asked', 'HPE_INVALID_CONSTANT'))
      return true
    }
    exchange.reused = false
    try {
      const more = exchange.reader.take(bytes)
      if (exchange.reader.over) this.#answered(exchange)
      return more
    } catch (error) {
      this.close(error)
      return true
    }
  }

  readonly #ended = (): void => {
    const exchange = this.#exchange
    if (exchange === undefined) {
      this.close(brokenOff())
      return
    }
    try {
      exchange.reader.closed()
      this.#answered(exchange)
    } catch (error) {
      this.close(error)
    }
  }

  #answered(exchange: Exchange): void {
    if (this.#exchange !== exchange) return
    this.#exchange = undefined
    const socket = this.#socket
    // Of a request that was answered early, the rest would be read as the next one.
    const reusable = exchange.reader.keepAlive && exchange.sent && socket?.writableLength === 0 && !this.#closed
    if (!reusable) {
      this.close(brokenOff())
      return
    }
    this.#served = true
    socket.unref()
    this.#owner.onIdle(this, exchange.reader.headers)
  }

  readonly #close = (reason: unknown): void => {
    if (this.#closed) return
    this.#closed = true
    const exchange = this.#exchange
    this.#exchange = undefined
    const reused = exchange?.reused === true
    this.#owner.onClosed(this, reused)
    exchange?.listener.onError(reason, reused)
  }
}

/** Ends a plain connection with what it has not sent yet; one over TLS has no such end. */
function reset(socket: Socket | undefined): void {
  if (socket !== undefined && !('encrypted' in socket)) socket.resetAndDestroy()
}

/** Resolves when the socket takes more, or never will. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.removeListener('drain', done)
      socket.removeListener('close', done)
      resolve()
    }
    socket.once('drain', done)
    socket.once('close', done)
  })
}
