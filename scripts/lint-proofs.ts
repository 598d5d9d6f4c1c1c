/**
 * Checks the documents whose tables name, in the last column, the test that proves each line: the file has to
 * be there and has to hold a test with these words in its title, and each test file of a suite must be named.
 * Whether the tests pass, the suites say.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const TESTS = join(ROOT, '__tests__')

/** The documents, and the suite of which each must name every file. */
const DOCUMENTS: Readonly<Record<string, string | undefined>> = {
  'GUARANTEES.md': undefined,
  'FAULTS.md': 'faults',
  'THREATS.md': 'threats',
}

const HEADINGS = /^\| (case|promise|---)/

/** What is wrong with one document, a line each. */
function faultsOf(document: string, suite: string | undefined): string[] {
  const lines = readFileSync(join(ROOT, 'docs', document), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !HEADINGS.test(line))
  const faults = lines.length === 0 ? [`docs/${document} has no table`] : []
  const named = new Set<string>()
  for (const line of lines) {
    const proofs = [...(line.split(' | ').at(-1) ?? '').matchAll(/`([\w./-]+)`: ([^;]+?)(?=;| \|$)/g)]
    if (proofs.length === 0) faults.push(`docs/${document}: no proof in the line: ${line}`)
    for (const [, file = '', words = ''] of proofs) {
      named.add(file)
      if (!existsSync(join(TESTS, file))) faults.push(`docs/${document}: there is no ${file}`)
      else if (!titlesIn(file).some((title) => title.includes(words)))
        faults.push(`docs/${document}: no test in ${file} has "${words}" in its title`)
    }
  }
  const unnamed =
    suite === undefined
      ? []
      : readdirSync(join(TESTS, suite)).filter(
          (name) => name.endsWith('.test.ts') && !named.has(`${suite}/${name}`),
        )
  return [...faults, ...unnamed.map((name) => `docs/${document} does not name ${suite ?? ''}/${name}`)]
}

/** Lines that hold the title of a test, or a row of its table of cases. */
function titlesIn(file: string): string[] {
  return readFileSync(join(TESTS, file), 'utf8')
    .split('\n')
    .filter((line) => /^\s*(?:it|test|describe|[\])]|\[?['"`])/.test(line))
}

const faults = Object.entries(DOCUMENTS).flatMap(([document, suite]) => faultsOf(document, suite))
for (const fault of faults) console.error(fault)
process.exitCode = faults.length === 0 ? 0 : 1
