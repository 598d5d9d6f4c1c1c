import { TextColumn } from '../../src/location/text-column.ts'

const columnOf = (texts: readonly string[]): TextColumn => {
  const column = new TextColumn()
  texts.forEach((text, row) => { expect(column.add(text)).toBe(row) })
  return column
}

describe('a column of texts', () => {
  it('gives every text back as it was', () => {
    const texts = ['', '/a/b', 'ä\u00ff', '\u0100', '\u{1f600}/x', '\ud83d', 'a\ude00b', '\u0000', ' ', 'é'.normalize('NFD'), '/a/b']
    const column = columnOf(texts)
    expect(column.size).toBe(texts.length)
    expect(texts.map((_, row) => column.get(row))).toEqual(texts)
  })

  it('tells texts from each other', () => {
    const texts = ['', 'a', 'ab', 'b', 'aa', '\u0061\u0100', 'Ā', '\u{1f600}', '\ud83d', '\u0001\u0000']
    const column = columnOf(texts)
    for (const [row, text] of texts.entries()) for (const other of texts) expect([text, other, column.is(row, other)]).toEqual([text, other, text === other])
  })

  it('holds more than a chunk, and texts that are longer than one', () => {
    const texts = Array.from({ length: 40_000 }, (_, n) => `/some/directory/${n}/with-a-name-of-usual-length`)
    const long = ['x'.repeat(300_000), 'y'.repeat(3_000_000), 'Ж'.repeat(700_000)]
    texts.splice(10, 0, long[0]!)
    texts.splice(30_000, 0, ...long.slice(1))
    const column = columnOf(texts)
    expect(texts.filter((text, row) => column.get(row) !== text || !column.is(row, text))).toEqual([])
  })

  it('starts with a text of any length', () => {
    for (const length of [0, 1, 1_023, 1_024, 1_025, 1 << 20, (1 << 20) + 1]) {
      const texts = ['z'.repeat(length), 'after']
      const column = columnOf(texts)
      expect(texts.map((_, row) => column.get(row))).toEqual(texts)
    }
  })
})
