import { ConnectionFault } from './connection-fault.ts'

/** An answer that may lead elsewhere. */
export interface RedirectFacts {
  readonly status: number
  readonly location: string | undefined
  readonly method: string
  readonly from: URL
  readonly hasCredentials: boolean
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Where a redirect leads, `undefined` for any other answer. A request that triggers something is repeated
 * only where the status says that it is to be (307, 308); credentials go to no other origin (scheme, host and
 * port), and nothing goes from https to http.
 *
 * @throws ConnectionFault for a redirect that is not followed
 */
export function redirectOf({
  status,
  location,
  method,
  from,
  hasCredentials,
}: RedirectFacts): URL | undefined {
  if (!REDIRECTS.has(status)) return undefined
  const to =
    location === undefined || !URL.canParse(location, from.href) ? undefined : new URL(location, from.href)
  const refuse = (why: string): ConnectionFault =>
    new ConnectionFault(`${from.origin} redirects (${status}) ${why}`, { reached: false, permanent: true })
  if (to === undefined || !['http:', 'https:'].includes(to.protocol))
    throw refuse('to no URL that can be followed: check rest-url')
  const shown = `${to.origin}${to.pathname}`
  if (to.username !== '' || to.password !== '')
    throw refuse('to a URL with a user or password in it, which is not followed: check rest-url')
  if (from.protocol === 'https:' && to.protocol === 'http:')
    throw refuse(`from https to ${shown}, which is not followed: check rest-url`)
  if (hasCredentials && to.origin !== from.origin) {
    throw refuse(
      `to ${shown}, another scheme, host or port, to which the credentials are not sent: give that one in rest-url if it is the right one`,
    )
  }
  if (method !== 'GET' && status !== 307 && status !== 308) {
    throw refuse(
      `to ${shown}, which would turn the request into another one: give that URL as rest-url (a login page says that credentials are missing)`,
    )
  }
  return to
}
