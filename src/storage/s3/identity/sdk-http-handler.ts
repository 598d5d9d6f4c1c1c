import type { HttpClient } from '../../../platform/http/http-client.ts'
import { fetchAnswer } from '../../../platform/http/fetch-answer.ts'
import { HttpError } from '../../../platform/http/http-error.ts'
import type { Method } from '../../../platform/http/exchange.ts'

/** What the SDK asks for: its requests are about keys and roles, and small. */
interface SdkRequest {
  readonly method: string
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** No answer about keys is longer. */
const MOST_BYTES = 4 * 1024 * 1024

/** Services that give keys answer within a second or two. */
const LIMIT_MS = 30_000

/**
 * Has the SDK send over the connections that everything else goes over, through the same proxies and
 * trusting the same certificates.
 */
export class SdkHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' }
  readonly #http: HttpClient

  constructor(http: HttpClient) {
    this.#http = http
  }

  async handle(
    { method, protocol, hostname, port, path, query, headers, body }: SdkRequest,
    options: { readonly abortSignal?: unknown } = {},
  ): Promise<{ response: { statusCode: number; headers: Record<string, string>; body: Uint8Array } }> {
    const bytes = bytesOf(body)
    const limit = AbortSignal.timeout(LIMIT_MS)
    const answer = await fetchAnswer(
      this.#http,
      `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`,
      {
        method: method as Method,
        path: `${path}${queryText(query)}`,
        headers: {
          host: hostname,
          ...lowerCased(headers),
          ...(bytes !== undefined && { 'content-length': String(bytes.length) }),
        },
        ...(bytes !== undefined && { body: bytes }),
      },
      {
        mostBytes: MOST_BYTES,
        signal:
          options.abortSignal instanceof AbortSignal ? AbortSignal.any([options.abortSignal, limit]) : limit,
      },
    ).catch((error: unknown) => {
      throw limit.aborted
        ? new HttpError(`${hostname} did not answer within ${LIMIT_MS / 1000} seconds`, 'ETIMEDOUT')
        : error
    })
    const told = Object.entries(answer.headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    )
    return { response: { statusCode: answer.status, headers: Object.fromEntries(told), body: answer.bytes } }
  }

  /** The connections are the store's. */
  destroy(): void {
    // nothing of its own
  }

  updateHttpClientConfig(): void {
    // the SDK offers defaults here; ours are chosen
  }

  httpHandlerConfigs(): Record<string, never> {
    return {}
  }
}

function bytesOf(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body as string)
  throw new TypeError('only texts and bytes are sent for the SDK')
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function queryText(query: SdkRequest['query']): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | null]
    return values.map((one) => encodeURIComponent(name) + (one === null ? '' : `=${encodeURIComponent(one)}`))
  })
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
