/**
 * What one place of a text says: a path, and where it stands; or a reason why there is no path to go on with
 * (a savepoint that failed, that still runs, that was only asked for).
 */
export type Finding = { readonly path: string; readonly takenFrom: string } | { readonly reason: string }

/** A finding that is a path. */
export type FoundPath = Extract<Finding, { path: string }>

/** Whether the finding is a path. */
export function isPath(finding: Finding): finding is FoundPath {
  return 'path' in finding
}

/**
 * The operator writes this in place of a path where a job goes on from the state that its high-availability
 * metadata name (`AbstractJobReconciler.LAST_STATE_DUMMY_SP_PATH` of the Flink Kubernetes operator).
 */
export const LAST_STATE_PLACEHOLDER = 'KUBERNETES_OPERATOR_LAST_STATE'

/**
 * What Flink names a checkpoint that has no path
 * (`NonPersistentMetadataCheckpointStorageLocation.EXTERNAL_POINTER`).
 */
const NOT_ADDRESSABLE = '<checkpoint-not-externally-addressable>'

/** A path as Flink gave it, or the reason why that is none. */
export function pathFinding(path: string, takenFrom: string): Finding {
  if (path.includes(LAST_STATE_PLACEHOLDER)) {
    return {
      reason:
        `${takenFrom} is the operator's placeholder ${LAST_STATE_PLACEHOLDER}, which is no path: the job goes on from its `
        + 'high-availability metadata; take a savepoint, or name the newest checkpoint of the job',
    }
  }
  if (path === NOT_ADDRESSABLE) {
    return {
      reason:
        `${takenFrom} is ${NOT_ADDRESSABLE}: the checkpoint was kept in the JobManager's memory only; `
        + 'set a checkpoint directory, or take a savepoint',
    }
  }
  return { path, takenFrom }
}
