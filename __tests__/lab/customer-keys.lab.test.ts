/**
 * The Action and the command line on a MinIO that speaks TLS, with keys of the user's (SSE-C): into
 * encryption, out of it, and from one key to another, streamed and copied by the server.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { parseLocation } from '../../src/location/location.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import type { CustomerKey } from '../../src/storage/settings.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import { runAction, runCli, type StepResult } from '../support/run-bundle.ts'
import { makeCertificate } from '../support/self-signed.ts'
import { inputsFor, listKeys, newBucket, putObject, type Server } from './s3.ts'
import { clientFor, startMinio, type LabServer } from './servers.ts'

const MIB = 2 ** 20
const FILES = new Map([
  // Copied in parts by the server above 5 GiB only, and streamed in parts above 8 MiB.
  ['large', randomBytes(40 * MIB + 1)],
  ['empty', Buffer.alloc(0)],
  ...Array.from({ length: 5 }, (_, n) => [`small-${n}`, randomBytes(1000 + n)] as const),
])
const TIMEOUT_MS = 120_000
const [ONE, TWO] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]

const started: LabServer[] = []
let from: Server
let to: Server
let scratch: string
let env: NodeJS.ProcessEnv
let bucket: string

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-keys-'))
  const certificate = makeCertificate({ hosts: ['localhost'] })
  await writeFile(join(scratch, 'ca.pem'), certificate.cert)
  env = { AWS_CA_BUNDLE: join(scratch, 'ca.pem') }
  const start = async (name: string): Promise<Server> => {
    const server = await startMinio(
      { accessKeyId: `of-${name}`, secretAccessKey: randomBytes(20).toString('hex') },
      name,
      certificate,
    )
    started.push(server)
    return { ...server, client: clientFor(server) }
  }
  ;[from, to] = await Promise.all([start('minio-keys-a'), start('minio-keys-b')])
  bucket = await newBucket(from, 'plain')
  const home = `s3://${bucket}/savepoint-1`
  for (const [name, bytes] of FILES) await putObject(from, bucket, `savepoint-1/${name}`, bytes)
  await putObject(from, bucket, 'savepoint-1/_metadata', metadataAt(home))
}, TIMEOUT_MS)

afterAll(async () => {
  for (const { client } of [from, to]) client.destroy()
  await Promise.all(started.map((server) => server.stop()))
  await rm(scratch, { recursive: true, force: true })
})

function metadataAt(home: string): Buffer {
  const subtasks = [...FILES].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
  )
  return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
}

const withMd5 = (key: string): CustomerKey => ({
  key,
  md5: createHash('md5').update(Buffer.from(key, 'base64')).digest('base64'),
})

const keyOf = (key: string): { SSECustomerAlgorithm: 'AES256'; SSECustomerKey: string } => ({
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: key,
})

/** The stock SDK reads every file with the key, and none without it. */
async function expectThere(server: Server, place: string, key: string | undefined): Promise<void> {
  const { host: Bucket, pathname } = new URL(`${place}/savepoint-1`)
  for (const [name, bytes] of [...FILES, ['_metadata', metadataAt(`${place}/savepoint-1`)] as const]) {
    const Key = `${pathname.slice(1)}/${name}`
    const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key, ...(key && keyOf(key)) }))
    expect([name, Buffer.from(await Body!.transformToByteArray()).equals(bytes)]).toEqual([name, true])
    if (key !== undefined)
      await expect(server.client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toThrow()
  }
}

async function relocate(
  [source, sourceServer, sourceKey]: readonly [string, Server, string?],
  [target, targetServer, targetKey]: readonly [string, Server, string?],
  more: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const step = await runAction(
    {
      ...inputsFor(targetServer),
      ...inputsFor(sourceServer, 'source-'),
      source: `${source}/savepoint-1`,
      target,
      ...(sourceKey !== undefined && { 'source-sse-customer-key': sourceKey }),
      ...(targetKey !== undefined && { 'target-sse-customer-key': targetKey }),
      ...more,
    },
    { env },
  )
  const unmasked = step.everything.replace(/^::add-mask::.*$/gm, '')
  for (const key of [sourceKey, targetKey]) if (key !== undefined) expect(unmasked).not.toContain(key)
  return step
}

const expectDone = ({ exitCode, stdout, stderr }: StepResult): void => {
  expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, ''])
}

describe.each([
  ['streamed between two servers', false],
  ['copied by one server', true],
])('%s', (_, one) => {
  let places: readonly [string, string, string]
  let there: Server
  beforeAll(async () => {
    there = one ? from : to
    const [first, second] = [await newBucket(there, 'first'), await newBucket(from, 'second')]
    places = [`s3://${first}/one`, `s3://${second}/two`, `s3://${second}/plain`]
  })
  const modes = (step: StepResult): string =>
    (JSON.parse(step.report) as { transferMode: string }).transferMode

  it(
    'gets a key',
    async () => {
      const step = await relocate([`s3://${bucket}`, from], [places[0], there, ONE], { verify: 'strict' })
      expectDone(step)
      expect(modes(step)).toBe(one ? 'server-side' : 'streamed')
      await expectThere(there, places[0], ONE)
    },
    TIMEOUT_MS,
  )

  it(
    'is there already for the next run',
    async () => {
      const step = await relocate([`s3://${bucket}`, from], [places[0], there, ONE])
      expectDone(step)
      expect(step.outputs['outcome'] ?? step.report).toMatch(/already-there/)
    },
    TIMEOUT_MS,
  )

  it(
    'gets another key',
    async () => {
      const step = await relocate([places[0], there, ONE], [places[1], from, TWO], { verify: 'strict' })
      expectDone(step)
      expect(modes(step)).toBe(one ? 'server-side' : 'streamed')
      await expectThere(from, places[1], TWO)
    },
    TIMEOUT_MS,
  )

  it(
    'loses its key, and its source',
    async () => {
      const step = await relocate([places[1], from, TWO], [places[2], from], { 'delete-source': 'true' })
      expectDone(step)
      await expectThere(from, places[2], undefined)
      const left = (await listKeys(from, new URL(places[1]).host)).filter((key) => key.startsWith('two/'))
      expect(left).toEqual(['two/savepoint-1/_metadata.relocated.json'])
    },
    TIMEOUT_MS,
  )

  it(
    'is inspected with its key by the command line, and with no other',
    async () => {
      const { endpoint, region, accessKeyId, secretAccessKey } = there
      const inspect = (key: string | undefined): ReturnType<typeof runCli> =>
        runCli(
          [
            'inspect',
            `${places[0]}/savepoint-1`,
            '--endpoint',
            endpoint,
            '--region',
            region,
            '--check-files',
          ],
          {
            env: {
              ...env,
              AWS_ACCESS_KEY_ID: accessKeyId,
              AWS_SECRET_ACCESS_KEY: secretAccessKey,
              ...(key !== undefined && { S3_SSE_CUSTOMER_KEY: key }),
            },
          },
        )
      const right = await inspect(ONE)
      expect([right.exitCode, right.stderr]).toEqual([0, ''])
      const wrong = await inspect(TWO)
      expect(wrong.exitCode).toBe(1)
      expect(wrong.stderr).toMatch(/either S3_SSE_CUSTOMER_KEY is not the key that it is encrypted with/)
      expect(wrong.stderr).not.toContain(TWO)
      const none = await inspect(undefined)
      expect(none.exitCode).toBe(1)
      expect(none.stderr).toMatch(/encrypted with a key of its writer's \(SSE-C\), .*S3_SSE_CUSTOMER_KEY/)
    },
    TIMEOUT_MS,
  )
})

it(
  'the server copies in parts from one key to another',
  async () => {
    const bucketOfParts = await newBucket(from, 'parts')
    const place = (key: string): ReturnType<typeof parseLocation> =>
      parseLocation(`s3://${bucketOfParts}/${key}`)
    const { endpoint, region, accessKeyId, secretAccessKey } = from
    const reach = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
    const [one, two] = [withMd5(ONE), withMd5(TWO)]
    await from.client.send(
      new PutObjectCommand({ Bucket: bucketOfParts, Key: 'one', Body: FILES.get('large'), ...keyOf(ONE) }),
    )
    process.env['AWS_CA_BUNDLE'] = env['AWS_CA_BUNDLE']
    const parts = { copyWholeBytes: 8 * MIB, copyPartBytes: 8 * MIB }
    const source = createS3Store({ ...reach, customerKey: one }, { side: 'source' })
    const target = createS3Store(
      { ...reach, customerKey: two, copySource: { customerKey: one } },
      { side: 'target', parts, write: {} },
    )
    try {
      const info = await source.stat(place('one'))
      const written = await target.copyWithin(info!, place('two'))
      expect(written).toMatchObject({
        sizeBytes: FILES.get('large')!.length,
        etag: expect.stringMatching(/-5$/) as string,
      })
    } finally {
      source.close()
      target.close()
      delete process.env['AWS_CA_BUNDLE']
    }
    const { Body } = await from.client.send(
      new GetObjectCommand({ Bucket: bucketOfParts, Key: 'two', ...keyOf(TWO) }),
    )
    expect(Buffer.from(await Body!.transformToByteArray()).equals(FILES.get('large')!)).toBe(true)
  },
  TIMEOUT_MS,
)

it(
  'a key for what is not encrypted with one is told to be one too many',
  async () => {
    const { exitCode, stdout } = await relocate([`s3://${bucket}`, from, ONE], [`s3://${bucket}/never`, from])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/is not encrypted with a customer's key, .*leave that input out/)
  },
  TIMEOUT_MS,
)
