/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const ten = Object.fromEntries(
  Array.from({ length: 10 }, (_, n) => [`file-${n}`, Buffer.from(`content of ${n}`)]),
)

describe.each([
  ['server-side', false],
  ['streamed', true],
])('%s, the next run', (_, streamed) => {
  const writes = streamed ? 'PutObject' : 'CopyObject'
  const copied = (): number =>
    lab.to.log.filter(
      ({ operation, key, status }) => operation === writes && status === 200 && !key.endsWith('_metadata'),
    ).length

  it('copies what is missing of a half copied savepoint, from listings alone', async () => {
    lab = await openLab({ streamed, files: ten })
    const stop = new AbortController()
    lab.to.onRequest = ({ operation }) => {
      if (operation === writes && copied() === 5) stop.abort(new Error('killed'))
    }
    await expect(lab.relocate({ concurrency: 1 }, { signal: stop.signal })).rejects.toThrow('killed')
    lab.to.onRequest = () => undefined
    const there = lab.placed.length
    expect(there).toBeGreaterThanOrEqual(5)
    const before = copied()
    const report = await lab.relocate()
    lab.expectWhole()
    expect([copied() - before, report.filesCopied, report.filesSkipped]).toEqual([
      10 - there,
      10 - there,
      there,
    ])
  })

  it('knows what was sent in parts by its origin, and copies none of it again', async () => {
    lab = await openLab({
      streamed,
      files: { large: patterned(3 * PART), larger: patterned(5 * PART), small: Buffer.from('x') },
    })
    const part = streamed ? 'UploadPart' : 'UploadPartCopy'
    const stop = new AbortController()
    await expect(
      lab.relocate(
        {},
        {
          signal: stop.signal,
          onPhase: (phase) => {
            if (phase === 'Verify') stop.abort(new Error('killed'))
          },
        },
      ),
    ).rejects.toThrow('killed')
    lab.expectNoSavepoint()
    const before = lab.to.count(part)
    expect(await lab.relocate()).toMatchObject({ filesCopied: 0, filesSkipped: 3, bytesCopied: 0 })
    expect([lab.to.count(part), before]).toEqual([before, before])
    lab.expectWhole()

    lab.from.buckets.put('source', 'flink/savepoint-1/large', patterned(3 * PART, 2))
    lab.to.buckets.delete('target', 'moved/savepoint-1/_metadata')
    expect(await lab.relocate({ overwrite: true })).toMatchObject({ filesCopied: 1, filesSkipped: 2 })
    expect(lab.held('large')?.equals(patterned(3 * PART, 2))).toBe(true)
  })

  it('reads what no ETag proves before it calls it other content, and copies nothing again', async () => {
    lab = await openLab({ streamed, files: ten })
    lab.from.buckets.opaqueEtags = true
    lab.to.buckets.opaqueEtags = true
    for (const [name, bytes] of Object.entries(ten)) lab.put(name, bytes)
    expect(await lab.relocate()).toMatchObject({ filesCopied: 0, filesSkipped: 10 })
    lab.expectWhole()
    lab.to.buckets.delete('target', 'moved/savepoint-1/_metadata')
    lab.put('file-4', Buffer.from('CONTENT OF 4'))
    expect(await lab.failure()).toMatch(/^1 file exists in the target with other content[^]*file-4$/)
  })

  it('finds the target finished meanwhile', async () => {
    lab = await openLab({ streamed, files: ten })
    await lab.relocate()
    const before = copied()
    expect(await lab.relocate()).toMatchObject({ outcome: 'already-there', filesCopied: 0, filesSkipped: 10 })
    expect(copied()).toBe(before)
  })

  it('ends well where another run finishes the target while it copies', async () => {
    lab = await openLab({ streamed, files: ten })
    let first = true
    lab.to.onRequest = async ({ operation }) => {
      if (!first || operation !== writes) return
      first = false
      await lab.relocate()
    }
    expect(await lab.relocate({ verify: 'strict' })).toMatchObject({ outcome: 'relocated' })
    lab.expectWhole()
    expect(lab.told.filter((text) => text.startsWith('another run wrote the same'))).toHaveLength(1)
  })

  it('leaves a different savepoint under the same name alone, and replaces it when it shall', async () => {
    lab = await openLab({ streamed, files: ten })
    const other = lab.metadataAt('s3://elsewhere/savepoint-1')
    lab.put('_metadata', other)
    lab.put('file-3', Buffer.from('of the other'))
    lab.put('file-77', Buffer.from('of the other'))
    expect(await lab.failure()).toMatch(/another snapshot is at .* already; nothing was written/)
    expect([lab.held('_metadata')?.equals(other), copied()]).toEqual([true, 0])
    const report = await lab.relocate({ overwrite: true })
    expect(report.orphans).toEqual(['s3://target/moved/savepoint-1/file-77'])
    lab.to.buckets.delete('target', 'moved/savepoint-1/file-77')
    lab.expectWhole()
  })

  it('takes the _metadata of a different savepoint away before its files get other content', async () => {
    lab = await openLab({ streamed, files: ten })
    lab.put('_metadata', lab.metadataAt('s3://elsewhere/savepoint-1'))
    lab.put('file-3', Buffer.from('of the other'))
    lab.to.fault({ operation: writes, key: /file-\d$/, fault: { status: 403, code: 'InvalidObjectState' } })
    await lab.failure({ overwrite: true })
    lab.expectNoSavepoint()
  })

  it('replaces a file of the same size but other content with overwrite only', async () => {
    lab = await openLab({ streamed, files: ten })
    lab.put('file-4', Buffer.from('CONTENT OF 4'))
    lab.put('file-5', Buffer.from('content of 5'))
    expect(await lab.failure()).toMatch(/^1 file exists in the target with other content[^]*file-4$/)
    expect(lab.placed).toEqual(['file-4', 'file-5'])
    expect(await lab.relocate({ overwrite: true })).toMatchObject({ filesCopied: 9, filesSkipped: 1 })
    lab.expectWhole()
  })

  it('names unfinished uploads of a killed run under an exact key of the plan, and does not touch them', async () => {
    lab = await openLab({
      streamed,
      files: { large: patterned(3 * PART), larger: patterned(5 * PART), small: Buffer.from('x') },
    })
    const { buckets } = lab.to
    for (const key of ['large', 'large', 'large-of-another', 'small'])
      buckets.startUpload('target', `moved/savepoint-1/${key}`, {})
    const report = await lab.relocate()
    expect(report.warnings).toEqual([
      expect.stringMatching(
        /^2 unfinished multipart uploads of an earlier or another run lie under s3:\/\/target\/moved\/savepoint-1\/large; they were not touched.*AbortIncompleteMultipartUpload/,
      ),
    ])
    expect(buckets.unfinished).toBe(4)
    expect(lab.placed).toContain('_metadata')
  })

  it('goes on where unfinished uploads may not be listed', async () => {
    lab = await openLab({ streamed })
    lab.to.fault({ operation: 'ListMultipartUploads', fault: { status: 403, code: 'AccessDenied' } })
    expect((await lab.relocate()).warnings).toEqual([])
    lab.expectWhole()
  })
})
