import type { OutsideDiff, PointedAt } from '../commands/diff/diff-outside.ts'
import type { InspectedOperator } from '../snapshot/summary.ts'
import {
  entriesText,
  knownFindings,
  outsideSubject,
  shortText,
  unreadSentences,
  type OutsideFinding,
  type OutsideReport,
} from '../snapshot/outside/outside-report.ts'
import { describeOperator } from '../metadata/warnings.ts'
import { formatCount } from '../text/quantities.ts'
import { printable } from './printable.ts'
import { tableLines } from './table.ts'

const MOST_FINDINGS = 50
const MOST_PATHS = 10
/** Paths of a note, which is one paragraph. */
const MOST_IN_A_NOTE = 5

/** Operator states with their entries, for one operator. */
export function stateTexts({ states }: InspectedOperator): string[] {
  return states.map(({ name, entries }) => `${shortText(name)}: ${entriesText(entries)}`)
}

/**
 * Operator states by operator and name, with the number of their entries; nothing where there are none.
 *
 * @param mostOperators those with the least state are left out
 */
export function stateLines(
  operators: readonly InspectedOperator[],
  mostOperators = operators.length,
): string[] {
  const withStates = operators.filter(({ states }) => states.length > 0)
  if (withStates.length === 0) return []
  const shown = new Set([...withStates].sort((a, b) => b.stateBytes - a.stateBytes).slice(0, mostOperators))
  const rows = withStates
    .filter((operator) => shown.has(operator))
    .flatMap((operator) =>
      operator.states.map(({ name, mode, entries }) =>
        [describeOperator(operator), shortText(name), mode, formatCount(entries)].map(printable),
      ),
    )
  const rest = withStates.length - shown.size
  return [
    '',
    'Operator state',
    ...tableLines(['operator', 'name', 'mode', 'entries'], ['left', 'left', 'left', 'right'], rows).map(
      (line) => `  ${line}`,
    ),
    ...(rest > 0 ? [`  and that of ${formatCount(rest)} more with less state`] : []),
  ]
}

/** What the state points at outside of the snapshot, line by line; nothing where there is nothing to tell. */
export function outsideLines(report: OutsideReport): string[] {
  const [findings, { unread }] = [knownFindings(report), report]
  if (findings.length + unread.length === 0) return []
  const rest = findings.length - MOST_FINDINGS
  return [
    '',
    findings.length === 0 ? 'Points outside' : `Points outside: ${formatCount(findings.length)}`,
    ...findings.slice(0, MOST_FINDINGS).flatMap(findingLines),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more, which --json tells`] : []),
    ...unreadSentences(unread).map((sentence) => `  ${sentence}`),
  ]
}

function findingLines(finding: OutsideFinding): string[] {
  return [
    `  ${outsideSubject(finding)}`,
    `    state ${shortText(finding.state)}, ${entriesText(finding.entries)}`,
    ...placeLines(finding, MOST_PATHS).map((line) => `    ${line}`),
    `    ${finding.consequence}`,
    `    what to do: ${finding.advice}`,
  ]
}

function placeLines({ paths, pathCount, ids }: OutsideFinding, mostPaths: number): string[] {
  const shown = paths.slice(0, mostPaths)
  const rest = pathCount - shown.length
  return [
    ...shown.map((path) => `path ${shortText(path)}`),
    ...(rest > 0 ? [`and ${formatCount(rest)} more ${rest === 1 ? 'path' : 'paths'}`] : []),
    ...ids.map((id) => `id ${shortText(id)}`),
  ]
}

/** The same with a note for each finding, for pages and summaries. */
export function outsideNotes(report: OutsideReport): string[] {
  return [
    ...knownFindings(report).map((finding) =>
      [
        `${outsideSubject(finding)} (state ${shortText(finding.state)}, ${entriesText(finding.entries)})`,
        ...placeLines(finding, MOST_IN_A_NOTE),
        `${finding.consequence}; what to do: ${finding.advice}`,
      ].join('; '),
    ),
    ...unreadSentences(report.unread),
  ]
}

/** What the state of only one of two snapshots points at. */
export function outsideDiffLines({ added, removed }: OutsideDiff): string[] {
  return [
    ...pointedAtLines('Points outside, in B only', added),
    ...pointedAtLines('Points outside, in A only', removed),
  ]
}

function pointedAtLines(title: string, pointed: readonly PointedAt[]): string[] {
  if (pointed.length === 0) return []
  const rest = pointed.length - MOST_FINDINGS
  return [
    `${title}: ${formatCount(pointed.length)}`,
    ...pointed
      .slice(0, MOST_FINDINGS)
      .flatMap(({ operator, what, paths, ids }) => [
        `  ${describeOperator(operator)}: ${what}`,
        ...[...paths, ...ids].map((one) => `    ${shortText(one)}`),
      ]),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more, which --json tells`] : []),
  ]
}
