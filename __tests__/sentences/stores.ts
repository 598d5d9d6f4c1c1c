import { parseLocation } from '../../src/location/location.ts'
import { openStore } from '../../src/storage/open-store.ts'
import type { FaultRule } from '../support/fake-s3/faults.ts'
import type { S3Settings } from '../../src/storage/settings.ts'
import { startFakeS3 } from '../support/fake-s3/server.ts'
import type { Chapter, Page } from './book.ts'
import { NETWORK } from './network.ts'
import {
  copy,
  credentials,
  failure,
  list,
  read,
  remove,
  withVariables,
  write,
  type Act,
  type Case,
} from './store-calls.ts'

type Answer = FaultRule['fault']
const status = (code: number, name: string, more: Partial<Answer> = {}): Answer => ({
  status: code,
  code: name,
  ...more,
})

const customerKey = { key: Buffer.alloc(32, 'k').toString('base64'), md5: 'mT2HRsMGJ5IX5C+0rreZ8Q==' }

const REFUSALS: readonly (readonly [when: string, act: Act, fault: Answer, more?: Case])[] = [
  ['an unknown key id', read, status(403, 'InvalidAccessKeyId')],
  ['a wrong secret', read, status(403, 'SignatureDoesNotMatch')],
  ['a token that has expired', write, status(400, 'ExpiredToken')],
  ['a token that is not accepted', write, status(400, 'InvalidToken')],
  ['no permission to read', read, status(403, 'AccessDenied')],
  ['no permission to read for nobody', read, status(403, 'AccessDenied'), { settings: { anonymous: true } }],
  ['no permission to list for nobody', list, status(403, 'AccessDenied'), { settings: { anonymous: true } }],
  [
    'an object that is encrypted with a key',
    read,
    status(400, 'InvalidRequest', {
      message:
        'The object was stored using a form of Server Side Encryption. The correct parameters must be provided',
    }),
  ],
  ['a key that may be another one', read, status(403, 'AccessDenied'), { settings: { customerKey } }],
  [
    'a key for an object that is encrypted with none',
    read,
    status(400, 'InvalidRequest', {
      message: 'The encryption parameters are not applicable to this object.',
    }),
    { settings: { customerKey } },
  ],
  ['no permission to write', write, status(403, 'AccessDenied')],
  ['no permission to list', list, status(403, 'AccessDenied')],
  ['no permission to delete', remove, status(403, 'AccessDenied')],
  [
    'no permission for a profile',
    list,
    status(403, 'AccessDenied'),
    { settings: { profile: 'ops', credentials } },
  ],
  [
    'no permission for the KMS key, writing',
    write,
    status(403, 'AccessDenied', {
      message: 'not authorized to perform: kms:GenerateDataKey on this resource',
    }),
  ],
  [
    'no permission for the KMS key, reading',
    read,
    status(403, 'AccessDenied', { message: 'not authorized to perform: kms:Decrypt on this resource' }),
  ],
  ['a disabled KMS key', write, status(400, 'KMS.DisabledException')],
  ['an unknown KMS key', write, status(400, 'KMS.NotFoundException')],
  [
    'another region',
    list,
    status(301, 'PermanentRedirect', { headers: { 'x-amz-bucket-region': 'eu-central-1' } }),
    { settings: { region: 'eu-west-1' } },
  ],
  [
    'another region, which is not told',
    list,
    status(301, 'PermanentRedirect'),
    { settings: { region: 'eu-west-1' } },
  ],
  ['no such bucket', list, status(404, 'NoSuchBucket')],
  ['a bucket name that is none', list, status(400, 'InvalidBucketName')],
  ['a missing object', read, status(404, 'NoSuchKey')],
  ['an archived object', read, status(403, 'InvalidObjectState')],
  ['a changed object', read, status(412, 'PreconditionFailed')],
  ['an object that somebody else wrote', write, status(409, 'ConditionalRequestConflict')],
  ['a clock that is off', read, status(403, 'RequestTimeTooSkewed')],
  ['throttling for ever', read, status(503, 'SlowDown')],
  ['an internal error for ever', write, status(500, 'InternalError')],
  [
    'an error in a success',
    copy,
    { okBody: '<Error><Code>InternalError</Code><Message>an internal error</Message></Error>' },
  ],
  ['a success without content', copy, { okBody: '<CopyObjectResult></CopyObjectResult>' }],
  ['an object beyond the limit', write, status(400, 'EntityTooLarge')],
  ['a bucket without ACLs', write, status(400, 'AccessControlListNotSupported')],
  ['an unknown storage class', write, status(400, 'InvalidStorageClass')],
  ['a full store', write, status(507, 'XMinioStorageFull')],
  ['an operation that is not offered', list, status(501, 'NotImplemented')],
  [
    'plain HTTP to a TLS port',
    read,
    { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' },
  ],
  ['a page of a proxy', list, { status: 404, body: '<html>not here</html>' }],
  ['something unknown', write, status(400, 'SomethingNew', { message: 'Somebody invented this' })],
]

async function refusals(page: Page): Promise<void> {
  page.steady(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-02T10:00:00.000Z')
  for (const [when, act, fault, more] of REFUSALS) {
    const fake = await startFakeS3()
    fake.buckets.put('bucket', 'savepoint/state-1', Buffer.from('0123456789'))
    fake.fault({ fault })
    await failure(page, when, act, { endpoint: fake.endpoint, credentials }, more)
    await fake.close()
  }
}

/** Nothing is asked of the stores: what is said stands before the first request. */
async function unasked(page: Page): Promise<void> {
  const endpoint = 'http://127.0.0.1:9000'
  const nowhere = {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  }
  await withVariables(nowhere, async () => {
    await failure(page, 'no credentials', read, { endpoint })
    await failure(page, 'a profile that is not there', write, { endpoint, profile: 'nobody' })
  })
  const accessPoint = 's3://arn:aws:s3:eu-west-1:123456789012:accesspoint/flink/x'
  const unopened: readonly (readonly [when: string, place: string, more?: S3Settings])[] = [
    ['a directory bucket', 's3://mine--euc1-az1--x-s3/x'],
    ['HDFS', 'hdfs://nn/x'],
    ['Azure', 'abfss://c@a.dfs.core.windows.net/x'],
    ['the file system of a notebook', 'dbfs:/x'],
    ['a key that would go without TLS', 's3://bucket/x', { endpoint, customerKey }],
    ['an endpoint that ends with the bucket', 's3://bucket/x', { endpoint: `${endpoint}/bucket` }],
    ['an endpoint of AWS with a path', 's3://bucket/x', { endpoint: 'https://s3.amazonaws.com/x' }],
    [
      'an endpoint with a path, and hosts of buckets',
      's3://bucket/x',
      { endpoint: `${endpoint}/s3`, forcePathStyle: false },
    ],
    [
      'an endpoint with a path, of a host of buckets',
      's3://bucket/x',
      { endpoint: 'https://oss.aliyuncs.com/x' },
    ],
    ['an access point, and an endpoint', accessPoint, { endpoint }],
    ['an access point, and path style', accessPoint, { forcePathStyle: true }],
  ]
  for (const [when, place, more] of unopened)
    await page.fails(when, async () => {
      const location = parseLocation(place)
      const settings = { region: 'eu-central-1', credentials, ...more }
      const store = await openStore(location, 'source', settings, undefined, {})
      await store.stat(location)
    })
}

/** What is said of stores. */
export const STORES: readonly Chapter[] = [
  { title: 'Refusals of a store', write: refusals },
  { title: 'A store that cannot be asked', write: unasked },
  NETWORK,
]
