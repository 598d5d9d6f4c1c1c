/** @jest-environment ./__tests__/support/one-realm.ts */
import { parseLocation, type Location } from '../../src/location/location.ts'
import { createS3Store, type S3StoreOptions } from '../../src/storage/s3/s3-store.ts'
import type { CopyingStore } from '../../src/storage/server-side.ts'
import { startFakeS3, type FakeS3, type FakeS3Options } from '../support/fake-s3/server.ts'
import { HandClock } from '../support/hand-clock.ts'
import { bytesSource, listAll, patterned, readRange } from './bytes-source.ts'
import { quickRetry } from './quick-retry.ts'

const PART = 1000
const parts = { copyWholeBytes: PART, copyPartBytes: PART, putWholeBytes: PART, uploadPartBytes: PART }
const at = (key: string): Location => parseLocation(`s3://bucket/${key}`)

let fake: FakeS3
let store: CopyingStore
let retry: ReturnType<typeof quickRetry>
let told: string[]

async function open(fakeOptions: FakeS3Options = {}, options: Partial<S3StoreOptions> = {}): Promise<void> {
  fake = await startFakeS3(fakeOptions)
  retry = quickRetry()
  told = []
  const tell = (text: string): void => {
    told.push(text)
  }
  store = createS3Store(
    { endpoint: fake.endpoint, credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' } },
    { side: 'target', parts, retry, onNotice: tell, onWarning: tell, ...options },
  )
}

afterEach(async () => {
  store.close()
  await fake.close()
})

const held = (key: string): Buffer | undefined => fake.buckets.find('bucket', key)?.bytes

describe('faults that pass', () => {
  it.each([
    ['an internal error', { status: 500, code: 'InternalError' }],
    ['a bad gateway without a body', { status: 502 }],
    ['a reset connection', { reset: true as const }],
    ['an answer that was lost', { lostAnswer: true as const }],
    ['a body damaged on the way', { status: 400, code: 'BadDigest' }],
    ['an ETag of other bytes', { answerHeaders: { etag: '"00000000000000000000000000000000"' } }],
    ['an answer without an ETag', { answerHeaders: { etag: '' } }],
  ])('%s is tried again', async (_, fault) => {
    await open()
    fake.fault({ operation: 'PutObject', times: 2, fault })
    await store.write(at('key'), bytesSource(Buffer.from('content')))
    expect(held('key')?.toString()).toBe('content')
    expect(fake.count('PutObject')).toBe(3)
    expect(retry.waits).toHaveLength(2)
  })

  it('throttling of many requests is waited out, with fewer at once', async () => {
    await open({}, { concurrency: 16 })
    fake.fault({ operation: 'PutObject', times: 60, fault: { status: 503, code: 'SlowDown' } })
    const keys = Array.from({ length: 40 }, (_, n) => `key-${n}`)
    await Promise.all(keys.map((key) => store.write(at(key), bytesSource(Buffer.from(key)))))
    for (const key of keys) expect(held(key)?.toString()).toBe(key)
    expect(fake.count('PutObject')).toBe(100)
    expect(told).toEqual([expect.stringContaining('asks to slow down (SlowDown)')])
  })

  it('waits as long as the server says, and never longer than the cap', async () => {
    await open()
    fake.fault({
      operation: 'PutObject',
      times: 1,
      fault: { status: 429, code: 'TooManyRequests', headers: { 'retry-after': '7' } },
    })
    fake.fault({
      operation: 'PutObject',
      times: 1,
      fault: { status: 503, headers: { 'retry-after': '86400' } },
    })
    await store.write(at('key'), bytesSource(Buffer.from('content')))
    expect(retry.waits).toEqual([7000, 30_000])
  })

  it('gives throttling up after fifteen minutes without any success, not before', async () => {
    await open()
    fake.fault({ fault: { status: 503, code: 'SlowDown' } })
    await expect(store.read(at('key'), { maxBytes: 1 })).rejects.toMatchObject({ code: 'throttled' })
    const waited = retry.waits.reduce((sum, ms) => sum + ms, 0)
    expect(waited).toBeGreaterThanOrEqual(15 * 60_000)
    expect(waited).toBeLessThan(16 * 60_000)
  })

  it('a lasting 503 that is no throttling, where nothing ever succeeded, is given up after a few tries', async () => {
    await open()
    fake.fault({ fault: { status: 503, code: 'InternalError' } })
    await expect(store.write(at('key'), bytesSource(Buffer.from('x')))).rejects.toMatchObject({
      code: 'other',
    })
    expect(fake.count('PutObject')).toBe(6)
  })

  it('a refusal is not tried again', async () => {
    await open()
    fake.fault({ operation: 'GetObject', fault: { status: 403, code: 'AccessDenied' } })
    await expect(store.read(at('key'), { maxBytes: 1 })).rejects.toMatchObject({ code: 'access-denied' })
    expect([fake.log.length, retry.waits.length]).toEqual([1, 0])
  })

  it('a wait ends when the caller gives up', async () => {
    await open({}, { retry: {} })
    fake.fault({ fault: { status: 503, code: 'SlowDown' } })
    const stop = new AbortController()
    setTimeout(() => {
      stop.abort(new Error('enough'))
    }, 30)
    await expect(store.stat(at('key'), { signal: stop.signal })).rejects.toThrow('enough')
  })
})

describe('reading', () => {
  it('continues a body that breaks off, from where it broke', async () => {
    await open()
    const bytes = patterned(100_000)
    fake.buckets.put('bucket', 'key', bytes)
    fake.fault({ operation: 'GetObject', times: 3, fault: { truncateAfter: 20_000 } })
    const info = (await store.stat(at('key')))!
    expect((await readRange(store.source(info), 0, bytes.length)).equals(bytes)).toBe(true)
    const ranges = fake.log
      .filter(({ operation }) => operation === 'GetObject')
      .map(({ headers }) => headers['range'])
    expect(ranges[0]).toBeUndefined()
    expect(ranges.slice(1).every((range) => /^bytes=[1-9]\d*-99999$/.test(range ?? ''))).toBe(true)
    expect(ranges).toHaveLength(4)
  })

  it('continues a body that stalls', async () => {
    const clock = new HandClock()
    await open({}, { silenceClock: clock })
    const bytes = patterned(5000)
    fake.buckets.put('bucket', 'key', bytes)
    fake.fault({
      operation: 'GetObject',
      times: 1,
      fault: {
        stall: 'body',
        stalled: () => {
          clock.forward(61)
        },
      },
    })
    const info = (await store.stat(at('key')))!
    expect((await readRange(store.source(info), 100, 4000)).equals(bytes.subarray(100, 4000))).toBe(true)
  })

  it('does not count the time of a slow reader as silence', async () => {
    const clock = new HandClock()
    await open({}, { silenceClock: clock })
    const bytes = patterned(400_000)
    fake.buckets.put('bucket', 'key', bytes)
    const info = (await store.stat(at('key')))!
    let got = 0
    for await (const chunk of await store.source(info).open(0, bytes.length, {})) {
      if (got === 0) clock.forward(3600)
      got += chunk.length
    }
    expect([got, fake.count('GetObject')]).toEqual([400_000, 1])
  })

  it('takes no other range than it asked for', async () => {
    await open()
    fake.buckets.put('bucket', 'key', patterned(5000))
    fake.fault({ operation: 'GetObject', fault: { answerHeaders: { 'content-range': '' } } })
    const info = (await store.stat(at('key')))!
    await expect(readRange(store.source(info), 100, 200)).rejects.toMatchObject({ code: 'corrupt-answer' })
  })

  it('ends with the reason of its signal', async () => {
    await open()
    fake.buckets.put('bucket', 'key', patterned(5000))
    fake.fault({ operation: 'GetObject', fault: { stall: 'body' } })
    const info = (await store.stat(at('key')))!
    const stop = new AbortController()
    const reading = (async () => {
      for await (const chunk of await store.source(info).open(0, 5000, { signal: stop.signal })) {
        expect(chunk.length).toBe(1)
        stop.abort(new Error('enough'))
      }
    })()
    await expect(reading).rejects.toThrow('enough')
  })
})

describe('writing in parts', () => {
  const bytes = patterned(5 * PART + 17)

  it('sends equal parts, a broken one again, and counts bytes once', async () => {
    await open()
    fake.fault({
      operation: 'UploadPart',
      when: ({ query }) => query.get('partNumber') === '3',
      times: 2,
      fault: { reset: true },
    })
    let sum = 0
    const info = await store.write(at('key'), bytesSource(bytes), {
      onBytes: (more) => {
        sum += more
      },
    })
    expect(held('key')?.equals(bytes)).toBe(true)
    expect(info.etag).toBe(fake.buckets.find('bucket', 'key')?.etag)
    expect(sum).toBe(bytes.length)
    const sizes = fake.log
      .filter(({ operation, status }) => operation === 'UploadPart' && status === 200)
      .map(({ body }) => body.length)
    expect(new Set(sizes).size).toBe(2)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(PART)
  })

  it('creates uploads without a checksum algorithm, which breaks part copies of some servers', async () => {
    await open()
    await store.write(at('key'), bytesSource(bytes))
    const [created] = fake.log.filter(({ operation }) => operation === 'CreateMultipartUpload')
    expect(Object.keys(created!.headers).filter((name) => name.includes('checksum'))).toEqual([])
  })

  it('takes a part whose ETag is not the MD5 of what was sent for a broken one', async () => {
    await open()
    fake.fault({
      operation: 'UploadPart',
      times: 1,
      fault: { answerHeaders: { etag: '"00000000000000000000000000000000"' } },
    })
    await store.write(at('key'), bytesSource(bytes))
    expect(held('key')?.equals(bytes)).toBe(true)
    expect(fake.count('UploadPart')).toBe(6)
  })

  it('does not take the ETag of a key service for an MD5', async () => {
    await open({}, { write: { sse: 'aws:kms' } })
    fake.fault({
      operation: ['UploadPart', 'PutObject'],
      fault: {
        answerHeaders: {
          etag: '"00000000000000000000000000000000"',
          'x-amz-server-side-encryption': 'aws:kms',
        },
      },
    })
    expect(await store.write(at('small'), bytesSource(Buffer.from('x')))).toMatchObject({
      etag: '0'.repeat(32),
    })
    expect(fake.count('PutObject')).toBe(1)
  })

  it('knows an upload that was completed although the answer was lost', async () => {
    await open()
    fake.fault({ operation: 'CompleteMultipartUpload', times: 1, fault: { lostAnswer: true } })
    const info = await store.write(at('key'), bytesSource(bytes))
    expect(held('key')?.equals(bytes)).toBe(true)
    expect(info.etag).toBe(fake.buckets.find('bucket', 'key')?.etag)
  })

  it('takes an error inside the success of completing for an error', async () => {
    await open()
    fake.fault({
      operation: 'CompleteMultipartUpload',
      fault: {
        okBody: '<?xml version="1.0"?>\n<Error><Code>InternalError</Code><Message>no</Message></Error>',
      },
    })
    await expect(store.write(at('key'), bytesSource(bytes))).rejects.toMatchObject({
      code: 'other',
      facts: { s3Code: 'InternalError' },
    })
    expect(retry.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(5 * 60_000)
  })

  it.each(['UploadPart', 'CompleteMultipartUpload'] as const)(
    'aborts its upload when %s is refused',
    async (operation) => {
      await open()
      fake.fault({ operation, fault: { status: 403, code: 'AccessDenied' } })
      await expect(store.write(at('key'), bytesSource(bytes))).rejects.toMatchObject({
        code: 'access-denied',
      })
      expect([fake.buckets.unfinished, held('key')]).toEqual([0, undefined])
    },
  )

  it('aborts its upload when the caller gives up, and ends with its reason', async () => {
    await open()
    const stop = new AbortController()
    fake.fault({ operation: 'UploadPart', fault: { stall: 'head' } })
    setTimeout(() => {
      stop.abort(new Error('interrupted'))
    }, 50)
    await expect(store.write(at('key'), bytesSource(bytes), { signal: stop.signal })).rejects.toThrow(
      'interrupted',
    )
    expect(fake.buckets.unfinished).toBe(0)
  })

  it('warns where an upload cannot be aborted', async () => {
    await open()
    fake.fault({
      operation: ['UploadPart', 'AbortMultipartUpload'],
      fault: { status: 403, code: 'AccessDenied' },
    })
    await expect(store.write(at('key'), bytesSource(bytes))).rejects.toMatchObject({ code: 'access-denied' })
    expect(told).toEqual([expect.stringContaining('s3://bucket/key could not be aborted')])
  })
})

describe('what every write carries', () => {
  it('is on puts, uploads and copies alike', async () => {
    const write = {
      sse: 'aws:kms',
      kmsKeyId: 'arn:aws:kms:key',
      storageClass: 'STANDARD_IA',
      acl: 'bucket-owner-full-control',
    } as const
    await open({}, { write })
    await store.write(at('small'), bytesSource(Buffer.from('x')))
    await store.write(at('large'), bytesSource(patterned(3 * PART)))
    await store.publish(at('_metadata'), Buffer.from('x'), { replace: false })
    for (const key of ['small', 'large']) {
      const info = (await store.stat(at(key)))!
      await store.copyWithin(info, at(`${key}-copy`))
    }
    const creating = fake.log.filter(({ operation }) =>
      ['PutObject', 'CopyObject', 'CreateMultipartUpload'].includes(operation),
    )
    expect(creating.map(({ operation }) => operation).sort()).toEqual([
      'CopyObject',
      'CreateMultipartUpload',
      'CreateMultipartUpload',
      'PutObject',
      'PutObject',
      'PutObject',
    ])
    for (const { headers } of creating) {
      expect(headers).toMatchObject({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:key',
        'x-amz-storage-class': 'STANDARD_IA',
        'x-amz-acl': 'bucket-owner-full-control',
      })
    }
  })

  it('copies metadata and no tags', async () => {
    await open()
    fake.buckets.put('bucket', 'key', Buffer.from('x'), { 'x-amz-meta-job': 'a', 'x-amz-tagging': 'team=b' })
    await store.copyWithin((await store.stat(at('key')))!, at('copy'))
    expect(fake.buckets.find('bucket', 'copy')?.headers).toEqual({ 'x-amz-meta-job': 'a' })
  })

  it('says nothing of tags to a store that refuses to be told, after it found that out once', async () => {
    await open({ notImplementedHeaders: /^x-amz-tagging-directive$/ })
    fake.buckets.put('bucket', 'key', Buffer.from('x'))
    const info = (await store.stat(at('key')))!
    for (const n of [1, 2, 3]) await store.copyWithin(info, at(`copy-${n}`))
    const copies = fake.log.filter(({ operation }) => operation === 'CopyObject')
    expect(copies.map(({ status }) => status)).toEqual([501, 200, 200, 200])
  })
})

describe('publishing', () => {
  it('is two requests where the store honours conditions', async () => {
    await open()
    expect(await store.publish(at('k'), Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'created',
      conditionHonoured: true,
    })
    expect(fake.log.map(({ operation, status }) => [operation, status])).toEqual([
      ['PutObject', 200],
      ['PutObject', 412],
    ])
  })

  it('says where the store ignores conditions', async () => {
    await open({ ignoreConditions: true })
    expect(await store.publish(at('k'), Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'created',
      conditionHonoured: false,
    })
  })

  it.each([
    [501, 'NotImplemented'],
    [400, 'InvalidArgument'],
  ])('looks first where the store does not know conditions (%d)', async (status, code) => {
    await open()
    fake.fault({
      operation: 'PutObject',
      when: ({ headers }) => headers['if-none-match'] !== undefined,
      fault: { status, code },
    })
    expect(await store.publish(at('k'), Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'created',
      conditionHonoured: false,
    })
    expect(await store.publish(at('k'), Buffer.from('y'), { replace: false })).toEqual({
      outcome: 'exists',
      conditionHonoured: false,
    })
    expect(held('k')?.toString()).toBe('x')
  })

  it('knows its own write whose answer was lost', async () => {
    await open()
    fake.fault({ operation: 'PutObject', times: 1, fault: { lostAnswer: true } })
    expect(await store.publish(at('k'), Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'created',
      conditionHonoured: true,
    })
  })

  it('does not take the equal write of another for its own', async () => {
    await open()
    fake.buckets.put('bucket', 'k', Buffer.from('x'))
    expect(await store.publish(at('k'), Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'exists',
      conditionHonoured: true,
    })
  })

  it('does not take the write of another for its own after a lost answer', async () => {
    await open()
    fake.buckets.put('bucket', 'k', Buffer.from('other'))
    fake.fault({ operation: 'PutObject', times: 1, fault: { reset: true } })
    expect(await store.publish(at('k'), Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'exists',
      conditionHonoured: true,
    })
    expect(held('k')?.toString()).toBe('other')
  })

  it('tries again when two conditional writes conflict', async () => {
    await open()
    fake.fault({
      operation: 'PutObject',
      times: 1,
      fault: { status: 409, code: 'ConditionalRequestConflict' },
    })
    expect(await store.publish(at('k'), Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'created',
      conditionHonoured: true,
    })
  })
})

describe('a bucket whose policy demands conditional writes', () => {
  it('is found out by the first denial, and then every write has a condition', async () => {
    await open({ conditionalWritesOnly: true })
    fake.buckets.put('bucket', 'there', Buffer.from('old'))
    await store.write(at('a'), bytesSource(Buffer.from('a')))
    await store.write(at('there'), bytesSource(Buffer.from('new')))
    await store.write(at('large'), bytesSource(patterned(3 * PART)))
    await store.publish(at('there'), Buffer.from('newer'), { replace: true })
    expect(held('there')?.toString()).toBe('newer')
    expect(held('large')?.length).toBe(3 * PART)
    expect(fake.log.filter(({ status }) => status === 403)).toHaveLength(1)
    expect(told).toEqual([expect.stringContaining('demands conditional writes')])
  })
})

describe('listing and removing', () => {
  it('reads page after page, and leaves out markers and what Flink cannot name', async () => {
    await open({ pageSize: 2 })
    for (const key of [
      'd/a',
      'd/b',
      'd/c+ d',
      'd/e/',
      'd/f_$folder$',
      'd//g',
      'd/../h',
      'd/i/j',
      'd2/k',
      'd',
    ])
      fake.buckets.put('bucket', key, Buffer.from('x'))
    expect([...(await listAll(store, at('d'))).keys()]).toEqual(['/d/a', '/d/b', '/d/c+ d', '/d/i/j'])
    expect(told).toEqual([expect.stringContaining('2 keys below s3://bucket/d/')])
  })

  it('takes raw keys for what they are', async () => {
    await open({ rawKeys: true })
    for (const key of ['d/a+b', 'd/p%41']) fake.buckets.put('bucket', key, Buffer.from('x'))
    expect([...(await listAll(store, at('d'))).keys()]).toEqual(['/d/a+b', '/d/p%41'])
  })

  it('tells of archived objects', async () => {
    await open()
    fake.buckets.put('bucket', 'd/a', Buffer.from('x'), { 'x-amz-storage-class': 'GLACIER' })
    expect((await listAll(store, at('d'))).get('/d/a')?.storageClass).toBe('GLACIER')
    expect((await store.stat(at('d/a')))?.storageClass).toBe('GLACIER')
  })

  it('stops at a page that is cut off without a token', async () => {
    await open()
    fake.fault({
      operation: 'ListObjectsV2',
      fault: { okBody: '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>' },
    })
    await expect(listAll(store, at('d'))).rejects.toMatchObject({ code: 'corrupt-answer' })
  })

  it('removes a thousand by one request, and one by one where the store cannot', async () => {
    await open()
    const keys = Array.from({ length: 1002 }, (_, n) => `d/${n}`)
    for (const key of keys) fake.buckets.put('bucket', key, Buffer.from('x'))
    await store.remove(keys.map(at))
    expect(fake.buckets.entries('bucket')).toEqual([])
    expect([fake.count('DeleteObjects'), fake.count('DeleteObject')]).toEqual([2, 0])
    for (const key of keys.slice(0, 3)) fake.buckets.put('bucket', key, Buffer.from('x'))
    fake.fault({ operation: 'DeleteObjects', fault: { status: 501, code: 'NotImplemented' } })
    await store.remove(keys.slice(0, 3).map(at))
    expect([fake.buckets.entries('bucket').length, fake.count('DeleteObject')]).toEqual([0, 3])
  })

  it('names the key that could not be removed', async () => {
    await open()
    fake.fault({
      operation: 'DeleteObjects',
      fault: {
        okBody:
          '<DeleteResult><Error><Key>b</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>',
      },
    })
    fake.fault({ operation: 'DeleteObject', fault: { status: 403, code: 'AccessDenied' } })
    await expect(store.remove([at('a'), at('b')])).rejects.toThrow('cannot delete s3://bucket/b')
  })
})

describe('regions', () => {
  it('finds the region of a bucket by itself where none is given', async () => {
    await open()
    fake.buckets.put('bucket', 'key', Buffer.from('x'))
    fake.fault({
      when: ({ headers }) => !headers['authorization']?.includes('/eu-central-1/'),
      fault: { status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-central-1' } },
    })
    expect((await store.read(at('key'), { maxBytes: 10 })).bytes.length).toBe(1)
    await store.stat(at('key'))
    expect(fake.log.map(({ status }) => status)).toEqual([301, 200, 200])
  })
})
