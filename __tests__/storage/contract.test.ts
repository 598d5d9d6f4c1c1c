import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { objectStoreContract, transferContract, type OpenedStore } from './contract.ts'
import { openFiles, openS3 } from './openers.ts'

const users = { alice: {}, bob: {} }
let one: FakeS3
let two: FakeS3

beforeAll(async () => {
  one = await startFakeS3({ users, pageSize: 3 })
  two = await startFakeS3({ users })
})

afterAll(async () => {
  await Promise.all([one.close(), two.close()])
})

const s3 = (server: () => FakeS3, accessKeyId: string) => (): Promise<OpenedStore> =>
  Promise.resolve(
    openS3({ endpoint: server().endpoint, credentials: { accessKeyId, secretAccessKey: 'secret' } }),
  )

const onOne = s3(() => one, 'alice')
const onTwo = s3(() => two, 'bob')

objectStoreContract('the file store', openFiles)
objectStoreContract('the S3 store', onOne)

transferContract('file to file', 'local', openFiles, openFiles)
transferContract('file to S3', 'streamed', openFiles, onOne)
transferContract('S3 to file', 'streamed', onOne, openFiles)
transferContract(
  'S3 to the same S3',
  'server-side',
  onOne,
  s3(() => one, 'bob'),
)
transferContract('S3 to another S3', 'streamed', onOne, onTwo)

it('leaves no multipart upload unfinished', () => {
  expect([one.buckets.unfinished, two.buckets.unfinished]).toEqual([0, 0])
  expect(one.count('AbortMultipartUpload')).toBeGreaterThan(0)
})
