import { FlinkConfigError } from '../../../src/flink/config/flink-config-error.ts'
import { s3ConfigOf, type S3Setting } from '../../../src/flink/config/s3-config.ts'
import { isSecretValue, isSensitiveKey } from '../../../src/flink/config/sensitive-keys.ts'
import { snapshotDirectoryOf } from '../../../src/flink/config/snapshot-directories.ts'

type Entries = Readonly<Record<string, string>>

const configOf = (entries: Entries): { entries: Map<string, string>; warnings: [] } => ({
  entries: new Map(Object.entries(entries)),
  warnings: [],
})

function valuesOf(
  entries: Entries,
  scheme = 's3',
  bucket: string | undefined = 'bucket',
): Record<string, string> {
  const { values } = s3ConfigOf(configOf(entries), { scheme, bucket })
  return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]))
}

const warningsOf = (entries: Entries, scheme = 's3'): readonly string[] =>
  s3ConfigOf(configOf(entries), { scheme, bucket: 'bucket' }).warnings

describe('every spelling', () => {
  it.each<[S3Setting, string, string, string, string]>([
    ['accessKey', 's3', 's3.access-key', 'id', 'id'],
    ['accessKey', 's3', 's3.access.key', 'id', 'id'],
    ['accessKey', 's3a', 's3a.access-key', 'id', 'id'],
    ['accessKey', 's3a', 'fs.s3a.access.key', 'id', 'id'],
    ['accessKey', 's3p', 'presto.s3.access-key', 'id', 'id'],
    ['accessKey', 's3p', 'presto.s3.access.key', 'id', 'id'],
    ['accessKey', 's3p', 's3.access.key', 'id', 'id'],
    ['secretKey', 's3', 's3.secret-key', 'x', 'x'],
    ['secretKey', 's3a', 'fs.s3a.secret.key', 'x', 'x'],
    ['sessionToken', 's3', 's3.session.token', 'x', 'x'],
    ['pathStyle', 's3', 's3.path.style.access', 'true', 'true'],
    ['pathStyle', 's3', 's3.path-style-access', 'TRUE', 'true'],
    ['pathStyle', 's3a', 'fs.s3a.path.style.access', 'false', 'false'],
    ['pathStyle', 's3p', 'presto.s3.path-style-access', 'true', 'true'],
    ['region', 's3', 's3.endpoint.region', 'eu-central-1', 'eu-central-1'],
    ['region', 's3a', 'fs.s3a.endpoint.region', 'eu-central-1', 'eu-central-1'],
    ['region', 's3', 's3.region', 'eu-central-1', 'eu-central-1'],
    ['endpoint', 's3', 's3.endpoint', 'http://minio:9000', 'http://minio:9000'],
    ['endpoint', 's3', 's3.endpoint', 'minio:9000', 'https://minio:9000'],
    ['sse', 's3a', 'fs.s3a.server-side-encryption-algorithm', 'AES256', 'AES256'],
    ['sse', 's3a', 's3.encryption.algorithm', 'SSE-KMS', 'aws:kms'],
    ['sse', 's3', 's3.sse.type', 'sse-s3', 'AES256'],
  ])('of %s for %s: %s: %s', (setting, scheme, key, value, expected) => {
    const { values } = s3ConfigOf(configOf({ [key]: value }), { scheme, bucket: 'bucket' })
    expect(values[setting]).toEqual({ key, value: expected })
  })

  it('is not read by the plugin that does not know it', () => {
    expect(valuesOf({ 'presto.s3.endpoint': 'http://presto' }, 's3a')).toEqual({})
    expect(valuesOf({ 'fs.s3a.endpoint': 'http://hadoop' }, 's3p')).toEqual({})
  })
})

describe('settings that belong together', () => {
  it('are the endpoint and whether it speaks TLS', () => {
    expect(
      valuesOf({ 's3.endpoint': 'minio:9000', 'fs.s3a.connection.ssl.enabled': 'false' }, 's3a'),
    ).toEqual({ endpoint: 'http://minio:9000' })
    expect(valuesOf({ 's3.endpoint': 'minio:9000', 'presto.s3.ssl.enabled': 'false' }, 's3p')).toEqual({
      endpoint: 'http://minio:9000',
    })
    expect(valuesOf({ 's3.endpoint': 'https://minio:9000', 's3.connection.ssl.enabled': 'false' })).toEqual({
      endpoint: 'https://minio:9000',
    })
  })

  it('are encryption and its key', () => {
    expect(
      valuesOf({ 'fs.s3a.encryption.algorithm': 'SSE-KMS', 'fs.s3a.encryption.key': 'alias/a' }, 's3a'),
    ).toEqual({ sse: 'aws:kms', kmsKeyId: 'alias/a' })
    expect(valuesOf({ 's3.sse.type': 'aws:kms', 's3.sse.kms.key-id': 'alias/a' })).toEqual({
      sse: 'aws:kms',
      kmsKeyId: 'alias/a',
    })
    expect(
      valuesOf(
        { 'presto.s3.sse.enabled': 'true', 'presto.s3.sse.type': 'KMS', 'presto.s3.sse.kms-key-id': 'k' },
        's3p',
      ),
    ).toEqual({ sse: 'aws:kms', kmsKeyId: 'k' })
    expect(valuesOf({ 'presto.s3.sse.enabled': 'true' }, 's3p')).toEqual({ sse: 'AES256' })
    expect(valuesOf({ 'presto.s3.sse.type': 'KMS' }, 's3p')).toEqual({})
    expect(valuesOf({ 's3.sse.type': 'none' })).toEqual({})
  })
})

describe('precedence', () => {
  it("is Flink's own where Flink has one: names that the plugin copies onto others", () => {
    const both = { 's3.access-key': 'hyphen', 's3.access.key': 'dot' }
    expect(valuesOf(both, 's3a')).toEqual({ accessKey: 'hyphen' })
    expect(valuesOf(both, 's3p')).toEqual({ accessKey: 'dot' })
  })

  it('has the keys of the bucket first', () => {
    const entries = {
      's3.endpoint': 'http://all',
      's3.access-key': 'all',
      'fs.s3a.bucket.mine.endpoint': 'http://mine',
      's3.bucket.mine.access.key': 'mine',
      'fs.s3a.bucket.other.region': 'other',
    }
    expect(valuesOf(entries, 's3a', 'mine')).toEqual({ endpoint: 'http://mine', accessKey: 'mine' })
    expect(valuesOf(entries, 's3a', 'third')).toEqual({ endpoint: 'http://all', accessKey: 'all' })
    const unknown = s3ConfigOf(configOf(entries), { scheme: 's3a' })
    expect(unknown.warnings).toEqual([expect.stringContaining('the bucket is not known yet')])
  })

  it.each<[string, Entries, string]>([
    ['prefixes', { 's3.endpoint': 'http://a', 'fs.s3a.endpoint': 'http://b' }, 's3a'],
    [
      'plugins, where the scheme does not tell',
      { 'fs.s3a.endpoint': 'http://a', 'presto.s3.endpoint': 'http://b' },
      's3',
    ],
    ['names, where the scheme does not tell', { 's3.access-key': 'a', 's3.access.key': 'b' }, 's3'],
    [
      'former and present names',
      { 'fs.s3a.encryption.algorithm': 'AES256', 'fs.s3a.server-side-encryption-algorithm': 'SSE-KMS' },
      's3a',
    ],
  ])('is not guessed between %s', (_, entries, scheme) => {
    const [first = '', second = ''] = Object.keys(entries)
    const act = (): unknown => valuesOf(entries, scheme)
    expect(act).toThrow(FlinkConfigError)
    expect(act).toThrow(new RegExp(`${first.replaceAll('.', '\\.')}|${second.replaceAll('.', '\\.')}`))
    expect(act).not.toThrow(/http:|SSE-KMS/)
  })

  it('takes the same value twice', () => {
    expect(
      valuesOf({
        's3.endpoint': 'http://a',
        'fs.s3a.endpoint': 'http://a',
        'presto.s3.endpoint': 'http://a',
      }),
    ).toEqual({ endpoint: 'http://a' })
  })

  it('refuses what is no boolean', () => {
    expect(() => valuesOf({ 's3.path.style.access': 'yes' })).toThrow(
      's3.path.style.access is "yes": write true or false',
    )
  })
})

describe('what cannot be honoured', () => {
  it.each<[Entries, string]>([
    [{ 'fs.s3a.aws.credentials.provider': 'com.example.Vault' }, 'fs.s3a.aws.credentials.provider'],
    [
      { 's3.aws.credentials.provider': 'org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider' },
      's3.aws.credentials.provider',
    ],
    [{ 'fs.s3.aws.credentials.provider': 'AnonymousCredentialsProvider' }, 'fs.s3.aws.credentials.provider'],
    [{ 's3.assume-role.arn': 'arn:aws:iam::1:role/x' }, 's3.assume-role.arn'],
    [{ 'fs.s3a.assumed.role.arn': 'arn:aws:iam::1:role/x' }, 'fs.s3a.assumed.role.arn'],
    [{ 'fs.s3a.encryption.algorithm': 'SSE-C' }, 'fs.s3a.encryption.algorithm'],
    [{ 'fs.s3a.encryption.algorithm': 'CSE-KMS' }, 'fs.s3a.encryption.algorithm'],
    [{ 'presto.s3.iam-role': 'x' }, 'presto.s3.iam-role'],
    [{ 'presto.s3.encryption-materials-provider': 'x' }, 'presto.s3.encryption-materials-provider'],
  ])('is named: %j', (entries, key) => {
    expect(warningsOf(entries)).toEqual([expect.stringContaining(`${key} is not honoured: `)])
  })

  it('is not what this program does anyway', () => {
    expect(
      warningsOf({
        'fs.s3a.aws.credentials.provider':
          'org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider, com.amazonaws.auth.DefaultAWSCredentialsProviderChain',
      }),
    ).toEqual([])
  })
})

describe('directories', () => {
  it('are found under every key that Flink knows, the present one first', () => {
    const savepoint = (entries: Entries): unknown => snapshotDirectoryOf(configOf(entries), 'savepoint')
    expect(
      savepoint({
        'state.savepoints.dir': 's3://b/old',
        'execution.checkpointing.savepoint-dir': 's3://b/new',
      }),
    ).toEqual({ key: 'execution.checkpointing.savepoint-dir', value: 's3://b/new' })
    expect(savepoint({ 'savepoints.state.backend.fs.dir': 's3://b/oldest' })).toMatchObject({
      value: 's3://b/oldest',
    })
    expect(savepoint({ 'state.checkpoints.dir': 's3://b/cp' })).toBeUndefined()
    expect(
      snapshotDirectoryOf(configOf({ 'state.checkpoints.dir': 's3://b/cp' }), 'checkpoint'),
    ).toMatchObject({ value: 's3://b/cp' })
  })

  it('lose the marker of entropy, as the path of _metadata does', () => {
    const entries = { 'state.checkpoints.dir': 's3://b/_entropy_/cp', 's3.entropy.key': '_entropy_' }
    expect(snapshotDirectoryOf(configOf(entries), 'checkpoint')).toMatchObject({ value: 's3://b//cp' })
  })
})

describe('sensitive keys', () => {
  it('are those of Flink, in any case', () => {
    for (const key of [
      's3.secret-key',
      'security.ssl.rest.keystore-PASSWORD',
      'metrics.reporter.dghttp.apikey',
      'fs.s3a.session.token',
    ]) {
      expect(isSensitiveKey(key)).toBe(true)
    }
    expect(isSensitiveKey('s3.access-key')).toBe(false)
  })

  it('have values that are no secrets', () => {
    expect(isSecretValue('s3.secret-key', 'hush-hush')).toBe(true)
    expect(isSecretValue('security.delegation.tokens.enabled', 'true')).toBe(false)
    expect(isSecretValue('security.delegation.tokens.renewal.retry.backoff', '1 h')).toBe(false)
    expect(isSecretValue('taskmanager.numberOfTaskSlots', 'hush-hush')).toBe(false)
  })
})
