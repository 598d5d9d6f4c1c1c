/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import type { Operation } from '../support/fake-s3/request.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const files = { small: patterned(30), large: patterned(4 * PART, 3) }
const WRITES: ReadonlySet<Operation> = new Set([
  'PutObject',
  'CopyObject',
  'CreateMultipartUpload',
  'DeleteObject',
])
const users = { alice: {}, bob: { denies: (operation: Operation) => WRITES.has(operation) } }

describe.each([
  ['server-side', false],
  ['streamed', true],
])('a key that may only read, %s', (_, streamed) => {
  it.each([
    ['knows conditions of writes', undefined],
    ['does not know them, and says so first: 501 (Swift)', { status: 501, code: 'NotImplemented' }],
    ['does not know them: 400', { status: 400, code: 'InvalidArgument' }],
    ['does not know them: 405', { status: 405, code: 'MethodNotAllowed' }],
  ])('is named, and nothing is left, where the store %s', async (__, fault) => {
    lab = await openLab({ streamed, files, from: { users }, to: { users } })
    if (fault !== undefined)
      lab.to.fault({
        operation: [...WRITES],
        when: ({ headers }) => (headers['if-none-match'] ?? headers['if-match']) !== undefined,
        fault,
      })
    expect(await lab.failure()).toMatch(/^cannot write s3:\/\/target\/[^]* needs s3:PutObject on the object/)
    expect(lab.placed).toEqual([])
  })
})
