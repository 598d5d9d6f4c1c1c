/** Documents that list cases in tables, whose last column names the test that proves the line. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const TESTS = resolve(import.meta.dirname, '..')

/** Tests that each line of a document names a test that is there, and that the document names each test file of a suite. */
export function describeProvedTable(document: string, suite: string): void {
  const lines = readFileSync(join(TESTS, '..', 'docs', document), 'utf8').split('\n')
  const cases = lines.filter((line) => line.startsWith('| ') && !line.startsWith('| case |'))

  describe(`docs/${document}`, () => {
    it.each(cases)('%s', (line) => {
      const [file, words] = proofOf(line)
      const titles = readFileSync(join(TESTS, file), 'utf8').split('\n').filter((text) => /^\s*(it|\['|\]\)\()/.test(text))
      expect(titles.filter((text) => text.includes(words)).length).toBeGreaterThan(0)
    })

    it('names every file of the suite', () => {
      const named = new Set(cases.map((line) => proofOf(line)[0]))
      const files = readdirSync(join(TESTS, suite)).filter((name) => name.endsWith('.test.ts') && name !== 'docs.test.ts')
      expect(files.filter((name) => !named.has(`${suite}/${name}`))).toEqual([])
    })
  })
}

/** The last column: the file below `__tests__`, and the words by which to find the test. */
function proofOf(line: string): readonly [file: string, words: string] {
  const [, file, words] = /\| `([\w./-]+)`: (.+) \|$/.exec(line) ?? []
  if (file === undefined || words === undefined) throw new Error(`no proof in the line: ${line}`)
  return [file, words]
}
