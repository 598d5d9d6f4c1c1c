import type { SnapshotDiff } from '../commands/diff/diff.ts'
import { describeOperator } from '../metadata/warnings.ts'
import { countOf } from '../text/quantities.ts'

/** Two snapshots differ in a way that the user wanted to hear of by a failure. */
export class DifferenceError extends Error {
  override readonly name = 'DifferenceError'
}

/** Which differences are a failure: none, what puts a restore of B's job from A in doubt, or all but sizes. */
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
