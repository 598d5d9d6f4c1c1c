/** docs/STORES.md, from what is kept of the runs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TAKES_ANY_KEY, type CellResult, type Outcome } from './cells.ts'
import { ROWS } from './rows.ts'
import { STORES } from './servers.ts'

const RESULTS = join(import.meta.dirname, 'results.json')
const DOCUMENT = join(import.meta.dirname, '..', '..', '..', 'docs', 'STORES.md')
const MARKS: Readonly<Record<Outcome, string>> = {
  works: 'yes',
  server: "server's",
  fails: '**no**',
  none: '–',
}

/** What is kept: the date of each store's last run, and its cells. */
export interface Kept {
  readonly store: string
  readonly version: string
  readonly date: string
  readonly cells: readonly CellResult[]
}

/** The results that are kept. */
export function keptResults(): Kept[] {
  return JSON.parse(readFileSync(RESULTS, 'utf8')) as Kept[]
}

/** Replaces what is kept of the rows of a store, and writes the document. */
export function keep(fresh: Kept): void {
  const kept = keptResults()
  const before = kept.find(({ store }) => store === fresh.store)
  // What came of other rows on another version says nothing of this one.
  const earlier = before?.version === fresh.version ? before.cells : []
  const cells = ROWS.flatMap(({ name }) => {
    const cell = [...fresh.cells, ...earlier].find(({ row }) => row === name)
    return cell === undefined ? [] : [cell]
  })
  const order = STORES.map(({ name }) => name)
  const all = [...kept.filter((one) => one !== before), { ...fresh, cells }].sort(
    (a, b) => order.indexOf(a.store) - order.indexOf(b.store),
  )
  writeFileSync(RESULTS, `${JSON.stringify(all, undefined, 1)}\n`)
  writeFileSync(DOCUMENT, documentOf(all))
}

const INTRODUCTION = `# Stores that this was tried on

Written by \`npm run stores\`; not edited by hand. Each cell is a run of the command-line bundle against a real server of that kind, and what
came of it is compared byte by byte by the stock AWS SDK.

- **yes**: as it should be.
- **server's**: the stock SDK fails with the same thing on that server; the footnote says how.
- **no**: this program does not do it there; the footnote says what it says.
- **–**: there is nothing to try.

Amazon S3, Cloudflare R2, Google Cloud Storage, Backblaze B2 and Oracle's store were never run against: what is known of them comes from their documentation,
and is tried on a server of our own that answers as they say they do.
`

/** The document with the table; stores without results are left out. */
export function documentOf(kept: readonly Kept[]): string {
  const notes: string[] = []
  const mark = (note: string | undefined): string => {
    if (note === undefined) return ''
    if (!notes.includes(note)) notes.push(note)
    return ` [${notes.indexOf(note) + 1}]`
  }
  const columns = STORES.flatMap((kind) => {
    const result = kept.find(({ store }) => store === kind.name)
    return result === undefined ? [] : [{ kind, result }]
  })
  const table = [
    `| | ${columns.map(({ kind, result }) => `${kind.title} ${result.version}`).join(' | ')} |`,
    `| --- |${' --- |'.repeat(columns.length)}`,
    ...ROWS.map((row) => {
      const cells = columns.map(({ kind, result }) => {
        const noKeys = kind.checksNoKeys === true && row.needs !== undefined
        const cell = result.cells.find((one) => one.row === row.name)
        const { outcome, note } = noKeys ? ({ outcome: 'none', note: TAKES_ANY_KEY } as const) : (cell ?? {})
        return outcome === undefined ? ' ' : `${MARKS[outcome]}${mark(note)}`
      })
      return `| ${row.title} | ${cells.join(' | ')} |`
    }),
  ]
  const dates = columns.map(({ result }) => result.date).sort()
  return [
    INTRODUCTION,
    ...table,
    '',
    ...notes.map((note, index) => `${index + 1}. ${escaped(note)}`),
    '',
    `Runs of ${dates[0] ?? 'never'} to ${dates.at(-1) ?? 'never'}, Node ${process.version}.`,
    '',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll(/[|<>*_]/g, '\\$&')
}
