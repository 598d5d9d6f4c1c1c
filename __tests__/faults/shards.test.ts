/** @jest-environment ./__tests__/support/one-realm.ts */
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import { patterned } from '../storage/bytes-source.ts'
import { openLab, PART, type Lab } from './lab.ts'
import type { TextRequest } from '../support/text-request.ts'

let lab: Lab
afterEach(() => lab.close())

const COUNT = 4
const files = {
  ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`small-${n}`, Buffer.from(`content of ${n}`)])),
  large: patterned(3 * PART),
  larger: patterned(5 * PART + 7),
}

const shard = (index: number, more: Partial<TextRequest> = {}): Promise<RelocationReport> =>
  lab.relocate({ shard: { index, count: COUNT }, ...more })

async function allShards(more: Partial<TextRequest> = {}): Promise<RelocationReport[]> {
  return Promise.all(Array.from({ length: COUNT }, (_, n) => shard(n + 1, more)))
}

describe.each([
  ['server-side', false],
  ['streamed', true],
])('%s, in shards', (_, streamed) => {
  const copies = ['CopyObject', 'UploadPartCopy', 'PutObject', 'UploadPart']
  const copied = (): number =>
    lab.to.log.filter(({ operation, key }) => copies.includes(operation) && !key.includes('/_metadata'))
      .length

  it('all at once copy everything once and commit nothing; the run without shard copies nothing and commits', async () => {
    lab = await openLab({ streamed, files })
    const reports = await allShards()
    expect(lab.placed).toEqual(Object.keys(files).sort())
    lab.expectNoSavepoint()
    for (const [n, report] of reports.entries()) {
      expect(report).toMatchObject({
        outcome: 'shard-copied',
        urisRewritten: 0,
        filesSkipped: 0,
        bytesCopied: report.shard!.bytes,
        shard: { index: n + 1, count: COUNT, files: report.filesCopied, filesTotal: 11 },
      })
      expect(report.plan.files).toHaveLength(report.filesCopied)
    }
    expect(reports.reduce((sum, { filesCopied }) => sum + filesCopied, 0)).toBe(11)
    expect(reports.flatMap(({ plan }) => [...plan.files].map(({ from }) => from)).sort()).toHaveLength(11)

    const before = copied()
    expect(await lab.relocate({ deleteSource: true })).toMatchObject({
      outcome: 'relocated',
      filesCopied: 0,
      filesSkipped: 11,
      deleted: 12,
    })
    expect(copied()).toBe(before)
    lab.expectWhole()
  })

  it('one of which was killed or never ran, end well: the last run copies what is missing', async () => {
    lab = await openLab({ streamed, files })
    const stop = new AbortController()
    lab.to.onRequest = ({ operation }) => {
      if (copies.includes(operation)) stop.abort(new Error('killed'))
    }
    await expect(
      lab.relocate({ shard: { index: 1, count: COUNT } }, { signal: stop.signal }),
    ).rejects.toThrow('killed')
    lab.to.onRequest = () => undefined
    const others = [await shard(2), await shard(3)].reduce((sum, { filesCopied }) => sum + filesCopied, 0)
    const there = lab.placed.length
    expect(there).toBeGreaterThanOrEqual(others)
    lab.expectNoSavepoint()
    expect(await lab.relocate()).toMatchObject({
      outcome: 'relocated',
      filesCopied: 11 - there,
      filesSkipped: there,
    })
    lab.expectWhole()
  })

  it('two identical ones at once do no harm', async () => {
    lab = await openLab({ streamed, files })
    await Promise.all([...Array.from({ length: 3 }, () => shard(1)), shard(2), shard(2)])
    await Promise.all([shard(3), shard(4)])
    lab.expectNoSavepoint()
    expect(await lab.relocate({ verify: 'strict' })).toMatchObject({ filesCopied: 0, filesSkipped: 11 })
    lab.expectWhole()
  })

  it('one that runs again copies nothing, before the commit and after it, and leaves the snapshot whole', async () => {
    lab = await openLab({ streamed, files })
    await allShards()
    const before = copied()
    expect(await shard(2)).toMatchObject({ outcome: 'shard-copied', filesCopied: 0 })
    await lab.relocate()
    for (const report of await allShards({ overwrite: true }))
      expect(report).toMatchObject({ outcome: 'shard-copied', filesCopied: 0 })
    expect(copied()).toBe(before)
    lab.expectWhole()
  })

  it('strict reads its own part back, and copies a file that differs once more', async () => {
    lab = await openLab({ streamed, files })
    const reports = await allShards({ verify: 'strict' })
    expect(reports.map(({ outcome }) => outcome)).toEqual(Array.from({ length: COUNT }, () => 'shard-copied'))
    const mine = [...reports[0]!.plan.files][0]!.to.split('/').at(-1)!
    lab.to.buckets.delete('target', `moved/savepoint-1/${mine}`)
    const onPhase = (phase: string): void => {
      if (phase === 'Verify') lab.put(mine, Buffer.alloc(lab.files.get(mine)!.length))
    }
    expect(
      await lab.relocate({ shard: { index: 1, count: COUNT }, verify: 'strict' }, { onPhase }),
    ).toMatchObject({ outcome: 'shard-copied', filesCopied: 1 })
    expect(lab.held(mine)?.equals(lab.files.get(mine)!)).toBe(true)
    lab.expectNoSavepoint()
  })

  it('a dry run tells the split and writes nothing', async () => {
    lab = await openLab({ streamed, files })
    const report = await shard(3, { dryRun: true })
    expect(report).toMatchObject({
      dryRun: true,
      outcome: 'planned',
      filesCopied: 0,
      estimatedBytes: report.shard!.bytes,
    })
    expect(report.shard?.split).toHaveLength(COUNT)
    expect(report.shard?.split?.reduce((sum, part) => sum + part.files, 0)).toBe(11)
    expect(lab.placed).toEqual([])
    expect(lab.told).toContainEqual(expect.stringMatching(/^shard 3 of 4: \d of 11 files \(/))
    expect(lab.told).toContainEqual(expect.stringMatching(/^a split in 4: \d to \d files and .* for each$/))
  })
})

describe('a shard and another snapshot in its place', () => {
  const other = (): Buffer => lab.metadataAt('s3://elsewhere/savepoint-1')

  it('is refused without overwrite', async () => {
    lab = await openLab({ files })
    lab.put('_metadata', other())
    expect(await lab.failure({ shard: { index: 1, count: COUNT } })).toMatch(
      /another snapshot is at .* already; nothing was written/,
    )
    expect(lab.placed).toEqual(['_metadata'])
  })

  it('copies beside it with overwrite, and the last run replaces it', async () => {
    lab = await openLab({ files })
    lab.put('_metadata', other())
    lab.put('of-the-other', Buffer.from('x'))
    await allShards({ overwrite: true })
    expect(lab.held('_metadata')?.equals(other())).toBe(true)
    expect(await lab.relocate({ overwrite: true })).toMatchObject({
      outcome: 'relocated',
      filesCopied: 0,
      orphans: ['s3://target/moved/savepoint-1/of-the-other'],
    })
    lab.to.buckets.delete('target', 'moved/savepoint-1/of-the-other')
    lab.expectWhole()
  })

  it.each([false, true])(
    'with overwrite gives no file of it other content, and leaves its _metadata (dry run: %s)',
    async (dryRun) => {
      lab = await openLab({ files })
      lab.put('_metadata', other())
      for (const name of Object.keys(files)) lab.put(name, Buffer.from('of the other'))
      for (let index = 1; index <= COUNT; index++) {
        const text = await lab.failure({ shard: { index, count: COUNT }, overwrite: true, dryRun })
        expect(text).toMatch(
          /^shard \d of 4: \d+ files? of the other snapshot at .* would get other content while its _metadata is there.*nothing was written: choose another target-name/,
        )
      }
      expect(lab.held('_metadata')?.equals(other())).toBe(true)
      for (const name of Object.keys(files)) expect(lab.held(name)?.toString()).toBe('of the other')
    },
  )

  it('is refused where the snapshot is mended in its own place', async () => {
    lab = await openLab({ files })
    const text = await lab.failure({ target: 's3://source/flink', shard: { index: 1, count: COUNT } })
    expect(text).toMatch(
      /^shard: source and target are the same place, .* where nothing is copied: leave shard out/,
    )
  })
})
