import { proxyAuthorization, type NamedProxy } from '../proxy.ts'
import { HttpError } from './http-error.ts'
import type { Target } from './sockets.ts'

/**
 * A proxy that cannot be reached, or does not let through. The message says which, by the variable that
 * names it, and what to do.
 */
export class ProxyFault extends HttpError {}

/** The fault of a connection to a proxy, with the code that it has of Node. */
export function unreachableProxy(error: unknown, proxy: NamedProxy, to: Target): ProxyFault {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  const known = typeof code === 'string' ? code : 'ECONNRESET'
  return new ProxyFault(`${whatBroke(known, String(message), proxy)}, or ${around(to)}`, known, {
    cause: error,
  })
}

function whatBroke(code: string, message: string, proxy: NamedProxy): string {
  const named = nameOf(proxy)
  const { variable } = proxy
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `the name of ${named} cannot be resolved: correct ${variable}`
  if (code === 'ECONNREFUSED') return `nothing listens at ${named}: correct ${variable}`
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(code) || /wrong version number/i.test(message))
    return `${named} does not speak TLS: write ${variable} with http://`
  if (code === 'ETIMEDOUT')
    return `${named} does not answer in time: see whether it is up, correct ${variable}`
  return `the connection to ${named} fails (${message}): see whether it is up, correct ${variable}`
}

/** The fault of a proxy that was asked for a tunnel and does not give one. */
export function refusedTunnel(
  status: number,
  offers: string | undefined,
  proxy: NamedProxy,
  to: Target,
): ProxyFault {
  const words =
    status === 407 ? wantsLogin(proxy, offers) : `${nameOf(proxy)} ${whyNot(status, nameOfTarget(to))}`
  return new ProxyFault(`${words}, or ${around(to)}`, 'PROXY_REFUSED')
}

function whyNot(status: number, target: string): string {
  const answered = `it answered CONNECT with ${status}`
  if (status === 403 || status === 405 || status === 501)
    return `allows no tunnel to ${target} (${answered}): have that host and port allowed there`
  if (status >= 500)
    return `does not reach ${target} (${answered}): check that name and port, and what the proxy can reach`
  return `gives no tunnel to ${target} (${answered}): see whether it is an HTTP proxy`
}

/**
 * What to do about a proxy that answers 407.
 *
 * @param offers its header `proxy-authenticate`.
 */
export function wantsLogin(proxy: NamedProxy, offers: string | undefined): string {
  const { url, variable } = proxy
  if (offers !== undefined && !/\bbasic\b/i.test(offers)) {
    const schemes = offers.match(/(?<=^|, ?)[A-Za-z]+(?=[ ,]|$)/g)?.join(', ') ?? offers
    return `${nameOf(proxy)} wants a login by ${schemes}, and only Basic can be sent: have it let this machine through`
  }
  return proxyAuthorization(url) === undefined
    ? `${nameOf(proxy)} wants a user and a password: write ${variable} as ${url.protocol}//user:password@${url.host}, `
        + 'what is not a letter or digit percent-encoded'
    : `${nameOf(proxy)} does not accept the user and password in ${variable}: correct them, what is not a letter or `
        + 'digit percent-encoded'
}

/** The proxy as a person knows it; not its password. */
export function nameOf({ url, variable }: NamedProxy): string {
  return `the proxy ${url.protocol}//${url.host} of ${variable}`
}

function around({ hostname }: Target): string {
  return `name ${hostname} in NO_PROXY`
}

function nameOfTarget({ hostname, port }: Target): string {
  return authorityOf(hostname, port)
}

/** Host and port as `CONNECT` wants them. */
export function authorityOf(hostname: string, port: number): string {
  return `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`
}
