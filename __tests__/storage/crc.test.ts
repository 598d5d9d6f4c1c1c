import { crc32 } from 'node:zlib'
import { base64Of, Crc32c, Crc64Nvme, type RunningCrc } from '../../src/storage/crc.ts'

const CHECK = Buffer.from('123456789')

/** The digest of bytes that come in two pieces. */
function inPieces(crc: RunningCrc, bytes: Buffer, at: number): string {
  crc.update(bytes.subarray(0, at))
  crc.update(bytes.subarray(at))
  return Buffer.from(crc.digest(), 'base64').toString('hex')
}

// The check values of the catalogue of parametrised CRC algorithms.
describe.each([
  ['CRC-32C', () => new Crc32c(), 'e3069283'],
  ['CRC-64/NVME', () => new Crc64Nvme(), 'ae8b14860a799888'],
])('%s', (_, make, check) => {
  it.each([0, 1, 5, 9])('gives its check value, however the bytes come: %i first', (at) => {
    expect(inPieces(make(), CHECK, at)).toBe(check)
  })

  it('of nothing is zero', () => {
    expect(inPieces(make(), Buffer.alloc(0), 0)).toMatch(/^0+$/)
  })
})

it('words are written the highest first', () => {
  expect(Buffer.from(base64Of(crc32(CHECK)), 'base64').toString('hex')).toBe('cbf43926')
})
