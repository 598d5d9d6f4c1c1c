/** As Flink's `AbstractFsCheckpointStorageAccess` names the directories of checkpoints. */
const CHECKPOINT = /^chk-(\d+)$/

/** A job's id, as Flink names the directory of its checkpoints. */
const JOB = /^[0-9a-f]{32}$/

/** The number in the name of a checkpoint's directory, a `long` of Java; `undefined` for any other name. */
export function checkpointNumber(name: string): bigint | undefined {
  const digits = CHECKPOINT.exec(name)?.[1]
  return digits === undefined ? undefined : BigInt(digits)
}

/** Whether Flink gives this name to the directory of a checkpoint: `chk-<number>`. */
export function isCheckpointName(name: string): boolean {
  return CHECKPOINT.test(name)
}

/** Whether Flink gives this name to the directory of a job's checkpoints: 32 hex digits. */
export function isJobName(name: string): boolean {
  return JOB.test(name)
}
