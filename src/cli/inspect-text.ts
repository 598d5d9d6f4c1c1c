import { printable } from '../face/printable.ts'
import { countOf, formatBytes, formatCount } from '../text/quantities.ts'
import { kindText } from '../face/result.ts'
import type { InspectedOperator, InspectedReference, InspectReport } from '../inspection/inspect.ts'
import { tableLines, type Align } from './table.ts'

/** An inspection for people: facts, operators, references by their directory, warnings. */
export function inspectLines(inspection: InspectReport): string[] {
  const lines = [
    inspection.path,
    `  kind          ${kindText(inspection.kind)}`,
    `  checkpoint    ${inspection.checkpointId}`,
    `  metadata      version ${inspection.metadataVersion} (Flink ${inspection.flinkVersions}), ${formatBytes(inspection.metadataBytes)}`,
    `  in-line       ${countOf(inspection.inlineStates.count, 'state')}, ${formatBytes(inspection.inlineStates.bytes)}`,
  ]
  if (inspection.masterStates.length > 0) lines.push(`  master state  ${inspection.masterStates.join(', ')}`)
  lines.push('', ...operatorLines(inspection.operators), '', ...referenceLines(inspection.references))
  if (inspection.warnings.length > 0) {
    lines.push('', 'Warnings', ...inspection.warnings.map((warning) => `  ${warning}`))
  }
  return lines.map(printable)
}

function operatorLines(operators: readonly InspectedOperator[]): string[] {
  if (operators.length === 0) return ['No operators']
  // Names and uids stand in the file since Flink 2.0 only, and most jobs set no uids: no columns of dashes.
  const named = operators.some(({ name }) => name !== undefined)
  const identified = operators.some(({ uid }) => uid !== undefined)
  const rows = operators.map((operator) => [
    ...(named ? [operator.name ?? '-'] : []),
    ...(identified ? [operator.uid ?? '-'] : []),
    operator.id,
    String(operator.parallelism),
    String(operator.maxParallelism),
    finishedText(operator),
    formatBytes(operator.stateBytes),
  ])
  const texts = [...(named ? ['name'] : []), ...(identified ? ['uid'] : []), 'operator id']
  const table = tableLines(
    [...texts, 'parallelism', 'max', 'subtasks', 'state'],
    [...texts.map((): Align => 'left'), 'right', 'right', 'left', 'right'],
    rows,
  )
  return [`Operators: ${formatCount(operators.length)}`, ...table.map((line) => `  ${line}`)]
}

function finishedText(operator: InspectedOperator): string {
  if (operator.fullyFinished) return 'all finished'
  const finished = operator.finishedSubtasks === 0 ? '' : `, ${operator.finishedSubtasks} finished`
  return `${operator.subtasks} with state${finished}`
}

const BESIDE = 'beside _metadata'

/** Ten thousand files in one table help nobody: what counts is under which directories they lie. */
function referenceLines(references: readonly InspectedReference[]): string[] {
  if (references.length === 0) return ['No references: all state is in _metadata itself']
  const groups = new Map<string, { kind: string; directory: string; files: number; count: number; bytes: number }>()
  for (const { kind, path, bytes, count } of references) {
    const end = path.lastIndexOf('/')
    const directory = kind === 'directory' ? path : kind === 'relative' || end <= 0 ? BESIDE : path.slice(0, end)
    const key = `${kind} ${directory}`
    const group = groups.get(key) ?? { kind, directory, files: 0, count: 0, bytes: 0 }
    groups.set(key, group)
    group.files += 1
    group.count += count
    group.bytes += bytes
  }
  const rows = [...groups.values()].map((group) => [
    group.directory, group.kind, formatCount(group.files), formatCount(group.count), formatBytes(group.bytes),
  ])
  return [
    `References: ${formatCount(references.length)}`,
    ...tableLines(
      ['directory', 'kind', 'paths', 'handles', 'bytes'],
      ['left', 'left', 'right', 'right', 'right'],
      rows,
    ).map((line) => `  ${line}`),
  ]
}
