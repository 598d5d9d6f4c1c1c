import { getProxyForUrl } from 'proxy-from-env'

/** The proxy variables of the environment hold something that names no proxy. */
export class InvalidProxy extends Error {
  override readonly name = 'InvalidProxy'
}

/**
 * The proxy for a URL after `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case.
 *
 * @param subject the host that could be named in `NO_PROXY`, for the sentence. @throws InvalidProxy with a
 * sentence for people
 */
export function proxyFor(url: string, subject: string): URL | undefined {
  const named = getProxyForUrl(url)
  if (named === '') return undefined
  if (/^https?:\/\//i.test(named) && URL.canParse(named)) return new URL(named)
  throw new InvalidProxy(
    'the proxy variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) do not hold an http:// or https:// URL: '
      + `correct them, or name ${subject} in NO_PROXY`,
  )
}

/** The value of `proxy-authorization`; `undefined` for a proxy without user and password in its URL. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  const words = `${decoded(username)}:${decoded(password)}`
  return `Basic ${Buffer.from(words).toString('base64')}`
}

/** A percent sign that begins no escape stands for itself, as with other tools. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
