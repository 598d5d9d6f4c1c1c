import { fetchAnswer, type FetchedAnswer } from '../../../platform/http/fetch-answer.ts'
import { HttpClient } from '../../../platform/http/http-client.ts'
import { Trust } from '../../../platform/http/trust.ts'
import { nodesCertificates } from '../../../platform/certificates.ts'
import { InvalidProxy, proxySecrets } from '../../../platform/proxy.ts'
import { createRedactor, type Redactor } from '../../../text/redact.ts'
import type { RestCredentials, RestEndpoint } from '../request.ts'
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

/**
 * One Flink REST interface, spoken to over kept-alive connections, directly or through the proxy of the
 * environment.
 */
export class RestConnection {
  /** Removes the credentials, and the password of the proxy, from texts about answers. */
  readonly redact: Redactor
  readonly #base: URL
  readonly #authorization: string | undefined
  readonly #http: HttpClient
  readonly #times: ConnectionTimes

  constructor(
    { url, credentials, certificates }: RestEndpoint,
    times: ConnectionTimes = { requestTimeoutMs: 30_000 },
  ) {
    this.#base = new URL(url)
    this.#authorization = credentials && authorizationOf(credentials)
    this.redact = createRedactor([...secretsOf(credentials), ...proxySecrets(process.env)])
    this.#http = new HttpClient({
      trust: new Trust(certificates === undefined ? undefined : [...nodesCertificates(), certificates]),
      subject: 'the host of rest-url',
    })
    this.#times = times
  }

  /** The URL of a path of the interface, for people. */
  urlOf(path: string): string {
    return `${this.#base.origin}${this.#base.pathname.replace(/\/+$/, '')}${path}`
  }

  /**
   * Sends one request and reads its answer. A redirect is followed where the method may be repeated there;
   * credentials are sent to no other origin.
   *
   * @throws ConnectionFault when there is no whole answer; the signal's reason when it was aborted
   */
  async send(method: 'GET' | 'POST', path: string, signal: AbortSignal, body?: object): Promise<RestAnswer> {
    let url = new URL(this.urlOf(path))
    for (let redirects = 0; ; redirects += 1) {
      const { status, headers, bytes } = await this.#exchange(method, url, signal, body)
      const text = Buffer.from(bytes).toString('utf8')
      const next = redirectOf({
        status,
        location: headers['location'],
        method,
        from: url,
        hasCredentials: this.#authorization !== undefined,
      })
      if (next === undefined) {
        const contentType = headers['content-type'] ?? ''
        return { status, text, contentType, json: parseJson(text) }
      }
      if (redirects === MOST_REDIRECTS)
        throw new ConnectionFault(`${url.origin} redirects without end: check rest-url`, {
          permanent: true,
          reached: false,
        })
      url = next
    }
  }

  /** Closes the connections that are kept alive. */
  close(): void {
    this.#http.close()
  }

  async #exchange(
    method: 'GET' | 'POST',
    url: URL,
    signal: AbortSignal,
    body?: object,
  ): Promise<FetchedAnswer> {
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const { requestTimeoutMs } = this.#times
    const limit = new AbortController()
    const timer = setTimeout(() => {
      limit.abort(new Error(`it took longer than ${requestTimeoutMs / 1000} s`))
    }, requestTimeoutMs)
    try {
      return await fetchAnswer(
        this.#http,
        url.origin,
        {
          method,
          path: url.pathname + url.search,
          headers: {
            host: url.host,
            accept: 'application/json',
            ...(content !== undefined && {
              'content-type': 'application/json',
              'content-length': String(content.length),
            }),
            ...(this.#authorization !== undefined && { authorization: this.#authorization }),
          },
          body: content,
        },
        { mostBytes: MOST_BYTES, signal: AbortSignal.any([signal, limit.signal]) },
      )
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof InvalidProxy)
        throw new ConnectionFault(error.message, { permanent: true, reached: false })
      throw connectionFault(error, url.origin)
    } finally {
      clearTimeout(timer)
    }
  }
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
