import type { Headers } from '../../../platform/http/exchange.ts'
import type { S3FaultFacts } from '../s3-api.ts'

/** Whether a document is a web page, which S3 never answers with. */
export function isPage(text: string): boolean {
  return /^\uFEFF?\s*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html)[\s>]/i.test(text.slice(0, 2_000))
}

/**
 * What stands on a page, its title where that is all. Whole: it is shortened once secrets were taken out.
 */
export function wordsOfPage(text: string): string {
  const shown = text
    .replaceAll(/<!--[^]*?-->/g, ' ')
    .replaceAll(/<(head|script|style)\b[^]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .trim()
  return shown === '' ? (/<title>([^<]*)/i.exec(text)?.[1] ?? text) : shown
}

/** What tells that an answer without an error of S3's is of a proxy, a gateway, a web server. */
export function foreignFacts(status: number, headers: Headers, text: string): Partial<S3FaultFacts> {
  const { location, 'proxy-authenticate': proxyOffers } = headers
  const redirectedTo = status >= 300 && status < 400 && location !== undefined ? bare(location) : undefined
  return {
    ...((isPage(text) || isHeadOfPage(headers, text) || isPlainRefusal(status, headers, text)) && {
      page: true,
    }),
    redirectedTo,
    proxyOffers: status === 407 ? proxyOffers : undefined,
  }
}

/** Answers to HEAD have no body; some stores call theirs HTML, and number each answer as proxies do not. */
function isHeadOfPage(headers: Headers, text: string): boolean {
  return text === '' && /^text\/html\b/i.test(headers['content-type'] ?? '') && !isNumbered(headers)
}

/** As of a service mesh or an authenticating proxy; a store tells its refusals in XML. */
function isPlainRefusal(status: number, headers: Headers, text: string): boolean {
  return (
    (status === 401 || status === 403)
    && text.trim() !== ''
    && !text.trimStart().startsWith('<')
    && !isNumbered(headers)
  )
}

function isNumbered(headers: Headers): boolean {
  return ['x-amz-request-id', 'x-amz-id-2', 'x-amzn-requestid'].some((name) => headers[name] !== undefined)
}

/** Its query may hold what a login page is to know, and its user a password. */
function bare(location: string): string {
  const withoutQuery = location.replace(/[?#][^]*$/, '')
  if (!URL.canParse(withoutQuery)) return withoutQuery.slice(0, 300)
  const url = new URL(withoutQuery)
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 300)
}
