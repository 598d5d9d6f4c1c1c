/** @jest-environment ./__tests__/support/one-realm.ts */
import { DEFAULT_PARTS, splitIntoParts } from '../../src/storage/s3/write/parts.ts'
import { patterned } from '../storage/bytes-source.ts'
import { openLab, PART, type Lab } from './lab.ts'

const SIZES: Readonly<Record<string, number>> = {
  '0': 0,
  '1': 1,
  'threshold-1': PART - 1,
  threshold: PART,
  'threshold+1': PART + 1,
  'two parts': 2 * PART,
  'two parts+1': 2 * PART + 1,
  'ten parts-1': 10 * PART - 1,
  'ten parts': 10 * PART,
  'ten parts+1': 10 * PART + 1,
}

describe('sizes', () => {
  let lab: Lab
  afterEach(() => lab.close())

  it.each([
    ['server-side', false],
    ['streamed', true],
  ])('%s: 0, 1, threshold -1, =, +1 and exact multiples arrive byte for byte', async (_, streamed) => {
    const files = Object.fromEntries(
      Object.entries(SIZES).map(([name, size], n) => [name.replace(' ', '-'), patterned(size, n + 1)]),
    )
    lab = await openLab({ streamed, files })
    await lab.relocate({ verify: 'strict' })
    lab.expectWhole()
    const inParts = lab.to.log
      .filter(({ operation }) => operation === 'CreateMultipartUpload')
      .map(({ key }) => key.split('/').at(-1))
    expect(inParts.sort()).toEqual([
      'ten-parts',
      'ten-parts+1',
      'ten-parts-1',
      'threshold+1',
      'two-parts',
      'two-parts+1',
    ])
  })

  it.each([
    ['server-side', false],
    ['streamed', true],
  ])('%s: a last part of 1 byte', async (_, streamed) => {
    lab = await openLab({ streamed, files: { odd: Buffer.from('1234567') } })
    await lab.relocate(
      {},
      { tuning: { parts: { copyWholeBytes: 2, copyPartBytes: 2, putWholeBytes: 2, uploadPartBytes: 2 } } },
    )
    lab.expectWhole()
    const ranges = lab.to.log.flatMap(({ operation, body, headers }) =>
      operation === 'UploadPart'
        ? [String(body.length)]
        : operation === 'UploadPartCopy'
          ? [headers['x-amz-copy-source-range']]
          : [],
    )
    expect(new Set(ranges)).toEqual(new Set(streamed ? ['3', '1'] : ['bytes=0-2', 'bytes=3-5', 'bytes=6-6']))
  })

  it.each([
    ['server-side', false],
    ['streamed', true],
  ])('%s: parts grow where there would be too many', async (_, streamed) => {
    lab = await openLab({ streamed, files: { big: patterned(20 * PART + 3) } })
    await lab.relocate({}, { tuning: { parts: { maxParts: 7 } } })
    lab.expectWhole()
    expect(lab.to.count(streamed ? 'UploadPart' : 'UploadPartCopy')).toBe(6)
  })
})

describe('the arithmetic of parts', () => {
  const [GIB, TIB] = [2 ** 30, 2 ** 40]

  it.each([
    5 * TIB,
    5 * TIB - 1,
    4 * TIB + 7,
    10_000 * 16 * 2 ** 20,
    10_000 * 16 * 2 ** 20 + 1,
    17 * GIB + 1,
  ])('of %d bytes keeps to 10,000 equal parts of at most 5 GiB', (size) => {
    for (const atLeast of [DEFAULT_PARTS.copyPartBytes, DEFAULT_PARTS.uploadPartBytes]) {
      const parts = splitIntoParts(size, atLeast, DEFAULT_PARTS.maxParts)
      expect(parts.length).toBeLessThanOrEqual(10_000)
      expect([parts[0]?.start, parts.at(-1)?.end]).toEqual([0, size])
      const each = parts[0]!.end
      expect(each).toBeLessThanOrEqual(5 * GIB)
      expect(each).toBeGreaterThanOrEqual(atLeast)
      const wrong = parts.filter(
        (part, n) =>
          part.number !== n + 1
          || part.start !== n * each
          || (n < parts.length - 1 ? part.end - part.start !== each : part.end <= part.start),
      )
      expect(wrong).toEqual([])
    }
  })
})
