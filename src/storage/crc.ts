/** CRC-32C and CRC-64/NVME as S3 has them, for bytes that come piece by piece. CRC-32 is Node's own. */

/** A checksum that is fed piece by piece. */
export interface RunningCrc {
  update(bytes: Uint8Array): void
  /** In base64 of its bytes, the highest first, as S3 writes it. */
  digest(): string
}

/** Castagnoli's, with reflected bits. */
const CRC32C = 0x82f63b78

/** NVM Express' 0xad93d23594c93659 with reflected bits, in two halves. */
const NVME_HIGH = 0x9a6c9329
const NVME_LOW = 0xac4bc9b5

let castagnoli: Uint32Array | undefined

function castagnoliTable(): Uint32Array {
  castagnoli ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ CRC32C
    return crc >>> 0
  })
  return castagnoli
}

/** CRC-32C. */
export class Crc32c implements RunningCrc {
  #crc = -1

  update(bytes: Uint8Array): void {
    const table = castagnoliTable()
    let crc = this.#crc
    for (let at = 0; at < bytes.length; at++)
      crc = (table[(crc ^ (bytes[at] as number)) & 255] as number) ^ (crc >>> 8)
    this.#crc = crc
  }

  digest(): string {
    return base64Of(~this.#crc)
  }
}

let nvme: { readonly high: Uint32Array; readonly low: Uint32Array } | undefined

function nvmeTables(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  if (nvme !== undefined) return nvme
  const [highs, lows] = [new Uint32Array(256), new Uint32Array(256)]
  for (let byte = 0; byte < 256; byte++) {
    let [high, low] = [0, byte]
    for (let bit = 0; bit < 8; bit++) {
      const odd = (low & 1) !== 0
      low = (low >>> 1) | (high << 31)
      high >>>= 1
      if (!odd) continue
      low ^= NVME_LOW
      high ^= NVME_HIGH
    }
    highs[byte] = high
    lows[byte] = low
  }
  nvme = { high: highs, low: lows }
  return nvme
}

/** CRC-64/NVME, in two halves: numbers of 64 bits are slow. */
export class Crc64Nvme implements RunningCrc {
  #high = -1
  #low = -1

  update(bytes: Uint8Array): void {
    const tables = nvmeTables()
    let [high, low] = [this.#high, this.#low]
    for (let at = 0; at < bytes.length; at++) {
      const byte = (low ^ (bytes[at] as number)) & 255
      low = ((low >>> 8) | (high << 24)) ^ (tables.low[byte] as number)
      high = (high >>> 8) ^ (tables.high[byte] as number)
    }
    this.#high = high
    this.#low = low
  }

  digest(): string {
    return base64Of(~this.#high, ~this.#low)
  }
}

/** Words of 32 bits, the highest first. */
export function base64Of(...words: readonly number[]): string {
  const bytes = Buffer.alloc(4 * words.length)
  for (const [index, word] of words.entries()) bytes.writeInt32BE(word | 0, 4 * index)
  return bytes.toString('base64')
}
