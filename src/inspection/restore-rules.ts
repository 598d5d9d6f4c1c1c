import type { InspectedOperator } from './inspect.ts'

/**
 * Why Flink refuses to restore a job from a snapshot, or does so under a condition:
 * `operator-gone`: state of an operator that the job does not have (refused without `--allowNonRestoredState`);
 * `parallelism-above-maximum`: the job runs wider than the snapshot's key groups allow;
 * `max-parallelism-changed`: refused where the job sets its maximum parallelism itself (Flink adopts the snapshot's otherwise).
 */
export type HindranceRule = 'operator-gone' | 'parallelism-above-maximum' | 'max-parallelism-changed'

/** One thing that stands in the way of a restore. */
export interface Hindrance extends Pick<InspectedOperator, 'id' | 'name' | 'uid'> {
  readonly rule: HindranceRule
  /** For people, without the operator. */
  readonly sentence: string
}

/**
 * What stands in the way of restoring a job with the one operators from a snapshot with the others. The rules are those of
 * `Checkpoints.loadAndValidateCheckpoint` and `StateAssignmentOperation.checkParallelismPreconditions` of Flink 1.10 to 2.3.
 */
export function restoreHindrances(
  snapshot: readonly InspectedOperator[], job: readonly InspectedOperator[],
): Hindrance[] {
  const wanted = new Map(job.map((operator) => [operator.id, operator]))
  return snapshot.flatMap((operator) => {
    const found = hindrance(operator, wanted.get(operator.id))
    if (found === undefined) return []
    const { id, name, uid } = operator
    return [{ id, ...(name !== undefined && { name }), ...(uid !== undefined && { uid }), ...found }]
  })
}

function hindrance(
  state: InspectedOperator, job: InspectedOperator | undefined,
): Pick<Hindrance, 'rule' | 'sentence'> | undefined {
  if (job === undefined) {
    // Flink asks for state only: it drops an operator without any in silence.
    if (state.stateBytes === 0) return undefined
    return {
      rule: 'operator-gone',
      sentence: 'its state has no operator in the other job: Flink refuses without --allowNonRestoredState, and drops it with',
    }
  }
  if (job.parallelism > state.maxParallelism) {
    return {
      rule: 'parallelism-above-maximum',
      sentence: `the job's parallelism of ${job.parallelism} is above the state's maximum parallelism of ${state.maxParallelism}: `
        + 'Flink refuses; lower the parallelism',
    }
  }
  if (job.maxParallelism !== state.maxParallelism) {
    return {
      rule: 'max-parallelism-changed',
      sentence: `the maximum parallelism is ${job.maxParallelism} in the job and ${state.maxParallelism} in the state: Flink refuses `
        + `where the job sets it; leave it unset or set ${state.maxParallelism}`,
    }
  }
  return undefined
}
