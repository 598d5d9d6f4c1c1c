/** What the command line loads: a small snapshot takes less time to move than the AWS SDK takes to load. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { eventually } from '../support/eventually.ts'
import { FakeS3 } from '../support/fake-s3/server.ts'
import { runCli, type ProcessResult } from '../support/run-bundle.ts'
import { sampleAt } from '../support/sample-savepoint.ts'

const SOURCES = resolve(import.meta.dirname, '..', '..', 'src', 'cli.ts')

/** Fails every import of what is named so. */
const without = (prefix: string): string => `
import { registerHooks } from 'node:module'
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('${prefix}')) throw new Error('it is wanted: ' + specifier)
    return next(specifier, context)
  },
})`

let s3: FakeS3

beforeEach(async () => {
  s3 = await new FakeS3({ buckets: ['source', 'target'] }).listen()
  const { metadata, files } = sampleAt('s3://source/sp')
  for (const [name, bytes] of [...files, ['_metadata', metadata] as const])
    s3.buckets.put('source', `sp/${name}`, bytes)
})
afterEach(() => s3.close())

function relocate(
  env: NodeJS.ProcessEnv,
  places = ['s3://source/sp', 's3://target/'],
  missing = '@aws-sdk/',
  endpoint = s3.endpoint,
): Promise<ProcessResult> {
  return runCli(['relocate', ...places, '--endpoint', endpoint], {
    bundle: SOURCES,
    env: {
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import data:text/javascript,${encodeURIComponent(without(missing))}`,
      ...env,
    },
  })
}

it.each([
  ['anything that speaks HTTP', 'undici'],
  ["GitHub's toolkit", '@actions/'],
  ['YAML', 'yaml'],
])('relocates local files without %s', async (_, missing) => {
  const directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-start-'))
  try {
    const { metadata, files } = sampleAt(`file:${directory}/sp`)
    await mkdir(join(directory, 'sp'))
    for (const [name, bytes] of [...files, ['_metadata', metadata] as const])
      await writeFile(join(directory, 'sp', name), bytes)
    const places = [`${directory}/sp`, `${directory}/moved`]
    expect(await relocate({}, places, missing)).toMatchObject({ exitCode: 0 })
  } finally {
    await rm(directory, { recursive: true })
  }
})

it('takes what speaks HTTP when something is sent', async () => {
  const { exitCode, stderr } = await relocate(KEYS, undefined, 'undici')
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('it is wanted: undici')])
})

it('takes YAML for the files that start a job', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-start-'))
  try {
    const args = ['s3://source/sp', 's3://target/', '--output-dir', directory]
    const { exitCode, stderr } = await relocate(KEYS, args, 'yaml')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('it is wanted: yaml')])
  } finally {
    await rm(directory, { recursive: true })
  }
})

const KEYS = { AWS_ACCESS_KEY_ID: 'alice', AWS_SECRET_ACCESS_KEY: 'secret' }

it("relocates on another server than Amazon's with keys from the environment without the SDK", async () => {
  const { exitCode, stderr, stdout } = await relocate(KEYS)
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('_metadata written and read back')])
  expect(stdout).toContain('Relocated to s3://target/sp')
})

it.each<[string, string, NodeJS.ProcessEnv]>([
  ['the default profile', '[default]', {}],
  [
    'the profile of the environment, before other keys of it',
    '[staging]',
    { ...KEYS, AWS_PROFILE: 'staging' },
  ],
])("relocates with keys of %s without the SDK's chain", async (_, section, env) => {
  const file = join(await mkdtemp(join(tmpdir(), 'flink-snapshot-start-')), 'credentials')
  try {
    await writeFile(file, `${section}\naws_access_key_id = carol\naws_secret_access_key = secret\n`)
    const { exitCode, stderr } = await relocate({ ...env, AWS_SHARED_CREDENTIALS_FILE: file })
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('_metadata written and read back')])
    expect(new Set(s3.log.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['carol']))
  } finally {
    await rm(dirname(file), { recursive: true })
  }
})

it('asks AWS itself with keys from the environment without the SDK', async () => {
  // Through a proxy that does not exist AWS is not reached: all there is to see is that it was asked for.
  const env = { ...KEYS, AWS_REGION: 'eu-central-1', HTTPS_PROXY: 'http://127.0.0.1:1' }
  const { exitCode, stderr } = await relocate(env, undefined, undefined, 'aws')
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('source.s3.eu-central-1.amazonaws.com')])
  expect(stderr).not.toContain('it is wanted')
})

it.each<[string, NodeJS.ProcessEnv]>([
  ['to find keys', {}],
  ['to read a profile', { ...KEYS, AWS_PROFILE: 'staging' }],
  ['to renew keys that run out', { ...KEYS, AWS_CREDENTIAL_EXPIRATION: '2999-01-01T00:00:00Z' }],
])('takes the SDK %s', async (_, env) => {
  const { exitCode, stderr } = await relocate(env)
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('it is wanted: @aws-sdk')])
})

it('takes eleven requests besides one for each file, the last two side by side', async () => {
  const asked: string[] = []
  let together: boolean | undefined
  s3.onRequest = async ({ operation, bucket }) => {
    asked.push(`${operation} ${bucket}`)
    // The listing behind the commit waits for the last look at _metadata.
    if (operation === 'ListObjectsV2' && asked.includes('GetObject target'))
      together = await eventually(() => asked.at(-1) === 'HeadObject target')
  }
  expect(await relocate(KEYS)).toMatchObject({ exitCode: 0 })
  expect(together).toBe(true)
  expect(asked.filter((request) => request !== 'CopyObject target').sort()).toEqual([
    'GetObject source',
    'GetObject target',
    'HeadObject target',
    'HeadObject target',
    'HeadObject target',
    'ListObjectsV2 source',
    'ListObjectsV2 target',
    'ListObjectsV2 target',
    'ListObjectsV2 target',
    'PutObject target',
    'PutObject target',
  ])
})
