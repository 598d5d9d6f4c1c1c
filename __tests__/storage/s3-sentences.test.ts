/** @jest-environment ./__tests__/support/one-realm.ts */
import { parseLocation } from '../../src/location/location.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { createS3Store, type S3StoreOptions } from '../../src/storage/s3/s3-store.ts'
import type { S3Settings } from '../../src/storage/settings.ts'
import { StorageError, type StorageErrorCode } from '../../src/storage/storage-error.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import type { FaultRule } from '../support/fake-s3/faults.ts'
import { HandClock } from '../support/hand-clock.ts'
import { bytesSource } from './bytes-source.ts'
import { quickRetry } from './quick-retry.ts'

const SECRET = 'a-secret-that-must-not-be-told'
const TOKEN = 'a-token-that-must-not-be-told'
const credentials = { accessKeyId: 'alice', secretAccessKey: SECRET, sessionToken: TOKEN }
const object = parseLocation('s3a://bucket/savepoint/state-1')
const OBJECT = 's3a://bucket/savepoint/state-1'

let fake: FakeS3
const formerEnvironment = { ...process.env }

beforeEach(async () => {
  fake = await startFakeS3({ users: { alice: {} } })
  fake.buckets.put('bucket', 'savepoint/state-1', Buffer.from('0123456789'))
})

afterEach(async () => {
  await fake.close()
  process.env = { ...formerEnvironment }
})

type Act = (store: ObjectStore) => Promise<unknown>

const read: Act = (store) => store.read(object, { maxBytes: 100 })
const look: Act = (store) => store.stat(object)
const write: Act = (store) => store.write(object, bytesSource(Buffer.from('new')))
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
    name: 'no permission to look',
    act: look,
    fault: { status: 403, code: 'AccessDenied' },
    code: 'access-denied',
    says: [`cannot read ${OBJECT}`, 's3:GetObject', 'objects that do not exist'],
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
]

/** The sentences of the other failures stand in the book (`__tests__/sentences`). */
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

  it('a proxy whose name does not resolve, to a store by http', async () => {
    const variable = 'HTTP_PROXY'
    process.env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name)))
    process.env[variable] = 'http://ann:of-the-proxy@no-such-host.invalid:3128'
    const failure = await failureOf({ endpoint: 'http://store.example:9000', credentials }, read)
    expect(failure.message).toContain(
      `the name of the proxy http://no-such-host.invalid:3128 of ${variable} cannot be resolved: correct ${variable}, `
        + 'or name store.example in NO_PROXY',
    )
    expect(failure.message).not.toContain('of-the-proxy')
    expect(failure.code).toBe('unreachable')
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
})
