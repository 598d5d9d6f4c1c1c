/** @jest-environment ./__tests__/support/one-realm.ts */
import { parseLocation, type Location } from '../../src/location/location.ts'
import type { ObjectInfo, Transfer } from '../../src/storage/object-store.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import type { S3Settings } from '../../src/storage/settings.ts'
import type { CopyingStore } from '../../src/storage/server-side.ts'
import { openTransfer } from '../../src/storage/transfer.ts'
import { startFakeS3, type FakeS3, type FakeS3Options } from '../support/fake-s3/server.ts'
import { patterned } from './bytes-source.ts'
import { openFiles } from './openers.ts'
import { putText } from './bytes-source.ts'
import { quickRetry } from './quick-retry.ts'

const PART = 1000
const parts = { copyWholeBytes: PART, copyPartBytes: PART, putWholeBytes: PART, uploadPartBytes: PART }
const at = (key: string): Location => parseLocation(`s3://bucket/${key}`)

let fake: FakeS3
let source: CopyingStore
let target: CopyingStore
let transfer: Transfer
let notices: string[]

/** The source is read by alice, the target written by bob, on one server. */
async function open(options: FakeS3Options = {}): Promise<void> {
  fake = await startFakeS3(options)
  notices = []
  const [from, to] = ['alice', 'bob'].map((accessKeyId) =>
    createS3Store(
      { endpoint: fake.endpoint, credentials: { accessKeyId, secretAccessKey: 'secret' } },
      { side: accessKeyId === 'alice' ? 'source' : 'target', parts, retry: quickRetry() },
    ),
  )
  source = from!
  target = to!
  transfer = openTransfer(source, target, {
    onNotice: (text) => {
      notices.push(text)
    },
  })
}

async function put(key: string, bytes: Buffer): Promise<ObjectInfo> {
  fake.buckets.put('bucket', key, bytes)
  return (await source.stat(at(key)))!
}

const held = (key: string): Buffer | undefined => fake.buckets.find('bucket', key)?.bytes

afterEach(async () => {
  source.close()
  target.close()
  await fake.close()
})

describe('copying by the server', () => {
  it('takes one request, signed by the target and pinned to the ETag', async () => {
    await open()
    const info = await put('a+b c', Buffer.from('content'))
    await transfer.copy(info, at('copy'))
    const [request] = fake.log.filter(({ operation }) => operation === 'CopyObject')
    expect(request).toMatchObject({
      accessKeyId: 'bob',
      headers: { 'x-amz-copy-source': 'bucket/a%2Bb%20c', 'x-amz-copy-source-if-match': `"${info.etag!}"` },
    })
    expect([fake.log.length, held('copy')?.toString()]).toEqual([2, 'content'])
  })

  it('goes by equal parts above the limit', async () => {
    await open()
    const bytes = patterned(3 * PART + 500)
    const info = await put('large', bytes)
    const copied = await transfer.copy(info, at('copy'))
    expect(held('copy')?.equals(bytes)).toBe(true)
    expect(copied.etag).toMatch(/-3$/)
    expect(fake.count('UploadPartCopy')).toBe(3)
    expect([transfer.requestsFor(info.sizeBytes), transfer.requestsFor(PART)]).toEqual([6, 1])
    // One of them was the look at the source before.
    expect(fake.log).toHaveLength(1 + 6)
  })

  it('tries again what answers 200 with an error, nothing, half a document, or blanks before the declaration', async () => {
    await open()
    const info = await put('a', Buffer.from('content'))
    fake.fault({
      operation: 'CopyObject',
      times: 1,
      fault: { okBody: '<Error><Code>SlowDown</Code><Message>later</Message></Error>' },
    })
    fake.fault({ operation: 'CopyObject', times: 1, fault: { okBody: '' } })
    fake.fault({ operation: 'CopyObject', times: 1, fault: { okBody: '<CopyObjectResult><ETag>&quot;ab' } })
    fake.fault({
      operation: 'CopyObject',
      times: 1,
      fault: { okBody: '   \n<CopyObjectResult><ETag>&quot;abc&quot;</ETag></CopyObjectResult>' },
    })
    expect(await transfer.copy(info, at('copy'))).toMatchObject({ etag: 'abc' })
    expect(fake.count('CopyObject')).toBe(4)
  })

  it('refuses a source that has changed, whole and in parts', async () => {
    await open()
    for (const size of [10, 3 * PART]) {
      const info = await put('a', patterned(size))
      fake.buckets.put('bucket', 'a', patterned(size, 2))
      await expect(transfer.copy(info, at('copy'))).rejects.toMatchObject({
        code: 'changed',
        facts: { location: at('a') },
      })
      expect(held('copy')).toBeUndefined()
    }
    expect([fake.buckets.unfinished, transfer.mode]).toEqual([0, 'server-side'])
  })
})

describe('a server that will not copy', () => {
  it.each([
    [
      'where the target may not read the source',
      { users: { alice: {}, bob: { denies: (operation: string) => operation === 'GetObject' } } },
      undefined,
      's3:GetObject',
    ],
    ['where it is not implemented', {}, { status: 501, code: 'NotImplemented' }, 'does not offer CopyObject'],
    [
      'where the method is not allowed',
      {},
      { status: 405, code: 'MethodNotAllowed' },
      'does not offer CopyObject',
    ],
  ])('is asked no more %s', async (_, options, fault, says) => {
    await open(options)
    if (fault !== undefined) fake.fault({ operation: ['CopyObject', 'UploadPartCopy'], fault })
    const infos = await Promise.all([1, 2, 3, 4].map((n) => put(`a${n}`, Buffer.from(`content ${n}`))))
    await Promise.all(infos.map((info, n) => transfer.copy(info, at(`copy${n + 1}`))))
    for (const n of [1, 2, 3, 4]) expect(held(`copy${n}`)?.toString()).toBe(`content ${n}`)
    expect(notices).toEqual([expect.stringContaining(says)])
    expect(transfer.mode).toBe('streamed')
    const asked = fake.count('CopyObject')
    const large = await put('large', patterned(4 * PART))
    await transfer.copy(large, at('copy-large'))
    expect(held('copy-large')?.equals(patterned(4 * PART))).toBe(true)
    expect([fake.count('CopyObject'), fake.count('UploadPartCopy'), notices.length]).toEqual([asked, 0, 1])
    const readers = new Set(
      fake.log.filter(({ operation }) => operation === 'GetObject').map(({ accessKeyId }) => accessKeyId),
    )
    expect([...readers]).toEqual(['alice'])
  })

  it.each([
    ['a bad request', { status: 400, code: 'InvalidArgument' }],
    ['an internal error for ever', { status: 503, code: 'InternalError' }],
  ])('by parts, with %s, still copies small objects', async (_, fault) => {
    await open()
    fake.fault({ operation: 'UploadPartCopy', fault })
    const large = await put('large', patterned(4 * PART))
    let sum = 0
    await transfer.copy(large, at('copy-large'), {
      onBytes: (more) => {
        sum += more
      },
    })
    expect(held('copy-large')?.equals(patterned(4 * PART))).toBe(true)
    expect([sum, fake.buckets.unfinished, transfer.mode]).toEqual([4 * PART, 0, 'server-side'])
    expect(notices).toEqual([expect.stringContaining('UploadPartCopy: status')])
    const asked = fake.count('UploadPartCopy')
    await transfer.copy(await put('larger', patterned(5 * PART)), at('copy-larger'))
    await transfer.copy(await put('small', patterned(100)), at('copy-small'))
    expect([fake.count('UploadPartCopy'), fake.count('CopyObject'), notices.length]).toEqual([asked, 1, 1])
  })

  it('is not given up for parts that fail after others worked', async () => {
    await open()
    fake.fault({ operation: 'UploadPartCopy', after: 4, fault: { status: 500, code: 'InternalError' } })
    await transfer.copy(await put('first', patterned(4 * PART)), at('copy-first'))
    await expect(
      transfer.copy(await put('second', patterned(4 * PART)), at('copy-second')),
    ).rejects.toMatchObject({ code: 'other' })
    expect([notices, fake.buckets.unfinished]).toEqual([[], 0])
  })

  it('under the condition that the policy demands gets streams with conditions', async () => {
    await open({ conditionalWritesOnly: true, noConditionalCopies: true })
    await transfer.copy(await put('a', Buffer.from('content')), at('copy'))
    await transfer.copy(await put('b', patterned(4 * PART)), at('copy-b'))
    expect([held('copy')?.toString(), held('copy-b')?.length, transfer.mode]).toEqual([
      'content',
      4 * PART,
      'streamed',
    ])
    expect(notices).toEqual([expect.stringContaining('a policy may demand one')])
    expect(
      fake.log.filter(({ operation, status }) => operation === 'PutObject' && status === 403).length,
    ).toBeLessThanOrEqual(1)
  })

  it('copies under a condition where it can', async () => {
    await open({ conditionalWritesOnly: true })
    fake.buckets.put('bucket', 'copy', Buffer.from('old'))
    await transfer.copy(await put('a', Buffer.from('content')), at('copy'))
    expect([held('copy')?.toString(), transfer.mode]).toEqual(['content', 'server-side'])
    const stale = await put('b', Buffer.from('b1'))
    fake.buckets.put('bucket', 'b', Buffer.from('b2'))
    await expect(transfer.copy(stale, at('copy-b'))).rejects.toMatchObject({ code: 'changed' })
  })

  it('for another reason stops the run', async () => {
    await open()
    fake.fault({ operation: 'CopyObject', fault: { status: 403, code: 'InvalidObjectState' } })
    await expect(transfer.copy(await put('a', Buffer.from('x')), at('copy'))).rejects.toMatchObject({
      code: 'archived',
      facts: { location: at('a') },
    })
    expect(notices).toEqual([])
  })
})

describe('the proof of equal content', () => {
  const info = (key: string, etag: string, sizeBytes = 5): ObjectInfo => ({
    location: at(key),
    sizeBytes,
    etag,
  })

  it('is an equal ETag, without a request', async () => {
    await open()
    expect(await transfer.sameContent(info('a', 'x-2'), info('b', 'x-2'))).toBe('etag')
    expect(await transfer.sameContent(info('a', 'x-2'), info('b', 'x-2', 6))).toBeUndefined()
    expect(fake.log).toEqual([])
  })

  it.each([
    [
      'equal checksums of whole objects',
      { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=', 'x-amz-checksum-type': 'FULL_OBJECT' },
      {},
      'checksum',
    ],
    ['other checksums', { 'x-amz-checksum-sha256': 'AAAA' }, { 'x-amz-checksum-sha256': 'BBBB' }, undefined],
    [
      'checksums composed of parts',
      { 'x-amz-checksum-crc32': 'AAAA', 'x-amz-checksum-type': 'COMPOSITE' },
      {},
      undefined,
    ],
    ['checksums composed of parts, without saying so', { 'x-amz-checksum-crc32': 'AAAA-2' }, {}, undefined],
    ['no checksums', {}, {}, undefined],
  ])('else: %s', async (_, headers, other, same) => {
    await open()
    await put('a', Buffer.from('aaaaa'))
    fake.buckets.put('bucket', 'b', Buffer.from('aaaaa'), {}, 'another-etag')
    fake.fault({ operation: 'HeadObject', key: 'a', fault: { answerHeaders: headers } })
    fake.fault({ operation: 'HeadObject', key: 'b', fault: { answerHeaders: { ...headers, ...other } } })
    expect(await transfer.sameContent((await source.stat(at('a')))!, (await target.stat(at('b')))!)).toBe(
      same,
    )
    expect(fake.log.at(-1)?.headers['x-amz-checksum-mode']).toBe('ENABLED')
  })

  it.each([
    ['by the server in parts', false],
    ['streamed in parts', true],
  ])('of an object that was copied %s is known by its origin, without reading it', async (_, streamed) => {
    await open()
    if (streamed) fake.fault({ operation: 'UploadPartCopy', fault: { status: 501, code: 'NotImplemented' } })
    const [from, to] = [await put('large', patterned(3 * PART)), at('copy')]
    await transfer.copy(from, to)
    const copied = (await target.stat(to))!
    expect([copied.etag, fake.count('UploadPart') > 0]).toEqual([expect.stringMatching(/-3$/), streamed])
    const before = fake.log.length
    expect(await transfer.sameContent(from, copied)).toBe('size')
    expect(fake.log.slice(before).map(({ operation, key }) => `${operation} ${key}`)).toEqual([
      'HeadObject copy',
    ])

    const changed = await put('large', patterned(3 * PART, 2))
    expect(await transfer.sameContent(changed, copied)).toBeUndefined()
    const namesake = await put('large-too', patterned(3 * PART))
    expect(await transfer.sameContent(namesake, copied)).toBeUndefined()
    fake.buckets.put('bucket', 'copy', patterned(3 * PART, 3))
    expect(await transfer.sameContent(from, copied)).toBeUndefined()
    expect(await transfer.sameContent(from, (await target.stat(to))!)).toBeUndefined()
  })

  it('of a small object whose ETags are no MD5s is known by its origin too', async () => {
    await open()
    fake.buckets.opaqueEtags = true
    fake.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
    const from = await put('small', Buffer.from('content'))
    await transfer.copy(from, at('copy'))
    expect(await transfer.sameContent(from, (await target.stat(at('copy')))!)).toBe('size')
  })

  it('of a small object that a key service encrypts is known by its origin, once that is known', async () => {
    await open()
    fake.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
    fake.fault({
      operation: 'PutObject',
      fault: { answerHeaders: { 'x-amz-server-side-encryption': 'aws:kms', etag: '"opaque"' } },
    })
    const origins: (string | undefined)[] = []
    for (const name of ['first', 'second']) {
      await transfer.copy(await put(name, Buffer.from(`the ${name}`)), at(`copy of ${name}`))
      origins.push(fake.buckets.get('bucket', `copy of ${name}`).headers['x-amz-meta-flink-snapshot-origin'])
    }
    expect(origins).toEqual([undefined, source.source((await source.stat(at('second')))!).origin])
  })

  it('of a damaged object is not told by its origin, though the run ended before it was replaced', async () => {
    await open()
    fake.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
    const from = await put('small', Buffer.from('content'))
    const stop = new AbortController()
    fake.fault({ operation: 'GetObject', times: 1, fault: { flipAt: 3 } })
    fake.onRequest = ({ operation }) => {
      if (operation === 'GetObject' && held('copy') !== undefined) stop.abort(new Error('killed'))
    }
    await expect(transfer.copy(from, at('copy'), { signal: stop.signal })).rejects.toThrow('killed')
    expect([held('copy')?.length, held('copy')?.toString() === 'content']).toEqual([7, false])
    expect(await transfer.sameContent(from, (await target.stat(at('copy')))!)).toBeUndefined()
  })

  it('of a file and an object is the MD5, where the ETag is one', async () => {
    await open()
    const files = await openFiles()
    const file = await putText(files.store, parseLocation(`${files.directory.path}/f`), 'hello')
    const upload = openTransfer(files.store, target)
    const md5 = '5d41402abc4b2a76b9719d911017c592'
    expect(await upload.sameContent(file, info('a', md5))).toBe('etag')
    expect(await upload.sameContent(file, info('a', md5.replace('5', '6')))).toBeUndefined()
    expect(await upload.sameContent(file, info('a', `${md5}-1`))).toBeUndefined()
    expect(await openTransfer(source, files.store).sameContent(info('a', md5), file)).toBe('etag')
    await files.close?.()
  })
})

describe('which way a transfer goes', () => {
  it('counts all endpoints of AWS as one, and other endpoints by their address', async () => {
    await open()
    const mode = (a: string | undefined, b: string | undefined): string => {
      const [from, to] = [a, b].map((endpoint) =>
        createS3Store(endpoint === undefined ? {} : { endpoint }, { side: 'source' }),
      )
      return openTransfer(from!, to!).mode
    }
    expect(mode(undefined, 'https://s3.eu-west-1.amazonaws.com')).toBe('server-side')
    expect(mode('http://s3.example:80', 'http://S3.example/')).toBe('server-side')
    expect(mode('http://s3.example:9000', 'http://s3.example:9001')).toBe('streamed')
    expect(mode(undefined, 'https://amazonaws.com.example')).toBe('streamed')
  })

  it('tells the partitions of AWS apart', async () => {
    await open()
    const mode = (a: S3Settings, b: S3Settings): string => {
      const [from, to] = [a, b].map((settings) => createS3Store(settings, { side: 'source' }))
      return openTransfer(from!, to!).mode
    }
    expect(mode({ region: 'eu-west-1' }, { region: 'us-east-1' })).toBe('server-side')
    expect(mode({ region: 'eu-west-1' }, { region: 'cn-north-1' })).toBe('streamed')
    expect(mode({ region: 'us-gov-west-1' }, { region: 'us-east-1' })).toBe('streamed')
    expect(mode({ endpoint: 'https://s3.cn-north-1.amazonaws.com.cn' }, { region: 'cn-northwest-1' })).toBe(
      'server-side',
    )
    expect(mode({ homeRegion: 'cn-north-1' }, { region: 'cn-northwest-1' })).toBe('server-side')
  })
})
