import { copyFiles } from '../../../../src/commands/relocate/copy/copy-files.ts'
import type { Narrator } from '../../../../src/commands/relocate/narrator.ts'
import type { SeenFile } from '../../../../src/commands/relocate/look/source-files.ts'
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

describe('the order of copies', () => {
  it('is the largest first, and that of the _metadata among those of one size', async () => {
    const files = ['7f', '02', 'c4', '31', 'a9'].map((name, n) => seen(`sp/${name}`, n % 2 === 0 ? 10 : 20))
    const order = await copied(files, 'streamed')
    expect(order).toEqual([1, 3, 0, 2, 4].map((n) => files[n]!.info))
  })

  it('begins with one of the smallest where the server copies', async () => {
    const order = await copied(
      [30, 10, 20].map((size) => seen(`sp/${size}`, size)),
      'server-side',
    )
    expect(order.map(({ sizeBytes }) => sizeBytes)).toEqual([10, 30, 20])
  })
})
