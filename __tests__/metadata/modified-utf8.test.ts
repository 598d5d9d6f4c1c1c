import {
  decodeModifiedUtf8,
  encodeModifiedUtf8,
  MalformedTextError,
  modifiedUtf8Length,
} from '../../src/metadata/modified-utf8.ts'

const hexOf = (text: string): string => {
  const length = modifiedUtf8Length(text)
  const target = Buffer.alloc(length + 2, 0xee)
  encodeModifiedUtf8(text, length, target, 1)
  expect([target[0], target.at(-1)]).toEqual([0xee, 0xee])
  return target.toString('hex', 1, length + 1)
}
const decode = (hex: string): string => {
  const bytes = Buffer.from(`ff${hex}ff`, 'hex')
  return decodeModifiedUtf8(bytes, 1, bytes.length - 1)
}

describe('modified UTF-8', () => {
  it.each([
    ['', ''],
    ['s3://bucket/a b', '73333a2f2f6275636b65742f612062'],
    ['\0', 'c080'],
    ['a\0b', '61c08062'],
    ['\x01\x7f', '017f'],
    ['\x80\u07ff', 'c280dfbf'],
    ['ä', 'c3a4'],
    ['\u0800\uffff', 'e0a080efbfbf'],
    ['日本', 'e697a5e69cac'],
    ['😀', 'eda0bdedb880'],
    ['\ud83d', 'eda0bd'],
    ['\ude00x', 'edb88078'],
    ['\ude00\ud83d', 'edb880eda0bd'],
  ])('writes and reads %j as %s', (text, hex) => {
    expect(hexOf(text)).toBe(hex)
    expect(decode(hex)).toBe(text)
  })

  it('reads what Java reads though it never writes it: a plain NUL, and longer forms than needed', () => {
    expect(decode('610062')).toBe('a\0b')
    expect(decode('c181e08181')).toBe('AA')
  })

  it.each([
    ['a continuation byte first', '6180', 2],
    ['a four-byte sequence', 'f09f9880', 1],
    ['0xff', '61ff', 2],
    ['two bytes cut off', '61c3', 2],
    ['three bytes cut off', 'e697', 1],
    ['no continuation in two bytes', 'c341', 2],
    ['no continuation in the second of three', 'e641ac', 2],
    ['no continuation in the third of three', 'e69c41', 3],
  ])('refuses %s and says where', (_, hex, offset) => {
    expect(() => decode(hex)).toThrow(MalformedTextError)
    expect(() => decode(hex)).toThrow(expect.objectContaining({ offset }) as Error)
  })

  it('keeps every UTF-16 unit, also in texts longer than one chunk', () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit))
    for (let start = 0; start < units.length; start += 20_000) {
      const text = units.slice(start, start + 20_000).join('')
      expect(decode(hexOf(text))).toBe(text)
    }
  })
})
