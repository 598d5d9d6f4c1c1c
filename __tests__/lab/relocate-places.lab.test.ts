/**
 * Local files on one side, snapshots that were moved before, what is written with them, and failures, on
 * real servers.
 */
import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireTool } from '../../scripts/lab/tools.ts'
import { runAction, runCli } from '../support/run-bundle.ts'
import { readSample, rehome, SAMPLE, SAMPLE_HOME, sampleAt } from '../support/sample-savepoint.ts'
import {
  downloadAll,
  headAll,
  inputsFor,
  labServers,
  listKeys,
  newBucket,
  serverCalled,
  uploadSample,
} from './s3.ts'

const servers = labServers()
const sample = readSample()
const count = sample.files.size
let scratch: string

beforeEach(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'flink-snapshot-lab-')))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))
afterAll(() => {
  for (const { client } of servers) client.destroy()
})

describe.each(['seaweedfs', 'minio-a'])('%s and local files', (name) => {
  const server = serverCalled(servers, name)

  it('takes a savepoint from a directory to a bucket and back', async () => {
    const bucket = await newBucket(server, 'local')
    // The fixture no longer lies where its _metadata says: the tool finds that out.
    const up = await runAction({ ...inputsFor(server), source: SAMPLE, target: `s3://${bucket}/up` })

    expect([up.exitCode, up.stdout]).toEqual([0, expect.any(String)])
    const home = `s3://${bucket}/up/snapshot`
    expect(await downloadAll(server, bucket)).toEqual(
      new Map<string, Buffer>([
        ...[...sample.files].map(([file, bytes]) => [`up/snapshot/${file}`, bytes] as const),
        ['up/snapshot/_metadata', rehome(sample, SAMPLE_HOME, home)],
      ]),
    )

    const down = await runAction({
      ...inputsFor(server),
      source: home,
      target: scratch,
      'target-name': 'down',
    })

    expect([down.exitCode, down.stdout]).toEqual([0, expect.any(String)])
    expect((await readdir(join(scratch, 'down'))).sort()).toEqual(
      [...sample.files.keys(), '_metadata'].sort(),
    )
    for (const [file, bytes] of sample.files)
      expect(await readFile(join(scratch, 'down', file))).toEqual(bytes)
    expect(await readFile(join(scratch, 'down', '_metadata'))).toEqual(
      rehome(sample, SAMPLE_HOME, `file:${scratch}/down`),
    )
  })

  it('rewrites in its own place a savepoint that was moved by hand', async () => {
    const bucket = await newBucket(server, 'moved')
    const old = sampleAt('s3://bucket-that-is-gone/flink/savepoint-1')
    await uploadSample(server, bucket, 'flink/savepoint-1', old)
    const place = `s3://${bucket}/flink/savepoint-1`

    const result = await runAction({ ...inputsFor(server), source: place, target: `s3://${bucket}/flink` })

    expect([result.exitCode, result.stdout]).toEqual([0, expect.any(String)])
    expect(result.outputs).toMatchObject({
      'snapshot-path': place,
      'files-copied': '0',
      'uris-rewritten': String(count),
    })
    const objects = await downloadAll(server, bucket)
    expect(objects.get('flink/savepoint-1/_metadata')).toEqual(
      rehome(old, 's3://bucket-that-is-gone/flink/savepoint-1', place),
    )
    const kept = [...objects].filter(([key]) => /_metadata.+/.test(key))
    expect(kept.map(([, bytes]) => bytes)).toEqual([old.metadata])
    expect(objects.size).toBe(count + 2)
  })

  it('never reads the former home that an untrusted _metadata names', async () => {
    const [bucket, other] = [await newBucket(server, 'mine'), await newBucket(server, 'other')]
    const elsewhere = sampleAt(`s3://${other}/private`)
    await uploadSample(server, other, 'private', elsewhere)
    await uploadSample(server, bucket, 'sp', { metadata: elsewhere.metadata, files: new Map() })

    const result = await runAction({
      ...inputsFor(server),
      source: `s3://${bucket}/sp`,
      target: `s3://${bucket}/to`,
    })

    expect(result.exitCode).toBe(1)
    expect(result.stdout).toContain(`s3://${other}/private`)
    expect(result.stdout).toContain('=>')
    expect(await listKeys(server, bucket)).toEqual(['sp/_metadata'])
  })

  it.each([
    ['24', () => process.execPath],
    ['20', () => requireTool('node20')],
  ])('works from the command line on Node %s, with keys from the environment', async (_major, find) => {
    const node = find()
    const bucket = await newBucket(server, 'cli')
    const env = { AWS_ACCESS_KEY_ID: server.accessKeyId, AWS_SECRET_ACCESS_KEY: server.secretAccessKey }
    const reach = ['--endpoint', server.endpoint, '--region', server.region, '--force-path-style']
    const done = await runCli(['relocate', SAMPLE, `s3://${bucket}/cli`, ...reach, '--json'], { env, node })

    expect([done.exitCode, done.stderr]).toEqual([0, expect.any(String)])
    expect(JSON.parse(done.stdout)).toMatchObject({
      snapshotPath: `s3://${bucket}/cli/snapshot`,
      filesCopied: count,
      urisRewritten: count,
      transferMode: 'streamed',
    })

    const seen = await runCli(['inspect', `s3://${bucket}/cli/snapshot`, ...reach, '--json'], { env, node })
    expect([seen.exitCode, seen.stderr]).toEqual([0, expect.any(String)])
    const { references } = JSON.parse(seen.stdout) as { references: { path: string }[] }
    expect(references.map(({ path }) => path).sort()).toEqual(
      [...sample.files.keys()].map((file) => `s3://${bucket}/cli/snapshot/${file}`).sort(),
    )
  })
})

describe('between two accounts from the command line', () => {
  it('takes the keys of the source from variables of their own', async () => {
    const [from, to] = [serverCalled(servers, 'minio-a'), serverCalled(servers, 'minio-b')]
    const [source, target] = [await newBucket(from, 'a'), await newBucket(to, 'b')]
    await uploadSample(from, source, 'sp', sampleAt(`s3://${source}/sp`))

    const result = await runCli(
      [
        'relocate',
        `s3://${source}/sp`,
        `s3://${target}/`,
        '--endpoint',
        to.endpoint,
        '--source-endpoint',
        from.endpoint,
        '--region',
        to.region,
        '--force-path-style=true',
        '--json',
      ],
      {
        env: {
          AWS_ACCESS_KEY_ID: to.accessKeyId,
          AWS_SECRET_ACCESS_KEY: to.secretAccessKey,
          SOURCE_AWS_ACCESS_KEY_ID: from.accessKeyId,
          SOURCE_AWS_SECRET_ACCESS_KEY: from.secretAccessKey,
        },
      },
    )

    expect([result.exitCode, result.stderr]).toEqual([0, expect.any(String)])
    expect(JSON.parse(result.stdout)).toMatchObject({ snapshotPath: `s3://${target}/sp`, filesCopied: count })
    expect(await listKeys(to, target)).toHaveLength(count + 1)
  })
})

describe('what is written with the objects', () => {
  const server = serverCalled(servers, 'minio-a')

  it('puts encryption and storage class on every object, _metadata included', async () => {
    const [source, target] = [await newBucket(server, 'plain'), await newBucket(server, 'dressed')]
    await uploadSample(server, source, 'sp', sampleAt(`s3://${source}/sp`))

    const result = await runAction({
      ...inputsFor(server),
      source: `s3://${source}/sp`,
      target: `s3://${target}/`,
      'target-sse': 'AES256',
      'target-storage-class': 'REDUCED_REDUNDANCY',
    })

    expect([result.exitCode, result.stdout]).toEqual([0, expect.any(String)])
    const heads = await headAll(server, target)
    expect(heads.size).toBe(count + 1)
    for (const head of heads.values()) {
      expect(head).toMatchObject({ ServerSideEncryption: 'AES256', StorageClass: 'REDUCED_REDUNDANCY' })
    }
  })
})

describe('failures', () => {
  const server = serverCalled(servers, 'minio-a')
  const tries: [what: string, inputs: Record<string, string>, sentence: RegExp][] = [
    ['a wrong secret', { 'secret-access-key': 'not-the-secret-at-all' }, /secret-access-key|credentials/],
    ['an unknown key id', { 'access-key-id': 'nobody' }, /access-key-id|credentials/],
    ['an endpoint where nobody listens', { endpoint: 'http://127.0.0.1:9' }, /endpoint/],
    ['a bucket that does not exist', { target: 's3://there-is-no-such-bucket/x' }, /there-is-no-such-bucket/],
    ['a source that does not exist', { source: 's3://there-is-no-such-bucket/x' }, /there-is-no-such-bucket/],
    ['half a set of keys', { 'secret-access-key': '' }, /secret-access-key/],
  ]

  it.each(tries)('says in one sentence what is wrong: %s', async (_what, changes, sentence) => {
    const bucket = await newBucket(server, 'fault')
    const result = await runAction({
      ...inputsFor(server),
      source: SAMPLE,
      target: `s3://${bucket}/x`,
      ...changes,
    })

    expect(result.exitCode).toBe(1)
    const errors = result.stdout.split('\n').filter((line) => line.startsWith('::error'))
    expect(errors).toEqual([expect.stringMatching(/^::error::flink-snapshot: /)])
    expect(errors[0]).toMatch(sentence)
    expect(result.outputs).toEqual({})
    expect(result.stdout + result.stderr).not.toMatch(/unexpected|\bat .*index\.js/)
    expect(await listKeys(server, bucket)).toEqual([])
  })
})

describe('rewriting a local _metadata', () => {
  it('gives the same bytes as a relocation does', async () => {
    const copy = join(scratch, 'in')
    await cp(join(SAMPLE, '_metadata'), copy)
    const out = join(scratch, 'out')
    const result = await runCli([
      'rewrite',
      copy,
      out,
      '--path-map',
      `${SAMPLE_HOME} => hdfs://namenode:8020/flink/sp`,
    ])

    expect([result.exitCode, result.stderr]).toEqual([0, expect.any(String)])
    expect(await readFile(out)).toEqual(rehome(sample, SAMPLE_HOME, 'hdfs://namenode:8020/flink/sp'))
  })
})
