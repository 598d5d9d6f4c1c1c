/**
 * Stores behind a path, as gateways have them: nginx takes the path away before the store sees it. And
 * buckets that everybody may read, read by nobody.
 */
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { runAction, runCli, type StepResult } from '../support/run-bundle.ts'
import { sampleAt, type Sample } from '../support/sample-savepoint.ts'
import { startNginx, type Proxy } from './proxies.ts'
import {
  downloadAll,
  inputsFor,
  labServers,
  newBucket,
  serverCalled,
  uploadSample,
  type Server,
} from './s3.ts'

const TIMEOUT_MS = 120_000
const BASE = '/storage/v1/s3'
/**
 * Names that gateways tend to re-encode. Behind a path SeaweedFS refuses all of them but the first, from the
 * stock SDK and the AWS CLI too: signed requests use only that one.
 */
const ODD = ['plain', 'a blank', 'plus+and=', 'percent%41', 'ümläut', '(brackets)!']

const servers = labServers()
let gateway: Proxy | undefined
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})
afterAll(() => {
  for (const { client } of servers) client.destroy()
})

/** Passes on what is behind the path, as it came, and tells the store of the path. */
async function openGateway(origin: string): Promise<string> {
  // By `set` nginx would encode once more what is encoded.
  const http = `map $request_uri $behind { "~^${BASE}(?<rest>/.*)$" $rest; }`
  const server = `
    client_max_body_size 0;
    location ${BASE}/ {
      proxy_pass ${origin}$behind;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Prefix ${BASE};
    }`
  gateway = await startNginx(origin, { http, server, location: 'return 404;' })
  return `${gateway.url}${BASE}`
}

async function sampleIn(server: Server, bucket: string, names: readonly string[] = []): Promise<Sample> {
  const sample = sampleAt(`s3://${bucket}/sp/savepoint-1`, (name, index) => names[index] ?? name)
  await uploadSample(server, bucket, 'sp/savepoint-1', sample)
  return sample
}

const expectDone = ({ exitCode, stdout, stderr }: StepResult): void => {
  expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, ''])
}

it.each(['gateway to gateway', 'gateway to store'])(
  '%s: a savepoint arrives byte for byte, signed with the path',
  async (way) => {
    const server = serverCalled(servers, 'seaweedfs')
    const [source, target] = [await newBucket(server, 'source'), await newBucket(server, 'target')]
    const sample = await sampleIn(server, source)
    const endpoint = await openGateway(server.endpoint)
    const step = await runAction({
      ...inputsFor(server),
      endpoint: way === 'gateway to gateway' ? endpoint : server.endpoint,
      'source-endpoint': endpoint,
      source: `s3://${source}/sp/savepoint-1`,
      target: `s3://${target}/moved`,
      verify: 'strict',
    })
    expectDone(step)
    const { transferMode } = JSON.parse(step.report) as { transferMode: string }
    expect(transferMode).toBe(way === 'gateway to gateway' ? 'server-side' : 'streamed')
    const placed = await downloadAll(server, target)
    for (const [name, bytes] of sample.files)
      expect([name, placed.get(`moved/savepoint-1/${name}`)?.equals(bytes)]).toEqual([name, true])
  },
  TIMEOUT_MS,
)

it(
  'a store that checks signatures and does not know of the path says no, and the message speaks of the path',
  async () => {
    const server = serverCalled(servers, 'minio-a')
    const bucket = await newBucket(server, 'source')
    await sampleIn(server, bucket)
    const endpoint = await openGateway(server.endpoint)
    const step = await runAction({
      ...inputsFor(server),
      endpoint,
      source: `s3://${bucket}/sp/savepoint-1`,
      target: `s3://${bucket}/moved`,
    })
    expect(step.exitCode).toBe(1)
    expect(step.stdout).toMatch(
      /the signature is wrong: .*, and that the gateway has signatures checked with its path \/storage\/v1\/s3, with which requests are signed/,
    )
  },
  TIMEOUT_MS,
)

it(
  'a public bucket is read without credentials, behind a path too, and relocated to another store',
  async () => {
    const [server, other] = [serverCalled(servers, 'minio-a'), serverCalled(servers, 'minio-b')]
    const [bucket, target] = [await newBucket(server, 'public'), await newBucket(other, 'target')]
    const sample = await sampleIn(server, bucket, ODD)
    const look = (endpoint: string): ReturnType<typeof runCli> =>
      runCli(['find', `s3://${bucket}/sp`, '--endpoint', endpoint, '--region', server.region, '--anonymous'])
    const closed = await look(server.endpoint)
    expect([closed.exitCode, closed.stderr]).toEqual([
      1,
      expect.stringMatching(
        /requests go without credentials \(--anonymous\), and the bucket does not give s3:ListBucket/,
      ),
    ])
    const Statement = [
      {
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: ['s3:ListBucket'],
        Resource: [`arn:aws:s3:::${bucket}`],
      },
      {
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${bucket}/*`],
      },
    ]
    await server.client.send(
      new PutBucketPolicyCommand({
        Bucket: bucket,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
      }),
    )
    const endpoint = await openGateway(server.endpoint)
    for (const one of [server.endpoint, endpoint]) {
      const found = await look(one)
      expect([found.exitCode, found.stderr]).toEqual([0, ''])
      expect(found.stdout).toContain(`s3://${bucket}/sp/savepoint-1`)
    }
    const step = await runAction({
      ...inputsFor(other),
      'source-endpoint': endpoint,
      'source-anonymous': 'true',
      source: `s3://${bucket}/sp/savepoint-1`,
      target: `s3://${target}/moved`,
      verify: 'strict',
    })
    expectDone(step)
    const placed = await downloadAll(other, target)
    for (const [name, bytes] of sample.files)
      expect([name, placed.get(`moved/savepoint-1/${name}`)?.equals(bytes)]).toEqual([name, true])
  },
  TIMEOUT_MS,
)
