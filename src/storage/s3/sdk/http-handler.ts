import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { createSecureContext, type SecureContext } from 'node:tls'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { readEarlyAnswer } from './early-answer.ts'
import { requireProxyUrl } from '../network/proxy-url.ts'
import { trustedCertificates } from '../network/trust.ts'

const CONNECT_TIMEOUT_MS = 10_000

type Handle = NodeHttpHandler['handle']
type Request = Parameters<Handle>[0]

/**
 * Sends the SDK's requests over kept-alive sockets, directly or through the proxy that the environment names for the
 * request's host. Sockets are not limited here: the store limits its requests, and a limit in two places can deadlock.
 */
export class ProxyAwareHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' }
  /** Read once for all connections: of each anew it would take milliseconds. */
  readonly #trust: { readonly secureContext?: SecureContext }
  readonly #handlers = new Map<string, NodeHttpHandler>()

  constructor() {
    const ca = trustedCertificates()
    this.#trust = ca === undefined ? {} : { secureContext: createSecureContext({ ca }) }
  }

  async handle(request: Request, options?: Parameters<Handle>[1]): ReturnType<Handle> {
    const port = request.port === undefined ? '' : `:${request.port}`
    const proxy = getProxyForUrl(`${request.protocol}//${request.hostname}${port}/`)
    const answered = await this.#handlerFor(proxy).handle(request, options)
    await readEarlyAnswer(request, answered.response, options?.abortSignal)
    return answered
  }

  destroy(): void {
    for (const handler of this.#handlers.values()) handler.destroy()
  }

  updateHttpClientConfig(): void {
    // the SDK offers defaults here; ours are chosen
  }

  httpHandlerConfigs(): Record<string, never> {
    return {}
  }

  #handlerFor(proxy: string): NodeHttpHandler {
    let handler = this.#handlers.get(proxy)
    if (handler === undefined) {
      // Time limits other than connecting are watched per request by the store, which knows what may be
      // silent how long.
      handler = new NodeHttpHandler({
        ...this.#agents(proxy),
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: 0,
        socketTimeout: 0,
      })
      this.#handlers.set(proxy, handler)
    }
    return handler
  }

  #agents(proxy: string): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
    const options = {
      keepAlive: true,
      maxSockets: Infinity,
      maxFreeSockets: 256,
      ...this.#trust,
    }
    if (proxy === '') return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) }
    requireProxyUrl(proxy)
    const tunnel = new HttpsProxyAgent(proxy, options)
    // The agent forgets its TLS options for what is behind the tunnel, and keeps them for the proxy only.
    Object.assign(tunnel.options, this.#trust)
    return {
      httpAgent: new HttpProxyAgent(proxy, options),
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it is an agent by its base class
      httpsAgent: tunnel,
    }
  }
}
