import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { CollectedBytes } from '../../text/collected-bytes.ts'
import { proxySecrets } from '../../text/proxy-secrets.ts'
import { createRedactor, type Redactor } from '../../text/redact.ts'
import type { RestCredentials, RestEndpoint } from '../savepoint-request.ts'
import { ownCertificates } from './certificates.ts'
import { connectionFault, ConnectionFault } from './connection-fault.ts'
import { redirectOf } from './redirect.ts'

/** What was answered. */
export interface RestAnswer {
  readonly status: number
  /** The JSON, `undefined` where the answer was none. */
  readonly json: unknown
  readonly text: string
  readonly contentType: string
}

/** Times of a connection, for tests. */
export interface ConnectionTimes {
  /** From sending a request to the end of its answer. */
  readonly requestTimeoutMs: number
}

const MOST_BYTES = 16 * 1024 * 1024
const MOST_REDIRECTS = 5

/** One Flink REST interface, spoken to over kept-alive connections, directly or through the proxy of the environment. */
export class RestConnection {
  /** Takes the credentials, and the password of the proxy, out of what is told of answers. */
  readonly redact: Redactor
  readonly #base: URL
  readonly #authorization: string | undefined
  readonly #agents: { readonly http: HttpAgent; readonly https: HttpsAgent }
  readonly #times: ConnectionTimes

  constructor({ url, credentials, certificates }: RestEndpoint, times: ConnectionTimes = { requestTimeoutMs: 30_000 }) {
    this.#base = new URL(url)
    this.#authorization = credentials && authorizationOf(credentials)
    this.redact = createRedactor([...secretsOf(credentials), ...proxySecrets(process.env)])
    this.#agents = createAgents(url, certificates)
    this.#times = times
  }

  /** The URL of a path of the interface, for people. */
  urlOf(path: string): string {
    return `${this.#base.origin}${this.#base.pathname.replace(/\/+$/, '')}${path}`
  }

  /**
   * Sends one request and reads its answer. A redirect is followed where the method may be repeated there; credentials are sent
   * to no other origin.
   *
   * @throws ConnectionFault when there is no whole answer; the signal's reason when it was aborted
   */
  async send(method: 'GET' | 'POST', path: string, signal: AbortSignal, body?: object): Promise<RestAnswer> {
    let url = new URL(this.urlOf(path))
    for (let redirects = 0; ; redirects += 1) {
      const { message, text } = await this.#exchange(method, url, signal, body)
      const status = message.statusCode ?? 0
      const next = redirectOf({ status, location: message.headers.location, method, from: url, hasCredentials: this.#authorization !== undefined })
      if (next === undefined) {
        const contentType = message.headers['content-type'] ?? ''
        return { status, text, contentType, json: parseJson(text) }
      }
      if (redirects === MOST_REDIRECTS) throw new ConnectionFault(`${url.origin} redirects without end: check rest-url`, { permanent: true, reached: false })
      url = next
    }
  }

  /** Closes the connections that are kept alive. */
  close(): void {
    this.#agents.http.destroy()
    this.#agents.https.destroy()
  }

  #exchange(method: string, url: URL, signal: AbortSignal, body?: object): Promise<{ message: IncomingMessage; text: string }> {
    const content = body === undefined ? undefined : JSON.stringify(body)
    const secure = url.protocol === 'https:'
    const options: RequestOptions = {
      method,
      agent: secure ? this.#agents.https : this.#agents.http,
      headers: {
        accept: 'application/json',
        ...(content !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
        ...(this.#authorization !== undefined && { authorization: this.#authorization }),
      },
    }
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const request = (secure ? httpsRequest : httpRequest)(url, options)
      const watch = watchRequest(request, signal, this.#times.requestTimeoutMs, (error) => {
        reject(signal.aborted ? signal.reason as Error : connectionFault(error, url.origin))
      })
      request.on('response', (message) => {
        readText(message).then((text) => {
          watch.settle()
          resolve({ message, text })
        }, watch.fail)
      })
      request.end(content)
    })
  }
}

interface RequestWatch {
  /** The request is over and went well. */
  readonly settle: () => void
  /** The request is over and did not. What is told first counts: all that follows is its consequence. */
  readonly fail: (error: unknown) => void
}

/** Ends a request when it fails, takes too long or is no longer wanted. */
function watchRequest(request: ClientRequest, signal: AbortSignal, timeoutMs: number, failed: (error: unknown) => void): RequestWatch {
  let over = false
  const settle = (): void => {
    over = true
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
  const fail = (error: unknown): void => {
    if (over) return
    settle()
    request.destroy()
    failed(error)
  }
  const abort = (): void => { fail(signal.reason) }
  const timer = setTimeout(() => { fail(new Error(`it took longer than ${timeoutMs / 1000} s`)) }, timeoutMs)
  signal.addEventListener('abort', abort, { once: true })
  request.on('error', fail)
  return { settle, fail }
}

async function readText(message: IncomingMessage): Promise<string> {
  const collected = new CollectedBytes()
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (collected.byteLength + chunk.length > MOST_BYTES) {
      throw Object.assign(new Error(`an answer of more than ${MOST_BYTES} bytes`), { code: 'TOO_LONG' })
    }
    collected.add(chunk)
  }
  return collected.toText()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function secretsOf(credentials: RestCredentials | undefined): string[] {
  if (credentials === undefined) return []
  if ('token' in credentials) return [credentials.token]
  return [`${credentials.username}:${credentials.password}`, credentials.password]
}

function authorizationOf(credentials: RestCredentials): string {
  if ('token' in credentials) return `Bearer ${credentials.token}`
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

function createAgents(url: string, certificates: string | undefined): { http: HttpAgent; https: HttpsAgent } {
  const options = { keepAlive: true, ...(certificates !== undefined && { ca: [...ownCertificates(), certificates] }) }
  const proxy = getProxyForUrl(url)
  if (proxy === '') return { http: new HttpAgent(options), https: new HttpsAgent(options) }
  if (!/^https?:\/\//i.test(proxy) || !URL.canParse(proxy)) {
    throw new ConnectionFault('the proxy variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) do not hold an http:// or https:// URL: '
      + 'correct them, or name the host of rest-url in NO_PROXY', { permanent: true, reached: false })
  }
  const tunnel: unknown = Object.assign(new HttpsProxyAgent(proxy, options), { options })
  return { http: new HttpProxyAgent(proxy, options), https: tunnel as HttpsAgent }
}
