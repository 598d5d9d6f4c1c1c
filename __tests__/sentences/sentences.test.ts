/** @jest-environment ./__tests__/support/one-realm.ts */
/**
 * What the program says, each kind of sentence once, in a file to be read from top to bottom. After a
 * change of words: `npm run sentences`, and read what changed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bookOf, textOf } from './book.ts'
import { CHAPTERS } from './chapters.ts'

const GOLDEN = join(import.meta.dirname, 'sentences.golden.txt')
const REWRITE = process.env['REWRITE_SENTENCES'] === '1'

if (REWRITE) {
  it('the file is written anew', async () => {
    const book = await bookOf(CHAPTERS)
    writeFileSync(GOLDEN, book)
    expect(readFileSync(GOLDEN, 'utf8')).toBe(book)
  }, 120_000)
} else {
  const golden = readFileSync(GOLDEN, 'utf8')
  it.each(CHAPTERS.map((chapter) => [chapter.title, chapter] as const))('%s', async (title, chapter) => {
    const begin = golden.indexOf(`${title}\n===`)
    const end = golden.slice(begin + title.length + 1).search(/\n\n?[^\n]+\n===/)
    const printed = golden.slice(begin, end < 0 ? undefined : begin + title.length + 1 + end + 1)
    expect(`${printed.trimEnd()}\n`).toBe(await textOf(chapter))
  })

  it('no other chapter is in the file', () => {
    expect([...golden.matchAll(/^(.+)\n=+$/gm)].map(([, title]) => title)).toEqual(
      CHAPTERS.map(({ title }) => title),
    )
  })
}
