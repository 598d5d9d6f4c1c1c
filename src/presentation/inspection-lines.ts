import type { Inspection } from '../commands/inspect/inspect.ts'
import { type FilesCheck, problemText } from '../snapshot/check-files.ts'
import type { RelocationPreview } from '../commands/inspect/preview.ts'
import type { InspectedOperator, InspectedReference } from '../snapshot/summary.ts'
import { STATE_PLACES, type BytesByPlace, type StatePlace } from '../snapshot/places.ts'
import { countOf, formatBytes, formatCount } from '../text/quantities.ts'
import { tableLines, type Align } from './table.ts'
import { filesCheckText } from './files-verdict.ts'
import { groupReferences } from './inspection-groups.ts'
import { printable } from './printable.ts'
import { outsideLines, stateLines } from './outside-lines.ts'
import { kindText, modeText } from './relocation-result.ts'

/** How much of a long list is wanted. */
export interface LineLimits {
  /**
   * Operators beyond this are left out, those with the least state; absent: all, in the order of the file.
   */
  readonly mostOperators?: number
}

const MOST_PROBLEMS = 50

/**
 * An inspection for people: facts, files, relocation, operators, references by their directory, warnings.
 */
export function inspectionLines(inspection: Inspection, limits: LineLimits = {}): string[] {
  const facts = inspectionFacts(inspection)
  const width = Math.max(...facts.map(([label]) => label.length))
  const lines = [
    inspection.path,
    ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    '',
    ...operatorLines(inspection.operators, limits),
    ...stateLines(inspection.operators, limits.mostOperators),
    '',
    ...referenceLines(inspection.references),
    ...outsideLines(inspection.outside),
  ]
  if (inspection.files !== undefined && inspection.files.problems.length > 0)
    lines.push('', ...problemLines(inspection.files))
  if (inspection.relocation !== undefined) lines.push('', ...relocationLines(inspection.relocation))
  if (inspection.warnings.length > 0) {
    lines.push('', 'Warnings', ...inspection.warnings.map((warning) => `  ${warning}`))
  }
  return lines.map(printable)
}

/** Label and value of each fact of the snapshot as a whole. */
export function inspectionFacts(inspection: Inspection): [label: string, value: string][] {
  const { inlineStates, masterStates, claimMode, files } = inspection
  const facts: [string, string][] = [
    ['kind', kindText(inspection)],
    ['checkpoint', inspection.checkpointId],
    [
      'metadata',
      `version ${inspection.metadataVersion} (Flink ${inspection.flinkVersions}), ${formatBytes(inspection.metadataBytes)}`,
    ],
    ['state', stateText(inspection.stateBytes, inspection.bytesByPlace)],
    ['in-line', `${countOf(inlineStates.count, 'state')}, ${formatBytes(inlineStates.bytes)}`],
  ]
  if (claimMode !== undefined) facts.push(['claim mode', claimMode])
  if (masterStates.length > 0) facts.push(['master state', masterStates.join(', ')])
  if (files !== undefined) facts.push(['files', filesCheckText(files)])
  return facts
}

/** What each place is called. */
export const PLACE_TEXTS: Readonly<Record<StatePlace, string>> = {
  inline: 'in-line',
  exclusive: 'exclusive',
  shared: 'shared',
  changelog: 'changelog',
  external: 'external',
}

function stateText(stateBytes: number, bytesByPlace: BytesByPlace): string {
  const parts = STATE_PLACES.filter((place) => bytesByPlace[place] > 0).map(
    (place) => `${PLACE_TEXTS[place]} ${formatBytes(bytesByPlace[place])}`,
  )
  return parts.length === 0 ? formatBytes(stateBytes) : `${formatBytes(stateBytes)} (${parts.join(', ')})`
}

function operatorLines(operators: readonly InspectedOperator[], { mostOperators }: LineLimits): string[] {
  if (operators.length === 0) return ['No operators']
  const shown =
    mostOperators === undefined || operators.length <= mostOperators
      ? operators
      : [...operators].sort((a, b) => b.stateBytes - a.stateBytes).slice(0, mostOperators)
  // Names and uids stand in the file since Flink 2.0 only, and most jobs set no uids: no columns of dashes.
  const named = shown.some(({ name }) => name !== undefined)
  const identified = shown.some(({ uid }) => uid !== undefined)
  const rows = shown.map((operator) =>
    [
      ...(named ? [operator.name ?? '-'] : []),
      ...(identified ? [operator.uid ?? '-'] : []),
      operator.id,
      String(operator.parallelism),
      String(operator.maxParallelism),
      finishedText(operator),
      formatBytes(operator.stateBytes),
      operator.skew === undefined ? '-' : formatBytes(operator.skew.maxBytes),
      skewText(operator),
    ].map(printable),
  )
  const texts = [...(named ? ['name'] : []), ...(identified ? ['uid'] : []), 'operator id']
  const table = tableLines(
    [...texts, 'parallelism', 'max', 'subtasks', 'state', 'largest subtask', 'skew'],
    [...texts.map((): Align => 'left'), 'right', 'right', 'left', 'right', 'right', 'right'],
    rows,
  )
  const rest = operators.length - shown.length
  return [
    `Operators: ${formatCount(operators.length)}`,
    ...table.map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more with less state`] : []),
  ]
}

/** The largest subtask against the mean: `1.5x`. */
export function skewText({ skew }: InspectedOperator): string {
  return skew === undefined ? '-' : `${skew.ratio < 99.95 ? skew.ratio.toFixed(1) : formatCount(skew.ratio)}x`
}

/** How many subtasks have state, and how many have finished. */
export function finishedText(operator: InspectedOperator): string {
  if (operator.fullyFinished) return 'all finished'
  const finished = operator.finishedSubtasks === 0 ? '' : `, ${operator.finishedSubtasks} finished`
  return `${operator.subtasks} with state${finished}`
}

function referenceLines(references: readonly InspectedReference[]): string[] {
  if (references.length === 0) return ['No references: all state is in _metadata itself']
  const rows = groupReferences(references).map(
    ({ directory, kind, place, references: files, handles, bytes }) =>
      [
        directory,
        kind,
        PLACE_TEXTS[place],
        formatCount(files.length),
        formatCount(handles),
        formatBytes(bytes),
      ].map(printable),
  )
  return [
    `References: ${formatCount(references.length)}`,
    ...tableLines(
      ['directory', 'kind', 'place', 'paths', 'handles', 'bytes'],
      ['left', 'left', 'left', 'right', 'right', 'right'],
      rows,
    ).map((line) => `  ${line}`),
  ]
}

function problemLines({ problems }: FilesCheck): string[] {
  const rest = problems.length - MOST_PROBLEMS
  return [
    `Files that cannot be used: ${formatCount(problems.length)}`,
    ...problems.slice(0, MOST_PROBLEMS).map((problem) => `  ${problemText(problem)}`),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more`] : []),
  ]
}

function relocationLines(preview: RelocationPreview): string[] {
  return ['A relocation', ...relocationFacts(preview).map((line) => `  ${line}`)]
}

/** What a relocation would do, line by line. */
export function relocationFacts(preview: RelocationPreview): string[] {
  if (!preview.possible)
    return [`would stop: ${preview.reason}`, ...preview.details.map((line) => `  ${line}`)]
  const there = preview.filesThere === 0 ? '' : `, ${formatCount(preview.filesThere)} already there`
  const cost = preview.transferMode === 'local' ? '' : `, about ${countOf(preview.requests, 'request')} to S3`
  return [
    `would place it at ${preview.snapshotPath}`,
    `would copy ${countOf(preview.filesToCopy, 'file')} (${formatBytes(preview.bytesToCopy)})${there}${cost}`,
    `would rewrite ${countOf(preview.urisRewritten, 'URI')}, ${modeText(preview.transferMode)}`,
    ...preview.warnings.map((warning) => `warning: ${warning}`),
  ]
}
