import { innermostCause } from './failure-cause.ts'
import { isPath, pathFinding, type Finding } from './finding.ts'
import { hasMember, listMember, member, numberMember, textMember } from './values.ts'

/**
 * What an answer of Flink's REST interface says of a snapshot: the trigger or the status of a savepoint, a
 * checkpoint's details, the checkpoint statistics of a job, or an error.
 *
 * @returns undefined for a value that is no such answer
 */
export function findInRestAnswer(value: unknown): Finding[] | undefined {
  const state = textMember(value, 'status', 'id')
  if (state !== undefined) return [findInStatus(state, value)]
  if (hasMember(value, 'request-id')) {
    return [
      {
        reason:
          `the savepoint was only triggered (trigger id ${textMember(value, 'request-id') ?? 'unknown'}), its path is not `
          + 'known yet: ask /jobs/<job>/savepoints/<trigger id> until it says COMPLETED',
      },
    ]
  }
  if (Array.isArray(member(value, 'errors'))) return [{ reason: `Flink answered: ${errorsText(value)}` }]
  if (hasMember(value, 'latest') && hasMember(value, 'history')) return findInStatistics(value)
  if (hasMember(value, 'trigger_timestamp') && textMember(value, 'status') !== undefined)
    return [findInCheckpoint(value, 'the')]
  return undefined
}

/** The texts of an `ErrorResponseBody`, reduced to the cause. */
export function errorsText(value: unknown): string {
  const texts = listMember(value, 'errors').filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  )
  // The last one is the stack trace, where Flink gives one; the first is often only `Internal server error.`
  return innermostCause(withoutFrame(texts.at(-1) ?? ''))
}

const FRAME = ['<Exception on server side:', 'End of exception on server side>'] as const

/**
 * By hand: a pattern for blanks before the last words would try each run of blanks from each of its places.
 */
function withoutFrame(text: string): string {
  const [begin, end] = FRAME
  const inner = text.startsWith(begin) ? text.slice(begin.length).trimStart() : text
  const trimmed = inner.trimEnd()
  return trimmed.endsWith(end) ? trimmed.slice(0, -end.length).trimEnd() : inner
}

/** What became of an operation that failed, in Flink's words. */
function failureText(operation: unknown): string {
  const trace =
    textMember(operation, 'failure-cause', 'stack-trace')
    ?? textMember(operation, 'failure-cause', 'class')
    ?? ''
  // Here the outer exception says more than its cause: there is a savepoint all the same.
  const created = /A savepoint has been created at: [^\n]*/.exec(trace)
  return created === null ? innermostCause(trace) : created[0].trim()
}

/** Whether the operation behind a trigger still runs. */
export function isRunning(value: unknown): boolean {
  return textMember(value, 'status', 'id') === 'IN_PROGRESS'
}

function findInStatus(state: string, value: unknown): Finding {
  const operation = member(value, 'operation')
  if (hasMember(operation, 'failure-cause'))
    return { reason: `Flink took no savepoint: ${failureText(operation)}` }
  const location = textMember(operation, 'location')
  if (location !== undefined) return pathFinding(location, 'operation.location of the REST answer')
  if (state !== 'COMPLETED')
    return { reason: `the savepoint has not ended (${state}): ask again until it says COMPLETED` }
  const checkpoint = numberMember(operation, 'checkpointId')
  if (checkpoint === undefined) return { reason: 'the REST answer says COMPLETED, but names no location' }
  return {
    reason: `the REST answer names checkpoint ${checkpoint}, not where it is: ask /jobs/<job>/checkpoints/details/${checkpoint}`,
  }
}

function findInCheckpoint(checkpoint: unknown, which: string): Finding {
  const name = `${which} ${member(checkpoint, 'is_savepoint') === true ? 'savepoint' : 'checkpoint'} ${String(member(checkpoint, 'id'))}`
  const state = textMember(checkpoint, 'status') ?? 'unknown'
  if (state === 'FAILED') {
    return {
      reason: `${name} failed: ${innermostCause(textMember(checkpoint, 'failure_message') ?? 'Flink names no cause')}`,
    }
  }
  if (state !== 'COMPLETED')
    return { reason: `${name} has not ended (${state}): ask again until it says COMPLETED` }
  if (member(checkpoint, 'discarded') === true) return { reason: `${name} is gone: Flink has discarded it` }
  const path = textMember(checkpoint, 'external_path')
  if (path === undefined)
    return { reason: `${name} is completed, but the REST answer names no external_path` }
  return pathFinding(path, `external_path of ${name} in the REST answer`)
}

/**
 * The newest checkpoint and the newest savepoint of a job: two snapshots, of which none is meant more than
 * the other.
 */
function findInStatistics(statistics: unknown): Finding[] {
  const found = ['savepoint', 'completed']
    .map((name) => member(statistics, 'latest', name))
    .filter((checkpoint) => typeof checkpoint === 'object' && checkpoint !== null)
    .map((checkpoint) => findInCheckpoint(checkpoint, 'the latest'))
  // Flink discards the checkpoints of a job that has finished; the savepoint is not meant less for it.
  const there = found.filter(isPath)
  if (there.length > 0) return there
  return found.length > 0 ? found : [{ reason: 'the job has no completed checkpoint and no savepoint' }]
}
