import { isExempt } from './no-proxy.ts'

/** The proxy variables of the environment hold something that names no proxy. */
export class InvalidProxy extends Error {
  override readonly name = 'InvalidProxy'
}

/** A proxy, and the variable that names it. */
export interface NamedProxy {
  readonly url: URL
  /** As it is spelled in the environment: `HTTPS_PROXY`, `https_proxy`. */
  readonly variable: string
}

/**
 * The proxy for a URL after `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case, of
 * which the lower one goes first. Without a scheme it is `http`.
 *
 * @param subject the host that could be named in `NO_PROXY`, for the sentence. @throws InvalidProxy with a
 * sentence for people
 */
export function proxyFor(url: string, subject: string): NamedProxy | undefined {
  const { protocol, hostname, port } = new URL(url)
  const secure = protocol === 'https:'
  const named = variable(secure ? 'https_proxy' : 'http_proxy') ?? variable('all_proxy')
  if (named === undefined) return undefined
  const exempt = variable('no_proxy')?.value ?? ''
  if (isExempt(hostname, port === '' ? (secure ? 443 : 80) : Number(port), exempt)) return undefined
  const text = named.value.includes('://') ? named.value : `http://${named.value}`
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return { url: new URL(text), variable: named.name }
  throw new InvalidProxy(
    `${named.name} does not hold an http:// or https:// URL of a proxy: correct it, or name ${subject} in NO_PROXY`,
  )
}

/** A variable that is set and not empty. */
function variable(lower: string): { readonly name: string; readonly value: string } | undefined {
  for (const name of [lower, lower.toUpperCase()]) {
    const value = process.env[name]
    if (value !== undefined && value !== '') return { name, value }
  }
  return undefined
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
