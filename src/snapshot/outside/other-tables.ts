import type { EntryReader } from './formats.ts'
import { StateReader } from './state-reader.ts'

/**
 * Under which name a job commits to a Paimon table: Paimon keeps it over restores, so that two jobs with one
 * name take each other's commits for their own. Its committer's state names files relative to the table.
 */
export const readCommitUser: EntryReader = (entry) => {
  const user = new StateReader(entry).flinkString()
  if (user === undefined || user === '') new StateReader(entry).fail('a name')
  return [{ kind: 'paimon', certainty: 'sure', uncommitted: false, paths: [], ids: [user ?? ''] }]
}

/**
 * The time up to which `readFile` has taken files (`ContinuousFileMonitoringFunction`): a Java long, the
 * least of all before it found any. Hudi's `StreamReadMonitoringFunction` keeps an instant of its table, a
 * text, under the same name.
 */
export const readMonitoring: EntryReader = (entry) => {
  if (entry.length >= 8 && isTime(new StateReader(entry).long())) {
    return [{ kind: 'read-file', certainty: 'likely', uncommitted: false, paths: [], ids: [] }]
  }
  if (entry.length >= 8 && new StateReader(entry).long() === -(2n ** 63n)) return []
  const instant = new StateReader(entry).flinkString()
  if (instant === undefined || !/^\d{14,17}$/.test(instant)) new StateReader(entry).fail('an instant')
  return [{ kind: 'hudi', certainty: 'likely', uncommitted: false, paths: [], ids: [instant ?? ''] }]
}

/** Milliseconds between 1970 and 2200. */
function isTime(value: bigint): boolean {
  return value >= 0n && value < 7_258_118_400_000n
}
