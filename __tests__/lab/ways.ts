/**
 * What stands between this machine and a store, made of real parts: TLS, an HTTP proxy, a reverse proxy.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCertificate, type Certificate } from '../support/self-signed.ts'
import { startHaproxy, startNginx, startSquid, type Proxy } from './proxies.ts'

/** A way that is open: where the stores are found now, and the variables that lead there. */
export interface OpenWay {
  /** In the order of the origins. */
  readonly endpoints: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly proxies: readonly Proxy[]
  /** The proxy that is met first, which must have seen the requests. */
  readonly first: Proxy
  close(): Promise<void>
}

/** A kind of way. */
export interface Way {
  readonly name: string
  /** Those whose stores go this way. */
  readonly servers: readonly string[]
  /** @param scratch a directory for certificates. */
  open(origins: readonly string[], scratch: string): Promise<OpenWay>
}

/** No limit is what everybody sets who puts nginx before a store; the rest is as nginx comes. */
const NO_LIMIT = 'client_max_body_size 0;'

function opened(
  endpoints: readonly string[],
  proxies: readonly Proxy[],
  env: Readonly<Record<string, string>>,
): OpenWay {
  const close = async (): Promise<void> => {
    await Promise.all(proxies.map((proxy) => proxy.stop()))
  }
  return { endpoints, env, proxies, first: proxies[0]!, close }
}

const urlsOf = (proxies: readonly Proxy[]): string[] => proxies.map(({ url }) => url)

async function tlsBefore(
  origins: readonly string[],
  scratch: string,
): Promise<{ fronts: Proxy[]; trusted: { AWS_CA_BUNDLE: string } }> {
  const certificate: Certificate = makeCertificate({ hosts: ['localhost'] })
  const path = join(scratch, 'ca.pem')
  await writeFile(path, certificate.cert)
  const fronts = await Promise.all(
    origins.map((origin) => startNginx(origin, { certificate, server: NO_LIMIT })),
  )
  return { fronts, trusted: { AWS_CA_BUNDLE: path } }
}

const EACH = ['seaweedfs', 'minio-a', 'versitygw']

/** The ways that the contract is held to. */
export const WAYS: readonly Way[] = [
  {
    name: 'over TLS',
    servers: EACH,
    open: async (origins: readonly string[], scratch: string): Promise<OpenWay> => {
      const { fronts, trusted } = await tlsBefore(origins, scratch)
      return opened(urlsOf(fronts), fronts, trusted)
    },
  },
  {
    name: 'through tunnels of Squid',
    servers: EACH,
    open: async (origins: readonly string[], scratch: string): Promise<OpenWay> => {
      const { fronts, trusted } = await tlsBefore(origins, scratch)
      const tunnelPorts = fronts.map(({ url }) => Number(new URL(url).port))
      const squid = await startSquid({ tunnelPorts, users: { lab: 'with+space' } })
      const proxy = squid.url.replace('//', '//lab:with%2Bspace@')
      return opened(urlsOf(fronts), [squid, ...fronts], { ...trusted, HTTPS_PROXY: proxy })
    },
  },
  {
    name: 'passed on by Squid',
    servers: EACH,
    open: async (origins: readonly string[]): Promise<OpenWay> => {
      const squid = await startSquid()
      return opened(origins, [squid], { HTTP_PROXY: squid.url })
    },
  },
  {
    name: 'behind nginx',
    servers: EACH,
    open: async (origins: readonly string[]): Promise<OpenWay> => {
      const fronts = await Promise.all(origins.map((origin) => startNginx(origin, { server: NO_LIMIT })))
      return opened(urlsOf(fronts), fronts, {})
    },
  },
  {
    name: 'behind HAProxy',
    servers: ['minio-a'],
    open: async (origins: readonly string[]): Promise<OpenWay> => {
      const fronts = await Promise.all(origins.map((origin) => startHaproxy(origin)))
      return opened(urlsOf(fronts), fronts, {})
    },
  },
]
