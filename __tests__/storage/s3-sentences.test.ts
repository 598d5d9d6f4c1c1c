/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createTcpServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseLocation } from '../../src/location/location.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { createS3Store, type S3StoreOptions } from '../../src/storage/s3/s3-store.ts'
import type { S3Settings } from '../../src/storage/settings.ts'
import { StorageError, type StorageErrorCode } from '../../src/storage/storage-error.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import type { FaultRule } from '../support/fake-s3/faults.ts'
import { HandClock } from '../support/hand-clock.ts'
import { startTunnelProxy } from '../support/tunnel-proxy.ts'
import { daysFromNow, makeCertificate } from '../support/self-signed.ts'
import { bytesSource } from './bytes-source.ts'
import { quickRetry } from './quick-retry.ts'

const SECRET = 'a-secret-that-must-not-be-told'
const TOKEN = 'a-token-that-must-not-be-told'
const credentials = { accessKeyId: 'alice', secretAccessKey: SECRET, sessionToken: TOKEN }
const object = parseLocation('s3a://bucket/savepoint/state-1')
const OBJECT = 's3a://bucket/savepoint/state-1'

let fake: FakeS3
const servers: Server[] = []
const formerEnvironment = { ...process.env }

beforeEach(async () => {
  fake = await startFakeS3({ users: { alice: {} } })
  fake.buckets.put('bucket', 'savepoint/state-1', Buffer.from('0123456789'))
})

afterEach(async () => {
  await fake.close()
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server)
      (server as unknown as { closeAllConnections(): void }).closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  process.env = { ...formerEnvironment }
})

type Act = (store: ObjectStore) => Promise<unknown>

const read: Act = (store) => store.read(object, { maxBytes: 100 })
const look: Act = (store) => store.stat(object)
const write: Act = (store) => store.write(object, bytesSource(Buffer.from('new')))
const remove: Act = (store) => store.remove([object])
const list: Act = async (store) => {
  let seen = 0
  for await (const page of store.list(parseLocation('s3a://bucket/savepoint'))) seen += page.length
  return seen
}
const copy: Act = (store) =>
  (store as ReturnType<typeof createS3Store>).copyWithin(
    { location: object, sizeBytes: 10 },
    parseLocation('s3a://bucket/copy'),
  )

async function failureOf(
  settings: S3Settings,
  act: Act,
  options: Partial<S3StoreOptions> = {},
): Promise<StorageError> {
  const store = createS3Store(settings, { side: 'target', retry: quickRetry(), ...options })
  try {
    const outcome: unknown = await act(store).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(StorageError)
    const failure = outcome as StorageError
    expect(failure.message.length).toBeGreaterThan(40)
    const told = `${failure.message} ${String(failure.cause)} ${JSON.stringify(failure)} ${JSON.stringify(failure.cause)}`
    expect(told).not.toContain(SECRET)
    expect(told).not.toContain(TOKEN)
    return failure
  } finally {
    store.close()
  }
}

/** What the server answers, what was being done, and what a person reads. */
interface Row {
  readonly name: string
  readonly act: Act
  readonly fault: FaultRule['fault']
  readonly side?: 'source'
  readonly settings?: Partial<S3Settings>
  readonly code: StorageErrorCode
  readonly says: readonly string[]
}

const ROWS: readonly Row[] = [
  {
    name: 'an expired session token',
    act: list,
    fault: { status: 400, code: 'ExpiredToken' },
    code: 'credentials',
    says: [
      'session token of the target has expired',
      'session-token',
      'run again',
      'status 400, ExpiredToken, request id FAKE',
    ],
  },
  {
    name: 'an expired session token of the source',
    act: read,
    side: 'source',
    fault: { status: 400, code: 'ExpiredToken' },
    code: 'credentials',
    says: [OBJECT, 'source-session-token (or session-token)'],
  },
  {
    name: 'an expired session token, seen by HEAD',
    act: look,
    fault: { status: 400, code: 'ExpiredToken' },
    code: 'credentials',
    says: ['has expired'],
  },
  {
    name: 'a session token of other keys',
    act: read,
    fault: { status: 400, code: 'InvalidToken' },
    code: 'credentials',
    says: ['session-token must come from the same set'],
  },
  {
    name: 'a session token of other keys, as MinIO calls it',
    act: read,
    fault: {
      status: 403,
      code: 'InvalidTokenId',
      headers: { 'x-amz-bucket-region': 'eu-west-9' },
      message: 'The security token included in the request is invalid',
    },
    code: 'credentials',
    says: ['session-token must come from the same set', 'drop it if the keys are permanent'],
  },
  {
    name: 'a key id that cannot be one, as versitygw tells it',
    act: read,
    fault: {
      status: 400,
      code: 'AuthorizationHeaderMalformed',
      message:
        'The authorization header is malformed; the Credential is mal-formed; expecting "<YOUR-AKID>/…".',
    },
    code: 'credentials',
    says: ['the key of access-key-id cannot be a key id', 'slash'],
  },
  {
    name: 'a bad storage class of a store that names its region in every answer',
    act: write,
    settings: { region: 'eu-west-9' },
    fault: {
      status: 400,
      code: 'InvalidStorageClass',
      message: 'Invalid storage class.',
      headers: { 'x-amz-bucket-region': 'eu-west-9' },
      fields: { Region: 'eu-west-9' },
    },
    code: 'unsupported',
    says: ['target-storage-class'],
  },
  {
    name: 'an object with a key of its own (SSE-C)',
    act: read,
    settings: { region: 'eu-west-9' },
    fault: {
      status: 400,
      code: 'InvalidRequest',
      message:
        'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
      headers: { 'x-amz-bucket-region': 'eu-west-9' },
    },
    code: 'unsupported',
    says: ['SSE-C', 'by a tool that has the key'],
  },
  {
    name: 'a redirect to a login page',
    act: read,
    fault: {
      status: 302,
      headers: { location: 'https://sso.example/login?token=abc' },
      body: '<html></html>',
    },
    code: 'unreachable',
    says: [
      'sends elsewhere, to https://sso.example/login, which S3 does not',
      'check endpoint',
      'status 302',
    ],
  },
  {
    name: 'a redirect without a target',
    act: read,
    fault: { status: 307, body: '' },
    code: 'unreachable',
    says: ['without a word where'],
  },
  {
    name: 'a page in place of a refusal',
    act: list,
    fault: { status: 403, body: '<html><head><title>Blocked</title></head><body></body></html>' },
    code: 'unreachable',
    says: ['answers with a page, "Blocked", not as S3 does', 'no store was asked'],
  },
  {
    name: 'a plain refusal of a service mesh',
    act: read,
    fault: { status: 403, body: 'RBAC: access denied', headers: { 'x-amz-request-id': '' } },
    code: 'unreachable',
    says: ['"RBAC: access denied"', 'no store was asked'],
  },
  {
    name: 'a login that a proxy wants which no variable names',
    act: read,
    fault: { status: 407, body: '', headers: { 'proxy-authenticate': 'Basic realm="x"' } },
    code: 'unreachable',
    says: ['a proxy on the way wants a login, and no proxy variable is in force'],
  },
  {
    name: 'a limit of a proxy',
    act: write,
    fault: { status: 413, body: 'Payload Too Large' },
    code: 'too-large',
    says: ['takes no request of that size', 'client_max_body_size'],
  },
  {
    name: 'a wrong secret',
    act: read,
    side: 'source',
    fault: {
      status: 403,
      code: 'SignatureDoesNotMatch',
      message: 'The request signature we calculated does not match',
    },
    code: 'credentials',
    says: ['check source-secret-access-key (or secret-access-key)'],
  },
  {
    name: 'a wrong secret, which only the words of the answer tell (Garage)',
    act: read,
    side: 'source',
    fault: { status: 403, code: 'AccessDenied', message: 'Forbidden: Invalid signature' },
    code: 'credentials',
    says: ['the signature is wrong', 'check source-secret-access-key (or secret-access-key)'],
  },
  {
    name: 'an unknown key, which only the words of the answer tell (Garage)',
    act: read,
    side: 'source',
    fault: {
      status: 403,
      code: 'AccessDenied',
      message: 'Forbidden: No such key: GK0123456789abcdef01234567',
    },
    code: 'credentials',
    says: ['is unknown to the store'],
  },
  {
    name: 'no permission to read',
    act: read,
    side: 'source',
    fault: { status: 403, code: 'AccessDenied' },
    code: 'access-denied',
    says: [
      `cannot read ${OBJECT}`,
      'source-access-key-id (or access-key-id)',
      's3:GetObject',
      's3:ListBucket',
      'requester-pays',
    ],
  },
  {
    name: 'no permission to look',
    act: look,
    fault: { status: 403, code: 'AccessDenied' },
    code: 'access-denied',
    says: [`cannot read ${OBJECT}`, 's3:GetObject', 'objects that do not exist'],
  },
  {
    name: 'no permission to write',
    act: write,
    fault: { status: 403, code: 'AccessDenied' },
    code: 'access-denied',
    says: [`cannot write ${OBJECT}`, 'the key of access-key-id', 's3:PutObject', 'policy'],
  },
  {
    name: 'no permission to list',
    act: list,
    fault: { status: 403, code: 'AccessDenied' },
    code: 'access-denied',
    says: ['cannot list what is below s3a://bucket/savepoint', 's3:ListBucket on the bucket'],
  },
  {
    name: 'no permission to delete',
    act: remove,
    fault: { status: 403, code: 'AccessDenied' },
    code: 'access-denied',
    says: [`cannot delete ${OBJECT}`, 's3:DeleteObject'],
  },
  {
    name: 'no permission to use the KMS key for writing',
    act: write,
    fault: {
      status: 403,
      code: 'AccessDenied',
      message: 'User is not authorized to perform: kms:GenerateDataKey on this resource',
    },
    code: 'access-denied',
    says: ['target-kms-key-id', 'kms:GenerateDataKey and kms:Decrypt'],
  },
  {
    name: 'no permission to use the KMS key for reading',
    act: read,
    side: 'source',
    fault: {
      status: 403,
      code: 'AccessDenied',
      message: 'User is not authorized to perform: kms:Decrypt on this resource',
    },
    code: 'access-denied',
    says: ['the KMS key that the object is encrypted with', 'allow kms:Decrypt'],
  },
  {
    name: 'a disabled KMS key',
    act: write,
    fault: { status: 400, code: 'KMS.DisabledException' },
    code: 'access-denied',
    says: ['is disabled', 'enable it'],
  },
  {
    name: 'an unknown KMS key',
    act: write,
    fault: { status: 400, code: 'KMS.NotFoundException' },
    code: 'access-denied',
    says: ['does not exist', 'ARN'],
  },
  {
    name: 'a wrong region',
    act: list,
    settings: { region: 'eu-west-1' },
    fault: { status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-central-1' } },
    code: 'wrong-region',
    says: ['is in the region eu-central-1, not in eu-west-1', 'set region to eu-central-1'],
  },
  {
    name: 'a wrong region, told by the signature',
    act: read,
    side: 'source',
    settings: { region: 'eu-west-1' },
    fault: { status: 400, code: 'AuthorizationHeaderMalformed', fields: { Region: 'eu-central-1' } },
    code: 'wrong-region',
    says: ['set source-region (or region) to eu-central-1'],
  },
  {
    name: 'a bucket that does not exist',
    act: list,
    fault: { status: 404, code: 'NoSuchBucket' },
    code: 'no-such-bucket',
    says: ['the bucket bucket of', 'check the spelling'],
  },
  {
    name: 'a bucket name that is none',
    act: list,
    fault: { status: 400, code: 'InvalidBucketName' },
    code: 'other',
    says: ['"bucket"', 'no valid bucket name', 'target as s3://bucket/path'],
  },
  {
    name: 'a missing object',
    act: read,
    fault: { status: 404, code: 'NoSuchKey' },
    code: 'not-found',
    says: [`${OBJECT} does not exist`],
  },
  {
    name: 'an archived object',
    act: read,
    fault: { status: 403, code: 'InvalidObjectState' },
    code: 'archived',
    says: [`${OBJECT} is archived`, 'restore-object'],
  },
  {
    name: 'an archived object that is copied',
    act: copy,
    fault: { status: 403, code: 'InvalidObjectState' },
    code: 'archived',
    says: [`${OBJECT} is archived`],
  },
  {
    name: 'a changed object',
    act: read,
    fault: { status: 412, code: 'PreconditionFailed' },
    code: 'changed',
    says: [`${OBJECT} is no longer the object that was planned`],
  },
  {
    name: 'a clock that is off',
    act: read,
    fault: { status: 403, code: 'RequestTimeTooSkewed' },
    code: 'clock-skew',
    says: ['the clock of this machine', 'NTP'],
  },
  {
    name: 'throttling without end',
    act: read,
    fault: { status: 503, code: 'SlowDown' },
    code: 'throttled',
    says: ['slow down', 'lower concurrency', 'not copied again'],
  },
  {
    name: 'an internal error that lasts',
    act: write,
    fault: { status: 500, code: 'InternalError' },
    code: 'other',
    says: ['failed several times', 'run again', 'status 500, InternalError'],
  },
  {
    name: 'an error inside a success',
    act: copy,
    fault: {
      okBody: '<Error><Code>InternalError</Code><Message>We encountered an internal error</Message></Error>',
    },
    code: 'other',
    says: ['failed several times'],
  },
  {
    name: 'a success without content',
    act: copy,
    fault: { okBody: '<CopyObjectResult></CopyObjectResult>' },
    code: 'corrupt-answer',
    says: ['without what that promises'],
  },
  {
    name: 'half an answer',
    act: copy,
    fault: { okBody: '<?xml version="1.0"?><CopyObjectResult><ETag>&quot;abc' },
    code: 'corrupt-answer',
    says: ['without what that promises'],
  },
  {
    name: 'an object beyond the limit',
    act: write,
    fault: { status: 400, code: 'EntityTooLarge' },
    code: 'too-large',
    says: ['larger than the store allows'],
  },
  {
    name: 'a bucket without ACLs',
    act: write,
    fault: { status: 400, code: 'AccessControlListNotSupported' },
    code: 'unsupported',
    says: ['leave out target-acl'],
  },
  {
    name: 'an unknown storage class',
    act: write,
    fault: { status: 400, code: 'InvalidStorageClass' },
    code: 'unsupported',
    says: ['target-storage-class'],
  },
  {
    name: 'a full store',
    act: write,
    fault: { status: 507, code: 'XMinioStorageFull' },
    code: 'other',
    says: ['the store is full'],
  },
  {
    name: 'an operation that is not offered',
    act: list,
    fault: { status: 501, code: 'NotImplemented' },
    code: 'unsupported',
    says: ['does not offer ListObjectsV2'],
  },
  {
    name: 'connections that break',
    act: read,
    fault: { reset: true },
    code: 'unreachable',
    says: ['broke several times', 'ECONNRESET'],
  },
  {
    name: 'plain HTTP to a TLS port',
    act: read,
    fault: { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' },
    code: 'tls',
    says: ['speaks TLS', 'https://'],
  },
]

describe('each likely failure of S3 has a sentence of its own', () => {
  it.each(ROWS)('$name', async ({ act, fault, side, settings, code, says }) => {
    fake.fault({ fault })
    const failure = await failureOf({ endpoint: fake.endpoint, credentials, ...settings }, act, {
      side: side ?? 'target',
    })
    for (const part of says) expect(failure.message).toContain(part)
    expect(failure.code).toBe(code)
    expect(failure.facts.location?.authority).toBe('bucket')
  })

  it('an unknown key id', async () => {
    const failure = await failureOf(
      { endpoint: fake.endpoint, credentials: { ...credentials, accessKeyId: 'mallory' } },
      read,
      { side: 'source' },
    )
    expect(failure.message).toContain(
      'the key of source-access-key-id (or access-key-id) is unknown to the store',
    )
    expect(failure.message).toContain('source-endpoint (or endpoint)')
    expect(failure.code).toBe('credentials')
  })

  it('no credentials at all', async () => {
    process.env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.includes('AWS_')))
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    })
    const failure = await failureOf({ endpoint: fake.endpoint }, read, { side: 'source' })
    expect(failure.message).toContain(
      'no credentials were found for the source: set source-access-key-id (or access-key-id)',
    )
    expect(failure.message).toContain('configure-aws-credentials')
    const named = await failureOf({ endpoint: fake.endpoint, profile: 'nobody' }, read)
    expect(named.message).toContain('the profile nobody gives no credentials')
    expect([failure.code, named.code, fake.log.length]).toEqual(['credentials', 'credentials', 0])
  })

  it('nobody who listens', async () => {
    const { endpoint } = fake
    await fake.close()
    const failure = await failureOf({ endpoint, credentials }, read, { side: 'source' })
    expect(failure.message).toContain(`nothing listens at ${endpoint}: check source-endpoint (or endpoint)`)
    expect([failure.code, failure.facts.operation]).toEqual(['unreachable', 'GetObject'])
    fake = await startFakeS3()
  })

  it('a name that does not resolve', async () => {
    const failure = await failureOf({ endpoint: 'http://no-such-host.invalid:9000', credentials }, read)
    expect(failure.message).toContain(
      'the name of http://no-such-host.invalid:9000 cannot be resolved: check endpoint',
    )
    expect(failure.code).toBe('unreachable')
  })

  it.each(['http', 'https'])('a proxy whose name does not resolve, to a store by %s', async (scheme) => {
    const variable = `${scheme.toUpperCase()}_PROXY`
    process.env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name)))
    process.env[variable] = 'http://ann:of-the-proxy@no-such-host.invalid:3128'
    const failure = await failureOf({ endpoint: `${scheme}://store.example:9000`, credentials }, read)
    expect(failure.message).toContain(
      `the name of the proxy http://no-such-host.invalid:3128 of ${variable} cannot be resolved: correct ${variable}, `
        + 'or name store.example in NO_PROXY',
    )
    expect(failure.message).not.toContain('of-the-proxy')
    expect(failure.code).toBe('unreachable')
  })

  it('a proxy that offers no login that can be given', async () => {
    const proxy = await startTunnelProxy(
      '407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM',
    )
    process.env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name)))
    process.env['HTTPS_PROXY'] = proxy.url
    const failure = await failureOf({ endpoint: 'https://store.example:9000', credentials }, read).finally(
      () => proxy.close(),
    )
    expect(failure.message).toContain('wants a login by Negotiate, NTLM, and only Basic can be sent')
  })

  it('a store that is silent', async () => {
    const silenceClock = new HandClock()
    fake.fault({
      fault: {
        stall: 'head',
        stalled: () => {
          silenceClock.forward(61)
        },
      },
    })
    const failure = await failureOf({ endpoint: fake.endpoint, credentials }, read, { silenceClock })
    expect(failure.message).toContain('did not answer in time, several times')
    expect(failure.code).toBe('unreachable')
    expect(fake.count('GetObject')).toBe(6)
  })

  it('something that is not HTTP', async () => {
    const port = await listenOn(
      createTcpServer((socket) => {
        socket.on('error', () => {
          socket.destroy()
        })
        socket.end('SSH-2.0-OpenSSH_9.6\r\n')
        socket.resume()
      }),
    )
    const failure = await failureOf({ endpoint: `http://127.0.0.1:${port}`, credentials }, read)
    expect(failure.message).toContain('is not HTTP')
    expect(failure.code).toBe('unreachable')
  })

  it('TLS to a port that speaks plain HTTP', async () => {
    const failure = await failureOf({ endpoint: fake.endpoint.replace('http:', 'https:'), credentials }, read)
    expect(failure.message).toContain('does not speak TLS: write endpoint with http://')
    expect(failure.code).toBe('tls')
  })

  it('a certificate that nobody trusts', async () => {
    const port = await listenOn(createTlsServer(makeCertificate({ hosts: ['localhost'] })))
    const failure = await failureOf({ endpoint: `https://localhost:${port}`, credentials }, read)
    expect(failure.message).toContain('AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS')
    expect(failure.code).toBe('tls')
  })

  it.each([
    [
      'that has expired',
      { hosts: ['localhost'], notAfter: daysFromNow(-1), notBefore: daysFromNow(-2) },
      'is not valid now',
    ],
    ['for another name', { hosts: ['elsewhere.example'] }, 'is for another host name'],
  ])('a certificate %s', async (_, wishes, says) => {
    const directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-ca-'))
    const made = makeCertificate(wishes)
    await writeFile(`${directory}/ca.pem`, made.cert)
    process.env['AWS_CA_BUNDLE'] = `${directory}/ca.pem`
    const port = await listenOn(createTlsServer(made))
    const failure = await failureOf({ endpoint: `https://localhost:${port}`, credentials }, read)
    expect(failure.message).toContain(says)
    expect(failure.code).toBe('tls')
    await rm(directory, { recursive: true })
  })
})

async function listenOn(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return (server.address() as AddressInfo).port
}
