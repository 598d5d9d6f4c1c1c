/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { runCli } from '../../src/cli/run-cli.ts'
import { commands } from '../../src/commands/commands.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { file, keyGroups, single } from '../support/metadata-builder.ts'

const metadataAt = (home: string): Buffer =>
  Buffer.from(single(5, { managedKeyed: keyGroups(3, file(`${home}/a`, 12)) }))
const BEFORE = metadataAt('hdfs://nn:8020/flink/sp')
const AFTER = metadataAt('gs://bucket/sp')
const RULE = ['--path-map', 'hdfs://nn:8020/flink => gs://bucket']
const formerEnvironment = { ...process.env }

let fake: FakeS3
let root: string
beforeEach(async () => {
  fake = await startFakeS3({ users: { alice: {}, sam: {} } })
  root = await mkdtemp(join(tmpdir(), 'rewrite-command-'))
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'alice',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: join(root, 'none'),
  })
})
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await fake.close()
  await rm(root, { recursive: true })
})

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly bytes: Buffer
}

async function rewrite(args: readonly string[], piped?: Buffer, isTTY = false): Promise<Ran> {
  const written = { stdout: '', stderr: '', bytes: [] as Uint8Array[] }
  const code = await runCli(['rewrite', ...args], {
    env: process.env,
    cwd: root,
    ...(piped !== undefined && { stdin: Readable.from([piped.subarray(0, 7), piped.subarray(7)]) }),
    stdout: { isTTY, write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    writeBytes: (bytes) => {
      written.bytes.push(bytes)
      return Promise.resolve()
    },
    signal: new AbortController().signal,
    commands,
  })
  return { code, stdout: written.stdout, stderr: written.stderr, bytes: Buffer.concat(written.bytes) }
}

describe('rewrite', () => {
  it('reads S3 and writes S3, each side by its own settings', async () => {
    fake.buckets.put('bucket', 'sp/_metadata', BEFORE)
    process.env['SOURCE_AWS_ACCESS_KEY_ID'] = 'sam'
    process.env['SOURCE_AWS_SECRET_ACCESS_KEY'] = 'secret'
    const { code, stdout } = await rewrite([
      's3://bucket/sp/_metadata',
      's3://bucket/new/_metadata',
      '--endpoint',
      fake.endpoint,
      ...RULE,
    ])
    expect([code, stdout]).toEqual([0, expect.stringContaining('Written to s3://bucket/new/_metadata')])
    expect(fake.buckets.get('bucket', 'new/_metadata').bytes).toEqual(AFTER)
    expect(fake.log.map(({ operation, accessKeyId }) => `${operation} ${accessKeyId}`)).toEqual(
      expect.arrayContaining(['GetObject sam', 'PutObject alice']),
    )
  })

  it('leaves what is there in S3, and replaces it with --overwrite, in place too', async () => {
    fake.buckets.put('bucket', 'sp/_metadata', BEFORE)
    const args = ['s3://bucket/sp', 's3://bucket/sp/_metadata', '--endpoint', fake.endpoint, ...RULE]
    const left = await rewrite(args)
    expect([left.code, left.stderr]).toEqual([1, expect.stringContaining('exists and was left alone')])
    expect(fake.buckets.get('bucket', 'sp/_metadata').bytes).toEqual(BEFORE)
    expect((await rewrite([...args, '--overwrite'])).code).toBe(0)
    expect(fake.buckets.get('bucket', 'sp/_metadata').bytes).toEqual(AFTER)
  })

  it('reads standard input and writes standard output, which holds nothing else', async () => {
    const { code, bytes, stdout, stderr } = await rewrite(['-', '-', ...RULE], BEFORE)
    expect([code, stdout]).toEqual([0, ''])
    expect(bytes).toEqual(AFTER)
    expect(stderr).toContain('Written to standard output')
    expect(stderr).toMatch(/from +standard input/)
    expect(JSON.parse((await rewrite(['-', '-', '--json', ...RULE], BEFORE)).stderr)).toMatchObject({
      urisRewritten: 1,
    })
  })

  it('mixes them with files', async () => {
    expect((await rewrite(['-', 'new', ...RULE], BEFORE)).code).toBe(0)
    expect(await readFile(join(root, 'new'))).toEqual(AFTER)
    await writeFile(join(root, 'old'), BEFORE)
    expect((await rewrite(['old', '-', ...RULE])).bytes).toEqual(AFTER)
  })

  it.each<[string, readonly string[], Buffer | undefined, boolean, number, RegExp]>([
    ['nothing that comes in', ['-', 'new'], Buffer.alloc(0), false, 2, /IN is -, but nothing came in/],
    [
      'what is no metadata',
      ['-', 'new'],
      Buffer.from('hello world, this is no metadata'),
      false,
      1,
      /standard input cannot be read|standard input is refused/,
    ],
    ['a terminal', ['-', '-'], BEFORE, true, 2, /OUT is -, and standard output is a terminal: redirect it/],
    [
      'a place it cannot reach',
      ['hdfs://nn/sp/_metadata', 'new'],
      undefined,
      false,
      2,
      /IN is "hdfs:\/\/nn\/sp\/_metadata".*pipe it in/,
    ],
    [
      'a directory',
      ['-', 's3://bucket/sp/'],
      BEFORE,
      false,
      2,
      /OUT is "s3:\/\/bucket\/sp\/", a directory: write s3:\/\/bucket\/sp\/_metadata/,
    ],
    ['the root of a bucket', ['-', 's3://bucket'], BEFORE, false, 2, /OUT is "s3:\/\/bucket", a directory/],
    [
      'keys in a URI',
      ['s3://id:secret@bucket/x', 'new'],
      undefined,
      false,
      2,
      /IN is "s3:\/\/\*\*\*@bucket\/x", which has keys/,
    ],
  ])('refuses %s', async (_, args, piped, isTTY, code, message) => {
    const ran = await rewrite([...args, ...RULE], piped, isTTY)
    expect([ran.code, ran.bytes.length, ran.stdout]).toEqual([code, 0, ''])
    expect(ran.stderr).toMatch(message)
    expect(fake.log).toEqual([])
  })
})
