/** @jest-environment ./__tests__/support/one-realm.ts */
import { parseLocation, type Location } from '../../../../src/location/location.ts'
import { bordersOf, compareKeys } from '../../../../src/storage/s3/read/range-listing.ts'
import { createS3Store } from '../../../../src/storage/s3/s3-store.ts'
import { eventually } from '../../../support/eventually.ts'
import { startFakeS3, type FakeS3, type FakeS3Options } from '../../../support/fake-s3/server.ts'
import { quickRetry } from '../../quick-retry.ts'

const directory = parseLocation('s3://bucket/sp')
const at = (name: string): Location => ({ ...directory, path: `/sp/${name}` })
/** As Flink names them, in no order. */
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${(Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16)}-${n}`)

let fake: FakeS3

afterEach(() => fake.close())

async function serverWith(keys: readonly string[], options: FakeS3Options = {}): Promise<void> {
  fake = await startFakeS3({ buckets: ['bucket'], ...options })
  for (const key of keys) fake.buckets.put('bucket', `sp/${key}`, Buffer.from('x'))
}

async function list(expected: readonly string[], signal?: AbortSignal): Promise<string[]> {
  const store = createS3Store(
    { endpoint: fake.endpoint, region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
    { side: 'source', retry: quickRetry() },
  )
  try {
    const found: string[] = []
    for await (const page of store.list(directory, { expected: expected.map(at), signal })) {
      for (const { location } of page) found.push(location.path.slice('/sp/'.length))
    }
    return found
  } finally {
    store.close()
  }
}

const sorted = (keys: readonly string[]): string[] => [...keys].sort(compareKeys)
const lists = (): number => fake.count('ListObjectsV2')

describe('a listing whose keys are expected', () => {
  it('takes as many requests as a plain one, side by side', async () => {
    const keys = names(5_000)
    await serverWith(['_metadata', ...keys])
    let most = 0
    let open = 0
    fake.onRequest = async () => {
      most = Math.max(most, ++open)
      // The first two come one after the other, and show whether the ranges may.
      if (lists() >= 2) await eventually(() => most === 4)
      open--
    }
    expect(sorted(await list(keys))).toEqual(sorted(['_metadata', ...keys]))
    expect([lists(), most]).toEqual([6, 4])
  })

  it('is complete, and has nothing twice, whatever is there beside', async () => {
    const keys = names(3_000)
    const others = names(4_000).map((name) => `${name}.other`)
    await serverWith([...keys, ...others, '0', 'zzz', '~'])
    expect(sorted(await list(keys))).toEqual(sorted([...keys, ...others, '0', 'zzz', '~']))
    expect(lists()).toBeLessThanOrEqual(12)
  })

  it('is complete where nothing of what is expected is there', async () => {
    const keys = names(2_500)
    await serverWith(keys)
    for (const wrong of [names(4_000).map((name) => `zz-${name}`), names(4_000).map((name) => `+${name}`)]) {
      expect(sorted(await list(wrong))).toEqual(sorted(keys))
    }
  })

  it('is complete where most of it is not there any more', async () => {
    const keys = names(10_000)
    const left = keys.filter((_, n) => n % 50 === 0)
    await serverWith(left)
    expect(sorted(await list(keys))).toEqual(sorted(left))
  })

  it('is complete on stores that begin at the first key all the same, or list in another order', async () => {
    const keys = names(2_500)
    for (const quirk of [{ ignoresStartAfter: true }, { listsBackwards: true }]) {
      await serverWith(keys, quirk)
      expect(sorted(await list(keys))).toEqual(sorted(keys))
      await fake.close()
    }
    await serverWith([])
  })

  it('is complete on stores that refuse to begin behind a key', async () => {
    const keys = names(2_500)
    await serverWith(keys)
    fake.faults.add({
      operation: 'ListObjectsV2',
      when: ({ query }) => query.has('start-after'),
      fault: { status: 501, code: 'NotImplemented' },
    })
    expect(sorted(await list(keys))).toEqual(sorted(keys))
  })

  it('takes keys in the order of their bytes', async () => {
    const keys = names(2_000).map(
      (name, n) => `${['\u{1f600}', '\uffee', 'ä', ' ', '%', '+'][n % 6] ?? ''}${name}`,
    )
    await serverWith(keys)
    expect(sorted(await list(keys))).toEqual(sorted(keys))
    expect(lists()).toBe(3)
  })

  it('fails as one that is not, and leaves nothing under way', async () => {
    const keys = names(5_000)
    // Each range takes ten pages, so that there would be much to go on with.
    await serverWith(keys, { pageSize: 100 })
    fake.faults.add({ operation: 'ListObjectsV2', after: 12, fault: { status: 403, code: 'AccessDenied' } })
    await expect(list(keys)).rejects.toThrow('AccessDenied')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(lists()).toBeLessThan(12 + 2 * 6)
  })

  it('ends with the reason of its signal', async () => {
    const keys = names(5_000)
    await serverWith(keys)
    const stop = new AbortController()
    fake.onRequest = () => {
      if (lists() === 3) stop.abort(new Error('enough'))
    }
    await expect(list(keys, stop.signal)).rejects.toThrow('enough')
  })

  it('refuses a page that leaves the order in which the store began', async () => {
    const keys = names(3_000)
    await serverWith(keys)
    const entry = (key: string): string => `<Contents><Key>sp/${key}</Key><Size>1</Size></Contents>`
    fake.faults.add({
      operation: 'ListObjectsV2',
      after: 2,
      fault: {
        okBody: `<ListBucketResult><IsTruncated>false</IsTruncated>${entry('zz')}${entry('zy')}</ListBucketResult>`,
        undone: true,
      },
    })
    await expect(list(keys)).rejects.toMatchObject({
      code: 'corrupt-answer',
      message: expect.stringContaining('order of its keys') as unknown,
    })
  })
})

describe('the order of keys', () => {
  it('is that of their bytes in UTF-8, not that of units of UTF-16', () => {
    const keys = ['\u{1f600}', '\uffee', 'a', 'Z', 'ä', 'a/b', 'a!']
    const bytes = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect([...keys].sort(compareKeys)).toEqual(bytes)
    expect([...keys].sort()).not.toEqual(bytes)
  })

  it('gives borders for many keys only', () => {
    expect(bordersOf(names(1_900).map(at))).toEqual([])
    expect(bordersOf([])).toEqual([])
    const borders = bordersOf(names(10_000).map(at))
    expect(borders).toEqual([...borders].sort(compareKeys))
    expect(borders).toHaveLength(10)
  })

  it('gives borders with as many keys between them as a page has, whatever the names have in common', () => {
    const counted = Array.from({ length: 5_000 }, (_, n) => `state-of-operator-${String(n).padStart(9, '0')}`)
    for (const some of [names(5_000), counted]) {
      const borders = bordersOf(some.map(at))
      const sizes = [...borders, '\uffff'].map(
        (border, index) =>
          some.filter(
            (name) =>
              compareKeys(`sp/${name}`, border) <= 0
              && compareKeys(`sp/${name}`, borders[index - 1] ?? '') > 0,
          ).length,
      )
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000)
      expect(sizes).toHaveLength(6)
    }
  })

  it('never cuts a character in two', async () => {
    const keys = names(2_000).map((name, n) => `${['\u{1f600}', '\u{1f601}'][n % 2] ?? ''}${name}`)
    await serverWith(keys)
    expect(sorted(await list(keys))).toEqual(sorted(keys))
    expect(() => bordersOf(keys.map(at)).map(encodeURIComponent)).not.toThrow()
  })

  it('gives a border for each page, and each once', () => {
    const alike = Array.from({ length: 5_000 }, (_, n) => `${n % 2 === 0 ? 'a' : 'b'}-the-same-text-${n}`)
    const sortedKeys = sorted(alike).map((name) => `sp/${name}`)
    expect(bordersOf(alike.map(at))).toEqual([979, 1959, 2939, 3919, 4899].map((index) => sortedKeys[index]))
    expect(bordersOf(Array.from({ length: 5_000 }, () => at('one')))).toEqual(['sp/one'])
  })
})
