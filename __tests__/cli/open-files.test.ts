/** The real command line with few files that it may open. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseLocation } from '../../src/location/location.ts'
import { S3Fault } from '../../src/storage/s3/s3-api.ts'
import { explainFault } from '../../src/storage/s3/errors/explain.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { keyGroups, metadata, operator, relativeFile, subtask } from '../support/metadata-builder.ts'

const CLI = resolve(import.meta.dirname, '..', '..', 'src', 'cli.ts')
const FILES = 200

let scratch: string
let s3: FakeS3

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-open-files-'))
  s3 = await startFakeS3({ buckets: ['source', 'target'] })
  const names = Array.from({ length: FILES }, (_, index) => `file-${index}`)
  const subtasks = names.map((name, index) =>
    subtask(4, index, { managedKeyed: keyGroups(3, relativeFile(name, 1)) }),
  )
  s3.buckets.put(
    'source',
    'sp/_metadata',
    Buffer.from(metadata(4, [operator(4, { parallelism: FILES }, subtasks)])),
  )
  for (const name of names) s3.buckets.put('source', `sp/${name}`, Buffer.from('x'))
})
afterEach(async () => {
  await s3.close()
  rmSync(scratch, { recursive: true })
})

/** Relocates with at most so many files open; the runtime itself takes some twenty. */
async function relocate(mostOpen: number): Promise<{ code: number | null; told: string }> {
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      `ulimit -n ${mostOpen} && exec "$0" "$@"`,
      process.execPath,
      CLI,
      'relocate',
      's3://source/sp',
      's3://target',
      '--endpoint',
      s3.endpoint,
    ],
    {
      cwd: scratch,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: scratch,
        AWS_ACCESS_KEY_ID: 'alice',
        AWS_SECRET_ACCESS_KEY: 'secret',
        NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      },
    },
  )
  let told = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString()
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, told }
}

// Windows has no such limit.
if (process.platform !== 'win32') {
  it('goes on with the connections that it can have', async () => {
    // Held until there are more than the limit lets through, so that the limit is reached on any machine.
    s3.onRequest = ({ operation }) =>
      operation === 'CopyObject'
        ? new Promise((resolve) => {
            setTimeout(resolve, 50)
          })
        : undefined
    const { code, told } = await relocate(40)
    expect([code, told]).toEqual([0, expect.stringContaining('Relocated to s3://target/sp')])
    expect(told).toContain('this machine has no file left for more connections (EMFILE); going on with fewer')
    expect(s3.buckets.entries('target')).toHaveLength(FILES + 1)
  })
}

it('says what to do where it cannot have one', () => {
  const fault = new S3Fault('connect EMFILE 127.0.0.1:9000', {
    operation: 'HeadObject',
    bucket: 'b',
    key: 'k',
    networkCode: 'EMFILE',
  })
  const { message } = explainFault(fault, {
    action: 'look at',
    location: parseLocation('s3://b/k'),
    side: 'target',
    settings: { endpoint: 'http://h:1' },
    throttled: false,
  })
  expect(message).toBe(
    'cannot look at s3://b/k: this machine has no file left for a connection: raise the limit of open files '
      + '(ulimit -n), or lower concurrency (HeadObject, EMFILE)',
  )
})
