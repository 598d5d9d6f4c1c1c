/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import type { FaultKind } from '../support/fake-s3/faults.ts'
import { fastClock, openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const many = (count: number): Record<string, Buffer> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`file-${n}`, Buffer.from(`content ${n}`)]))

const inTheBody = '<Error><Code>SlowDown</Code><Message>Reduce your rate.</Message></Error>\n'

describe('throttling', () => {
  it('503 on everything for 3 s at full concurrency: all succeed, at a lower rate', async () => {
    lab = await openLab({ files: many(150) })
    const clock = fastClock(10)
    let since: number | undefined
    let copies = 0
    let open = (): void => undefined
    const allThere = new Promise<void>((resolve) => {
      open = resolve
    })
    // The first copy is a probe, alone; the next 32 are held until all of them are under way, then the bad
    // time begins.
    lab.from.onRequest = ({ operation }) => {
      if (operation !== 'CopyObject' || ++copies === 1) return undefined
      if (copies === 33) open()
      return allThere
    }
    lab.from.fault({
      operation: 'CopyObject',
      when: () => copies > 1 && clock.now() - (since ??= clock.now()) < 3000,
      fault: { status: 503, code: 'SlowDown' },
    })
    await lab.relocate({ concurrency: 32 }, { tuning: { retry: clock } })
    lab.expectWhole()
    const asked = lab.from.log.filter(({ operation }) => operation === 'CopyObject')
    const refused = asked.filter(({ status }) => status === 503)
    const after = asked.slice(asked.lastIndexOf(refused.at(-1)!) + 1)
    expect(Math.max(...asked.map(({ inFlight }) => inFlight))).toBe(32)
    expect(Math.max(...after.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(16)
    expect(lab.told.filter((text) => text.includes('asks to slow down'))).toHaveLength(1)
  })

  it('of some prefixes only does not stop the others', async () => {
    lab = await openLab({ files: many(40) })
    lab.from.fault({
      operation: 'CopyObject',
      key: /file-1/,
      times: 60,
      fault: { status: 503, code: 'SlowDown' },
    })
    await lab.relocate({ concurrency: 16 })
    lab.expectWhole()
  })

  it.each<[string, FaultKind]>([
    ['a status', { status: 503, code: 'SlowDown' }],
    ['the body of a 200', { okBody: inTheBody, undone: true }],
    ['429 with Retry-After', { status: 429, code: 'TooManyRequests', headers: { 'retry-after': '5' } }],
    ['503 without a body', { status: 503 }],
  ])('by %s on copies, part copies and completion is waited out', async (_, fault) => {
    lab = await openLab()
    for (const operation of [
      'CopyObject',
      'UploadPartCopy',
      'CompleteMultipartUpload',
      'CreateMultipartUpload',
    ] as const)
      lab.from.fault({ operation, times: 12, fault })
    await lab.relocate()
    lab.expectWhole()
    expect(lab.told.join('\n')).not.toContain('streamed')
  })

  it('with Retry-After waits at least so long', async () => {
    lab = await openLab()
    const fault = { status: 429, code: 'TooManyRequests', headers: { 'retry-after': '9' } }
    lab.from.fault({ operation: 'CopyObject', times: 1, fault })
    await lab.relocate()
    expect(lab.retry.waits).toEqual([9000])
  })

  it('on the commit is waited out', async () => {
    lab = await openLab()
    lab.from.fault({
      operation: 'PutObject',
      key: /_metadata$/,
      times: 9,
      fault: { status: 503, code: 'SlowDown' },
    })
    await lab.relocate()
    lab.expectWhole()
  })

  it('mid-body: what was read is kept, the rest is asked for when the store has time', async () => {
    lab = await openLab({ streamed: true, files: { big: patterned(400_000) } })
    lab.from.fault({ operation: 'GetObject', key: /big$/, times: 1, fault: { truncateAfter: 150_000 } })
    lab.from.fault({
      operation: 'GetObject',
      key: /big$/,
      times: 8,
      fault: { status: 503, code: 'SlowDown' },
    })
    await lab.relocate({}, { tuning: { parts: { putWholeBytes: 500_000 } } })
    lab.expectWhole()
    const ranges = lab.from.log
      .filter(({ key }) => key.endsWith('big'))
      .map(({ headers }) => headers['range'])
    expect(ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-399999$/)
  })

  it('for 15 minutes without any success gives up and says so', async () => {
    lab = await openLab()
    lab.from.fault({ operation: 'CopyObject', fault: { status: 503, code: 'SlowDown' } })
    expect(await lab.failure()).toMatch(
      /kept answering "slow down" until no request had succeeded for many minutes.*copied already is not copied again/,
    )
    expect(lab.retry.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(15 * 60_000)
    lab.expectNoSavepoint()
    lab.from.faults.clear()
    await lab.relocate()
    lab.expectWhole()
  })

  it('is not what a lasting 503 InternalError says: that is given up after five minutes without any success', async () => {
    lab = await openLab()
    lab.from.fault({ operation: 'CopyObject', fault: { status: 503, code: 'InternalError' } })
    expect(await lab.failure()).toMatch(/failed several times.*nothing at this store succeeded from/)
    const waited = lab.retry.waits.reduce((sum, ms) => sum + ms, 0)
    expect(waited).toBeGreaterThanOrEqual(5 * 60_000)
    expect(waited).toBeLessThan(6 * 60_000)
    lab.expectNoSavepoint()
  })

  it('part copies that never work on an endpoint fall back to streaming', async () => {
    lab = await openLab({
      files: { large: patterned(3 * PART), larger: patterned(5 * PART), small: Buffer.from('x') },
    })
    lab.from.fault({ operation: 'UploadPartCopy', fault: { status: 503, code: 'InternalError' } })
    await lab.relocate()
    lab.expectWhole()
    expect(lab.told.filter((text) => text.includes('large objects are streamed'))).toHaveLength(1)
  })
})
