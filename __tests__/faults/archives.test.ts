/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

describe('files in storage classes of archives', () => {
  const files = {
    a: patterned(30),
    b: patterned(40, 2),
    large: patterned(3 * PART, 3),
    empty: Buffer.alloc(0),
  }
  const GLACIER = { 'x-amz-storage-class': 'GLACIER' }
  const RESTORED = { 'x-amz-restore': 'ongoing-request="false", expiry-date="Fri, 21 Dec 2099 00:00:00 GMT"' }
  const RESTORING = { 'x-amz-restore': 'ongoing-request="true"' }
  const TIERING = { 'x-amz-storage-class': 'INTELLIGENT_TIERING' }
  const TIERED = { ...TIERING, 'x-amz-archive-status': 'ARCHIVE_ACCESS' }

  function keep(headers: Readonly<Record<string, string>>, ...names: readonly string[]): void {
    for (const name of names)
      lab.from.buckets.put('source', `flink/savepoint-1/${name}`, lab.files.get(name)!, headers)
  }

  /** Files that were looked at before anything was written. */
  const looked = (): string[] => {
    const written = lab.from.log.findIndex(({ operation }) => /^(Put|Copy|Create)/.test(operation))
    return lab.from.log
      .slice(0, written === -1 ? undefined : written)
      .filter(({ operation, key }) => operation === 'HeadObject' && key.startsWith('flink/'))
      .map(({ key }) => key.replace('flink/savepoint-1/', ''))
      .filter((name) => name !== '_metadata')
      .sort()
  }

  it.each([false, true])(
    'that were restored are relocated, after one HEAD each (streamed: %s)',
    async (streamed) => {
      lab = await openLab({ streamed, files })
      keep({ ...GLACIER, ...RESTORED }, 'a', 'large', 'empty')
      keep({ 'x-amz-storage-class': 'DEEP_ARCHIVE', ...RESTORED }, 'b')
      await lab.relocate()
      lab.expectWhole()
      expect(looked()).toEqual(Object.keys(files).sort())
    },
  )

  it('that were not are named, with what to do, and nothing is written', async () => {
    lab = await openLab({ files })
    keep(GLACIER, 'a', 'empty')
    keep({ ...GLACIER, ...RESTORING }, 'b')
    lab.from.buckets.now = () => new Date(Date.now() - 200 * 24 * 3600 * 1000)
    keep(TIERED, 'large')
    expect((await lab.failure()).split('\n').map((line) => line.replace(/ \(operator.*$/, ''))).toEqual([
      'the snapshot is not complete, 4 files archived of 4; nothing was written: restore the archived objects first',
      'archived (GLACIER): s3://source/flink/savepoint-1/a',
      'still being restored (GLACIER): s3://source/flink/savepoint-1/b',
      'in an archive tier of Intelligent-Tiering (INTELLIGENT_TIERING): s3://source/flink/savepoint-1/large',
      'archived (GLACIER): s3://source/flink/savepoint-1/empty',
    ])
    expect(lab.placed).toEqual([])
  })

  it('that are being restored are waited for by the user', async () => {
    lab = await openLab({ files })
    keep({ ...GLACIER, ...RESTORING }, 'a', 'b')
    expect(await lab.failure()).toMatch(
      /2 files archived of 4; nothing was written: wait until they are restored, and run again\nstill being restored/,
    )
  })

  it('of a store where classes are merely called so are read, after one look', async () => {
    lab = await openLab({ files, from: { classesAreNames: true } })
    keep(GLACIER, 'a', 'b', 'large', 'empty')
    await lab.relocate({ concurrency: 1 })
    lab.expectWhole()
  })

  it('of Intelligent-Tiering cost no look before they can be in an archive tier', async () => {
    lab = await openLab({ files })
    keep(TIERING, 'a', 'b')
    lab.from.buckets.now = () => new Date(Date.now() - 200 * 24 * 3600 * 1000)
    keep(TIERING, 'large')
    await lab.relocate()
    lab.expectWhole()
    expect(looked()).toEqual(['large'])
  })
})
