import { displayLocation } from '../../../location/location.ts'
import { nameOf, wantsLogin } from '../../../platform/http/proxy-fault.ts'
import { InvalidProxy, proxyFor, type NamedProxy } from '../../../platform/proxy.ts'
import { inputName, type Explanation, type FaultContext } from './explain.ts'
import type { Refusal } from './explain-refusal.ts'
import { firstWords, inWords } from './explain-outage.ts'
import type { S3Fault } from '../s3-api.ts'

/** Said with 400 by nginx and others whose TLS port is spoken to without it; has its own sentence. */
const PLAIN_HTTP = /plain HTTP request|HTTP request (was sent )?to (an )?HTTPS/i

/** What was answered by something between here and the store, or in its place. */
export const BETWEEN: readonly Refusal[] = [
  { when: ({ status }) => status === 407, say: sayProxyLogin },
  {
    when: ({ status = 0, s3Code, bucketRegion }) =>
      status >= 300 && status < 400 && s3Code === undefined && bucketRegion === undefined,
    say: sayRedirect,
  },
  {
    when: ({ status, s3Code, page }) => status === 413 && (s3Code === undefined || page === true),
    say: (context) => [
      'too-large',
      `cannot ${context.action} ${displayLocation(context.location)}: ${whoAnswers(context)} takes no request of that size: `
        + 'switch its limit off, or raise it to 64 MiB (nginx: client_max_body_size)',
    ],
  },
  {
    when: ({ page, status, operation }, message) =>
      page === true && !PLAIN_HTTP.test(message) && !(status === 404 && operation === 'HeadObject'),
    say: sayPage,
  },
]

function sayProxyLogin(context: FaultContext, { facts }: S3Fault): Explanation {
  const proxy = proxyOf(context)
  const words =
    proxy === undefined
      ? 'a proxy on the way wants a login, and no proxy variable is in force: set HTTP_PROXY or HTTPS_PROXY to it, with '
        + 'user and password'
      : wantsLogin(proxy, facts.proxyOffers)
  return ['unreachable', `cannot ${context.action} ${displayLocation(context.location)}: ${words}`]
}

function sayRedirect(context: FaultContext, { facts }: S3Fault): Explanation {
  const { endpoint } = context.settings
  const input = inputName(context, 'endpoint')
  const to = facts.redirectedTo
  const cannot = `cannot ${context.action} ${displayLocation(context.location)}: ${whoAnswers(context)}`
  const secure = to === undefined ? undefined : sameOverTls(endpoint, to)
  if (secure !== undefined)
    return ['tls', `${cannot} sends to TLS, to ${to ?? ''}: write ${input} as ${secure}`]
  return [
    'unreachable',
    `${cannot} sends elsewhere, ${to === undefined ? 'without a word where' : `to ${to}`}, which S3 does not: it is a `
      + `web server, a login page or a gateway: check ${input}, host and port, and have the way to the store opened`,
  ]
}

/** The endpoint to write, where the same host is named by `https`. */
function sameOverTls(endpoint: string | undefined, to: string): string | undefined {
  if (endpoint === undefined || !/^http:/i.test(endpoint) || !/^https:/i.test(to) || !URL.canParse(to))
    return undefined
  const [given, other] = [new URL(endpoint), new URL(to)]
  const sameHost = other.hostname === given.hostname || other.hostname.endsWith(`.${given.hostname}`)
  return sameHost ? `https://${given.hostname}${other.port === '' ? '' : `:${other.port}`}` : undefined
}

function sayPage(context: FaultContext, { facts, message }: S3Fault): Explanation {
  const { status = 0, waited } = facts
  // Of a store that had answered the time is told behind the sentence.
  const since = waited?.by === 'stranger' ? ` for ${inWords(waited.untilMs - waited.sinceMs)}` : ''
  const input = inputName(context, 'endpoint')
  const quoted = /"[^]*"$/.exec(message)?.[0]
  const page = `answers with ${quoted === undefined ? 'a web page' : `a page, ${firstWords(quoted)}`}, not as S3 does${since}`
  return [
    'unreachable',
    `cannot ${context.action} ${displayLocation(context.location)}: ${whoAnswers(context)} ${page}: ${remedy(status, input)}`,
  ]
}

function remedy(status: number, input: string): string {
  if (status === 401 || status === 403)
    return `a proxy, firewall or gateway refuses this machine, and no store was asked: have it let through, or check ${input}`
  if (status === 404 || status === 405)
    return `a web server or proxy is there, and no store behind this address: check ${input}, host, port and path`
  if (status === 502)
    return 'the proxy there does not reach the store: see whether that is up, and its address in the proxy'
  if (status === 503) return 'the proxy there has no store to pass this on to: see whether that is up'
  if (status === 504)
    return "the store behind that proxy does not answer in time: see its load, raise the proxy's timeout"
  return `see what stands between this machine and the store, and check ${input}`
}

/** Whom an answer is of that is not the store's. */
function whoAnswers(context: FaultContext): string {
  const proxy = proxyOf(context)
  // Through a tunnel the proxy has no say.
  const passesOn = proxy !== undefined && !/^https:/i.test(context.settings.endpoint ?? '')
  const where = context.settings.endpoint ?? 'the endpoint of AWS'
  return passesOn ? `${nameOf(proxy)}, or what is at ${where},` : `what is at ${where}`
}

function proxyOf({ settings }: FaultContext): NamedProxy | undefined {
  if (settings.endpoint === undefined) return undefined
  try {
    return proxyFor(settings.endpoint, 'the store')
  } catch (error) {
    if (error instanceof InvalidProxy) return undefined
    throw error
  }
}
