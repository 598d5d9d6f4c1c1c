import type { Socket } from 'node:net'
import { getProxyForUrl } from 'proxy-from-env'
import { requireProxyUrl } from '../../network/proxy-url.ts'
import { trustedCertificates } from '../../network/trust.ts'
import { ConnectionPool } from './connection-pool.ts'
import type { OpenSocket } from './connection.ts'
import { openSocket, type Take } from './open-socket.ts'
import { SharedTls } from './shared-tls.ts'
import { openTunnel } from './tunnel.ts'

/** The way to one origin. */
export interface Route {
  /** Of connections to the origin, or to the proxy that passes requests on. */
  readonly pool: ConnectionPool
  /** Stands before the path in the request line; the origin, where a proxy passes plain requests on. */
  readonly pathPrefix: string
  readonly headers: Readonly<Record<string, string>>
}

/** The connections of one store, direct or through the proxy that the environment names for an origin. */
export class Routes {
  readonly #tls: SharedTls
  readonly #pools = new Map<string, ConnectionPool>()

  /** @throws StorageError `tls` for certificates that cannot be read. */
  constructor() {
    this.#tls = new SharedTls(trustedCertificates())
  }

  /** @throws StorageError `unreachable` for a proxy variable that is no URL. */
  routeTo(origin: string): Route {
    const named = getProxyForUrl(origin)
    if (named === '') return { pool: this.#pool(origin, this.#direct(new URL(origin))), pathPrefix: '', headers: {} }
    const proxy = requireProxyUrl(named)
    const authorization = authorizationFor(proxy)
    if (origin.startsWith('https:')) {
      const open = this.#through(proxy, authorization, new URL(origin))
      return { pool: this.#pool(`${proxy.href} ${origin}`, open), pathPrefix: '', headers: {} }
    }
    return {
      pool: this.#pool(proxy.origin, this.#direct(new URL(proxy.origin))),
      pathPrefix: origin,
      headers: authorization === undefined ? {} : { 'proxy-authorization': authorization },
    }
  }

  close(): void {
    for (const pool of this.#pools.values()) pool.close(new Error('the store was closed'))
  }

  #pool(key: string, open: OpenSocket): ConnectionPool {
    let pool = this.#pools.get(key)
    if (pool === undefined) {
      pool = new ConnectionPool(open)
      this.#pools.set(key, pool)
    }
    return pool
  }

  #direct(origin: URL): OpenSocket {
    return (take, signal) => this.#open(origin, take, signal)
  }

  #through(proxy: URL, authorization: string | undefined, origin: URL): OpenSocket {
    return async (take, signal) => this.#open(origin, take, signal, await openTunnel(proxy, authorization, origin, this.#tls, signal))
  }

  #open(origin: URL, take: Take, signal: AbortSignal, over?: Socket): Promise<Socket> {
    return openSocket({ origin, take, ...(over !== undefined && { over }) }, this.#tls, signal)
  }
}

function authorizationFor({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(words).toString('base64')}`
}
