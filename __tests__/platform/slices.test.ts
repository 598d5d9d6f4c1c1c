import { slicesOf } from '../../src/platform/http/slices.ts'
import { patterned } from '../storage/bytes-source.ts'

const KIB = 1024

/** The sizes of the slices in KiB, where a line takes so many bytes a second. */
function sizes(bytes: Buffer, bytesPerSecond: number): number[] {
  let now = 0
  const slices: Uint8Array[] = []
  for (const slice of slicesOf(bytes, () => now)) {
    slices.push(slice)
    now += (slice.length / bytesPerSecond) * 1000
  }
  expect(Buffer.concat(slices).equals(bytes)).toBe(true)
  return slices.map(({ length }) => length / KIB)
}

describe('the slices of a body', () => {
  it.each<[what: string, bytes: number, perSecond: number, sizes: number[]]>([
    ['of a small one are one', 100 * KIB, 1e9, [100]],
    ['grow where they are taken at once', 2048 * KIB, 1e9, [128, 256, 512, 512, 512, 128]],
    ['stay where they are taken in a second', 512 * KIB, 128 * KIB, [128, 128, 128, 128]],
    ['shrink where they take long', 300 * KIB, 4 * KIB, [128, 64, 32, 16, 16, 16, 16, 12]],
    ['of nothing are none', 0, 1e9, []],
  ])('%s', (_, bytes, perSecond, expected) => {
    expect(sizes(patterned(bytes), perSecond)).toEqual(expected)
  })
})
