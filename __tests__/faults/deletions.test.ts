/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { PERSONAS } from '../support/fake-s3/personas.ts'
import type { FaultKind } from '../support/fake-s3/faults.ts'
import type { Operation } from '../support/fake-s3/request.ts'
import type { LoggedRequest } from '../support/fake-s3/server.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const files = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`file-${n}`, patterned(20 + n, n)]))
const RECEIPT = 'flink/savepoint-1/_metadata.relocated.json'

const left = (): string[] => lab.from.buckets.entries('source').map(([key]) => key)
const answered = (operation: Operation): number[] =>
  lab.from.log.filter((request) => request.operation === operation).map(({ status }) => status)
/** The files, without `_metadata` and what runs put there for a moment. */
const singly = (): LoggedRequest[] =>
  lab.from.log.filter(({ operation, key }) => operation === 'DeleteObject' && /file-\d+$/.test(key))

/** As Jetty answers for S3Proxy. */
const PAGE = { 'content-type': 'text/html;charset=iso-8859-1' }
const HTML = '<html><body><h2>HTTP ERROR 500 UnrecognizedPropertyException</h2></body></html>'

/** The file becomes another one of the same size before the first request of the operation. */
function replaceBefore(operation: Operation, name: string): void {
  let done = false
  lab.from.onRequest = (request) => {
    if (done || request.operation !== operation) return
    done = true
    lab.from.buckets.put('source', `flink/savepoint-1/${name}`, patterned(files[name]!.length, 99))
  }
}

describe('delete-source, where the store takes no ETags in a list of deletions', () => {
  const REFUSALS: readonly (readonly [string, FaultKind])[] = [
    ['500 with a page (S3Proxy)', { status: 500, headers: PAGE, body: HTML }],
    ['500', { status: 500, code: 'InternalError' }],
    ['400', { status: 400, code: 'MalformedXML' }],
    ['412', { status: 412, code: 'PreconditionFailed' }],
    ['501', { status: 501, code: 'NotImplemented' }],
  ]

  it.each(REFUSALS)('%s: they are looked at, and deleted by a list without', async (_, fault) => {
    lab = await openLab({ files })
    lab.from.fault({ operation: 'DeleteObjects', when: ({ body }) => body.includes('<ETag>'), fault })
    expect((await lab.relocate({ deleteSource: true })).deleted).toBe(31)
    expect(left()).toEqual([RECEIPT])
    lab.expectWhole()
    expect(answered('DeleteObjects').filter((status) => status === 200)).toEqual([200])
    expect(singly()).toEqual([])
  })

  it('what became another object before that look stays, and is named', async () => {
    lab = await openLab({ files, from: PERSONAS['S3Proxy']! })
    replaceBefore('DeleteObjects', 'file-7')
    expect(await lab.failure({ deleteSource: true })).toMatch(
      /^delete-source: the snapshot is relocated and 30 files of its source deleted, but 1 file there is no longer what was copied[^]*file-7$/,
    )
    expect(left()).toEqual([RECEIPT, 'flink/savepoint-1/file-7'])
  })

  it('what a refused list had deleted all the same is gone, and no fault', async () => {
    lab = await openLab({ files })
    lab.from.onRequest = ({ operation, body }) => {
      if (operation === 'DeleteObjects' && body.includes('<ETag>'))
        lab.from.buckets.delete('source', 'flink/savepoint-1/file-7')
    }
    lab.from.fault({
      operation: 'DeleteObjects',
      when: ({ body }) => body.includes('<ETag>'),
      fault: { status: 500, code: 'InternalError' },
    })
    expect((await lab.relocate({ deleteSource: true })).deleted).toBe(31)
    expect(left()).toEqual([RECEIPT])
  })
})

describe('delete-source, where the store deletes nothing by lists', () => {
  it.each([
    ['501 (Google)', { status: 501, code: 'NotImplemented' }],
    ['405', { status: 405, code: 'MethodNotAllowed' }],
    ['404', { status: 404, code: 'NoSuchKey' }],
    ['403', { status: 403, code: 'AccessDenied' }],
    ['411', { status: 411, code: 'MissingContentLength' }],
    ['500', { status: 500, code: 'InternalError' }],
  ])('%s: they are deleted one by one, several at a time', async (_, fault) => {
    lab = await openLab({ files })
    lab.from.fault({ operation: 'DeleteObjects', fault })
    // The first one is answered when the second has come.
    let open = (): void => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    let come = 0
    lab.from.onRequest = ({ operation, key }) => {
      if (operation !== 'DeleteObject' || !/file-\d+$/.test(key)) return undefined
      if (++come === 2) open()
      return gate
    }
    expect((await lab.relocate({ deleteSource: true })).deleted).toBe(31)
    expect(left()).toEqual([RECEIPT])
    expect(singly().map(({ key }) => key)).toHaveLength(30)
  })

  it('and what became another object meanwhile stays', async () => {
    lab = await openLab({ files, from: { noBulkDelete: true } })
    replaceBefore('DeleteObjects', 'file-7')
    expect(await lab.failure({ deleteSource: true })).toMatch(/1 file there is no longer what was copied/)
    expect(left()).toEqual([RECEIPT, 'flink/savepoint-1/file-7'])
  })
})

describe('delete-source of what listings tell another ETag of than HEAD (Swift)', () => {
  const MOVED = { source: 's3://target/moved/savepoint-1', target: 's3://target/on' }

  it.each([
    ['by a list', {}],
    ['one by one', { noBulkDelete: true }],
    ['by a list without ETags', { refusesEtagsInDeletions: 400 }],
  ])('%s: it is what was planned, and is deleted', async (_, quirks) => {
    lab = await openLab({ files, from: { ...PERSONAS['Swift']!, ...quirks } })
    for (const [name, bytes] of Object.entries(files)) {
      const etag = `${'0123456789abcdef'.repeat(2)}-2`
      lab.from.buckets.put('source', `flink/savepoint-1/${name}`, bytes, {}, etag, [10, bytes.length - 10])
    }
    await lab.relocate()
    expect((await lab.relocate({ ...MOVED, deleteSource: true })).deleted).toBe(31)
    expect(lab.from.buckets.entries('target').filter(([key]) => /^moved.*file-\d+$/.test(key))).toEqual([])
  })
})
