import { createHmac, randomBytes } from 'node:crypto'
import { HmacKey } from '../../../src/storage/s3/raw/hmac.ts'

describe('an HMAC', () => {
  it.each([0, 1, 31, 32, 33, 63, 64])('with a key of %d bytes is that of node:crypto, for texts of any length', (length) => {
    const key = randomBytes(length)
    const ours = new HmacKey(key)
    for (const text of ['', 'a', 'ü€\u{1f600}'.repeat(40), 'x'.repeat(5_000), 'after a long one', '\ud800']) {
      expect(ours.digest(text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
    }
  })

  it('refuses a key that is longer than a block, which would have to be hashed first', () => {
    expect(() => new HmacKey(new Uint8Array(65))).toThrow(RangeError)
  })
})
