import { copyFiles, scattered } from '../../../../src/commands/relocate/copy/copy-files.ts'
import type { Narrator } from '../../../../src/commands/relocate/narrator.ts'
import type { SeenFile } from '../../../../src/commands/relocate/look/presence.ts'
import type { ObjectInfo, Transfer, TransferMode } from '../../../../src/storage/object-store.ts'
import { seen } from '../../../support/listed.ts'

const silent: Narrator = {
  phase: () => undefined,
  info: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
}

/** The objects in the order in which they were copied, one at a time. */
async function copied(files: readonly SeenFile[], mode: TransferMode): Promise<ObjectInfo[]> {
  const order: ObjectInfo[] = []
  const transfer: Transfer = {
    mode,
    wantsProbe: mode === 'server-side',
    copy: (from, to) => {
      order.push(from)
      return Promise.resolve({ location: to, sizeBytes: from.sizeBytes, proof: 'size' })
    },
    sameContent: () => Promise.resolve(undefined),
    requestsFor: () => 1,
  }
  await copyFiles(
    { pending: files, present: [], replaced: [] },
    transfer,
    1,
    silent,
    new AbortController().signal,
  )
  return order
}

const counted = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `sp/${String(n).padStart(4, '0')}`)

/** How often an item is followed by the one that followed it before. */
function neighbours<T>(before: readonly T[], after: readonly T[]): number {
  const next = new Map(before.map((item, index) => [item, before[index + 1]]))
  return after.filter((item, index) => index + 1 < after.length && next.get(item) === after[index + 1]).length
}

describe('the order of copies', () => {
  it('is the largest first, and scattered among those of one size', async () => {
    const files = counted(1_000).map((path, n) => seen(path, n % 2 === 0 ? 10 : 20))
    const order = await copied(files, 'streamed')
    expect(order.map(({ sizeBytes }) => sizeBytes)).toEqual([
      ...Array<number>(500).fill(20),
      ...Array<number>(500).fill(10),
    ])
    for (const size of [10, 20]) {
      const [before, after] = [files.map(({ info }) => info), order].map((all) =>
        all.filter(({ sizeBytes }) => sizeBytes === size),
      )
      expect(new Set(after)).toEqual(new Set(before))
      expect(neighbours(before!, after!)).toBeLessThan(10)
    }
  })

  it('begins with one of the smallest where the server copies', async () => {
    const order = await copied(
      [30, 10, 20].map((size) => seen(`sp/${size}`, size)),
      'server-side',
    )
    expect(order.map(({ sizeBytes }) => sizeBytes)).toEqual([10, 30, 20])
  })

  it('is the same each time', () => {
    expect(scattered(counted(1_000))).toEqual(scattered(counted(1_000)))
    expect(scattered([])).toEqual([])
    expect(scattered(['one'])).toEqual(['one'])
  })
})
