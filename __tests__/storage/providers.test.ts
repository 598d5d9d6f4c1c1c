/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { PROVIDERS } from '../support/fake-s3/personas.ts'
import { startSmallInternet, type SmallInternet } from '../support/small-internet.ts'
import { openLab, type Lab } from '../faults/lab.ts'

const AWS = 's3.eu-central-1.amazonaws.com'
const formerEnvironment = { ...process.env }
const credentials = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: 'secret' })
let lab: Lab | undefined
let internet: SmallInternet | undefined
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-providers-'))
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: join(directory, 'none') })
})
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await internet?.close()
  await lab?.close()
  ;[internet, lab] = [undefined, undefined]
  await rm(directory, { recursive: true })
})

/** AWS and a provider, each behind its own names; `from` is the side of the source. */
async function open(
  provider: (typeof PROVIDERS)[number],
  awsIs: 'source' | 'target',
): Promise<{ lab: Lab; internet: SmallInternet }> {
  const { host, pathStyle, rules } = provider
  const opened = await openLab({ streamed: true, ...(awsIs === 'source' ? { to: rules } : { from: rules }) })
  lab = opened
  const sides = awsIs === 'source' ? [AWS, host] : [host, AWS]
  internet = await startSmallInternet(
    [opened.from, opened.to].map((fake, n) => ({
      host: sides[n]!,
      fake,
      buckets: ['source', 'target'],
      pathStyle: sides[n] === host ? pathStyle : 'served',
    })),
  )
  const bundle = join(directory, 'ca.pem')
  await writeFile(bundle, internet.certificate)
  Object.assign(process.env, { HTTPS_PROXY: internet.proxy, NO_PROXY: '127.0.0.1', AWS_CA_BUNDLE: bundle })
  return { lab: opened, internet }
}

const AWS_SIDE = { region: 'eu-central-1', credentials: credentials('alice') }

describe.each(PROVIDERS)('$scheme:// over $host', (provider) => {
  const { scheme, region, host } = provider
  const side = { ...(region !== undefined && { region }), credentials: credentials('hmac') }

  it('gets a savepoint of AWS in one run, and its names are in _metadata', async () => {
    const { lab, internet } = await open(provider, 'source')
    const report = await lab.relocate({
      target: `${scheme}://target/moved`,
      sourceS3: AWS_SIDE,
      targetS3: side,
    })
    expect(report).toMatchObject({ outcome: 'relocated', transferMode: 'streamed' })
    for (const [name, bytes] of lab.files) expect([name, lab.held(name)?.equals(bytes)]).toEqual([name, true])
    expect(lab.held('_metadata')).toEqual(lab.metadataAt(`${scheme}://target/moved/savepoint-1`))
    expect([...internet.asked].every((name) => name.endsWith(AWS) || name.endsWith(host))).toBe(true)
    expect(new Set(lab.to.log.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['hmac']))
    for (const { headers } of lab.to.log) {
      expect(headers['content-encoding'] ?? '').not.toContain('aws-chunked')
      expect(headers['x-amz-trailer']).toBeUndefined()
    }
    expect(
      await lab.relocate({ target: `${scheme}://target/moved`, sourceS3: AWS_SIDE, targetS3: side }),
    ).toMatchObject({ outcome: 'already-there' })
  })

  it('gives one to AWS in one run, and loses it by delete-source', async () => {
    const { lab } = await open(provider, 'target')
    const home = `${scheme}://source/flink/savepoint-1`
    lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', lab.metadataAt(home))
    await lab.relocate({ source: home, sourceS3: side, targetS3: AWS_SIDE, deleteSource: true })
    lab.expectWhole()
    expect(lab.from.buckets.entries('source').map(([key]) => key)).toEqual([
      'flink/savepoint-1/_metadata.relocated.json',
    ])
  })

  it('has its own place in path-map', async () => {
    const { lab } = await open(provider, 'source')
    lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', lab.metadataAt('s3://source/elsewhere'))
    for (const [name, bytes] of lab.files) lab.from.buckets.put('source', `elsewhere/${name}`, bytes)
    await lab.relocate({
      target: `${scheme}://target/moved`,
      pathMap: [rule('s3://source/elsewhere', `${scheme}://target/far`)],
      sourceS3: AWS_SIDE,
      targetS3: side,
    })
    expect(lab.held('_metadata')).toEqual(lab.metadataAt(`${scheme}://target/far`))
    expect(lab.to.buckets.find('target', 'far/small')?.bytes.toString()).toBe('a small file')
  })
})

function rule(from: string, to: string): RelocationRequest['pathMap'][number] {
  const location = (text: string): { scheme: string; authority: string; path: string } => {
    const { protocol, host, pathname } = new URL(text)
    return { scheme: protocol.slice(0, -1), authority: host, path: pathname }
  }
  return { from: location(from), to: location(to) }
}

describe('a store that is spoken to by S3', () => {
  it('needs a region where its endpoint goes by one; that of AWS does not count', async () => {
    lab = await openLab()
    process.env['AWS_REGION'] = 'eu-central-1'
    const failure = await lab.failure({ source: 'oss://b/savepoint-1', sourceS3: {} })
    expect(failure).toMatch(
      /oss:\/\/b\/savepoint-1 is in Alibaba Cloud OSS, whose endpoint goes by region: set source-region \(or region\), such as cn-hangzhou, or source-endpoint \(or endpoint\)/,
    )
  })

  it('needs an endpoint where its scheme has several providers', async () => {
    lab = await openLab()
    expect(await lab.failure({ target: 'cos://b/x', targetS3: { region: 'eu-de' } })).toMatch(
      /^cos:\/\/b\/x: the stores of several makers are called cos: set endpoint to the S3 endpoint of yours/,
    )
  })

  it('goes to the endpoint that is given, and not to that of AWS in the environment', async () => {
    lab = await openLab({ streamed: true })
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9'
    const report = await lab.relocate({ target: 'gs://target/moved' })
    expect(report.outcome).toBe('relocated')
    expect(lab.held('_metadata')).toEqual(lab.metadataAt('gs://target/moved/savepoint-1'))
  })

  it('is one store with s3:// where one endpoint says so: the server copies by itself', async () => {
    lab = await openLab()
    const report = await lab.relocate({ target: 'gs://target/moved' })
    expect(report.transferMode).toBe('server-side')
    expect(lab.held('_metadata')).toEqual(lab.metadataAt('gs://target/moved/savepoint-1'))
  })

  it('is one place with s3:// there: nothing of it is deleted', async () => {
    lab = await openLab()
    const run = { target: 'gs://source/flink', deleteSource: true, overwrite: true }
    expect(await lab.failure(run)).toMatch(/one place under two names/)
    expect(lab.from.buckets.entries('source')).toHaveLength(4)
    expect(lab.from.buckets.find('source', 'flink/savepoint-1/_metadata')?.bytes).toEqual(
      lab.metadataAt('s3://source/flink/savepoint-1'),
    )
  })

  it('whose files were copied from another one names its former home in _metadata, which is found', async () => {
    lab = await openLab()
    lab.from.buckets.put(
      'source',
      'flink/savepoint-1/_metadata',
      lab.metadataAt('hdfs://nn:8020/flink/savepoint-1'),
    )
    await lab.relocate({ source: 'gs://source/flink/savepoint-1' })
    lab.expectWhole()
  })
})
