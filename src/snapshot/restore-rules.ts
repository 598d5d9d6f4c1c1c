import type { KeyedStateForm } from '../metadata/snapshot.ts'
import type { InspectedOperator, SnapshotSummary } from './summary.ts'

/**
 * Why Flink refuses to restore a job from a snapshot, or does so under a condition: `operator-gone`: state
 * of an operator that the job does not have (refused without `--allowNonRestoredState`);
 * `parallelism-above-maximum`: the job runs wider than the snapshot's key groups allow;
 * `max-parallelism-changed`: refused where the job sets its maximum parallelism itself (Flink adopts the
 * snapshot's otherwise); `metadata-too-new`: refused by the Flink that wrote the job's own snapshot, for it
 * reads older metadata only; `other-state-backend`: refused, or broken off while it restores, where the two
 * were written by different state backends.
 */
export type HindranceRule =
  | 'operator-gone'
  | 'parallelism-above-maximum'
  | 'max-parallelism-changed'
  | 'metadata-too-new'
  | 'other-state-backend'

/** One thing that stands in the way of a restore. */
export interface Hindrance extends Partial<Pick<InspectedOperator, 'id' | 'name' | 'uid'>> {
  readonly rule: HindranceRule
  /**
   * For people, without the operator; where there is none (no `id`) it concerns the snapshot as a whole.
   */
  readonly sentence: string
}

/**
 * What stands in the way of restoring a job with the one operators from a snapshot with the others. The
 * rules are those of `Checkpoints.loadAndValidateCheckpoint` and
 * `StateAssignmentOperation.checkParallelismPreconditions` of Flink 1.10 to 2.3.
 */
export function restoreHindrances(
  snapshot: readonly InspectedOperator[],
  job: readonly InspectedOperator[],
): Hindrance[] {
  const wanted = new Map(job.map((operator) => [operator.id, operator]))
  return snapshot.flatMap((operator) => {
    const found = hindrance(operator, wanted.get(operator.id))
    if (found === undefined) return []
    const { id, name, uid } = operator
    return [{ id, name, uid, ...found }]
  })
}

function hindrance(
  state: InspectedOperator,
  job: InspectedOperator | undefined,
): Pick<Hindrance, 'rule' | 'sentence'> | undefined {
  if (job === undefined) {
    // Flink asks for state only: it drops an operator without any in silence.
    if (state.stateBytes === 0) return undefined
    return {
      rule: 'operator-gone',
      sentence:
        'its state has no operator in the other job: Flink refuses without --allowNonRestoredState, and drops it with',
    }
  }
  if (job.parallelism > state.maxParallelism) {
    return {
      rule: 'parallelism-above-maximum',
      sentence:
        `the job's parallelism of ${job.parallelism} is above the state's maximum parallelism of ${state.maxParallelism}: `
        + 'Flink refuses; lower the parallelism',
    }
  }
  if (job.maxParallelism !== state.maxParallelism) {
    return {
      rule: 'max-parallelism-changed',
      sentence:
        `the maximum parallelism is ${job.maxParallelism} in the job and ${state.maxParallelism} in the state: Flink refuses `
        + `where the job sets it; leave it unset or set ${state.maxParallelism}`,
    }
  }
  return undefined
}

/** What decides of a snapshot as a whole whether another's job takes it. */
export type RestoreSide = Pick<SnapshotSummary, 'metadataVersion' | 'flinkVersions'> & {
  readonly keyedStateForms?: readonly KeyedStateForm[]
}

/**
 * What of a snapshot as a whole stands in the way of restoring the job that another snapshot is of.
 * `MetadataSerializers` of each Flink knows the versions up to its own; `HeapRestoreOperation` takes
 * handles of key groups only, and `RocksDBFullRestoreOperation` and the heap backend write these in formats
 * of their own; canonical savepoints (1.13 and later) are read by every backend.
 */
export function snapshotHindrances(state: RestoreSide, job: RestoreSide): Hindrance[] {
  const backend = backendSentence(state.keyedStateForms ?? [], job.keyedStateForms ?? [])
  return [
    ...(state.metadataVersion <= job.metadataVersion
      ? []
      : [
          {
            rule: 'metadata-too-new',
            sentence:
              `its metadata has version ${state.metadataVersion} (Flink ${state.flinkVersions}), which the Flink of the job does not read `
              + `(it wrote version ${job.metadataVersion}, Flink ${job.flinkVersions}): run the job with the Flink that wrote the state, or a later one`,
          } satisfies Hindrance,
        ]),
    ...(backend === undefined
      ? []
      : [{ rule: 'other-state-backend', sentence: backend } satisfies Hindrance]),
  ]
}

const BACKEND_ADVICE = 'run the backend that wrote it, or restore from a canonical savepoint'

/**
 * Key groups do not tell the heap backend from RocksDB without incremental checkpoints: what is in doubt is
 * said under its condition.
 */
function backendSentence(
  state: readonly KeyedStateForm[],
  job: readonly KeyedStateForm[],
): string | undefined {
  const [incremental, jobIncremental] = [state.includes('incremental'), job.includes('incremental')]
  if (incremental && !jobIncremental && job.includes('key-groups')) {
    return (
      "its keyed state is in incremental files of RocksDB or ForSt, and the job's as the heap backend (hashmap) writes it, or RocksDB "
      + `without incremental checkpoints: Flink refuses where the job runs the heap backend; ${BACKEND_ADVICE}`
    )
  }
  if (!incremental && state.includes('key-groups') && jobIncremental) {
    return (
      "its keyed state is as the heap backend (hashmap) writes it, or RocksDB without incremental checkpoints, and the job's in "
      + `incremental files of RocksDB or ForSt: Flink cannot restore it where the heap backend wrote it; ${BACKEND_ADVICE}`
    )
  }
  return undefined
}
