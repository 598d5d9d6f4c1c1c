/** @jest-environment ./__tests__/support/one-realm.ts */
/** What a person reads when something between here and the store answers, or MinIO, in their own words. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { parseLocation } from '../../src/location/location.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import type { S3Settings, S3WriteSettings } from '../../src/storage/settings.ts'
import { StorageError, type StorageErrorCode } from '../../src/storage/storage-error.ts'
import { makeCertificate } from '../support/self-signed.ts'
import { bytesSource, listAll, putText } from '../storage/bytes-source.ts'
import { quickRetry } from '../storage/quick-retry.ts'
import { startHaproxy, startNginx, startSquid, type Proxy } from './proxies.ts'
import { clientFor, startMinio, type LabServer } from './servers.ts'

type Act = (store: ObjectStore) => Promise<unknown>

const SECRET = 'of-the-lab-and-nobody-else'
const NOBODY = 'http://127.0.0.1:1'
const object = parseLocation('s3://bucket/savepoint/_metadata')
const read: Act = (store) => store.read(object, { maxBytes: 100 })
const look: Act = (store) => store.stat(object)
const list: Act = (store) => listAll(store, parseLocation('s3://bucket/savepoint'))
const writeSmall: Act = (store) => putText(store, object, 'x')
const write: Act = (store) => store.write(object, bytesSource(Buffer.alloc(3_000_000)))

const formerEnvironment = { ...process.env }
const running: { stop(): Promise<void> }[] = []
let scratch: string
let minio: LabServer

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-sentences-'))
  const certificate = makeCertificate({ hosts: ['localhost'] })
  await writeFile(join(scratch, 'ca.pem'), certificate.cert)
  const credentials = { accessKeyId: 'of-the-lab', secretAccessKey: SECRET }
  minio = await startMinio(credentials, 'minio-region', certificate, 'eu-west-9')
  const client = clientFor(minio)
  await client.send(new CreateBucketCommand({ Bucket: 'bucket' }))
  const key = Buffer.alloc(32, 7)
  await client.send(
    new PutObjectCommand({
      Bucket: 'bucket',
      Key: 'encrypted',
      Body: 'x',
      SSECustomerAlgorithm: 'AES256',
      SSECustomerKey: key.toString('base64'),
      SSECustomerKeyMD5: createHash('md5').update(key).digest('base64'),
    }),
  )
  client.destroy()
}, 90_000)

beforeEach(() => {
  const others = Object.entries(formerEnvironment).filter(([name]) => !/proxy$/i.test(name))
  process.env = { ...Object.fromEntries(others), AWS_CA_BUNDLE: join(scratch, 'ca.pem') }
})

afterEach(async () => {
  process.env = { ...formerEnvironment }
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

afterAll(async () => {
  await minio.stop()
  await rm(scratch, { recursive: true })
})

async function started(starting: Promise<Proxy>): Promise<string> {
  const proxy = await starting
  running.push(proxy)
  return proxy.url
}

async function failureOf(
  settings: Partial<S3Settings>,
  act: Act,
  write: S3WriteSettings = {},
): Promise<StorageError> {
  const credentials = { accessKeyId: 'of-the-lab', secretAccessKey: SECRET }
  const store = createS3Store({ credentials, ...settings }, { side: 'target', retry: quickRetry(), write })
  try {
    const outcome: unknown = await act(store).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(StorageError)
    const failure = outcome as StorageError
    expect(failure.message).not.toMatch(/region|</)
    expect(failure.message).not.toContain(SECRET)
    return failure
  } finally {
    store.close()
  }
}

describe('nginx', () => {
  it.each<[string, string, Act, StorageErrorCode, readonly string[]]>([
    [
      'a redirect to TLS',
      'return 301 https://$host$request_uri;',
      list,
      'tls',
      ['write endpoint as https://127.0.0.1 '],
    ],
    [
      'a redirect to TLS, to HEAD',
      'return 308 https://$host$request_uri;',
      look,
      'tls',
      ['write endpoint as https://127.0.0.1 '],
    ],
    [
      'a login page',
      'return 302 https://sso.example/login?back=$request_uri;',
      read,
      'unreachable',
      ['sends elsewhere, to https://sso.example/login, which S3 does not', 'check endpoint'],
    ],
    [
      'a login page, by 307',
      'return 307 https://sso.example/login;',
      list,
      'unreachable',
      ['to https://sso.example/login,', 'status 307'],
    ],
    [
      'a login of its own',
      'auth_basic x; auth_basic_user_file /dev/null;',
      list,
      'unreachable',
      ['"401 Authorization Required nginx', 'no store was asked'],
    ],
    [
      'a refusal',
      'deny all;',
      read,
      'unreachable',
      ['"403 Forbidden nginx', 'refuses this machine, and no store was asked'],
    ],
    ['a refusal, to HEAD', 'deny all;', look, 'unreachable', ['a web page, not as S3 does', 'status 403']],
    [
      'no such page',
      'root /nonexistent;',
      list,
      'unreachable',
      ['"404 Not Found nginx', 'no store behind this address'],
    ],
    [
      'no such method',
      'root /nonexistent;',
      writeSmall,
      'unreachable',
      ['"405 Not Allowed nginx', 'no store behind this address'],
    ],
    [
      'a store that is down',
      `proxy_pass ${NOBODY};`,
      list,
      'unreachable',
      ['"502 Bad Gateway nginx', 'does not reach the store'],
    ],
    [
      'a store that is down, to HEAD',
      `proxy_pass ${NOBODY};`,
      look,
      'unreachable',
      ['does not reach the store'],
    ],
    [
      'a store that is slow',
      'return 504;',
      list,
      'unreachable',
      ['"504 Gateway Time-out nginx', "raise the proxy's timeout"],
    ],
    [
      'no store at all',
      'return 503;',
      list,
      'unreachable',
      ['"503 Service Temporarily Unavailable nginx', 'has no store to pass this on to'],
    ],
  ])('answers with %s', async (_, location, act, code, says) => {
    const failure = await failureOf({ endpoint: await started(startNginx(NOBODY, { location })) }, act)
    for (const part of says) expect(`${failure.message} `.replaceAll(/ \(/g, '  (')).toContain(part)
    expect(failure.code).toBe(code)
  })

  it('takes 1 MiB, unless told otherwise', async () => {
    const endpoint = await started(startNginx(NOBODY))
    const { message, code } = await failureOf({ endpoint }, write)
    expect(message).toContain(`what is at ${endpoint} takes no request of that size`)
    expect(message).toContain('raise it to 64 MiB (nginx: client_max_body_size)')
    expect(code).toBe('too-large')
  })
})

describe('HAProxy', () => {
  it.each([
    ['list', list],
    ['look', look],
  ])('has no server to pass on to (%s)', async (_, act) => {
    const { message } = await failureOf({ endpoint: await started(startHaproxy()) }, act)
    expect(message).toContain('has no store to pass this on to')
  })
})

describe('Squid', () => {
  it.each<[string, string, Act]>([
    ['HTTP_PROXY', 'http://127.0.0.1:9999', list],
    ['HTTP_PROXY', 'http://127.0.0.1:9999', look],
    ['HTTPS_PROXY', 'https://127.0.0.1:9999', list],
  ])('wants a login by %s (%s)', async (variable, endpoint, act) => {
    const url = await started(startSquid({ users: { ann: 'right' }, tunnelPorts: [9999] }))
    process.env[variable] = url
    const without = await failureOf({ endpoint }, act)
    expect(without.message).toContain(
      `the proxy ${url} of ${variable} wants a user and a password: write ${variable} as http://user:password@`,
    )
    process.env[variable] = url.replace('//', '//ann:wrong@')
    const wrong = await failureOf({ endpoint }, act)
    expect(wrong.message).toContain(`does not accept the user and password in ${variable}`)
    expect(wrong.message).not.toContain('wrong')
  })

  it('allows no tunnels to other ports than 443', async () => {
    const url = await started(startSquid())
    process.env['HTTPS_PROXY'] = url
    const { message } = await failureOf({ endpoint: 'https://127.0.0.1:9999' }, list)
    expect(message).toContain(
      `the proxy ${url} of HTTPS_PROXY allows no tunnel to 127.0.0.1:9999 (it answered CONNECT with 403)`,
    )
    expect(message).toContain('or name 127.0.0.1 in NO_PROXY')
  })

  it('does not reach the store, and says so for both kinds of request', async () => {
    const url = await started(startSquid({ tunnelPorts: [1025] }))
    Object.assign(process.env, { HTTPS_PROXY: url, HTTP_PROXY: url })
    const tunnel = await failureOf({ endpoint: 'https://127.0.0.1:1025' }, list)
    expect(tunnel.message).toContain('does not reach 127.0.0.1:1025 (it answered CONNECT with 503)')
    const passedOn = await failureOf({ endpoint: 'http://127.0.0.1:1025' }, list)
    expect(passedOn.message).toContain(
      `the proxy ${url} of HTTP_PROXY, or what is at http://127.0.0.1:1025, answers`,
    )
  })
})

describe('MinIO that names its region in every answer', () => {
  const at = (more: Partial<S3Settings> = {}): Partial<S3Settings> => ({ endpoint: minio.endpoint, ...more })
  const encrypted = parseLocation('s3://bucket/encrypted')

  const leftOver = { accessKeyId: 'of-the-lab', secretAccessKey: SECRET, sessionToken: 'left-over' }
  const readEncrypted: Act = (store) => store.read(encrypted, { maxBytes: 9 })
  const lookAtEncrypted: Act = (store) => store.stat(encrypted)
  const listOdd: Act = (store) => listAll(store, parseLocation('s3://a_B/x'))

  it.each<[string, Partial<S3Settings>, S3WriteSettings, Act, string]>([
    ['to read with whose key', {}, {}, readEncrypted, 'encrypted with a key of its writer'],
    ['to look at it', {}, {}, lookAtEncrypted, 'encrypted with a key of its writer'],
    ['a storage class', {}, { storageClass: 'NOPE' }, writeSmall, 'target-storage-class'],
    ['the name of a bucket', {}, {}, listOdd, 'no valid bucket name'],
    ['a left-over token', { credentials: leftOver }, {}, list, 'drop it if the keys are permanent'],
  ])('refuses %s, and the region is not to blame', async (_, more, write, act, says) => {
    for (const region of [{ region: 'eu-west-9' }, {}]) {
      const { message, code } = await failureOf(at({ ...more, ...region }), act, write)
      expect(message).toContain(says)
      expect(code).not.toBe('wrong-region')
    }
  })

  it('is asked for another one, and named', async () => {
    const store = createS3Store(
      { credentials: minio, endpoint: minio.endpoint, region: 'eu-west-1' },
      { side: 'target', retry: quickRetry() },
    )
    await expect(list(store)).rejects.toThrow('is in the region eu-west-9, not in eu-west-1')
    store.close()
  })
})
