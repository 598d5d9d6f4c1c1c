/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromIni } from '@aws-sdk/credential-providers'
import { parseLocation } from '../../src/location/location.ts'
import { settle } from '../../src/storage/s3/identity/settle.ts'
import type { S3Settings } from '../../src/storage/settings.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { accessKeyOf, FakeSts } from '../support/fake-sts.ts'
import { makeCertificate } from '../support/self-signed.ts'
import { openLab, type Lab } from '../faults/lab.ts'

const formerEnvironment = { ...process.env }
let lab: Lab
let stranger: FakeS3
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-profiles-'))
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name)
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true'
  lab = await openLab({ streamed: true })
  stranger = await startFakeS3({ buckets: ['source', 'target'] })
})
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await lab.close()
  await stranger.close()
  await rm(directory, { recursive: true })
})

/** Writes `~/.aws/config` and `~/.aws/credentials`, as it were. */
async function configure(config: string, credentials = ''): Promise<void> {
  const [first, second] = [join(directory, 'config'), join(directory, 'credentials')]
  await writeFile(first, config)
  await writeFile(second, credentials)
  process.env['AWS_CONFIG_FILE'] = first
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = second
}

const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = secret\n`
const signers = (fake: FakeS3): Set<string | undefined> =>
  new Set(fake.log.map(({ accessKeyId }) => accessKeyId))
const regions = (fake: FakeS3): Set<string | undefined> =>
  new Set(
    fake.log.map(({ headers }) => /Credential=[^/]+\/\d+\/([^/]+)/.exec(headers['authorization'] ?? '')?.[1]),
  )
const BY_PROFILES = { sourceS3: { profile: 'old' }, targetS3: { profile: 'new' } }

describe('keys that stand in the file of a profile', () => {
  const found = async (): Promise<S3Settings['profileKeys']> =>
    (await settle({ profile: 'p' }, { side: 'source' }, parseLocation('s3://bucket/sp'))).settings.profileKeys

  it.each([
    ['of the configuration', `[profile p]\n${keys('olga')}`, ''],
    ['of the credentials', '', `[p]\n${keys('olga')}aws_session_token = t\n`],
    ['of both', `[profile p]\n${keys('olga')}aws_session_token = t\n`, `[p]\n${keys('nina')}`],
    ['before a program', `[profile p]\ncredential_process = false\n${keys('olga')}`, ''],
    ['before a single sign-on', `[profile p]\nsso_session = s\n[sso-session s]\n`, `[p]\n${keys('olga')}`],
  ])('are those that the SDK finds: %s', async (_, config, credentials) => {
    await configure(config, credentials)
    const { accessKeyId, secretAccessKey, sessionToken } = await fromIni({
      profile: 'p',
      ignoreCache: true,
    })()
    expect(await found()).toEqual({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) })
  })

  it.each([
    ['are for a role', `[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = p\n${keys('olga')}`],
    ['lack the secret', '[profile p]\naws_access_key_id = olga\n'],
  ])('are left to the SDK where they %s', async (_, config) => {
    await configure(config)
    expect(await found()).toBeUndefined()
  })

  it('do not count before keys of the environment, which the SDK takes first', async () => {
    await configure('', `[default]\n${keys('olga')}`)
    const settled = async (): Promise<S3Settings> =>
      (await settle({}, { side: 'source' }, parseLocation('s3://bucket/sp'))).settings
    expect(await settled()).toMatchObject({ profileKeys: { accessKeyId: 'olga' } })
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'eve', AWS_SECRET_ACCESS_KEY: 'secret' })
    expect((await settled()).profileKeys).toBeUndefined()
  })
})

describe('a profile', () => {
  it('counts as a whole, of each side its own: endpoint, region and keys', async () => {
    await configure(
      `[default]\nendpoint_url = ${stranger.endpoint}\nregion = eu-west-9\n`
        + `[profile old]\nendpoint_url = ${lab.from.endpoint}\nregion = old-1\n${keys('olga')}`
        + `[profile new]\nservices = ours\nregion = new-1\n${keys('nina')}`
        + `[services ours]\ns3 =\n  endpoint_url = ${lab.to.endpoint}\n`,
    )
    await lab.relocate(BY_PROFILES)
    lab.expectWhole()
    expect(stranger.log).toEqual([])
    expect([signers(lab.from), signers(lab.to)]).toEqual([new Set(['olga']), new Set(['nina'])])
    expect([regions(lab.from), regions(lab.to)]).toEqual([new Set(['old-1']), new Set(['new-1'])])
  })

  it('that names an endpoint counts before AWS_ENDPOINT_URL, which counts for both sides', async () => {
    await configure(
      `[profile old]\nendpoint_url = ${lab.from.endpoint}\n${keys('olga')}[profile new]\nregion = new-1\n${keys('nina')}`,
    )
    process.env['AWS_ENDPOINT_URL'] = lab.to.endpoint
    process.env['AWS_REGION'] = 'env-1'
    await lab.relocate(BY_PROFILES)
    lab.expectWhole()
    expect([regions(lab.from), regions(lab.to)]).toEqual([new Set(['env-1']), new Set(['new-1'])])
  })

  it('that names none does not get the endpoint of [default]', async () => {
    await configure(`[default]\nendpoint_url = ${stranger.endpoint}\n[profile new]\n${keys('nina')}`)
    const connect = await startFakeS3()
    process.env['HTTPS_PROXY'] = connect.endpoint
    const failure = await lab
      .failure(
        { sourceS3: { profile: 'new' }, targetS3: { profile: 'new' } },
        { tuning: { retry: { transientAttempts: 1 } } },
      )
      .finally(() => connect.close())
    expect(stranger.log).toEqual([])
    expect(failure).toMatch(/cannot (list|read|look at) .*s3:\/\/source\/flink\/savepoint-1/)
  })

  it('of the source counts before what the source has of the target, and that before the environment', async () => {
    await configure(
      `[profile old]\nendpoint_url = ${lab.from.endpoint}\n${keys('olga')}[profile bare]\n${keys('bert')}`,
    )
    process.env['AWS_ENDPOINT_URL'] = stranger.endpoint
    const inherited = { endpoint: lab.to.endpoint, region: 'new-1' }
    await lab.relocate({ sourceS3: { profile: 'old', inherited } })
    lab.expectWhole()
    expect([signers(lab.from), regions(lab.from)]).toEqual([new Set(['olga']), new Set(['new-1'])])
    const failure = await lab.failure({
      source: 's3://source/none',
      sourceS3: { profile: 'bare', inherited },
    })
    expect(failure).toContain('nothing is at s3://source/none')
    expect(signers(lab.to)).toContain('bert')
    expect(stranger.log).toEqual([])
  })

  it('and the environment do not count where AWS itself is asked for', async () => {
    await configure(`[default]\nendpoint_url = ${stranger.endpoint}\n[profile own]\nregion = own-1\n`)
    const endpointOf = async (given: S3Settings, uri = 's3://b/x'): Promise<string | undefined> =>
      (await settle(given, { side: 'source' }, parseLocation(uri))).settings.endpoint
    expect(await endpointOf({ atAws: true, region: 'eu-1' })).toBe('https://s3.eu-1.amazonaws.com')
    await expect(endpointOf({ atAws: true })).rejects.toThrow(
      'source-endpoint (or endpoint) is aws, and the profile default names another server: set source-region (or region) too',
    )
    process.env['AWS_ENDPOINT_URL'] = stranger.endpoint
    expect(await endpointOf({ atAws: true, region: 'cn-north-1' })).toBe(
      'https://s3.cn-north-1.amazonaws.com.cn',
    )
    const inherited = { endpoint: lab.to.endpoint, region: 'new-1' }
    expect(await endpointOf({ profile: 'own', atAws: true, inherited })).toBe(
      'https://s3.own-1.amazonaws.com',
    )
    expect(await endpointOf({ profile: 'own', inherited: { atAws: true } })).toBe(
      'https://s3.own-1.amazonaws.com',
    )
    await expect(endpointOf({ atAws: true }, 'gs://b/x')).rejects.toThrow(
      'source-endpoint (or endpoint) is aws, and gs://b/x is in Google Cloud Storage',
    )
  })

  it('binds a plan that was approved to its server', async () => {
    await configure(`[profile new]\n${keys('nina')}`)
    const planAt = async (endpoint: string): Promise<string | undefined> =>
      (await lab.relocate({ dryRun: true, targetS3: { profile: 'new', inherited: { endpoint } } }))
        .planFingerprint
    const approved = await planAt(lab.to.endpoint)
    expect(await planAt(lab.to.endpoint)).toBe(approved)
    expect(await planAt(stranger.endpoint)).not.toBe(approved)
  })

  it('named by AWS_PROFILE counts as a whole too', async () => {
    await configure(
      `[default]\nendpoint_url = ${stranger.endpoint}\n[profile new]\nendpoint_url = ${lab.to.endpoint}\n${keys('nina')}`,
    )
    process.env['AWS_PROFILE'] = 'new'
    lab.to.buckets.put(
      'source',
      'flink/savepoint-1/_metadata',
      lab.metadataAt('s3://source/flink/savepoint-1'),
    )
    for (const [name, bytes] of lab.files) lab.to.buckets.put('source', `flink/savepoint-1/${name}`, bytes)
    await lab.relocate({ sourceS3: {}, targetS3: {} })
    lab.expectWhole()
    expect(stranger.log).toEqual([])
  })

  it('whose endpoint is another one than the other profile’s is no server that copies by itself', async () => {
    await configure(
      `[profile old]\nendpoint_url = ${lab.from.endpoint}\n${keys('olga')}[profile new]\nendpoint_url = ${lab.to.endpoint}\n${keys('nina')}`,
    )
    await lab.relocate(BY_PROFILES)
    expect(lab.to.count('CopyObject')).toBe(0)
    lab.expectWhole()
  })

  it('that switches its endpoints off has none', async () => {
    await configure(
      `[profile old]\nendpoint_url = ${stranger.endpoint}\nignore_configured_endpoint_urls = true\n${keys('olga')}`,
    )
    process.env['AWS_ENDPOINT_URL_S3'] = lab.from.endpoint
    await lab.failure(
      { sourceS3: { profile: 'old' }, targetS3: { profile: 'old' } },
      { tuning: { retry: { transientAttempts: 1 } } },
    )
    expect(stranger.log).toEqual([])
  })

  it.each([
    ['no URL', 'minio:9000', /the profile old names the endpoint_url "minio:9000".*write a whole URL/],
    ['a password', 'https://me:pass@minio.example', /the profile old names the endpoint_url.*keys as keys/],
  ])('whose endpoint_url is %s is refused by its name', async (_, url, message) => {
    await configure(`[profile old]\nendpoint_url = ${url}\n${keys('olga')}`)
    const failure = await lab.failure({ sourceS3: { profile: 'old' } })
    expect(failure).toMatch(message)
    expect(failure).not.toContain('me:pass')
  })

  it('with a role takes it, and sends to its own endpoint', async () => {
    const sts = await new FakeSts().listen()
    await writeFile(join(directory, 'token'), 'a.b.c')
    await configure(
      `[profile old]\nendpoint_url = ${lab.from.endpoint}\nregion = old-1\nrole_arn = arn:aws:iam::123456789012:role/reader\n`
        + `web_identity_token_file = ${join(directory, 'token')}\n[profile new]\nendpoint_url = ${lab.to.endpoint}\n${keys('nina')}`,
    )
    Object.assign(process.env, sts.env)
    await lab.relocate(BY_PROFILES).finally(() => sts.close())
    lab.expectWhole()
    expect(signers(lab.from)).toEqual(new Set([accessKeyOf('arn:aws:iam::123456789012:role/reader')]))
  })

  it('names a services section that is there', async () => {
    await configure(`[profile old]\nservices = ours\n${keys('olga')}`)
    expect(await lab.failure({ sourceS3: { profile: 'old' } })).toMatch(
      /the profile old names the services section "ours", which .*config.* does not have/,
    )
  })

  it('names the certificates to trust, of its side only', async () => {
    const bundle = join(directory, 'bundle.pem')
    await writeFile(bundle, makeCertificate({ hosts: ['localhost'] }).cert)
    await configure(
      `[profile old]\nendpoint_url = ${lab.from.endpoint}\nca_bundle = ${bundle}\n${keys('olga')}`
        + `[profile new]\nendpoint_url = ${lab.to.endpoint}\nca_bundle = ${directory}/none.pem\n${keys('nina')}`,
    )
    expect(await lab.failure(BY_PROFILES)).toMatch(
      /ca_bundle of the profile new names .*none\.pem, which cannot be read/,
    )
    await configure(
      `[profile old]\nendpoint_url = ${lab.from.endpoint}\nca_bundle = ${bundle}\n${keys('olga')}`
        + `[profile new]\nendpoint_url = ${lab.to.endpoint}\n${keys('nina')}`,
    )
    await lab.relocate(BY_PROFILES)
    lab.expectWhole()
  })
})

describe('what the environment says', () => {
  it.each([
    ['AWS_USE_FIPS_ENDPOINT', 'FIPS'],
    ['AWS_USE_DUALSTACK_ENDPOINT', 'dual-stack'],
  ])('in %s is of AWS, and does not stop a run to another server', async (name, word) => {
    process.env[name] = 'true'
    await lab.relocate()
    lab.expectWhole()
    expect(lab.told.join('\n')).toMatch(
      new RegExp(`${name} is true, but .* goes to http://127.*: ${word} endpoints are Amazon's own`),
    )
  })

  it('of a profile beside keys: the profile is used, and that is told', async () => {
    await configure(`[profile old]\nendpoint_url = ${lab.from.endpoint}\n${keys('olga')}`)
    Object.assign(process.env, {
      AWS_PROFILE: 'old',
      AWS_ACCESS_KEY_ID: 'eve',
      AWS_SECRET_ACCESS_KEY: 'secret',
    })
    await lab.relocate({ sourceS3: {} })
    expect(signers(lab.from)).toEqual(new Set(['olga']))
    expect(lab.told.join('\n')).toMatch(
      /AWS_PROFILE \(old\) and AWS_ACCESS_KEY_ID are both set in the environment: the profile is used for the source and the keys are not; unset one of them/,
    )
  })

  it('of an endpoint by a host name takes path style, as the AWS CLI does', async () => {
    await configure(`[default]\n${keys('olga')}`)
    process.env['AWS_ENDPOINT_URL'] = lab.from.endpoint.replace('127.0.0.1', 'localhost')
    await lab.relocate({ sourceS3: {} })
    lab.expectWhole()
  })

  it('of an endpoint that is no URL is refused by the name of its variable', async () => {
    process.env['AWS_ENDPOINT_URL_S3'] = 'minio:9000'
    expect(await lab.failure({ sourceS3: {} })).toMatch(
      /AWS_ENDPOINT_URL_S3 is "minio:9000": write a whole URL/,
    )
  })
})

describe('the style of addresses', () => {
  it('that a profile asks for is the one that is used', async () => {
    await configure(
      `[profile old]\nendpoint_url = http://store.test\n${keys('olga')}s3 =\n  addressing_style = virtual\n`,
    )
    process.env['HTTP_PROXY'] = lab.from.endpoint
    process.env['NO_PROXY'] = '127.0.0.1'
    const hosts = new Set<string | undefined>()
    lab.from.onRequest = ({ headers }) => void hosts.add(headers['host'])
    await lab.failure({ sourceS3: { profile: 'old' } })
    expect(hosts).toEqual(new Set(['source.store.test']))
  })
})
