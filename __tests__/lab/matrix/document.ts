import { COLUMNS } from './columns.ts'
import type { CellResult } from './cell.ts'
import { ROWS } from './rows.ts'

const MARKS = { pass: 'restored', refused: 'refused', fail: '**failed**', none: '–' } as const

/** What is said of cells that are not passed for a reason outside of this project. */
const INTRODUCTION = `# What real Flink wrote, relocated and restored

Written by \`npm run matrix\`; not edited by hand.

Each cell is a job on real Flink of that release. It writes the snapshot; the command-line bundle relocates it to another bucket under
another prefix, with \`verify: strict\`; **the original bucket is emptied**; Flink's own reader reads every byte behind every handle, and finds no
path that leads out of the new place; the job is restored, and its state compared entry by entry with a formula: keyed value, list and map
state, event-time and processing-time timers, operator list and union state, broadcast state, the sources' offsets. The job gets more input,
takes one more checkpoint, and is restored from that one too. What windows, patterns, queries and requests had in their state shows in the
results that they give then, which follow from the formula as well. Originals, relocated snapshots and those further checkpoints are also read by
\`inspect\`, and what it says is what Flink's own classes say. From Flink 1.15 on all of this is done twice, with NO_CLAIM and with CLAIM, and under
CLAIM nothing that belongs to others may vanish.

- **restored**: all of that. The snapshot was written to \`s3://\` on MinIO by Flink's own S3 plugin, to local files where the column says so.
- **refused**: Flink completed the snapshot without some of its files; the relocation said which, and wrote nothing.
- **–**: there is no such snapshot in that release, or the lab cannot make it. The footnote says which.
- An empty cell was not run.
`

/** The document with the table. Cells without a result are left empty. */
export function matrixDocument(results: readonly CellResult[], bundle: string): string {
  const footnotes = new Footnotes()
  const find = (row: string, flink: string): CellResult | undefined =>
    results.find((each) => each.row === row && each.flink === flink)
  const heads = COLUMNS.map(({ flink, storage }) => (storage === 's3' ? flink : `${flink} (files)`))
  const lines = [
    `| snapshot | ${heads.join(' | ')} |`,
    `| --- |${' --- |'.repeat(COLUMNS.length)}`,
    ...ROWS.map((row) => {
      const cells = COLUMNS.map(({ flink }) => {
        const result = find(row.name, flink)
        return result === undefined ? ' ' : `${MARKS[result.outcome]}${footnotes.mark(noteOf(result))}`
      })
      const only =
        row.only === undefined ? '' : footnotes.mark(`Only with ${row.only.mode}: ${row.only.why}.`)
      const note = row.note === undefined ? '' : footnotes.mark(`${row.note}.`)
      return `| ${row.title}${only}${note} | ${cells.join(' | ')} |`
    }),
  ]
  return [INTRODUCTION, ...lines, '', footnotes.text(), '', facts(results, bundle), ''].join('\n')
}

function noteOf({ outcome, reason }: CellResult): string | undefined {
  if (outcome === 'pass' || reason === undefined) return undefined
  if (outcome === 'refused')
    return 'Flink completed the checkpoint, but files that its metadata names were never written.'
  const [line = ''] = reason.split('\n')
  return `${line.slice(0, 1).toUpperCase()}${line.slice(1, 300).replaceAll('|', '\\|')}.`
}

function facts(results: readonly CellResult[], bundle: string): string {
  const count = (outcome: CellResult['outcome']): number =>
    results.filter((each) => each.outcome === outcome).length
  const dates = results.map(({ date }) => date).sort()
  const seconds = results.reduce((sum, each) => sum + each.seconds, 0)
  const [first = 'never', last = first] = [dates[0], dates.at(-1)]
  return [
    '## This run',
    '',
    `- ${count('pass')} restored, ${count('refused')} refused, ${count('fail')} failed, ${count('none')} not applicable, of `
      + `${ROWS.length * COLUMNS.length} cells.`,
    `- ${results.reduce((sum, { inspected = 0 }) => sum + inspected, 0)} snapshots were read by Flink's own classes and by \`inspect\`, and `
      + 'compared handle by handle. A difference would have failed its cell.',
    `- ${first === last ? first : `${first} to ${last}`}, ${Math.round(seconds / 60)} minutes for all cells, added up.`,
    `- Bundle \`${bundle}\` (SHA-256 of its files, shortened), Node ${process.version}, MinIO, JDK 17.`,
    `- ${plugins()}`,
  ].join('\n')
}

/** Which releases used the S3 plugin of another one. */
function plugins(): string {
  const users = new Map<string, string[]>()
  for (const { flink, lab } of COLUMNS) {
    const version = lab.s3PluginVersion
    if (version !== undefined) users.set(version, [...(users.get(version) ?? []), flink])
  }
  const borrowed = [...users].map(([version, releases]) => `that of ${version} for ${releases.join(', ')}`)
  const without = COLUMNS.filter(({ storage }) => storage === 'file').map(({ flink }) => flink)
  return (
    `The S3 plugin was ${borrowed.join('; ')}: Maven Central has none of their own, `
    + `and none of ${without.join(' and ')}.`
  )
}

/** Footnotes in the order of their first mark; the same text gets the same number. */
class Footnotes {
  readonly #notes: string[] = []

  mark(note: string | undefined): string {
    if (note === undefined) return ''
    if (!this.#notes.includes(note)) this.#notes.push(note)
    return `[^${this.#notes.indexOf(note) + 1}]`
  }

  text(): string {
    return this.#notes.map((note, index) => `[^${index + 1}]: ${note}`).join('\n')
  }
}
