import type { DiffSide, ReferenceDiff, SnapshotDiff } from '../commands/diff/diff.ts'
import type { Hindrance } from '../snapshot/restore-rules.ts'
import { describeOperator } from '../metadata/warnings.ts'
import { countOf, formatBytes, formatCount } from '../text/quantities.ts'
import { outsideDiffLines } from './outside-lines.ts'
import { tableLines } from './table.ts'
import { printable } from './printable.ts'
import { kindText } from './relocation-result.ts'

/** What changed between two snapshots, for people. */
export function diffLines(diff: SnapshotDiff): string[] {
  const lines = [...sideLines('A', diff.a), ...sideLines('B', diff.b)]
  if (diff.a.metadataVersion !== diff.b.metadataVersion) {
    lines.push(
      `Metadata version ${diff.a.metadataVersion} (Flink ${diff.a.flinkVersions}) became ${diff.b.metadataVersion} (Flink ${diff.b.flinkVersions})`,
    )
  }
  lines.push(`State: ${growthText(diff.a.stateBytes, diff.b.stateBytes)}`, '', ...operatorSections(diff))
  lines.push('', ...referenceLines(diff.references), ...outsideDiffLines(diff.outside))
  lines.push(
    '',
    ...hindranceLines('B', 'A', diff.restore.fromA),
    ...hindranceLines('A', 'B', diff.restore.fromB),
  )
  return lines.map(printable)
}

function sideLines(label: string, side: DiffSide): string[] {
  return [
    `${label}  ${side.path}`,
    `   ${kindText(side)}, checkpoint ${side.checkpointId}, metadata version ${side.metadataVersion} (Flink ${side.flinkVersions})`,
  ]
}

/** `1.0 MiB -> 2.0 MiB (+1.0 MiB, +100 %)`. */
export function growthText(before: number, after: number): string {
  if (before === after) return `${formatBytes(after)}, as before`
  const growth = after - before
  const sign = growth < 0 ? '-' : '+'
  const share = before === 0 ? '' : `, ${sign}${formatCount((Math.abs(growth) * 100) / before)} %`
  return `${formatBytes(before)} -> ${formatBytes(after)} (${sign}${formatBytes(Math.abs(growth))}${share})`
}

function operatorSections({ added, removed, rescaled, resized }: SnapshotDiff): string[] {
  const lines: string[] = []
  for (const [title, operators] of [
    ['added', added],
    ['removed', removed],
  ] as const) {
    if (operators.length === 0) continue
    lines.push(`Operators ${title}: ${formatCount(operators.length)}`)
    lines.push(
      ...operators.map((operator) => `  ${describeOperator(operator)}, ${formatBytes(operator.stateBytes)}`),
    )
  }
  if (rescaled.length > 0) {
    lines.push(
      `Operators rescaled: ${formatCount(rescaled.length)}`,
      ...rescaled.map((operator) => {
        const { parallelism, maxParallelism } = operator
        const most =
          maxParallelism.a === maxParallelism.b ? '' : `, maximum ${maxParallelism.a} -> ${maxParallelism.b}`
        return `  ${describeOperator(operator)}: parallelism ${parallelism.a} -> ${parallelism.b}${most}`
      }),
    )
  }
  if (resized.length > 0) {
    lines.push(`Operators with more or less state: ${formatCount(resized.length)}`)
    const rows = resized.map((operator) =>
      [describeOperator(operator), growthText(operator.stateBytes.a, operator.stateBytes.b)].map(printable),
    )
    lines.push(...tableLines(['operator', 'state'], ['left', 'left'], rows).map((line) => `  ${line}`))
  }
  return lines.length === 0 ? ['The same operators, with the same parallelism and as much state'] : lines
}

function referenceLines({ added, removed, common }: ReferenceDiff): string[] {
  return [
    `References: ${countOf(added.count, 'path')} added (${formatBytes(added.bytes)}), ${formatCount(removed.count)} removed `
      + `(${formatBytes(removed.bytes)}), ${formatCount(common.count)} in both (${formatBytes(common.bytes)})`,
  ]
}

function hindranceLines(job: string, snapshot: string, hindrances: readonly Hindrance[]): string[] {
  const title = `The job of ${job} restored from ${snapshot}`
  if (hindrances.length === 0) return [`${title}: nothing that the two show stands in the way`]
  return [`${title}:`, ...hindrances.map((one) => `  ${subjectOf(one)}: ${one.sentence}`)]
}

/** The operator, or the snapshot as a whole. */
function subjectOf({ id, ...labels }: Hindrance): string {
  return id === undefined ? 'the snapshot' : describeOperator({ id, ...labels })
}

/** Two snapshots differ in a way that the user wanted to hear of by a failure. */
export class DifferenceError extends Error {
  override readonly name = 'DifferenceError'
}

/**
 * Which differences are a failure: none, what puts a restore of B's job from A in doubt, or all but sizes.
 */
export type FailOn = 'none' | 'restore' | 'difference'

/** @throws DifferenceError naming the first difference that counts. */
export function refuseDifference(diff: SnapshotDiff, failOn: FailOn): void {
  const [first, ...others] = diff.restore.fromA
  if (failOn !== 'none' && first !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${countOf(others.length, 'more reason')})`
    const { id, ...labels } = first
    const subject = id === undefined ? '' : `operator ${describeOperator({ id, ...labels })}, `
    throw new DifferenceError(`the job of B may not be restored from A: ${subject}${first.sentence}${more}`)
  }
  if (failOn !== 'difference' || !diff.differs) return
  throw new DifferenceError('A and B differ; look at the result for how')
}
