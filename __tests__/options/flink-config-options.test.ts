import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  settleFlinkConfigs,
  type FlinkConfigContext,
  type SettledOptions,
} from '../../src/options/flink-config-options.ts'
import { parseLocation } from '../../src/location/location.ts'
import { OptionError } from '../../src/options/option-error.ts'
import type { OptionValues } from '../../src/options/option-specs.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'flink-config-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const STAGING = [
  's3.endpoint: http://staging:9000',
  's3.path.style.access: true',
  's3.access-key: staging-id',
  's3.secret-key: staging-secret',
  'state.savepoints.dir: s3://staging/savepoints',
  'state.checkpoints.dir: s3://staging/checkpoints',
].join('\n')

const PRODUCTION = [
  's3:',
  '  endpoint: production:9000',
  '  access-key: production-id',
  '  secret-key: production-secret',
  '  region: eu-central-1',
  '  sse: {type: sse-kms, kms: {key-id: alias/flink}}',
  'execution.checkpointing.savepoint-dir: s3://production/savepoints',
].join('\n')

function write(name: string, text: string): string {
  writeFileSync(join(root, name), text)
  return name
}

async function settle(
  values: OptionValues,
  changes: Partial<FlinkConfigContext> = {},
): Promise<SettledOptions & { secrets: string[] }> {
  const secrets: string[] = []
  const settled = await settleFlinkConfigs(values, {
    scope: 'both-sides',
    label: (name) => name,
    directory: root,
    onSecret: (_, value) => {
      secrets.push(value)
    },
    ...changes,
  })
  return { ...settled, secrets }
}

async function refusal(values: OptionValues, changes: Partial<FlinkConfigContext> = {}): Promise<string> {
  const error = await settle(values, changes).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(OptionError)
  return (error as OptionError).message
}

const SOURCE = 's3://staging/savepoints/savepoint-1'

describe('a relocation between two clusters', () => {
  it('needs their two configurations and the snapshot, and nothing else', async () => {
    const { values, label, notes, secrets } = await settle({
      source: SOURCE,
      'source-flink-config': write('flink-conf.yaml', STAGING),
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    expect(readRelocationRequest(values, label)).toMatchObject({
      source: parseLocation(SOURCE),
      target: parseLocation('s3://production/savepoints'),
      sourceS3: {
        endpoint: 'http://staging:9000',
        forcePathStyle: true,
        credentials: { accessKeyId: 'staging-id', secretAccessKey: 'staging-secret' },
      },
      targetS3: {
        endpoint: 'https://production:9000',
        region: 'eu-central-1',
        credentials: { accessKeyId: 'production-id', secretAccessKey: 'production-secret' },
      },
      targetWrite: { sse: 'aws:kms', kmsKeyId: 'alias/flink' },
    })
    expect(secrets.sort()).toEqual(['production-secret', 'staging-secret'])
    expect(notes).toContain(
      'target-flink-config "config.yaml": target is taken from execution.checkpointing.savepoint-dir',
    )
    expect(notes).toContain(
      'source-flink-config "flink-conf.yaml": source-secret-access-key is taken from s3.secret-key',
    )
    expect(notes.join()).not.toMatch(/staging-secret|production-secret/)
  })

  it('has one configuration where both are one cluster', async () => {
    const { values, label } = await settle({
      source: SOURCE,
      'target-flink-config': write('flink-conf.yaml', STAGING),
    })
    const { sourceS3, targetS3 } = readRelocationRequest(values, label)
    expect(sourceS3).toEqual(targetS3)
  })

  it('keeps a source on AWS apart from the server of the target', async () => {
    const aws = write('aws.yaml', 's3.region: us-west-2\n')
    const { values } = await settle({
      source: SOURCE,
      'source-flink-config': aws,
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    expect(values['source-endpoint']).toBe('https://s3.us-west-2.amazonaws.com')
    const silent = write('silent.yaml', 'parallelism.default: 1\n')
    expect(
      await refusal({ source: SOURCE, 'source-flink-config': silent, 'target-flink-config': 'config.yaml' }),
    ).toContain('source-flink-config "silent.yaml" names no endpoint, which means AWS')
  })
})

describe('what is given', () => {
  it('counts before the file', async () => {
    const { values } = await settle({
      target: 's3://other/sp',
      endpoint: 'http://given:1',
      'target-sse': 'AES256',
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    expect(values).toMatchObject({
      target: 's3://other/sp',
      endpoint: 'http://given:1',
      'target-sse': 'AES256',
      region: 'eu-central-1',
    })
    expect(values['target-kms-key-id']).toBeUndefined()
  })

  it.each<[string, OptionValues]>([
    ['a profile', { profile: 'mine' }],
    ['a role', { 'role-to-assume': 'arn:aws:iam::123456789012:role/x' }],
    ['keys', { 'access-key-id': 'id', 'secret-access-key': 'x' }],
    ['half a set', { 'access-key-id': 'id' }],
  ])('as %s keeps all keys of the file out', async (_, given) => {
    const { values, notes } = await settle({
      ...given,
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    expect(values['secret-access-key']).toBe(given['secret-access-key'])
    expect(values['access-key-id']).toBe(given['access-key-id'])
    expect(notes).toContain(
      'target-flink-config "config.yaml": s3.access-key is not taken, for credentials are given',
    )
  })

  it('may be in the environment', async () => {
    const { values } = await settle(
      { 'target-flink-config': write('config.yaml', PRODUCTION) },
      { hasIdentity: true },
    )
    expect(values['access-key-id']).toBeUndefined()
  })
})

describe('work with one side', () => {
  it('fills the settings without prefix', async () => {
    const { values } = await settle(
      { source: SOURCE, 'source-flink-config': write('flink-conf.yaml', STAGING) },
      { scope: 'one-side' },
    )
    expect(values).toMatchObject({
      endpoint: 'http://staging:9000',
      'access-key-id': 'staging-id',
      'force-path-style': 'true',
    })
    expect(values.target).toBeUndefined()
  })

  it('fills the directory of a search, of the kind that is looked for', async () => {
    const file = write('flink-conf.yaml', STAGING)
    const directory = async (values: OptionValues): Promise<string | undefined> =>
      (await settle({ 'source-flink-config': file, ...values }, { scope: 'search' })).values.directory
    expect(await directory({ kind: 'savepoint' })).toBe('s3://staging/savepoints')
    expect(await directory({ kind: 'checkpoint' })).toBe('s3://staging/checkpoints')
    expect(await directory({ directory: '/mine' })).toBe('/mine')
    expect(await refusal({ 'source-flink-config': file, kind: 'any' }, { scope: 'search' })).toContain(
      'say in kind which one is meant, or give directory',
    )
    write('flink-conf.yaml', 'state.checkpoints.dir: s3://staging/checkpoints')
    expect(await directory({ kind: 'any' })).toBe('s3://staging/checkpoints')
  })

  it('takes nothing of S3 for a local place', async () => {
    const { values } = await settle(
      { source: '/x', 'source-flink-config': write('flink-conf.yaml', STAGING) },
      { scope: 'one-side' },
    )
    expect(values.endpoint).toBeUndefined()
  })
})

describe('messages', () => {
  it('name the key that gave a wrong value', async () => {
    const { values, label } = await settle({
      source: SOURCE,
      'target-flink-config': write('flink-conf.yaml', `${STAGING}\ns3.endpoint: http://x/path\n`),
    })
    expect(() => readRelocationRequest(values, label)).toThrow(
      's3.endpoint in flink-conf.yaml is "http://x/path": write only http://x',
    )
  })

  it('name a file that is not there, no file, too large, or broken', async () => {
    expect(await refusal({ 'target-flink-config': 'none.yaml' })).toBe(
      'target-flink-config "none.yaml" cannot be read: check the path; relative ones count from the working directory',
    )
    mkdirSync(join(root, 'conf'))
    expect(await refusal({ 'target-flink-config': 'conf' })).toContain('"conf" is no file')
    expect(
      await refusal({ 'target-flink-config': write('big.yaml', 'x'.repeat(1024 * 1024 + 1)) }),
    ).toContain('has 1048577 bytes')
    expect(await refusal({ 'target-flink-config': write('twice.yaml', 'a: hush\na: hush\n') })).toMatch(
      /^target-flink-config "twice.yaml": line 2, column 1 is no YAML/,
    )
  })

  it('say that the file names no directory', async () => {
    expect(
      await refusal({ source: SOURCE, 'target-flink-config': write('c.yaml', 's3.endpoint: http://x\n') }),
    ).toBe(
      'target is required: it is not given, and target-flink-config "c.yaml" names no directory of savepoints',
    )
  })

  it('warn of what is not honoured', async () => {
    const { warnings } = await settle({
      'target-flink-config': write('flink-conf.yaml', `${STAGING}\nfs.s3a.assumed.role.arn: x\nbroken\n`),
    })
    expect(warnings).toEqual([
      expect.stringMatching(/^target-flink-config "flink-conf.yaml": line \d+ is no "key: value"/),
      expect.stringMatching(
        /^target-flink-config "flink-conf.yaml": fs.s3a.assumed.role.arn is not honoured/,
      ),
    ])
  })
})
