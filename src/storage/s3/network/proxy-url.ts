import { StorageError } from '../../storage-error.ts'

/** The URL of a proxy, as a variable of the environment names it. @throws StorageError `unreachable` for anything else */
export function requireProxyUrl(text: string): URL {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text)
  throw new StorageError(
    'the proxy variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) do not hold an http:// or https:// URL: '
      + 'correct them, or name the S3 host in NO_PROXY',
    { code: 'unreachable', operation: 'proxy' },
  )
}
