/** @jest-environment ./__tests__/support/one-realm.ts */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findSnapshot } from '../../src/commands/find/find.ts'
import { inspectSnapshot } from '../../src/commands/inspect/inspect.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { parseLocation } from '../../src/location/location.ts'
import type { CustomerKey, S3Settings } from '../../src/storage/settings.ts'
import type { FakeS3, FakeS3Options } from '../support/fake-s3/server.ts'
import { makeCertificate } from '../support/self-signed.ts'
import { openLab, type Lab } from './lab.ts'

const formerEnvironment = { ...process.env }
const certificate = makeCertificate({ hosts: ['localhost'] })
const [ONE, TWO] = [newKey(), newKey()]
const KEY_MD5 = 'x-amz-server-side-encryption-customer-key-md5'
let lab: Lab
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-keys-'))
  await writeFile(join(directory, 'ca.pem'), certificate.cert)
  process.env['AWS_CA_BUNDLE'] = join(directory, 'ca.pem')
})
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await lab.close()
  await rm(directory, { recursive: true })
})

function newKey(): CustomerKey {
  const bytes = randomBytes(32)
  return { key: bytes.toString('base64'), md5: createHash('md5').update(bytes).digest('base64') }
}

const side = (fake: FakeS3, accessKeyId: string, customerKey?: CustomerKey): S3Settings => ({
  endpoint: fake.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId, secretAccessKey: 'secret' },
  ...(customerKey && { customerKey }),
})

/** Encrypts what the source has, by saying so of each object. */
function encryptSource(key: CustomerKey): void {
  const headers = { 'x-amz-server-side-encryption-customer-algorithm': 'AES256', [KEY_MD5]: key.md5 }
  for (const [name, { bytes }] of lab.from.buckets.entries('source'))
    lab.from.buckets.put('source', name, bytes, headers)
}

async function open(streamed: boolean, to: FakeS3Options = {}): Promise<void> {
  lab = await openLab({ streamed, from: { certificate, ...to }, to: { certificate, ...to } })
}

const sides = (
  ofSource?: CustomerKey,
  ofTarget?: CustomerKey,
): Pick<RelocationRequest, 'sourceS3' | 'targetS3'> => ({
  sourceS3: side(lab.from, 'alice', ofSource),
  targetS3: side(lab.to, 'bob', ofTarget),
})

/** The keys of the objects at the target, each once. */
const keysThere = (): Set<string | undefined> =>
  new Set(lab.to.buckets.entries('target').map(([, { headers }]) => headers[KEY_MD5]))

describe.each([
  ['streamed between two stores', true],
  ['copied by one store', false],
])('a snapshot, %s', (_, streamed) => {
  it.each([
    ['gets a key', undefined, ONE],
    ['loses its key', ONE, undefined],
    ['gets another key', ONE, TWO],
    ['keeps its key', ONE, ONE],
  ])('%s', async (_, ofSource, ofTarget) => {
    await open(streamed)
    if (ofSource !== undefined) encryptSource(ofSource)
    const run = sides(ofSource, ofTarget)
    const report = await lab.relocate(run)
    lab.expectWhole()
    expect(report.transferMode).toBe(streamed ? 'streamed' : 'server-side')
    expect(keysThere()).toEqual(new Set([ofTarget?.md5]))
    expect(await lab.relocate({ ...run, verify: 'strict' })).toMatchObject({ outcome: 'already-there' })
  })

  it('is verified strictly, and loses its source by delete-source', async () => {
    await open(streamed)
    encryptSource(ONE)
    await lab.relocate({ ...sides(ONE, TWO), verify: 'strict', deleteSource: true })
    lab.expectWhole()
    expect(lab.from.buckets.entries('source').map(([key]) => key)).toEqual([
      'flink/savepoint-1/_metadata.relocated.json',
    ])
  })
})

it.each([
  ['no key', undefined],
  ['another key', TWO],
])(
  'a snapshot gets %s within its bucket, by somebody else who cannot read it where it is',
  async (_, key) => {
    await open(false)
    encryptSource(ONE)
    await lab.relocate({ ...sides(ONE, key), target: 's3://source/moved' })
    const placed = lab.from.buckets.find('source', 'moved/savepoint-1/small')
    expect([placed?.bytes.toString(), placed?.headers[KEY_MD5]]).toEqual(['a small file', key?.md5])
  },
)

it('a snapshot lands beside others that have no key, or another one', async () => {
  await open(true)
  const home = 's3://target/moved/savepoint-0'
  lab.to.buckets.put('target', 'moved/savepoint-0/_metadata', lab.metadataAt(home))
  await lab.relocate(sides(undefined, ONE))
  expect(lab.to.buckets.find('target', 'moved/savepoint-1/_metadata')?.headers[KEY_MD5]).toBe(ONE.md5)
  expect(lab.to.buckets.find('target', 'moved/savepoint-0/_metadata')?.headers[KEY_MD5]).toBeUndefined()
})

it('is inspected and found with its key', async () => {
  await open(true)
  encryptSource(ONE)
  const { signal } = new AbortController()
  const s3 = side(lab.from, 'alice', ONE)
  const inspection = await inspectSnapshot(
    { source: parseLocation('s3://source/flink/savepoint-1'), s3, checkFiles: true },
    { signal },
  )
  expect(inspection.files).toMatchObject({ problems: [] })
  const { found } = await findSnapshot(
    {
      directory: parseLocation('s3://source/flink'),
      s3,
      kind: 'any',
      complete: 'files',
      mostListed: 5,
      jobId: undefined,
      maxAgeMs: undefined,
    },
    { signal, onWarning: () => undefined },
  )
  expect(found.path).toBe('s3://source/flink/savepoint-1')
})

it.each([
  [
    'without its key is told to be encrypted with one',
    undefined,
    /cannot read s3:\/\/source\/flink\/savepoint-1\/_metadata: it is encrypted with a key of its writer's \(SSE-C\), .*give that key in source-sse-customer-key \(or sse-customer-key\)/,
  ],
  [
    'with a wrong key is told so',
    TWO,
    /cannot read s3:\/\/source\/flink\/savepoint-1\/_metadata: either source-sse-customer-key \(or sse-customer-key\) is not the key that it is encrypted with, or the credentials of the source lack s3:GetObject/,
  ],
])('a snapshot that is read %s', async (_, key, sentence) => {
  await open(true)
  encryptSource(ONE)
  expect(await lab.failure(sides(key))).toMatch(sentence)
})

it('a key for what is not encrypted so is told to be one too many', async () => {
  await open(true)
  expect(await lab.failure(sides(ONE))).toMatch(
    /the store refuses it with the key of source-sse-customer-key \(or sse-customer-key\): the object is not encrypted with a customer's key, .*leave that input out/,
  )
})

it.each([
  ['streamed', true, 'and reads with any', true],
  ['streamed', true, 'and refuses reads with one', false],
  ['copied', false, 'and reads with any', true],
  ['copied', false, 'and refuses reads with one', false],
])(
  '%s (%s) to a store that forgets the key, %s, the first object is removed and the run ends',
  async (_, streamed, __, ignoresKeys) => {
    await open(streamed, { forgets: { headers: /^x-amz-server-side-encryption/, of: 'all' }, ignoresKeys })
    expect(await lab.failure(sides(undefined, ONE))).toMatch(
      /sse-customer-key is given for the target, but the store keeps s3:\/\/target\/moved\/savepoint-1\/\S+ without encryption; it was removed: /,
    )
    expect(lab.placed).toEqual([])
  },
)

it('a key is not sent without TLS', async () => {
  lab = await openLab({ streamed: true })
  expect(await lab.failure(sides(undefined, ONE))).toMatch(
    /^sse-customer-key is given, but the target goes to http:\/\/127\.0\.0\.1:\d+, and such keys are sent over TLS only: write endpoint with https:\/\//,
  )
  expect([...lab.from.log, ...lab.to.log]).toEqual([])
})

it('a server that quotes the keys gets neither into the sentence', async () => {
  await open(false)
  encryptSource(ONE)
  lab.from.fault({
    operation: 'CopyObject',
    times: 9,
    fault: { status: 400, code: 'Teapot', message: `got ${ONE.key} and ${encodeURIComponent(TWO.key)}` },
  })
  const failure = await lab.failure(sides(ONE, TWO))
  expect(failure).toContain('got *** and ***')
})
