import { getProxyForUrl } from 'proxy-from-env'
import type { Dispatcher } from 'undici'
import Agent from 'undici/lib/dispatcher/agent.js'
import { requireProxyUrl } from '../proxy-url.ts'
import { trustedCertificates } from '../trust.ts'
import { SHARED_READ } from './shared-read.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000

/** The way to one origin. */
export interface Route {
  readonly dispatcher: Dispatcher
  /** What the request is dispatched to: the origin, or the proxy that passes it on. */
  readonly origin: string
  /** Stands before the path in the request line; the origin, where a proxy passes plain requests on. */
  readonly pathPrefix: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The pools of connections of one store, direct or through the proxy that the environment names for an origin. Neither
 * sockets nor times are limited here but for connecting: the store limits its requests and watches their silence, and a
 * limit in two places can deadlock.
 */
export class Dispatchers {
  readonly #ca: string[] | undefined
  readonly #tunnels = new Map<string, Promise<Dispatcher>>()
  #pool: Dispatcher | undefined

  constructor() {
    this.#ca = trustedCertificates()
  }

  /** @throws StorageError `unreachable` for a proxy variable that is no URL. */
  async routeTo(origin: string): Promise<Route> {
    const named = getProxyForUrl(origin)
    if (named === '') return { dispatcher: this.#direct(), origin, pathPrefix: '', headers: {} }
    const proxy = requireProxyUrl(named)
    const authorization = authorizationFor(proxy)
    if (origin.startsWith('https:'))
      return { dispatcher: await this.#tunnel(proxy, authorization), origin, pathPrefix: '', headers: {} }
    return {
      dispatcher: this.#direct(),
      origin: proxy.origin,
      pathPrefix: origin,
      headers: authorization === undefined ? {} : { 'proxy-authorization': authorization },
    }
  }

  close(): void {
    for (const pool of [this.#pool, ...this.#tunnels.values()]) {
      void Promise.resolve(pool)
        .then((opened) => opened?.destroy(new Error('the store was closed')))
        .catch(() => undefined)
    }
  }

  #direct(): Dispatcher {
    this.#pool ??= new Agent({ ...POOL, connect: { ...this.#connect(), ...READING } })
    return this.#pool
  }

  #tunnel(proxy: URL, token: string | undefined): Promise<Dispatcher> {
    let tunnel = this.#tunnels.get(proxy.href)
    if (tunnel === undefined) {
      tunnel = this.#openTunnel(proxy, token)
      this.#tunnels.set(proxy.href, tunnel)
    }
    return tunnel
  }

  async #openTunnel(proxy: URL, token: string | undefined): Promise<Dispatcher> {
    // It leans on what only the main file of the package puts together.
    const { ProxyAgent } = await import('undici')
    return new ProxyAgent({
      ...POOL,
      uri: proxy.origin,
      ...(token !== undefined && { token }),
      requestTls: this.#connect(),
      proxyTls: this.#connect(),
    })
  }

  #connect(): { timeout: number; ca?: string[] } {
    return { timeout: CONNECT_TIMEOUT_MS, ...(this.#ca && { ca: this.#ca }) }
  }
}

/** undici passes it on to `net.connect` and `tls.connect`; its types do not tell. */
const READING: object = { onread: SHARED_READ }

const POOL = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS } as const

function authorizationFor({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(words).toString('base64')}`
}
