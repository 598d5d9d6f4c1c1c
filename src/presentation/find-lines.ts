import type { ListedSnapshot, SearchReport } from '../commands/find/request.ts'
import { countOf, formatBytes, formatCount, formatDuration } from '../text/quantities.ts'
import { tableLines } from './table.ts'
import { printable } from './printable.ts'
import { kindText } from './relocation-result.ts'

/** What was found, as labelled facts. */
export function searchFacts({ found }: SearchReport): [label: string, value: string][] {
  return [
    ['kind', `${kindText(found)}, checkpoint ${found.checkpointId}`],
    ['metadata', `version ${found.metadataVersion}`],
    [
      'written',
      found.modified === undefined ? 'unknown' : `${found.modified}, ${formatDuration(found.ageMs ?? 0)} ago`,
    ],
    ['state', formatBytes(found.stateBytes)],
    ...(found.claimMode === undefined ? [] : [['claim mode', found.claimMode] satisfies [string, string]]),
  ]
}

/** The heading of {@link searchRow}. */
export const SEARCH_HEADING = [
  'name',
  'kind',
  'job',
  'checkpoint',
  'written',
  '_metadata',
  'complete',
] as const

/** One snapshot of the listing, a text for each column. */
export function searchRow(snapshot: ListedSnapshot): string[] {
  return [
    snapshot.name,
    snapshot.kind,
    snapshot.job ?? '-',
    snapshot.checkpointId ?? '-',
    snapshot.modified ?? '-',
    snapshot.metadataBytes === undefined ? '-' : formatBytes(snapshot.metadataBytes),
    stateText(snapshot),
  ]
}

function stateText({ state, problem, notChecked }: ListedSnapshot): string {
  switch (state) {
    case 'complete':
      return 'yes'
    case 'unchecked':
      return notChecked === undefined
        ? 'not known: no file was looked for'
        : `not known: ${countOf(notChecked, 'file')} elsewhere not looked for`
    case 'unfinished':
      return 'no, unfinished: it has no _metadata'
    case 'skipped':
      return `no, ${problem ?? ''}`
    case 'unread':
      return 'not read'
  }
}

/** The result of a search as lines; warnings are not among them. */
export function searchLines(report: SearchReport): string[] {
  const facts = searchFacts(report)
  const width = Math.max(...facts.map(([label]) => label.length))
  const table = tableLines(
    SEARCH_HEADING,
    ['left', 'left', 'left', 'right', 'left', 'right', 'left'],
    report.snapshots.map(searchRow),
  )
  return [
    `Found ${report.found.path}`,
    ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    '',
    `Snapshots in ${report.directory}: ${seenText(report)}`,
    ...table.map((line) => `  ${line}`),
  ].map(printable)
}

/** How many there are, and how many are shown. */
export function seenText({ seen, unfinished, snapshots }: SearchReport): string {
  const rest = seen > snapshots.length ? `, the newest ${formatCount(snapshots.length)} are listed` : ''
  return `${formatCount(seen)}${unfinished > 0 ? `, ${formatCount(unfinished)} unfinished` : ''}${rest}`
}
