import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { plainDestination } from '../../../../src/storage/s3/identity/destination.ts'
import { destinationByRules } from '../../../../src/storage/s3/identity/destination-rules.ts'
import type { S3Settings } from '../../../../src/storage/settings.ts'

const formerEnvironment = { ...process.env }

afterEach(() => {
  process.env = { ...formerEnvironment }
})

async function destination(bucket: string, config: S3ClientConfig = {}): Promise<string | undefined> {
  const client = new S3Client({ region: 'eu-central-1', ...config })
  const found = await destinationByRules(client, bucket)
  client.destroy()
  return found && `${found.url.href} ${found.region}`
}

describe('where requests about a bucket go', () => {
  it.each<[string, string, S3ClientConfig, string]>([
    ['a virtual host on AWS', 'bucket', {}, 'https://bucket.s3.eu-central-1.amazonaws.com/ eu-central-1'],
    [
      'path style where dots do not fit a certificate',
      'dot.ted',
      {},
      'https://s3.eu-central-1.amazonaws.com/dot.ted eu-central-1',
    ],
    [
      'path style on AWS on request',
      'bucket',
      { forcePathStyle: true },
      'https://s3.eu-central-1.amazonaws.com/bucket eu-central-1',
    ],
    [
      'the partition of the region',
      'bucket',
      { region: 'cn-north-1' },
      'https://bucket.s3.cn-north-1.amazonaws.com.cn/ cn-north-1',
    ],
    [
      'FIPS hosts',
      'bucket',
      { region: 'us-east-1', useFipsEndpoint: true },
      'https://bucket.s3-fips.us-east-1.amazonaws.com/ us-east-1',
    ],
    [
      'dual-stack hosts',
      'bucket',
      { useDualstackEndpoint: true },
      'https://bucket.s3.dualstack.eu-central-1.amazonaws.com/ eu-central-1',
    ],
    [
      'an access point',
      'arn:aws:s3:us-west-2:123456789012:accesspoint/mine',
      {},
      'https://mine-123456789012.s3-accesspoint.us-west-2.amazonaws.com/ us-west-2',
    ],
    [
      'an endpoint below a path',
      'bucket',
      { endpoint: 'http://127.0.0.1:9000/s3', forcePathStyle: true },
      'http://127.0.0.1:9000/s3/bucket eu-central-1',
    ],
    [
      'a virtual host of another server',
      'bucket',
      { endpoint: 'http://s3.local:9000' },
      'http://bucket.s3.local:9000/ eu-central-1',
    ],
  ])('is %s', async (_, bucket, config, expected) => {
    // The access point is in a region of its own.
    expect(await destination(bucket, { useArnRegion: true, ...config })).toBe(expected)
  })

  it('is where the environment says', async () => {
    process.env['AWS_ENDPOINT_URL_S3'] = 'http://s3.example.com:1234'
    expect(await destination('bucket', { forcePathStyle: true })).toBe(
      'http://s3.example.com:1234/bucket eu-central-1',
    )
  })

  it.each([
    ['a directory bucket, which has sessions', 'mine--euc1-az1--x-s3'],
    [
      'a multi-Region access point, which has another signature',
      'arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap',
    ],
    [
      'an access point on Outposts',
      'arn:aws:s3-outposts:eu-central-1:123456789012:outpost/op-01234567890123456/accesspoint/mine',
    ],
  ])('is left to the SDK for %s', async (_, bucket) => {
    expect(await destination(bucket)).toBeUndefined()
  })
})

describe('where requests go without asking the SDK', () => {
  const at = (endpoint: string | undefined, more: Partial<S3Settings> = {}): S3Settings => ({
    ...(endpoint !== undefined && { endpoint }),
    ...more,
  })
  const plain = (
    bucket: string,
    settings: S3Settings,
    region = 'eu-central-1',
    env = {},
  ): string | undefined => {
    const found = plainDestination({ settings, region }, bucket, env)
    return found && `${found.url.href} ${found.region}`
  }

  it.each([
    ['bucket', 'http://127.0.0.1:9000'],
    ['bucket', 'https://minio.example.com/'],
    ['bucket', 'https://minio.example.com:443'],
    ['a-bucket.with-dots', 'http://minio:9000'],
    ['123', 'http://[::1]:9000'],
    ['10.0.0.1', 'http://minio:9000'],
    ['bucket', 'https://gateway.example.com/storage/v1/s3'],
    ['bucket', 'http://gateway:8000/a%20b/s3'],
  ])('is where its rules say: %s on %s', async (bucket, endpoint) => {
    const found = plain(bucket, at(endpoint))
    expect(found).toMatch(/^https?:\/\/\S+ eu-central-1$/)
    expect(found).toBe(await destination(bucket, { endpoint, forcePathStyle: true }))
  })

  it.each(
    [
      'af-south-1 ap-northeast-3 ap-southeast-7 ca-west-1 eu-central-1 eu-isoe-west-1 il-central-1 me-south-1 mx-central-1 sa-east-1',
      'us-east-1 us-west-2 us-gov-west-1 us-iso-east-1 cn-north-1 aws-global fips-us-east-1 us-east-1-fips',
    ].flatMap((line) => line.split(' ')),
  )('is where its rules say in AWS, or left to them: %s', async (region) => {
    const found = plain('my-bucket', at(undefined, { plainHosts: true }), region)
    const usual = /^[a-z]{2}-[a-z]+-[0-9]$/.test(region) && !region.startsWith('cn-')
    expect(found).toBe(usual ? await destination('my-bucket', { region }) : undefined)
  })

  it.each<[string, string, S3Settings]>([
    ['for AWS where FIPS hosts may be asked for', 'bucket', at(undefined)],
    ['for AWS in path style', 'bucket', at(undefined, { plainHosts: true, forcePathStyle: true })],
    ['for AWS with dots in the name', 'dot.ted', at(undefined, { plainHosts: true })],
    ['for a directory bucket of AWS', 'mine--euc1-az1--x-s3', at(undefined, { plainHosts: true })],
    ['for a name of AWS', 'bucket', at('https://s3.eu-central-1.amazonaws.com')],
    ['for a virtual host', 'bucket', at('http://minio:9000', { forcePathStyle: false })],
    ['for a directory bucket', 'mine--euc1-az1--x-s3', at('http://minio:9000')],
    ['for an access point', 'arn:aws:s3:us-west-2:123456789012:accesspoint/mine', at('http://minio:9000')],
    ['for a name that may be none', 'Bucket_1', at('http://minio:9000')],
  ])('is not known %s', (_, bucket, settings) => {
    expect(plain(bucket, settings)).toBeUndefined()
  })

  it('is not known where the environment wants other hosts, or for a strange region', () => {
    expect(plain('bucket', at('http://minio:9000'), 'x', { AWS_USE_FIPS_ENDPOINT: 'true' })).toBeUndefined()
    expect(
      plain('bucket', at('http://minio:9000'), 'x', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }),
    ).toBeUndefined()
    expect(plain('bucket', at('http://minio:9000'), 'x/y')).toBeUndefined()
  })
})
