import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { hostOf } from './open-socket.ts'
import { HttpError } from './http-error.ts'
import type { SharedTls } from './shared-tls.ts'

const TUNNEL_TIMEOUT_MS = 10_000

/**
 * Asks a proxy for a way through to an origin (`CONNECT`).
 *
 * @returns the connection, to speak TLS over. @throws what Node says; HttpError where the proxy refuses; the signal's reason
 */
export async function openTunnel(
  proxy: URL, authorization: string | undefined, origin: URL, tls: SharedTls, signal: AbortSignal,
): Promise<Socket> {
  const { request } = await (proxy.protocol === 'https:' ? import('node:https') : import('node:http'))
  const { hostname, port } = hostOf(origin)
  const target = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`
  return new Promise((resolve, reject) => {
    const asked = request({
      host: hostOf(proxy).hostname,
      port: hostOf(proxy).port,
      method: 'CONNECT',
      path: target,
      agent: false,
      signal,
      headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
      ...(proxy.protocol === 'https:' && { secureContext: tls.context }),
    })
    asked.setTimeout(TUNNEL_TIMEOUT_MS, () => {
      asked.destroy(new HttpError('the proxy did not answer in time', 'ETIMEDOUT'))
    })
    asked.once('error', reject)
    asked.once('response', (answer: IncomingMessage) => {
      answer.destroy()
      reject(refusal(answer.statusCode))
    })
    asked.once('connect', (answer: IncomingMessage, socket: Socket) => {
      socket.setTimeout(0)
      if (answer.statusCode === 200) {
        resolve(socket)
        return
      }
      socket.destroy()
      reject(refusal(answer.statusCode))
    })
    asked.end()
  })
}

function refusal(status: number | undefined): HttpError {
  return new HttpError(`the proxy refuses a tunnel to the store: it answered CONNECT with ${status ?? 'nothing'}`, 'PROXY_REFUSED')
}
