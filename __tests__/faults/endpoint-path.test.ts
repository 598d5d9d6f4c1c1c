/** @jest-environment ./__tests__/support/one-realm.ts */
import { openLab, type Lab } from './lab.ts'
import type { S3Settings } from '../../src/storage/settings.ts'

const BASE = '/storage/v1/s3'
const formerEnvironment = { ...process.env }
let lab: Lab
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await lab.close()
})

const below = (path: string, fake = lab.from): S3Settings => ({
  endpoint: `${fake.endpoint}${path}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' },
})

describe('an endpoint with a path', () => {
  it.each([false, true])(
    'has it before every bucket (streamed: %s), and copies name their source without',
    async (streamed) => {
      lab = await openLab({ streamed, from: { basePath: BASE }, to: { basePath: BASE } })
      const sides = { sourceS3: below(BASE), targetS3: below(BASE, lab.to) }
      const report = await lab.relocate({ ...sides, verify: 'strict', deleteSource: true })
      lab.expectWhole()
      expect(report.transferMode).toBe(streamed ? 'streamed' : 'server-side')
      for (const url of [...lab.from.urls, ...lab.to.urls])
        expect(url).toMatch(/^\/storage\/v1\/s3\/(source|target)\/(\?|flink|moved)/)
      for (const { headers } of lab.from.log)
        expect(headers['x-amz-copy-source'] ?? 'source/flink/').toMatch(/^source\/flink\//)
    },
  )

  it('may come from the environment, and may end with a slash', async () => {
    lab = await openLab({ from: { basePath: BASE } })
    process.env['AWS_ENDPOINT_URL_S3'] = `${lab.from.endpoint}${BASE}/`
    const { region, credentials } = below(BASE)
    await lab.relocate({ sourceS3: { region, credentials }, targetS3: below(BASE) })
    lab.expectWhole()
    expect(lab.from.count('CopyObject')).toBeGreaterThan(0)
  })

  it.each([
    [
      'that ends with the bucket is told so',
      '/s3/source/',
      {},
      /^source-endpoint \(or endpoint\) is http:\/\/127\.0\.0\.1:\d+\/s3\/source\/, which ends with the bucket source: write only http:\/\/127\.0\.0\.1:\d+\/s3, for the bucket is named by the source already/,
    ],
    [
      'and buckets in the host name do not go together',
      BASE,
      { forcePathStyle: false },
      /below a path buckets stand in the path, not in the host name: leave out source-force-path-style \(or force-path-style\)/,
    ],
  ])('%s', async (_, path, more, sentence) => {
    lab = await openLab({ streamed: true })
    expect(await lab.failure({ sourceS3: { ...below(path), ...more } })).toMatch(sentence)
    expect(lab.from.log).toEqual([])
  })

  it('of AWS is none', async () => {
    lab = await openLab({ streamed: true })
    const endpoint = 'https://s3.eu-central-1.amazonaws.com/flink'
    expect(await lab.failure({ sourceS3: { ...below(''), endpoint } })).toMatch(
      /^source-endpoint \(or endpoint\) is \S+, and AWS has no path before its buckets: write only https:\/\/s3\.eu-central-1\.amazonaws\.com/,
    )
  })
})
