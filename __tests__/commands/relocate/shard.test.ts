import { parseLocation } from '../../../src/location/location.ts'
import type { SeenFile } from '../../../src/commands/relocate/look/source-files.ts'
import { dealFiles, shardSentence, splitSentence, takeShard } from '../../../src/commands/relocate/shard.ts'
import { seen } from '../../support/listed.ts'

const KIB = 1024
const MIB = KIB * KIB

/** The same numbers every time, so that a failure can be looked at. */
function numbers(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
}

/** Sizes as a savepoint has them: many small ones, some of any size. */
function savepoint(count: number, seed: number): SeenFile[] {
  const next = numbers(seed)
  return Array.from({ length: count }, (_, n) =>
    seen(`savepoint-1/${n}`, Math.floor(next() ** 6 * 2000 * MIB)),
  )
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = numbers(seed)
  return items
    .map((item) => [next(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}

const pathsOf = (shard: readonly SeenFile[]): string[] => shard.map(({ file }) => file.from.path)
const bytesOf = (shard: readonly SeenFile[]): number =>
  shard.reduce((sum, { info }) => sum + info.sizeBytes, 0)
const loadOf = (shard: readonly SeenFile[]): number => bytesOf(shard) + shard.length * 512 * KIB

describe('a split', () => {
  it.each([1, 2, 3, 7, 8, 64, 256])(
    'in %d gives every file to exactly one shard, whatever the order of the listing',
    (count) => {
      for (const seed of [1, 2, 3]) {
        const files = savepoint(500, seed)
        const dealt = dealFiles(files, count)
        expect(dealt).toHaveLength(count)
        expect(dealt.flatMap(pathsOf).sort()).toEqual(pathsOf(files).sort())
        for (const order of [[...files].reverse(), shuffled(files, seed), shuffled(files, 99)]) {
          expect(dealFiles(order, count).map(pathsOf)).toEqual(dealt.map(pathsOf))
        }
      }
    },
  )

  it.each([2, 8, 256])(
    'in %d leaves no shard further ahead of another one than the largest file',
    (count) => {
      for (const seed of [4, 5, 6]) {
        const files = savepoint(2000, seed)
        const loads = dealFiles(files, count).map(loadOf)
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(
          Math.max(...files.map((file) => loadOf([file]))),
        )
      }
    },
  )

  it('balances bytes where files are large, and numbers where they are small', () => {
    const large = dealFiles(savepoint(4000, 7), 8).map(bytesOf)
    expect(Math.max(...large) / Math.min(...large)).toBeLessThan(1.01)
    const small = dealFiles(
      Array.from({ length: 10_003 }, (_, n) => seen(`empty/${n}`, 0)),
      8,
    ).map(({ length }) => length)
    expect([Math.min(...small), Math.max(...small)]).toEqual([1250, 1251])
  })

  it('lets the others take the small files where one file is as large as all of them', () => {
    const dealt = dealFiles(
      [seen('huge', 1000 * MIB), ...Array.from({ length: 700 }, (_, n) => seen(`small/${n}`, MIB))],
      8,
    )
    expect(dealt[0]?.map(({ file }) => file.from.path)).toEqual(['/huge'])
    expect(dealt.slice(1).map(({ length }) => length)).toEqual(Array.from({ length: 7 }, () => 100))
  })

  it('orders equal sizes by their place, not as a locale would, and tells buckets apart', () => {
    const names = ['B', 'a', 'Ä', 'ä', 'z', '10', '9', '\u{1f600}', '\uffee']
    const files = names.map((name) => seen(name, 5))
    const elsewhere = {
      ...seen('z', 5),
      file: { ...seen('z', 5).file, from: parseLocation('s3://another/z') },
    }
    const dealt = dealFiles([...files, elsewhere], 10)
    expect(dealFiles([elsewhere, ...[...files].reverse()], 10)).toEqual(dealt)
    expect(dealt.map(([first]) => first?.file.from.path.slice(1))).toEqual([
      '10',
      '9',
      'B',
      'a',
      'z',
      'z',
      'Ä',
      'ä',
      '\u{1f600}',
      '\uffee',
    ])
  })

  it('with fewer files than shards leaves some with nothing', () => {
    expect(dealFiles([seen('a', 1), seen('b', 2)], 4).map(({ length }) => length)).toEqual([1, 1, 0, 0])
    expect(dealFiles([], 3)).toEqual([[], [], []])
  })
})

describe('what is told of a shard', () => {
  const files = Array.from({ length: 9 }, (_, n) => seen(`${n}`, MIB))

  it('is its part of the whole', () => {
    const { own, told } = takeShard(files, { index: 2, count: 4 }, false)
    expect(told).toEqual({
      index: 2,
      count: 4,
      files: own.length,
      bytes: own.length * MIB,
      filesTotal: 9,
      bytesTotal: 9 * MIB,
    })
    expect(shardSentence(told)).toBe('shard 2 of 4: 2 of 9 files (2.0 MiB of 9.0 MiB)')
    expect(shardSentence({ ...told, files: 1234, filesTotal: 9876 })).toContain('1,234 of 9,876 files')
  })

  it('is every part for a dry run', () => {
    const { told } = takeShard(files, { index: 4, count: 4 }, true)
    expect(told.split?.map((part) => part.files)).toEqual([3, 2, 2, 2])
    expect(splitSentence(told.split ?? [])).toBe('a split in 4: 2 to 3 files and 2.0 MiB to 3.0 MiB for each')
    expect(splitSentence(takeShard(files.slice(0, 2), { index: 1, count: 4 }, true).told.split ?? [])).toBe(
      'a split in 4: 0 to 1 files and 0 B to 1.0 MiB for each; 2 shards would have nothing to do, for a file is never divided',
    )
  })
})
