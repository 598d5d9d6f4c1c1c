import type { RegionalClient } from './clients.ts'
import { isPathStyle } from '../endpoint.ts'

/** Where requests about the objects of one bucket go. */
export interface Destination {
  /** Its path is the bucket's in path style, else `/`. */
  readonly url: URL
  /** What signatures are made for. */
  readonly region: string
}

/**
 * Names without a meaning of their own: access points, directory buckets and the like have suffixes after
 * two hyphens.
 */
const PLAIN_BUCKET = /^(?!.*(?:--|\.\.))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

const PLAIN_REGION = /^[a-z0-9-]{1,64}$/

/**
 * Where the common case of a server that is not Amazon's goes: the bucket in the path, behind that of the
 * endpoint. The SDK's rules say the same, and take longer to load than a small snapshot to move.
 *
 * @returns `undefined` where the SDK's rules have to be asked.
 */
export function plainDestination(
  { settings, region }: Pick<RegionalClient, 'settings' | 'region'>,
  bucket: string,
  env: NodeJS.ProcessEnv = process.env,
): Destination | undefined {
  if (settings.endpoint === undefined || !isPathStyle(settings)) return undefined
  const special = [env['AWS_USE_FIPS_ENDPOINT'], env['AWS_USE_DUALSTACK_ENDPOINT']].some(
    (value) => value !== undefined && value !== '',
  )
  if (special || !PLAIN_BUCKET.test(bucket) || !PLAIN_REGION.test(region)) return undefined
  const { protocol, username, pathname, search, hash, origin } = new URL(settings.endpoint)
  if (!/^https?:$/.test(protocol) || username !== '' || search !== '' || hash !== '') return undefined
  return { url: new URL(`${origin}${pathname.replace(/\/+$/, '')}/${bucket}`), region }
}
