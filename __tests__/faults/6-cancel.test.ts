/** @jest-environment ./__tests__/support/one-realm.ts */
import { setTimeout as delay } from 'node:timers/promises'
import type { FakeRequest, Operation } from '../support/fake-s3/request.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

type Moment = (request: FakeRequest) => boolean

const isMetadata = ({ key }: FakeRequest): boolean => key.endsWith('_metadata')
const arrives =
  (...operations: Operation[]): Moment =>
  ({ operation }) =>
    operations.includes(operation)
const nth = (count: number, moment: Moment): Moment => {
  let seen = 0
  return (request) => moment(request) && ++seen === count
}

/** Cancels the run when a request of that kind arrives at the target; its reason must come out. */
async function cancelAt(moment: Moment): Promise<void> {
  const stop = new AbortController()
  lab.to.onRequest = (request) => {
    if (moment(request)) stop.abort(new Error('stopped by SIGTERM'))
  }
  await expect(lab.relocate({ deleteSource: true }, { signal: stop.signal })).rejects.toThrow(
    'stopped by SIGTERM',
  )
  expect(stop.signal.aborted).toBe(true)
  lab.to.onRequest = () => undefined
}

async function expectNextRunToFinish(): Promise<void> {
  expect(lab.from.buckets.entries('source')).toHaveLength(lab.files.size + 1)
  lab.to.faults.clear()
  await lab.relocate()
  lab.expectWhole()
}

describe.each([
  ['server-side', false],
  ['streamed', true],
])('%s, cancelled', (_, streamed) => {
  const part = streamed ? 'UploadPart' : 'UploadPartCopy'
  const whole = streamed ? 'PutObject' : 'CopyObject'

  it.each<[string, () => Moment]>([
    ['before create', () => nth(1, arrives(whole))],
    ['after create, its answer on the way', () => arrives('CreateMultipartUpload')],
    ['at the first part', () => nth(1, arrives(part))],
    ['with one part there', () => nth(2, arrives(part))],
    ['with all parts there, the completion on its way', () => arrives('CompleteMultipartUpload')],
    [
      'while it verifies',
      () => {
        let completed = false
        return ({ operation }) => {
          completed ||= operation === 'CompleteMultipartUpload'
          return completed && operation === 'ListObjectsV2'
        }
      },
    ],
  ])('%s: leaves no upload, no _metadata, and the source', async (__, moment) => {
    lab = await openLab({ streamed })
    await cancelAt(moment())
    lab.expectNoSavepoint()
    await expectNextRunToFinish()
  })

  it.each<Operation>(['CreateMultipartUpload', part, 'CompleteMultipartUpload'])(
    'while %s is not answered: leaves no upload, no _metadata',
    async (operation) => {
      lab = await openLab({ streamed })
      lab.to.fault({ operation, fault: { later: () => delay(150) } })
      await cancelAt(arrives(operation))
      lab.expectNoSavepoint()
      await expectNextRunToFinish()
    },
  )

  it('before commit: no _metadata', async () => {
    lab = await openLab({ streamed })
    lab.to.fault({ operation: 'PutObject', key: /_metadata$/, fault: { stall: 'head' } })
    await cancelAt((request) => request.operation === 'PutObject' && isMetadata(request))
    lab.expectNoSavepoint()
    await expectNextRunToFinish()
  })

  it.each<[string, () => Moment]>([
    [
      'its answer on the way',
      () => nth(1, (request) => request.operation === 'PutObject' && isMetadata(request)),
    ],
    [
      'while it asks whether conditions are honoured',
      () => nth(2, (request) => request.operation === 'PutObject' && isMetadata(request)),
    ],
    [
      'while it reads back',
      () => {
        let put = false
        return (request) => {
          put ||= request.operation === 'PutObject' && isMetadata(request)
          return put && request.operation === 'GetObject' && isMetadata(request)
        }
      },
    ],
  ])('after commit, %s: the savepoint is whole, and the source is left', async (__, moment) => {
    lab = await openLab({ streamed })
    await cancelAt(moment())
    lab.expectWhole()
    await expectNextRunToFinish()
  })
})
