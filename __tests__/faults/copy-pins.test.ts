/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { PERSONAS } from '../support/fake-s3/personas.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const PIN = 'x-amz-copy-source-if-match'
const files = { first: patterned(900), second: patterned(901, 2), large: patterned(4 * PART, 3) }

describe.each([
  [501, 'NotImplemented'],
  [400, 'InvalidArgument'],
  [400, 'InvalidRequest'],
])('a store that answers %i %s to the condition on the source of a copy', (status, code) => {
  const from = { refusesHeaders: { names: new RegExp(`^${PIN}$`), status, code } }

  it('copies without it, and is asked with it for no more than the first objects', async () => {
    lab = await openLab({ files, from })
    expect((await lab.relocate({ verify: 'strict', concurrency: 1 })).transferMode).toBe('server-side')
    lab.expectWhole()
    const asked = lab.from.log.filter(({ headers }) => headers[PIN] !== undefined)
    // The first object with the directive for tags, and without; nothing is known of it before that.
    expect(asked.map((request) => [request.operation, request.status])).toEqual([
      ['CopyObject', status],
      ['CopyObject', status],
    ])
    expect(lab.told.filter((text) => /streamed/.test(text))).toEqual([])
  })

  it.each(['first', 'large'])('%s, which changes while it is copied, ends the run', async (name) => {
    lab = await openLab({ files, from })
    lab.from.onRequest = ({ operation, headers }) => {
      const source = headers['x-amz-copy-source']
      if (/Copy$|^Copy/.test(operation) && source?.endsWith(name) === true && headers[PIN] === undefined)
        lab.from.buckets.put(
          'source',
          `flink/savepoint-1/${name}`,
          patterned(files[name as 'first'].length, 9),
        )
    }
    expect(await lab.failure()).toMatch(
      new RegExp(`^s3://source/flink/savepoint-1/${name} is no longer the object that was planned`),
    )
    lab.expectNoSavepoint()
  })

  it('replaces what is there, where a policy demands a condition on that', async () => {
    lab = await openLab({ files, from: { ...from, conditionalWritesOnly: true } })
    lab.put('first', patterned(900, 77))
    await lab.relocate({ overwrite: true })
    lab.expectWhole()
  })
})

describe('a store that does not look at the ETag of the source of a copy (Ceph)', () => {
  /** The file at the source as if it had been uploaded in parts of 400 bytes. */
  const inParts = (name: string, bytes: Buffer, digit: string): void => {
    const sizes = Array.from({ length: Math.ceil(bytes.length / 400) }, (_, n) =>
      Math.min(400, bytes.length - n * 400),
    )
    const etag = `${digit.repeat(32)}-${sizes.length}`
    lab.from.buckets.put('source', `flink/savepoint-1/${name}`, bytes, {}, etag, sizes)
  }

  it.each(['MD5', 'parts'])(
    'a file that changes before it is copied ends the run (ETag: %s)',
    async (kind) => {
      lab = await openLab({ files, from: PERSONAS['Ceph']! })
      if (kind === 'parts') for (const [name, bytes] of Object.entries(files)) inParts(name, bytes, 'a')
      lab.from.onRequest = ({ operation, headers }) => {
        if (operation !== 'CopyObject' || headers['x-amz-copy-source']?.endsWith('first') !== true) return
        if (kind === 'parts') inParts('first', patterned(900, 9), 'b')
        else lab.from.buckets.put('source', 'flink/savepoint-1/first', patterned(900, 9))
      }
      expect(await lab.failure()).toMatch(
        /^s3:\/\/source\/flink\/savepoint-1\/first is no longer the object that was planned/,
      )
      lab.expectNoSavepoint()
    },
  )

  it.each([
    ['keeps the ETag', PERSONAS['Ceph']!, 0],
    ['makes a new one', {}, 1],
  ])('what was uploaded in parts costs no look for each copy, where that %s', async (_, from, looks) => {
    lab = await openLab({ files: { ...files, third: patterned(902, 4) }, from })
    for (const [name, bytes] of Object.entries(files)) inParts(name, bytes, 'a')
    await lab.relocate({ concurrency: 1 })
    lab.expectWhole()
    const heads = lab.from.log.filter(
      ({ operation, bucket, key }) =>
        operation === 'HeadObject' && bucket === 'source' && /first|second/.test(key),
    )
    expect(heads).toHaveLength(looks)
  })
})
