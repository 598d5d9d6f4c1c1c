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

/** Those of the partition `aws`, whose hosts are named alike. */
const REGION_OF_AWS = /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-[0-9]$/

/**
 * Where the common cases go: AWS, with the bucket in the host name, and a server that is not Amazon's, with
 * the bucket in the path, behind that of the endpoint. The SDK's rules say the same, and take longer to load
 * than a small snapshot to move.
 *
 * @returns `undefined` where the SDK's rules have to be asked.
 */
export function plainDestination(
  { settings, region }: Pick<RegionalClient, 'settings' | 'region'>,
  bucket: string,
  env: NodeJS.ProcessEnv = process.env,
): Destination | undefined {
  const special = [env['AWS_USE_FIPS_ENDPOINT'], env['AWS_USE_DUALSTACK_ENDPOINT']].some(
    (value) => value !== undefined && value !== '',
  )
  if (special || !PLAIN_BUCKET.test(bucket)) return undefined
  if (settings.endpoint === undefined) return plainlyAtAws(settings, region, bucket)
  if (!isPathStyle(settings) || !PLAIN_REGION.test(region)) return undefined
  const { protocol, username, pathname, search, hash, origin } = new URL(settings.endpoint)
  if (!/^https?:$/.test(protocol) || username !== '' || search !== '' || hash !== '') return undefined
  return { url: new URL(`${origin}${pathname.replace(/\/+$/, '')}/${bucket}`), region }
}

/** Names with dots fit no certificate, and stand in the path. */
function plainlyAtAws(
  settings: RegionalClient['settings'],
  region: string,
  bucket: string,
): Destination | undefined {
  const isPlain = settings.plainHosts === true && !isPathStyle(settings) && !bucket.includes('.')
  if (!isPlain || !REGION_OF_AWS.test(region)) return undefined
  return { url: new URL(`https://${bucket}.s3.${region}.amazonaws.com/`), region }
}
