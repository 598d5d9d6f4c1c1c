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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
