/** What users run, where the only way to the store is a tunnel through a proxy. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { runCli } from '../support/run-bundle.ts'
import { readSample } from '../support/sample-savepoint.ts'
import { startTlsFront, startTunnelProxy, type Running } from '../support/tunnel-proxy.ts'

let fake: FakeS3
let scratch: string
const servers: Running[] = []

beforeEach(async () => {
  fake = await startFakeS3({ users: { alice: {} } })
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-tunnel-'))
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
  await fake.close()
  await rm(scratch, { recursive: true })
})

it('reaches a store over TLS through a tunnel of the proxy of HTTPS_PROXY', async () => {
  const sample = readSample()
  for (const [name, bytes] of [...sample.files, ['_metadata', sample.metadata] as const])
    fake.buckets.put('bucket', `savepoint/${name}`, Buffer.from(bytes))
  const front = await startTlsFront(fake.endpoint)
  const proxy = await startTunnelProxy()
  servers.push(front, proxy)
  const caPath = join(scratch, 'ca.pem')
  await writeFile(caPath, front.ca)
  const { exitCode, stdout, stderr } = await runCli(
    ['inspect', 's3://bucket/savepoint', '--endpoint', front.url],
    {
      env: {
        AWS_ACCESS_KEY_ID: 'alice',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_CA_BUNDLE: caPath,
        HTTPS_PROXY: proxy.url,
      },
    },
  )
  expect([exitCode, stderr]).toEqual([0, ''])
  expect(stdout).toContain('savepoint')
  expect(new Set(proxy.asked)).toEqual(new Set([new URL(front.url).host]))
})
