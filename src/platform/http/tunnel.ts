import { Socket } from 'node:net'
import type { Client } from 'undici'
import { HttpError } from './http-error.ts'

/** What a proxy answers to `CONNECT`. */
export interface TunnelAnswer {
  readonly status: number
  /** By what a login is offered, where one is wanted. */
  readonly offers: string | undefined
  /** Nothing of undici's any more. */
  readonly socket: Socket
}

/**
 * Asks for a tunnel, by what undici's clients do of themselves: `client.connect` comes with the whole of
 * its index only.
 *
 * @param name host and port. @throws what broke the connection
 */
export function askForTunnel(
  client: Client,
  name: string,
  headers: Readonly<Record<string, string>>,
): Promise<TunnelAnswer> {
  return new Promise((resolve, reject) => {
    client.dispatch(
      { method: 'CONNECT', path: name, headers: { host: name, ...headers } },
      {
        onRequestStart: () => undefined,
        onRequestUpgrade: (_, status, answered, socket) => {
          const offers = answered['proxy-authenticate']
          if (socket instanceof Socket)
            resolve({ status, offers: Array.isArray(offers) ? offers.join(', ') : offers, socket })
          else reject(new HttpError('the tunnel is no socket', 'ECONNRESET'))
        },
        onResponseStart: () => undefined,
        onResponseData: () => undefined,
        onResponseEnd: () => undefined,
        onResponseError: (_, error) => {
          reject(error)
        },
      },
    )
  })
}
