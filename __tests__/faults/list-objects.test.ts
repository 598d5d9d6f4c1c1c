/** @jest-environment ./__tests__/support/one-realm.ts */
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import { parseLocation } from '../../src/location/location.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { listAll, listLevel } from '../storage/bytes-source.ts'
import { quickRetry } from '../storage/quick-retry.ts'
import { startFakeS3, type FakeS3, type FakeS3Options } from '../support/fake-s3/server.ts'
import { openLab, type Lab } from './lab.ts'

const STORES: readonly (readonly [string, FakeS3Options])[] = [
  ['refuses ListObjectsV2', { onlyListsFirst: 'refuses' }],
  ['takes it for ListObjects', { onlyListsFirst: 'ignores' }],
  ['takes it for ListObjects, and tells no marker', { onlyListsFirst: 'ignores', noNextMarker: true }],
  ['takes it for ListObjects, and does not encode', { onlyListsFirst: 'ignores', rawKeys: true }],
]

describe.each(STORES)('a store that %s', (_, options) => {
  let fake: FakeS3
  let store: ObjectStore
  beforeEach(async () => {
    fake = await startFakeS3(options)
    store = createS3Store(
      { endpoint: fake.endpoint, credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' } },
      { side: 'source', retry: quickRetry() },
    )
  })
  afterEach(async () => {
    store.close()
    await fake.close()
  })
  const at = (key: string): ReturnType<typeof parseLocation> => parseLocation(`s3://bucket/${key}`)
  const put = (key: string): void => {
    fake.buckets.put('bucket', key, Buffer.from('x'))
  }

  it('is listed whole, over more than two thousand keys, and asked for ListObjectsV2 once', async () => {
    const names = Array.from({ length: 2300 }, (_, n) => `f ${n}+%&ä`)
    for (const name of names) put(`d/${name}`)
    put('e/other')
    expect([...(await listAll(store, at('d'))).keys()].sort()).toEqual(
      names.map((name) => `/d/${name}`).sort(),
    )
    expect([fake.count('ListObjectsV2'), fake.count('ListObjects')]).toEqual(
      options.onlyListsFirst === 'refuses' ? [1, 3] : [1, 2],
    )
    await listAll(store, at('e'))
    expect(fake.count('ListObjectsV2')).toBe(1)
  })

  it('is listed in ranges where the keys are known', async () => {
    const keys = Array.from({ length: 2300 }, (_, n) => `d/${String(n).padStart(5, '0')}`)
    for (const key of keys) put(key)
    const found: string[] = []
    for await (const page of store.list(at('d'), { expected: keys.map(at) }))
      found.push(...page.map(({ location }) => location.path.slice(1)))
    expect(found.sort()).toEqual(keys)
  })

  it('is listed level by level', async () => {
    const directories = Array.from({ length: 1100 }, (_, n) => `d/${String(n).padStart(4, '0')}`)
    for (const directory of directories) {
      put(`${directory}/a`)
      put(`${directory}/b`)
    }
    put('d/zzz')
    const level = await listLevel(store, at('d'))
    expect([
      level.directories.length,
      new Set(level.directories).size,
      level.objects.map(({ path }) => path),
    ]).toEqual([1100, 1100, ['/d/zzz']])
  })
})

describe('a relocation', () => {
  let lab: Lab
  afterEach(() => lab.close())

  it.each(STORES)('from and to a store that %s', async (_, from) => {
    lab = await openLab({ from })
    expect((await lab.relocate({ verify: 'strict' })).outcome).toBe('relocated')
    lab.expectWhole()
    expect((await lab.relocate({ deleteSource: true })).deleted).toBe(4)
  })

  it('from a store that refuses both says what the first one said', async () => {
    lab = await openLab()
    lab.from.fault({
      operation: ['ListObjectsV2', 'ListObjects'],
      fault: { status: 501, code: 'NotImplemented' },
    })
    expect(await lab.failure()).toMatch(/does not offer ListObjectsV2/)
  })

  it('is not asked for in another way where it is denied, or fails for a while', async () => {
    lab = await openLab()
    lab.from.fault({ operation: 'ListObjectsV2', times: 1, fault: { status: 503, code: 'SlowDown' } })
    await lab.relocate()
    lab.from.fault({ operation: 'ListObjectsV2', fault: { status: 403, code: 'AccessDenied' } })
    expect(await lab.failure()).toMatch(/s3:ListBucket/)
    expect(lab.from.count('ListObjects')).toBe(0)
  })
})
