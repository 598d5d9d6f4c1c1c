/** What the command line loads: a small snapshot takes less time to move than the AWS SDK takes to load. */
import { resolve } from 'node:path'
import { FakeS3 } from '../support/fake-s3/server.ts'
import { runCli, type ProcessResult } from '../support/run-bundle.ts'
import { sampleAt } from '../support/sample-savepoint.ts'

const SOURCES = resolve(import.meta.dirname, '..', '..', 'src', 'cli.ts')

/** Fails every import of the SDK. */
const WITHOUT_SDK = `
import { registerHooks } from 'node:module'
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@aws-sdk/')) throw new Error('the SDK is wanted: ' + specifier)
    return next(specifier, context)
  },
})`

let s3: FakeS3

beforeEach(async () => {
  s3 = await new FakeS3({ buckets: ['source', 'target'] }).listen()
  const { metadata, files } = sampleAt('s3://source/sp')
  for (const [name, bytes] of [...files, ['_metadata', metadata] as const]) s3.buckets.put('source', `sp/${name}`, bytes)
})
afterEach(() => s3.close())

function relocate(env: NodeJS.ProcessEnv): Promise<ProcessResult> {
  return runCli(['relocate', 's3://source/sp', 's3://target/', '--endpoint', s3.endpoint], {
    bundle: SOURCES,
    env: {
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import data:text/javascript,${encodeURIComponent(WITHOUT_SDK)}`, ...env,
    },
  })
}

const KEYS = { AWS_ACCESS_KEY_ID: 'alice', AWS_SECRET_ACCESS_KEY: 'secret' }

it('relocates on another server than Amazon\'s with keys from the environment without the SDK', async () => {
  const { exitCode, stderr, stdout } = await relocate(KEYS)
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('_metadata written and read back')])
  expect(stdout).toContain('Relocated to s3://target/sp')
})

it.each<[string, NodeJS.ProcessEnv]>([
  ['to send everything', { ...KEYS, FLINK_SNAPSHOT_TRANSPORT: 'sdk' }],
  ['to find keys', {}],
  ['to read a profile', { ...KEYS, AWS_PROFILE: 'staging' }],
  ['to renew keys that run out', { ...KEYS, AWS_CREDENTIAL_EXPIRATION: '2999-01-01T00:00:00Z' }],
])('takes the SDK %s', async (_, env) => {
  const { exitCode, stderr } = await relocate(env)
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('the SDK is wanted')])
})
