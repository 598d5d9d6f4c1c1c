/** @jest-environment ./__tests__/support/one-realm.ts */
import type { Operation } from '../support/fake-s3/request.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
const error = (code: string): string => `<Error><Code>${code}</Code><Message>We are sorry.</Message></Error>`

/** Bodies that come with 200 and are no success. */
const BODIES: readonly (readonly [name: string, body: string])[] = [
  ['an error', `${DECLARATION}\n${error('InternalError')}`],
  ['an error with a trailing newline', `${DECLARATION}\n${error('InternalError')}\n`],
  ['an error behind leading blanks', ` \n \n${DECLARATION}\n${error('InternalError')}`],
  ['HTML', '<!DOCTYPE html><html><body><h1>Welcome to the proxy</h1></body></html>'],
  ['an empty body', ''],
  ['a truncated body', `${DECLARATION}\n<CopyObjectResult><ETag>&quot;abc`],
  ['another document', `${DECLARATION}\n<ListBucketResult><Name>abc</Name></ListBucketResult>`],
  [
    'no ETag',
    `${DECLARATION}\n<CopyObjectResult><LastModified>2024-01-01T00:00:00Z</LastModified></CopyObjectResult>`,
  ],
]

const OPERATIONS = [
  'CopyObject',
  'UploadPartCopy',
  'CompleteMultipartUpload',
] as const satisfies readonly Operation[]

describe.each(OPERATIONS)('200 for %s', (operation) => {
  it.each(BODIES)('with %s is tried again', async (_, okBody) => {
    lab = await openLab()
    lab.from.fault({ operation, times: 2, fault: { okBody, undone: true } })
    await lab.relocate()
    lab.expectWhole()
  })

  it('with an error for ever ends without a savepoint', async () => {
    lab = await openLab()
    lab.from.fault({ operation, fault: { okBody: `${error('InternalError')}\n`, undone: true } })
    if (operation === 'UploadPartCopy') {
      await lab.relocate()
      expect(lab.told.join('\n')).toContain('the store fails at copying parts')
      lab.expectWhole()
    } else {
      expect(await lab.failure()).toMatch(/the target store failed several times \(We are sorry\.\)/)
      lab.expectNoSavepoint()
    }
  })

  it('with a refusal is not taken for a success', async () => {
    lab = await openLab()
    lab.from.fault({ operation, fault: { okBody: `${error('AccessDenied')}\n`, undone: true } })
    if (operation === 'UploadPartCopy') {
      await lab.relocate()
      expect(lab.told.join('\n')).toContain('AccessDenied')
      lab.expectWhole()
    } else {
      expect(await lab.failure()).toMatch(/s3:PutObject/)
      lab.expectNoSavepoint()
    }
  })
})

it('200 with HTML for ever tells what came', async () => {
  lab = await openLab()
  lab.from.fault({ operation: 'CopyObject', fault: { okBody: '<html>Welcome</html>', undone: true } })
  expect(await lab.failure()).toMatch(
    /answered "success" without what that promises \(it answered "Welcome"\)/,
  )
  lab.expectNoSavepoint()
})

it('200 with an error whose operation happened all the same is no harm', async () => {
  lab = await openLab()
  for (const operation of OPERATIONS)
    lab.from.fault({ operation, times: 1, fault: { okBody: error('InternalError') } })
  await lab.relocate()
  lab.expectWhole()
})
