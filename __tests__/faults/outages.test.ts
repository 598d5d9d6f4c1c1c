/** @jest-environment ./__tests__/support/one-realm.ts */
import { parseLocation } from '../../src/location/location.ts'
import { createS3Store, type S3StoreOptions } from '../../src/storage/s3/s3-store.ts'
import type { CopyingStore } from '../../src/storage/server-side.ts'
import { bytesSource, listAll, patterned, readRange } from '../storage/bytes-source.ts'
import { quickRetry } from '../storage/quick-retry.ts'
import type { FakeRequest, Operation } from '../support/fake-s3/request.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { openLab, PART, type Lab } from './lab.ts'

const FILES = { small: Buffer.from('a small file'), large: patterned(3 * PART + 500), other: patterned(700) }

/**
 * From the first such request on, the server is away for so many seconds of the clock: whatever comes is
 * reset.
 */
function away(
  fake: FakeS3,
  clock: { now: () => number },
  seconds: number,
  from: (request: FakeRequest) => boolean,
): { asked: number } {
  const outage = { asked: 0 }
  let since: number | undefined
  fake.fault({
    when: (request) => {
      if (since === undefined && !from(request)) return false
      since ??= clock.now()
      if (clock.now() - since >= seconds * 1000) return false
      outage.asked++
      return true
    },
    fault: { reset: true },
  })
  return outage
}

describe('a store that is away for two minutes in the midst of a relocation', () => {
  let lab: Lab
  afterEach(() => lab.close())

  it.each([
    'CopyObject',
    'CreateMultipartUpload',
    'UploadPartCopy',
    'CompleteMultipartUpload',
    'PutObject',
  ] as const)('by the server, at its first %s, is waited for', async (operation) => {
    lab = await openLab({ files: FILES })
    const outage = away(lab.from, lab.retry, 120, (request) => request.operation === operation)
    await lab.relocate()
    lab.expectWhole()
    expect(outage.asked).toBeGreaterThan(6)
    expect(lab.told.join('\n')).not.toContain('streamed')
  })

  it.each(['PutObject', 'CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'] as const)(
    'through this machine, at the first %s of the target, is waited for',
    async (operation) => {
      lab = await openLab({ files: FILES, streamed: true })
      const outage = away(lab.to, lab.retry, 120, (request) => request.operation === operation)
      await lab.relocate()
      lab.expectWhole()
      expect(outage.asked).toBeGreaterThan(6)
    },
  )

  it('through this machine, while bodies of the source are read, is waited for', async () => {
    lab = await openLab({ files: FILES, streamed: true })
    lab.from.fault({ operation: 'GetObject', key: /large$/, times: 1, fault: { truncateAfter: 100 } })
    const outage = away(
      lab.from,
      lab.retry,
      120,
      ({ operation, headers }) => operation === 'GetObject' && headers['range'] !== undefined,
    )
    await lab.relocate()
    lab.expectWhole()
    expect(outage.asked).toBeGreaterThan(6)
  })

  it('is told of once, with what failed, and so is its end', async () => {
    lab = await openLab({ files: FILES })
    away(lab.from, lab.retry, 120, ({ operation }) => operation === 'CopyObject')
    await lab.relocate()
    expect(lab.told.filter((text) => text.includes('has succeeded'))).toEqual([
      expect.stringMatching(
        /^nothing has succeeded at the (source|target) store http:\S+ since \d\d:\d\d:\d\d UTC \(CopyObject of s3:\/\/target\/moved\S+: read ECONNRESET\): waiting for it, for up to 5 minutes$/,
      ),
    ])
    expect(lab.told.filter((text) => text.includes('answers again'))).toEqual([
      expect.stringMatching(/store http:\S+ answers again after (\d+ s|\d minutes): going on$/),
    ])
  })

  it('a blip is not told of', async () => {
    lab = await openLab({ files: FILES })
    lab.from.fault({ operation: 'CopyObject', times: 1, fault: { reset: true } })
    await lab.relocate()
    lab.expectWhole()
    expect(lab.told.filter((text) => /has succeeded|answers again/.test(text))).toEqual([])
  })
})

describe('a store', () => {
  const at = (key: string): ReturnType<typeof parseLocation> => parseLocation(`s3://bucket/${key}`)
  let fake: FakeS3
  let store: CopyingStore
  let clock: ReturnType<typeof quickRetry>
  beforeEach(async () => {
    fake = await startFakeS3({})
    clock = quickRetry()
    fake.buckets.put('bucket', 'there', patterned(900))
  })
  afterEach(async () => {
    store.close()
    await fake.close()
  })
  const open = (more: Partial<S3StoreOptions> = {}): void => {
    store = createS3Store(
      { endpoint: fake.endpoint, credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' } },
      {
        side: 'source',
        parts: { copyWholeBytes: PART, copyPartBytes: PART, putWholeBytes: PART, uploadPartBytes: PART },
        retry: clock,
        ...more,
      },
    )
  }
  const waitedMs = (): number => clock.waits.reduce((sum, ms) => sum + ms, 0)
  const info = { location: at('there'), sizeBytes: 900 }

  it.each<[what: string, operation: Operation, work: () => Promise<unknown>]>([
    ['looking', 'HeadObject', () => store.stat(at('there'))],
    ['listing', 'ListObjectsV2', () => listAll(store, at(''))],
    ['reading whole', 'GetObject', () => store.read(at('there'), { maxBytes: 1000 })],
    ['reading a range', 'GetObject', () => readRange(store.source(info), 100, 900)],
    ['reading into memory', 'GetObject', () => store.source(info).readInto!(new Uint8Array(900), 0, {})],
    ['writing', 'PutObject', () => store.write(at('new'), bytesSource(patterned(10)))],
    ['publishing', 'PutObject', () => store.publish(at('new'), patterned(10), { replace: false })],
    ['copying', 'CopyObject', () => store.copyWithin(info, at('new'))],
    ['deleting one', 'DeleteObject', () => store.remove([at('there')])],
    ['deleting many', 'DeleteObjects', () => store.remove([at('there'), at('here')])],
    ['counting uploads', 'ListMultipartUploads', () => store.countUploads(at('there'))],
  ])('that answered is waited for, two minutes, when %s', async (_, operation, work) => {
    open()
    await store.read(at('there'), { maxBytes: 1000 })
    const outage = away(fake, clock, 120, (request) => request.operation === operation)
    await work()
    expect(outage.asked).toBeGreaterThan(6)
  })

  it('that answered is given up after five minutes of silence, and the sentence says what happened', async () => {
    open()
    await store.read(at('there'), { maxBytes: 1000 })
    fake.fault({ fault: { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' } })
    await expect(store.read(at('there'), { maxBytes: 1000 })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^cannot read s3:\/\/bucket\/there: what is at \S+ answers with a page, "502 Bad Gateway", not as S3 does: .*; nothing at this store succeeded from \S+ UTC to \S+ UTC \(5 minutes\), in \d+ tries of this request; the last ended with "it answered \S*502 Bad Gateway.*" \(GetObject, status 502, request id FAKE\d+\)$/,
      ) as string,
    })
    expect(waitedMs()).toBeGreaterThanOrEqual(5 * 60_000)
    expect(waitedMs()).toBeLessThan(5 * 60_000 + 10_000)
  })

  it('that closed connections while they were idle is asked again at once over fresh ones, which does not count', async () => {
    open()
    const read = (): Promise<unknown> => store.read(at('there'), { maxBytes: 1000 })
    await Promise.all([read(), read(), read(), read()])
    fake.fault({ when: ({ reused }) => reused, fault: { reset: true } })
    await read()
    expect([clock.waits, fake.log.filter(({ status }) => status === 0).length]).toEqual([[], 1])
    await Promise.all([read(), read(), read(), read()])
    expect(clock.waits).toEqual([])
  })

  it('that never answered is given up within half a minute', async () => {
    open()
    fake.fault({ fault: { reset: true } })
    await expect(store.read(at('there'), { maxBytes: 1000 })).rejects.toThrow(/broke several times/)
    expect(waitedMs()).toBeLessThan(30_000)
    expect(fake.log).toHaveLength(6)
  })

  it('that never answered but with a 503 without a code is given up after a minute, with what came', async () => {
    open()
    const body =
      '<html><head><title>503 Service\u202e Temporarily Unavailable</title></head><body></body></html>'
    fake.fault({ fault: { status: 503, body } })
    await expect(store.read(at('there'), { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(
        /answers with a page, "503 Service Temporarily Unavailable", not as S3 does for \d+ s: .*see whether/,
      ) as string,
    })
    expect(waitedMs()).toBeGreaterThanOrEqual(60_000)
    expect(waitedMs()).toBeLessThan(100_000)
  })

  it('one success anywhere is hope everywhere: an outage counts from the last one', async () => {
    open()
    await store.read(at('there'), { maxBytes: 1000 })
    const began = clock.now()
    // Four minutes away, a moment there, four minutes away again.
    const minutes = (): number => (clock.now() - began) / 60_000
    fake.fault({ key: 'there', when: () => minutes() < 8, fault: { reset: true } })
    fake.fault({ key: 'other', when: () => minutes() < 4, fault: { reset: true } })
    fake.buckets.put('bucket', 'other', patterned(10))
    await Promise.all([
      store.read(at('there'), { maxBytes: 1000 }),
      store.read(at('other'), { maxBytes: 1000 }),
    ])
    expect(minutes()).toBeGreaterThanOrEqual(8)
  })

  it('that fails at one object only is not asked for it for ever', async () => {
    open()
    fake.buckets.put('bucket', 'broken', patterned(10))
    fake.fault({ key: 'broken', fault: { status: 500, code: 'InternalError' } })
    const others = new AbortController()
    const failed = store
      .read(at('broken'), { maxBytes: 1000 })
      .then(
        () => 'read',
        (error: unknown) => (error as Error).message,
      )
      .finally(() => {
        others.abort()
      })
    for (let n = 0; n < 10_000 && !others.signal.aborted; n++)
      await store.read(at('there'), { maxBytes: 1000 })
    expect(await failed).toMatch(
      /failed several times .*; it was tried \d+ times from \S+ UTC to \S+ UTC, while other requests succeeded/,
    )
    const asked = fake.log.filter(({ key }) => key === 'broken').length
    expect([asked > 6, asked < 60]).toEqual([true, true])
  })
})
