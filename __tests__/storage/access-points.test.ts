/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectSnapshot } from '../../src/commands/inspect/inspect.ts'
import { parseLocation } from '../../src/location/location.ts'
import type { OptionValues } from '../../src/options/option-specs.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'
import { startSmallInternet, type SmallInternet } from '../support/small-internet.ts'
import { openLab, type Lab } from '../faults/lab.ts'

const REGION = 'eu-west-1'
const ARN = `arn:aws:s3:${REGION}:123456789012:accesspoint/flink`
const [SOURCE_ALIAS, TARGET_ALIAS] = [
  'flink-abcdefghijklmnopqrstuvwx-s3alias',
  'moved-abcdefghijklmnopqrstuvwx-s3alias',
]
const AWS = `s3.${REGION}.amazonaws.com`
const POINTS = `s3-accesspoint.${REGION}.amazonaws.com`
const formerEnvironment = { ...process.env }
const SIDE = { credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' } }
let lab: Lab
let internet: SmallInternet | undefined
let directory: string

/** AWS with its buckets, and their access points by ARN and alias. */
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-points-'))
  lab = await openLab()
  const { buckets } = lab.from
  buckets.alias('flink-123456789012', 'source')
  buckets.alias(SOURCE_ALIAS, 'source')
  buckets.alias(TARGET_ALIAS, 'target')
  internet = await startSmallInternet([
    {
      host: AWS,
      fake: lab.from,
      buckets: ['source', 'target', SOURCE_ALIAS, TARGET_ALIAS],
      pathStyle: 'refused',
    },
    { host: POINTS, fake: lab.from, buckets: ['flink-123456789012'], pathStyle: 'refused' },
  ])
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name)
  const bundle = join(directory, 'ca.pem')
  await writeFile(bundle, internet.certificate)
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(directory, 'none'),
    HTTPS_PROXY: internet.proxy,
    NO_PROXY: '127.0.0.1',
    AWS_CA_BUNDLE: bundle,
  })
})
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await internet?.close()
  await lab.close()
  await rm(directory, { recursive: true })
})

describe('an access point', () => {
  it('named by its ARN is the source of a relocation, by its own host name and region', async () => {
    const report = await lab.relocate({
      source: `s3://${ARN}/flink/savepoint-1`,
      sourceS3: { ...SIDE, region: 'us-east-1' },
      targetS3: { ...SIDE, region: REGION },
      transfer: 'streamed',
    })
    lab.expectWhole()
    expect(report.transferMode).toBe('streamed')
    expect([...(internet?.asked ?? [])].sort()).toEqual([`flink-123456789012.${POINTS}`, `target.${AWS}`])
    const ofSource = lab.from.log.filter(({ bucket }) => bucket === 'flink-123456789012')
    for (const { headers } of ofSource) expect(headers['authorization']).toContain(`/${REGION}/s3/`)
  })

  it('named by its ARN is copied from by the server', async () => {
    const sides = { sourceS3: { ...SIDE, region: REGION }, targetS3: { ...SIDE, region: REGION } }
    const report = await lab.relocate({ source: `s3://${ARN}/flink/savepoint-1`, ...sides })
    lab.expectWhole()
    expect(report.transferMode).toBe('server-side')
    const sources = lab.from.log.flatMap(({ headers }) => headers['x-amz-copy-source'] ?? [])
    expect(sources).toContain(
      'arn%3Aaws%3As3%3Aeu-west-1%3A123456789012%3Aaccesspoint/flink/object/flink/savepoint-1/small',
    )
  })

  it.each([
    ['its ARN', ARN],
    ['its alias', SOURCE_ALIAS],
  ])('named by %s is known as one place with its bucket: nothing of that is deleted', async (_, point) => {
    const before = lab.from.buckets.entries('source').map(([key]) => key)
    const sides = { sourceS3: { ...SIDE, region: REGION }, targetS3: { ...SIDE, region: REGION } }
    const failure = await lab.failure({
      source: `s3://${point}/flink/savepoint-1`,
      target: 's3://source/flink',
      overwrite: true,
      deleteSource: true,
      ...sides,
    })
    expect(failure).toMatch(/one place under two names/)
    expect(lab.from.buckets.entries('source').map(([key]) => key)).toEqual(before)
  })

  it('named by its ARN can be inspected', async () => {
    const inspection = await inspectSnapshot(
      {
        source: parseLocation(`s3://arn:aws:s3:${REGION}:123456789012:accesspoint:flink/flink/savepoint-1`),
        s3: { ...SIDE, region: REGION },
        checkFiles: true,
      },
      { signal: new AbortController().signal },
    )
    expect(inspection.path).toBe(`s3://${ARN}/flink/savepoint-1`)
  })

  it('named by its alias is source and target, and the alias is what Flink reads', async () => {
    await lab.relocate({
      source: `s3://${SOURCE_ALIAS}/flink/savepoint-1`,
      target: `s3://${TARGET_ALIAS}/moved`,
      sourceS3: { ...SIDE, region: REGION },
      targetS3: { ...SIDE, region: REGION },
    })
    expect(lab.held('_metadata')).toEqual(lab.metadataAt(`s3://${TARGET_ALIAS}/moved/savepoint-1`))
    expect([...(internet?.asked ?? [])].sort()).toEqual([`${SOURCE_ALIAS}.${AWS}`, `${TARGET_ALIAS}.${AWS}`])
  })

  it.each([
    [
      { endpoint: 'http://127.0.0.1:9' },
      /is in an access point of AWS, but source-endpoint \(or endpoint\) is http:\/\/127\.0\.0\.1:9: leave it out/,
    ],
    [
      { forcePathStyle: true },
      /is in an access point of AWS, whose name stands in the host name: leave out source-force-path-style \(or force-path-style\)/,
    ],
  ])('named by its ARN does not go with %j', async (more, sentence) => {
    const run = { source: `s3://${ARN}/x`, sourceS3: { ...SIDE, region: REGION, ...more } }
    expect(await lab.failure(run)).toMatch(sentence)
  })
})

it.each<[OptionValues, RegExp]>([
  [
    { target: `s3://${ARN}/moved` },
    /^target names an access point by its ARN, "s3:\/\/arn:aws:s3:eu-west-1:123456789012:accesspoint\/flink\/moved": that would be written into _metadata, and Flink cannot read such a path: write the access point's alias/,
  ],
  [{ 'path-map': `s3://old/a => s3://${ARN}/a` }, /^path-map names an access point by its ARN, "s3:\/\/arn:/],
  [
    { source: 's3://arn:aws:s3:::bucket/sp' },
    /^source: "s3:\/\/arn:aws:s3:::bucket\/sp" has an ARN for its bucket that names no access point in a region: write s3:\/\/bucket\/sp$/,
  ],
  [
    { source: 's3://arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-1/accesspoint/x/sp' },
    /names no access point in a region: write s3:\/\/bucket\/path$/,
  ],
  [
    { source: `${ARN}/flink/sp` },
    /is an ARN, which is no path: write s3:\/\/arn:aws:s3:eu-west-1:123456789012:accesspoint\/flink\/flink\/sp to read there, or the access point's alias as the bucket$/,
  ],
])('%j is refused, with what to write', (values, sentence) => {
  expect(() => readRelocationRequest({ source: 's3://old/sp', target: 's3://new/sp', ...values })).toThrow(
    sentence,
  )
})
