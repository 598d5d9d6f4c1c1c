import { formatBytes } from '../../../text/quantities.ts'
import { listMember, member, numberMember, textMember } from '../../../flink/values.ts'

/** A savepoint as the checkpoint statistics of its job show it. */
export interface SeenSavepoint {
  readonly id: number
  readonly status: string
  readonly path: string | undefined
  readonly failure: string | undefined
  readonly acknowledged: number | undefined
  readonly subtasks: number | undefined
  readonly stateBytes: number | undefined
}

/** The savepoints of a job in the statistics (`CheckpointingStatistics`), newest first. */
export function savepointsOf(statistics: unknown): SeenSavepoint[] {
  const history = listMember(statistics, 'history').filter((one) => member(one, 'is_savepoint') === true)
  return history
    .map((one) => ({
      id: numberMember(one, 'id') ?? -1,
      status: textMember(one, 'status') ?? 'unknown',
      path: textMember(one, 'external_path'),
      failure: textMember(one, 'failure_message'),
      acknowledged: numberMember(one, 'num_acknowledged_subtasks'),
      subtasks: numberMember(one, 'num_subtasks'),
      stateBytes: numberMember(one, 'state_size'),
    }))
    .sort((a, b) => b.id - a.id)
}

/** The highest number that a checkpoint or savepoint of the job has; -1 where there is none. */
export function lastCheckpointId(statistics: unknown): number {
  return listMember(statistics, 'history').reduce<number>(
    (last, one) => Math.max(last, numberMember(one, 'id') ?? -1),
    -1,
  )
}

/** How far the newest running savepoint is, `undefined` where none is seen. */
export function progressText(statistics: unknown): string | undefined {
  const running = savepointsOf(statistics).find(({ status }) => status === 'IN_PROGRESS')
  if (running?.acknowledged === undefined || running.subtasks === undefined) return undefined
  return `${running.acknowledged} of ${running.subtasks} subtasks done, ${formatBytes(running.stateBytes ?? 0)} of state`
}
