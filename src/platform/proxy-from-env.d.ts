/** The package ships no types. */
declare module 'proxy-from-env' {
  /**
   * The proxy for a URL after `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case; empty
   * for none.
   */
  export function getProxyForUrl(url: string): string
}
