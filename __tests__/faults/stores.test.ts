/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { PERSONAS } from '../support/fake-s3/personas.ts'
import type { Operation } from '../support/fake-s3/request.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const statuses = (...operations: readonly Operation[]): number[] =>
  lab.to.log.filter(({ operation }) => operations.includes(operation)).map(({ status }) => status)

/** The file at the source as if it had been uploaded in parts of 400 bytes. */
function uploadInParts(name: string): void {
  const bytes = lab.files.get(name)!
  const sizes = Array.from({ length: Math.ceil(bytes.length / 400) }, (_, n) =>
    Math.min(400, bytes.length - n * 400),
  )
  const etag = `${'0123456789abcdef'.repeat(2)}-${sizes.length}`
  lab.from.buckets.put('source', `flink/savepoint-1/${name}`, bytes, {}, etag, sizes)
}

describe('on Swift, which refuses the pin of what was uploaded in parts', () => {
  const files = { first: patterned(900), second: patterned(901, 2), large: patterned(4 * PART, 3) }

  it('the server copies it all the same, and it is looked at whether it is still what was planned', async () => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const name of Object.keys(files)) uploadInParts(name)
    expect((await lab.relocate()).transferMode).toBe('server-side')
    lab.expectWhole()
    // Once for small ones: from then on the condition is left out.
    expect(statuses('CopyObject').filter((status) => status === 412)).toEqual([412])
    expect(statuses('PutObject').filter((status) => status === 200)).toHaveLength(1)
    expect(lab.told.filter((text) => /streamed/.test(text))).toEqual([])
  })

  it.each(['first', 'large'])('%s, which changes while it is copied, ends the run', async (name) => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const each of Object.keys(files)) uploadInParts(each)
    lab.from.onRequest = ({ operation, headers }) => {
      const unpinned = headers['x-amz-copy-source-if-match'] === undefined
      if (/Copy$|^Copy/.test(operation) && headers['x-amz-copy-source']?.endsWith(name) === true && unpinned)
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

  it('what it copied, and lists under another ETag than it is read by, is found again, read and copied on', async () => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const name of Object.keys(files)) uploadInParts(name)
    await lab.relocate()
    // Nothing had to be read to know that the copies are this run's.
    expect(
      lab.from.log.filter(({ operation, key }) => operation === 'GetObject' && /first|second/.test(key)),
    ).toEqual([])
    lab.from.buckets.delete('target', 'moved/savepoint-1/_metadata')
    await lab.relocate({ verify: 'strict' })
    lab.expectWhole()

    const on = { source: 's3://target/moved/savepoint-1', target: 's3://source/on' }
    for (const transfer of ['auto', 'streamed']) {
      if (transfer === 'streamed')
        lab.from.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
      await lab.relocate({ ...on, targetName: transfer })
      for (const [name, bytes] of Object.entries(files))
        expect([
          name,
          lab.from.buckets.find('source', `on/${transfer}/${name}`)?.bytes.equals(bytes),
        ]).toEqual([name, true])
    }
  })

  it('what changed after it was listed so ends the run', async () => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const name of Object.keys(files)) uploadInParts(name)
    await lab.relocate()
    lab.from.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
    lab.from.onRequest = ({ operation, key }) => {
      if (operation === 'GetObject' && key.endsWith('/first'))
        lab.from.buckets.put('target', 'moved/savepoint-1/first', patterned(900, 9))
    }
    expect(await lab.failure({ source: 's3://target/moved/savepoint-1', target: 's3://source/on' })).toMatch(
      /^s3:\/\/target\/moved\/savepoint-1\/first is no longer the object that was planned/,
    )
  })
})
