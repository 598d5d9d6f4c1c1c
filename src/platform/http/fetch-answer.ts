import { CollectedBytes } from '../collected-bytes.ts'
import type { Headers, HttpRequest } from './exchange.ts'
import type { HttpClient } from './http-client.ts'
import { HttpError } from './http-error.ts'

/** An answer that was read to its end. */
export interface FetchedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/** Options of {@link fetchAnswer}. */
export interface FetchOptions {
  readonly mostBytes: number
  readonly signal?: AbortSignal
}

/**
 * Sends one request and reads its answer whole.
 *
 * @throws InvalidProxy; what Node says of a connection; HttpError `TOO_LONG` for more than `mostBytes`; the
 * signal's reason
 */
export function fetchAnswer(
  http: HttpClient,
  origin: string,
  request: HttpRequest,
  { mostBytes, signal }: FetchOptions,
): Promise<FetchedAnswer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const collected = new CollectedBytes()
    let status = 0
    let headers: Headers = {}
    const settle = (): void => {
      signal?.removeEventListener('abort', giveUp)
    }
    const fail = (error: unknown): void => {
      settle()
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
      reject(error)
    }
    const giveUp = (): void => {
      running.abort()
      fail(signal?.reason)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    const running = http.send(origin, request, {
      onSent: () => undefined,
      onHead: (...head) => {
        ;[status, headers] = head
      },
      onData: (piece) => {
        if (collected.byteLength + piece.length <= mostBytes) collected.add(piece)
        else {
          running.abort()
          fail(new HttpError(`an answer of more than ${mostBytes} bytes`, 'TOO_LONG'))
        }
        return true
      },
      onEnd: () => {
        settle()
        resolve({ status, headers, bytes: collected.toBytes() })
      },
      onError: fail,
    })
  })
}
