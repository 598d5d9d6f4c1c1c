import type { Inspection } from '../commands/inspect/inspect.ts'
import { problemText } from '../snapshot/check-files.ts'
import { escaped } from '../presentation/html.ts'
import { groupReferences } from '../presentation/inspection-groups.ts'
import { outsideNotes } from '../presentation/outside-lines.ts'
import {
  finishedText,
  inspectionFacts,
  PLACE_TEXTS,
  relocationFacts,
  skewText,
} from '../presentation/inspection-lines.ts'
import type { InspectedOperator } from '../snapshot/summary.ts'
import { formatBytes, formatCount } from '../text/quantities.ts'
import { inspectionDiagram } from './diagrams.ts'

const MOST_OPERATORS = 50
const MOST_DIRECTORIES = 25
const MOST_LINES = 50
const LONGEST_NAME = 300

/** The job summary of an inspection, section by section, what counts most first. */
export function renderInspection(inspection: Inspection): string[] {
  const diagram = inspectionDiagram(inspection)
  return [
    factsSection(inspection),
    ...(inspection.files === undefined
      ? []
      : listSection('Files that cannot be used', inspection.files.problems.map(problemText))),
    ...(inspection.relocation === undefined
      ? []
      : listSection('A relocation', relocationFacts(inspection.relocation))),
    ...listSection('Warnings', inspection.warnings),
    ...listSection('Points outside', outsideNotes(inspection.outside)),
    ...operatorSection(inspection.operators),
    ...directorySection(inspection),
    ...(diagram === undefined ? [] : [`${diagram}\n\n`]),
  ]
}

function factsSection(inspection: Inspection): string {
  return html([
    '<h3>Flink snapshot</h3>',
    `<p><code>${escaped(inspection.path)}</code></p>`,
    '<table>',
    ...inspectionFacts(inspection).map(
      ([label, value]) => `<tr><th align="left">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
    ),
    '</table>',
  ])
}

function listSection(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const rest = lines.length - MOST_LINES
  return [
    html([
      `<p>${title}</p>`,
      '<ul>',
      ...lines.slice(0, MOST_LINES).map((line) => `<li>${escaped(line)}</li>`),
      ...(rest > 0 ? [`<li>and ${formatCount(rest)} more, in the report</li>`] : []),
      '</ul>',
    ]),
  ]
}

function operatorSection(operators: readonly InspectedOperator[]): string[] {
  if (operators.length === 0) return []
  const shown = [...operators].sort((a, b) => b.stateBytes - a.stateBytes).slice(0, MOST_OPERATORS)
  const rest = operators.length - shown.length
  return [
    html([
      `<p>Operators: ${formatCount(operators.length)}${rest > 0 ? `, the ${shown.length} with the most state` : ''}</p>`,
      '<table>',
      '<tr><th align="left">operator</th><th align="right">parallelism</th><th align="left">subtasks</th><th align="right">state</th>'
        + '<th align="right">largest subtask</th><th align="right">skew</th></tr>',
      ...shown.map(
        (operator) =>
          '<tr>'
          + `<td>${operatorText(operator)}</td><td align="right">${operator.parallelism} of ${operator.maxParallelism}</td>`
          + `<td>${finishedText(operator)}</td><td align="right">${formatBytes(operator.stateBytes)}</td>`
          + `<td align="right">${operator.skew === undefined ? '' : formatBytes(operator.skew.maxBytes)}</td>`
          + `<td align="right">${skewText(operator)}</td></tr>`,
      ),
      '</table>',
    ]),
  ]
}

function operatorText({ id, name, uid }: InspectedOperator): string {
  const title = name ?? uid
  return title === undefined
    ? `<code>${escaped(id)}</code>`
    : `${escaped(shortened(title))}<br><code>${escaped(id)}</code>`
}

function directorySection({ references }: Inspection): string[] {
  if (references.length === 0) return []
  const groups = groupReferences(references)
  const rest = groups.length - MOST_DIRECTORIES
  return [
    html([
      `<p>References: ${formatCount(references.length)} in ${formatCount(groups.length)} directories</p>`,
      '<table>',
      '<tr><th align="left">directory</th><th align="left">place</th><th align="right">paths</th><th align="right">bytes</th></tr>',
      ...groups
        .slice(0, MOST_DIRECTORIES)
        .map(
          ({ directory, place, references: paths, bytes }) =>
            `<tr><td><code>${escaped(shortened(directory))}</code></td><td>${PLACE_TEXTS[place]}</td>`
            + `<td align="right">${formatCount(paths.length)}</td><td align="right">${formatBytes(bytes)}</td></tr>`,
        ),
      ...(rest > 0 ? [`<tr><td colspan="4">and ${formatCount(rest)} more, in the report</td></tr>`] : []),
      '</table>',
    ]),
  ]
}

/** After a blank line GitHub would read Markdown again: none inside, one at the end. */
function html(lines: readonly string[]): string {
  return `${lines.join('\n')}\n\n`
}

function shortened(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text
}
