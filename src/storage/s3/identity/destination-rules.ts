import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getEndpointFromInstructions } from '@smithy/core/endpoints'
import type { Destination } from './destination.ts'

/**
 * Asks the SDK's own rules where a bucket is: path style or virtual host, partitions of AWS, FIPS and
 * dual-stack hosts, access points.
 *
 * @returns `undefined` where requests need more than a plain signature: directory buckets, multi-Region
 * access points, Outposts.
 */
export async function destinationByRules(client: S3Client, bucket: string): Promise<Destination | undefined> {
  const { url, properties } = await getEndpointFromInstructions(
    { Bucket: bucket, Key: 'key' },
    HeadObjectCommand,
    client.config as never,
  )
  const scheme = properties?.authSchemes?.[0]
  const plain = scheme?.name === 'sigv4' && scheme.signingName === 's3'
  if (!plain || !/^https?:$/.test(url.protocol) || url.search !== '' || url.username !== '') return undefined
  const region = scheme.signingRegion
  return { url, region: typeof region === 'string' ? region : await client.config.region() }
}
