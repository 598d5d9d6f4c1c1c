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

const VARIABLES = [
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'npm_config_http_proxy',
  'npm_config_https_proxy',
  'npm_config_proxy',
] as const

/**
 * The passwords of the proxies that the environment names, as they are written and decoded, and with their
 * users as the header `Proxy-Authorization` carries them before base64.
 */
export function proxySecrets(env: Readonly<Record<string, string | undefined>>): string[] {
  const urls = VARIABLES.flatMap((name) => [env[name], env[name.toUpperCase()]]).filter(
    (text) => text?.includes('@') === true,
  )
  return [...new Set(urls)].flatMap((text) => {
    if (text === undefined || !URL.canParse(text)) return []
    const { username, password } = new URL(text)
    const [user, secret] = [decoded(username), decoded(password)]
    // The user alone may be any word; beside its password it is part of what is sent.
    return secret === '' ? [] : [`${user}:${secret}`, secret, password]
  })
}

/** A percent sign that begins no escape stands for itself, as with other tools. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
