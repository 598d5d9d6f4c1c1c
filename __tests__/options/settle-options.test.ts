import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settleOptions, type SettleContext, type SettledOptions } from '../../src/options/settle-options.ts'
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
  changes: Partial<SettleContext> = {},
): Promise<SettledOptions & { secrets: string[] }> {
  const secrets: string[] = []
  const settled = await settleOptions(values, {
    command: 'relocate',
    env: {},
    label: (name) => name,
    directory: root,
    onSecret: (_, value) => {
      secrets.push(value)
    },
    ...changes,
  })
  return { ...settled, secrets }
}

async function refusal(values: OptionValues, changes: Partial<SettleContext> = {}): Promise<string> {
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
      'flink-config': write('flink-conf.yaml', STAGING),
    })
    const { sourceS3, targetS3, target } = readRelocationRequest(values, label)
    expect(sourceS3).toEqual(targetS3)
    expect([target, targetS3.endpoint]).toEqual([
      parseLocation('s3://staging/savepoints'),
      'http://staging:9000',
    ])
  })

  it('reads the one configuration for the bucket of each side', async () => {
    const { values, label } = await settle({
      source: 's3a://one/sp/savepoint-1',
      target: 's3a://two/sp',
      'flink-config': write(
        'flink-conf.yaml',
        'fs.s3a.endpoint: http://x:1\nfs.s3a.bucket.two.endpoint: http://two:2\n',
      ),
    })
    const { sourceS3, targetS3 } = readRelocationRequest(values, label)
    expect([sourceS3.endpoint, targetS3.endpoint]).toEqual(['http://x:1', 'http://two:2'])
  })

  it('keeps a source on AWS apart from the server of the target', async () => {
    const { values, label } = await settle({
      source: SOURCE,
      'source-flink-config': write('aws.yaml', 's3.region: us-west-2\n'),
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    const { sourceS3, targetS3 } = readRelocationRequest(values, label)
    expect(sourceS3).toEqual({ region: 'us-west-2' })
    expect(targetS3.endpoint).toBe('https://production:9000')
  })

  it('takes nothing for the source from the configuration of the target', async () => {
    const { values, label } = await settle({
      source: SOURCE,
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    expect(readRelocationRequest(values, label).sourceS3).toEqual({})
  })

  it('does not mix the configuration of one side with the one for both', async () => {
    const { values } = await settle({
      source: SOURCE,
      target: 's3://t/sp',
      'flink-config': write('flink-conf.yaml', STAGING),
      'source-flink-config': write('aws.yaml', 's3.region: us-west-2\n'),
    })
    expect(values).toMatchObject({ 'source-region': 'us-west-2', 'target-endpoint': 'http://staging:9000' })
    expect(values['source-endpoint']).toBeUndefined()
    expect(values['source-access-key-id']).toBeUndefined()
  })
})

/** Who signs for the source and where its server is, by who is asked for the settings. */
const IDS = { 'access-key-id': 'ID', 'secret-access-key': 'x' }
const FILE = 's3.endpoint: http://file:1\ns3.access-key: FILE\ns3.secret-key: x\ns3.region: file-1\n'

describe('the first that says something counts:', () => {
  const LEVELS: [string, OptionValues, NodeJS.ProcessEnv, string | undefined][] = [
    ['an input for the side', { 'source-access-key-id': 'OWN', 'source-secret-access-key': 'x' }, {}, 'OWN'],
    ['the configuration of the side', { 'source-flink-config': 'file.yaml' }, {}, 'FILE'],
    [
      'the environment for the side',
      {},
      { SOURCE_AWS_ACCESS_KEY_ID: 'VARIABLE', SOURCE_AWS_SECRET_ACCESS_KEY: 'x' },
      'VARIABLE',
    ],
    ['an input for both', IDS, {}, 'ID'],
    ['the configuration for both', { 'flink-config': 'both.yaml' }, {}, 'BOTH'],
    ['the environment for both', {}, { AWS_ACCESS_KEY_ID: 'AMBIENT', AWS_SECRET_ACCESS_KEY: 'x' }, undefined],
  ]

  it.each(LEVELS.map(([name], index) => [index, name] as const))('level %i, %s', async (index) => {
    write('file.yaml', FILE)
    write('both.yaml', FILE.replaceAll('file', 'both').replace('FILE', 'BOTH'))
    const below = LEVELS.slice(index)
    const values = Object.assign({}, ...below.map(([, given]) => given)) as OptionValues
    const env = Object.assign({}, ...below.map(([, , given]) => given)) as NodeJS.ProcessEnv
    const settled = await settle({ source: SOURCE, target: 's3://t/sp', ...values }, { env })
    const { sourceS3 } = readRelocationRequest(settled.values, settled.label)
    expect(sourceS3.credentials?.accessKeyId).toBe(below[0]![3])
  })

  it('each setting singly, and who signs as one', async () => {
    const { values } = await settle({
      source: SOURCE,
      target: 's3://t/sp',
      region: 'given-1',
      profile: 'mine',
      'flink-config': write('file.yaml', FILE),
    })
    expect(values).toMatchObject({ 'source-endpoint': 'http://file:1', region: 'given-1' })
    expect(values['source-region']).toBeUndefined()
    expect(values['source-access-key-id']).toBeUndefined()
  })
})

describe('what is given', () => {
  it('counts before the file', async () => {
    const { values } = await settle({
      target: 's3://other/sp',
      'target-endpoint': 'http://given:1',
      'target-sse': 'AES256',
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    expect(values).toMatchObject({
      target: 's3://other/sp',
      'target-endpoint': 'http://given:1',
      'target-sse': 'AES256',
      'target-region': 'eu-central-1',
    })
    expect(values['target-kms-key-id']).toBeUndefined()
  })

  it('for both sides counts after the file of one, and the log says so', async () => {
    const { notes } = await settle({
      endpoint: 'http://given:1',
      'target-flink-config': write('config.yaml', PRODUCTION),
    })
    expect(notes).toContain(
      'target-flink-config "config.yaml": target-endpoint is taken from s3.endpoint, and counts before endpoint',
    )
  })

  it.each<[string, OptionValues]>([
    ['a profile', { profile: 'mine' }],
    ['a role', { 'role-to-assume': 'arn:aws:iam::123456789012:role/x' }],
    ['keys', { 'access-key-id': 'id', 'secret-access-key': 'x' }],
    ['half a set', { 'access-key-id': 'id' }],
    ['a profile of the side', { 'target-profile': 'mine' }],
  ])('as %s keeps all keys of the file out', async (_, given) => {
    const { values, notes } = await settle({ ...given, 'flink-config': write('config.yaml', PRODUCTION) })
    expect(values['target-secret-access-key']).toBeUndefined()
    expect(values['target-access-key-id']).toBeUndefined()
    expect(notes).toContain(
      'flink-config "config.yaml": s3.access-key is not taken, for credentials are given',
    )
  })
})

describe('the environment', () => {
  it('gives keys of the target alone too, and is named where half of them is missing', async () => {
    const { values, label } = await settle(
      { source: SOURCE, target: 's3://t/sp' },
      { env: { TARGET_AWS_ACCESS_KEY_ID: 'T' } },
    )
    expect(() => readRelocationRequest(values, label)).toThrow(
      'TARGET_AWS_ACCESS_KEY_ID is given without target-secret-access-key',
    )
  })

  it('says who asks Flink only where Flink is asked, as one set', async () => {
    const env = { FLINK_REST_USERNAME: 'me', FLINK_REST_PASSWORD: 'hush' }
    const asked = await settle({ 'rest-url': 'http://x' }, { command: 'savepoint', env })
    expect(asked.values).toMatchObject({ 'rest-username': 'me', 'rest-password': 'hush' })
    const token = await settle({ 'rest-url': 'http://x', 'rest-token': 't' }, { command: 'savepoint', env })
    expect(token.values['rest-username']).toBeUndefined()
    const command = await settle({ command: 'flink stop' }, { command: 'savepoint', env })
    expect(command.values['rest-username']).toBeUndefined()
  })
})

describe('the endpoint aws', () => {
  const AWS = { source: SOURCE, target: 's3://t/sp', endpoint: 'http://minio:9000', 'source-endpoint': 'aws' }

  it('is Amazon itself for the side, beside a server for both', async () => {
    const { values, label } = await settle(AWS)
    const { sourceS3, targetS3 } = readRelocationRequest(values, label)
    expect([sourceS3.endpoint, targetS3.endpoint]).toEqual([undefined, 'http://minio:9000'])
  })

  it('stays what it is for whoever asks the environment and profiles', async () => {
    const { values, label } = await settle(AWS, { env: { AWS_ENDPOINT_URL: 'http://other:1' } })
    expect(readRelocationRequest(values, label).sourceS3).toEqual({ atAws: true })
  })
})

describe('one configuration for both sides', () => {
  it.each(['source', 'target'] as const)('counts after a profile of the %s alone', async (side) => {
    const other = side === 'source' ? 'target' : 'source'
    const { values, label } = await settle({
      source: SOURCE,
      target: 's3://t/sp',
      'flink-config': write('flink-conf.yaml', STAGING),
      [`${side}-profile`]: 'mine',
    })
    const request = readRelocationRequest(values, label)
    expect(request[`${side}S3`]).toMatchObject({
      profile: 'mine',
      inherited: { endpoint: 'http://staging:9000' },
    })
    expect(request[`${side}S3`].endpoint).toBeUndefined()
    expect(request[`${other}S3`]).toMatchObject({ endpoint: 'http://staging:9000' })
  })
})

describe('work with one side', () => {
  it('fills the settings without prefix', async () => {
    const { values } = await settle(
      { source: SOURCE, 'flink-config': write('flink-conf.yaml', STAGING) },
      { command: 'inspect' },
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
      (await settle({ 'flink-config': file, ...values }, { command: 'find' })).values.directory
    expect(await directory({ kind: 'savepoint' })).toBe('s3://staging/savepoints')
    expect(await directory({ kind: 'checkpoint' })).toBe('s3://staging/checkpoints')
    expect(await directory({ directory: '/mine' })).toBe('/mine')
    expect(await refusal({ 'flink-config': file, kind: 'any' }, { command: 'find' })).toContain(
      'say in kind which one is meant, or give directory',
    )
    write('flink-conf.yaml', 'state.checkpoints.dir: s3://staging/checkpoints')
    expect(await directory({ kind: 'any' })).toBe('s3://staging/checkpoints')
  })

  it('takes nothing of S3 for a local place', async () => {
    const { values } = await settle(
      { source: '/x', 'flink-config': write('flink-conf.yaml', STAGING) },
      { command: 'inspect' },
    )
    expect(values.endpoint).toBeUndefined()
  })
})

describe('messages', () => {
  it('name the key that gave a wrong value', async () => {
    const { values, label } = await settle({
      source: SOURCE,
      'target-flink-config': write('flink-conf.yaml', `${STAGING}\ns3.endpoint: http://x/path?q\n`),
    })
    expect(() => readRelocationRequest(values, label)).toThrow(
      's3.endpoint in flink-conf.yaml is "http://x/path?…": write only http://x/path',
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
