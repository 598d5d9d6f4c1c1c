/**
 * The Action's bundle between two servers that speak TLS, with certificates that only AWS_CA_BUNDLE makes
 * trusted.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import { runAction, type StepResult } from '../support/run-bundle.ts'
import { makeCertificate } from '../support/self-signed.ts'
import { downloadAll, inputsFor, newBucket, putObject, type Server } from './s3.ts'
import { clientFor, startMinio, type LabServer } from './servers.ts'

const MIB = 2 ** 20
const FILES = new Map([
  ['large', randomBytes(100 * MIB + 1)],
  ...Array.from({ length: 12 }, (_, n) => [`small-${n}`, randomBytes(MIB + n)] as const),
])

const started: LabServer[] = []
let from: Server
let to: Server
let scratch: string
let caBundle: string
let buckets: readonly [source: string, target: string]

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-tls-'))
  caBundle = join(scratch, 'ca.pem')
  const certificate = makeCertificate({ hosts: ['localhost'] })
  await writeFile(caBundle, certificate.cert)
  const start = async (name: string): Promise<Server> => {
    const server = await startMinio(
      { accessKeyId: `of-${name}`, secretAccessKey: randomBytes(20).toString('hex') },
      name,
      certificate,
    )
    started.push(server)
    return { ...server, client: clientFor(server) }
  }
  ;[from, to] = await Promise.all([start('minio-tls-a'), start('minio-tls-b')])
  buckets = [await newBucket(from, 'source'), await newBucket(to, 'target')]
  const home = `s3://${buckets[0]}/savepoint-1`
  for (const [name, bytes] of FILES) await putObject(from, buckets[0], `savepoint-1/${name}`, bytes)
  const subtasks = [...FILES].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
  )
  await putObject(
    from,
    buckets[0],
    'savepoint-1/_metadata',
    Buffer.from(metadata(6, [operator(6, {}, subtasks)])),
  )
}, 120_000)

afterAll(async () => {
  for (const { client } of [from, to]) client.destroy()
  await Promise.all(started.map((server) => server.stop()))
  await rm(scratch, { recursive: true, force: true })
})

const relocate = (
  name: string,
  env: NodeJS.ProcessEnv,
  more: Readonly<Record<string, string>> = {},
): Promise<StepResult> =>
  runAction(
    {
      ...inputsFor(to),
      ...inputsFor(from, 'source-'),
      source: `s3://${buckets[0]}/savepoint-1`,
      target: `s3://${buckets[1]}/${name}`,
      ...more,
    },
    { env: { AWS_CA_BUNDLE: caBundle, ...env } },
  )

it('arrives byte for byte', async () => {
  const { exitCode, stdout, stderr } = await relocate('over-tls', {}, { verify: 'strict' })
  expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, ''])
  const placed = await downloadAll(to, buckets[1])
  for (const [file, bytes] of FILES) {
    expect([file, placed.get(`over-tls/savepoint-1/${file}`)?.equals(bytes)]).toEqual([file, true])
  }
}, 120_000)

it('says what to trust where the certificates are not trusted', async () => {
  const { exitCode, stdout } = await relocate('never', { AWS_CA_BUNDLE: '' })
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/AWS_CA_BUNDLE|NODE_EXTRA_CA_CERTS/)
}, 120_000)
