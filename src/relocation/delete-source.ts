import { resolveWithin } from '../location/location.ts'
import { METADATA_NAME } from '../inspection/read-snapshot.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { countOf } from '../text/quantities.ts'
import type { Plan } from './planning/plan.ts'

/**
 * Deletes a relocated snapshot at its source: `_metadata` first, so that what is left is never taken for a snapshot, then
 * the files that were copied and belong to this snapshot alone. Shared files of checkpoints, gathered external files and
 * whatever else lies there stay.
 *
 * @returns the number of files deleted, `_metadata` included, and a sentence about what was left, if anything.
 */
export async function deleteSource(
  plan: Plan, source: ObjectStore, signal: AbortSignal,
): Promise<{ deleted: number; left: string | undefined }> {
  const exclusive = plan.files.filter((file) => file.exclusive)
  await source.remove([resolveWithin(plan.placement.snapshot.from, METADATA_NAME)], { signal })
  await source.remove(exclusive.map((file) => file.from), { signal })
  const left = plan.files.length - exclusive.length
  return {
    deleted: exclusive.length + 1,
    left: left === 0
      ? undefined
      : `${countOf(left, 'copied file')} that other snapshots may use ${left === 1 ? 'was' : 'were'} left at the source`,
  }
}
