import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Headers, HttpRequest } from '../../src/platform/http/exchange.ts'
import type { HttpClient } from '../../src/platform/http/http-client.ts'

/** A server that says what a test has it say, byte for byte. */
export class RawServer {
  /** What it does with what a connection, the nth one, says. */
  hear: (socket: Socket, text: string, nth: number) => unknown = () => undefined
  readonly sockets: Socket[] = []
  readonly #server: Server
  readonly #scheme: string

  constructor(tls?: { readonly cert: string; readonly key: string }) {
    this.#scheme = tls === undefined ? 'http' : 'https'
    const accept = (socket: Socket): void => {
      const nth = this.sockets.push(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        this.hear(socket, chunk.toString('latin1'), nth)
      })
    }
    this.#server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept)
  }

  async listen(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    return this
  }

  get origin(): string {
    return `${this.#scheme}://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await once(this.#server.close(), 'close')
  }
}

/** An answer with a body of so many bytes. */
export const answer = (text: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${text.length}\r\n\r\n${text}`

/** What came of a request. */
export interface Told {
  status: number
  headers: Headers
  readonly pieces: Buffer[]
}

/**
 * Sends a request and gathers its answer. With `slowly`, each piece is waited for a while with everything
 * else paused.
 */
export function ask(
  client: HttpClient,
  origin: string,
  request: Partial<HttpRequest> = {},
  slowly = false,
): Promise<Told> {
  const told: Told = { status: 0, headers: {}, pieces: [] }
  return new Promise((resolve, reject) => {
    const running = client.send(
      origin,
      { method: 'GET', path: '/x', headers: { host: 'store' }, ...request },
      {
        onSent: () => undefined,
        onHead: (status, headers) => {
          Object.assign(told, { status, headers })
        },
        onData: (piece) => {
          told.pieces.push(Buffer.from(piece))
          if (slowly)
            setTimeout(() => {
              running.resume()
            }, 1)
          return !slowly
        },
        onEnd: () => {
          resolve(told)
        },
        onError: reject,
      },
    )
  })
}

/** The body that came, as text. */
export const textOf = ({ pieces }: Told): string => Buffer.concat(pieces).toString('latin1')
