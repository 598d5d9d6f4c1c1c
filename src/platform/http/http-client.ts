import type { Socket } from 'node:net'
import type * as undici from 'undici'
import type { Client } from 'undici'
import { proxyAuthorization, proxyFor, type NamedProxy } from '../proxy.ts'
import { Connections, type Connection } from './connections.ts'
import { Exchange, type AnswerListener, type HttpRequest, type Running } from './exchange.ts'
import { HttpError, inNodesWords, MOST_HEADER_BYTES } from './http-error.ts'
import type { Expected } from './lent-reads.ts'
import { authorityOf, ProxyFault, refusedTunnel, unreachableProxy } from './proxy-fault.ts'
import { connected, openSocket, targetOf, type SocketOptions, type Target } from './sockets.ts'
import type { Trust } from './trust.ts'
import { askForTunnel } from './tunnel.ts'

/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000

/** A server may close a connection at its very limit, while a request is on its way. */
const MARGIN_MS = 1000

const TUNNEL_TIMEOUT_MS = 10_000

/** All of it that is there in the bundle, see `scripts/bundle.ts`. */
type Undici = Pick<typeof undici, 'Client'>

interface Route {
  readonly connections: Connections
  /** Stands before the path in the request line; the origin, where a proxy passes plain requests on. */
  readonly pathPrefix: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Options of {@link HttpClient}. */
export interface HttpClientOptions {
  readonly trust: Trust
  /** Whom to name in `NO_PROXY`, for the sentence about a proxy variable that is none. */
  readonly subject: string
}

/**
 * HTTP/1.1 by undici, over kept-alive connections, direct or through the proxy that the environment names.
 * Neither the number of connections nor times are limited here but for connecting and for keeping idle
 * ones: callers limit their requests and watch their silence, and a limit in two places can deadlock.
 */
export class HttpClient {
  readonly #options: HttpClientOptions
  readonly #routes = new Map<string, Route>()
  /** Whose connections were found dead, while something is under way over them still. */
  readonly #retired = new Set<Connections>()
  /** Sockets that undici does not know of yet. */
  readonly #opening = new Set<Socket>()
  /** Connections on which a proxy is asked for a tunnel. */
  readonly #asking = new Set<Client>()
  #undici: Undici | undefined
  #closed = false

  constructor(options: HttpClientOptions) {
    this.#options = options
  }

  /**
   * Sends one request. What comes of it is told to the listener, faults too, except those of the proxy
   * variables.
   *
   * @throws InvalidProxy
   */
  send(origin: string, request: HttpRequest, listener: AnswerListener): Running {
    const exchange = new Exchange(request, listener, (connections) => {
      this.#retire(origin, connections)
    })
    if (this.#undici !== undefined) this.#dispatch(this.#undici, origin, exchange)
    else {
      proxyFor(origin, this.#options.subject)
      // It takes longer to load than a small snapshot takes to move: not before something is sent.
      import('undici').then(
        (undici) => {
          this.#undici = undici
          this.#dispatch(undici, origin, exchange)
        },
        (error: unknown) => {
          exchange.fail(error)
        },
      )
    }
    return exchange
  }

  /** Closes all connections; exchanges that are under way fail. */
  close(): void {
    this.#closed = true
    for (const socket of this.#opening) socket.destroy()
    const reason = new HttpError('the client was closed', 'CLOSED')
    for (const { connections } of this.#routes.values()) connections.destroy(reason)
    for (const connections of this.#retired) connections.destroy(reason)
    for (const client of this.#asking) void client.destroy(reason)
  }

  #dispatch(undici: Undici, origin: string, exchange: Exchange): void {
    try {
      if (this.#closed) throw new HttpError('the client was closed', 'CLOSED')
      const { connections, pathPrefix, headers } = this.#routeTo(undici, origin)
      exchange.dispatch(connections, pathPrefix, headers)
    } catch (error) {
      exchange.fail(error)
    }
  }

  /**
   * The server was away, or its proxy: others that were idle meanwhile are as dead, and who tries again
   * gets a fresh connection.
   */
  #retire(origin: string, connections: Connections): void {
    // Others of the same may have told of it before, and fresh connections stand in its place.
    if (this.#closed || this.#routes.get(origin)?.connections !== connections) return
    this.#routes.delete(origin)
    this.#retired.add(connections)
    connections.retire(() => {
      this.#retired.delete(connections)
    })
  }

  #routeTo(undici: Undici, origin: string): Route {
    let route = this.#routes.get(origin)
    if (route === undefined) {
      route = this.#findRoute(undici, new URL(origin))
      this.#routes.set(origin, route)
    }
    return route
  }

  #findRoute(undici: Undici, origin: URL): Route {
    const proxy = proxyFor(origin.href, this.#options.subject)
    const target = targetOf(origin)
    if (proxy === undefined) {
      const open = (expected: Expected): Promise<Socket> => this.#open(target, { expected })
      return { connections: connectionsTo(undici, origin, open), pathPrefix: '' }
    }
    const authorization = proxyAuthorization(proxy.url)
    const headers: Record<string, string> =
      authorization === undefined ? {} : { 'proxy-authorization': authorization }
    if (!target.secure) {
      const open = (expected: Expected): Promise<Socket> => this.#openTo(proxy, target, { expected })
      return { connections: connectionsTo(undici, proxy.url, open), pathPrefix: origin.origin, headers }
    }
    const open = async (expected: Expected): Promise<Socket> =>
      this.#open(target, { expected, over: await this.#tunnel(undici, proxy, headers, target) })
    return { connections: connectionsTo(undici, origin, open), pathPrefix: '' }
  }

  async #open(target: Target, options: SocketOptions): Promise<Socket> {
    if (this.#closed) throw new HttpError('the client was closed', 'CLOSED')
    const socket = openSocket(target, this.#options.trust, options)
    this.#opening.add(socket)
    options.expected.plain = target.secure ? undefined : socket
    try {
      return await connected(socket, target.secure)
    } finally {
      this.#opening.delete(socket)
    }
  }

  /** Opens a socket to a proxy. @throws ProxyFault */
  async #openTo(proxy: NamedProxy, to: Target, options: SocketOptions): Promise<Socket> {
    try {
      return await this.#open(targetOf(proxy.url), options)
    } catch (error) {
      throw this.#closed ? error : unreachableProxy(error, proxy, to)
    }
  }

  /** Asks a proxy for a way through to a target. @throws ProxyFault */
  async #tunnel(
    undici: Undici,
    proxy: NamedProxy,
    headers: Readonly<Record<string, string>>,
    to: Target,
  ): Promise<Socket> {
    const { client } = newConnection(undici, proxy.url, { headersTimeout: TUNNEL_TIMEOUT_MS }, (expected) =>
      this.#openTo(proxy, to, { expected }),
    )
    this.#asking.add(client)
    const { status, offers, socket } = await askForTunnel(client, authorityOf(to.hostname, to.port), headers)
      .catch((error: unknown) => {
        throw this.#closed || error instanceof ProxyFault
          ? error
          : unreachableProxy(inNodesWords(error), proxy, to)
      })
      .finally(() => {
        this.#asking.delete(client)
      })
    if (status === 200) return socket
    socket.on('error', () => undefined).destroy()
    throw refusedTunnel(status, offers, proxy, to)
  }
}

type Open = (expected: Expected) => Promise<Socket>

function connectionsTo(undici: Undici, origin: URL, open: Open): Connections {
  const options: Client.Options = {
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    keepAliveTimeoutThreshold: MARGIN_MS,
    maxHeaderSize: MOST_HEADER_BYTES,
  }
  return new Connections(() => newConnection(undici, origin, options, open))
}

function newConnection(undici: Undici, { origin }: URL, options: Client.Options, open: Open): Connection {
  const expected: Expected = { bodyBytes: 0, head: false, served: false }
  const client = new undici.Client(origin, {
    ...options,
    connect: (_, callback) => {
      Object.assign(expected, { bodyBytes: 0, head: false, served: false })
      open(expected).then(
        (socket) => {
          callback(null, socket)
        },
        (error: unknown) => {
          // Of a fault with a code of undici's own it would try again, without end.
          callback(inNodesWords(error) as Error, null)
        },
      )
    },
  })
  return { client, expected }
}
