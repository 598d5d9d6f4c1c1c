import { displayLocation } from '../../location/location.ts'
import { countOf } from '../../text/quantities.ts'
import { deleteSource, describeShared, refuseChanged, type Deleted } from './delete-source/delete-files.ts'
import type { ContentProof } from './delete-source/content-proof.ts'
import { provesContent } from '../../storage/proof.ts'
import type { RelocationReport } from './report.ts'
import type { Prepared } from './copy.ts'

/**
 * Deletes the source, last of all: after the caller has stored what is needed to start the job
 * (`onCommitted`).
 *
 * @param report the report before the deletion
 * @throws whatever `onCommitted` throws, and then nothing is deleted; RelocationError, StorageError
 */
export async function deleteAfterCommit(
  prepared: Prepared,
  proof: ContentProof,
  report: RelocationReport,
): Promise<Deleted> {
  const { run, read, plan, all, work } = prepared
  const {
    stores: { source, target },
    narrator,
    resumed,
    signal,
  } = run
  const copied = new Set(work.pending)
  let deleted: Deleted
  try {
    await run.onCommitted?.(report)
    deleted = await deleteSource({
      plan,
      read,
      files: all,
      proof,
      target,
      source: resumed?.rest ?? source,
      signal,
      isProved: (file) =>
        (copied.has(file) && provesContent(file.proof)) || resumed?.isGone(file.file.from) === true,
      resumed,
    })
  } catch (error) {
    narrator.warning(
      `the snapshot is at ${displayLocation(plan.placement.snapshot.to)}; its source was not deleted, or not all of it: run again `
        + 'with delete-source and the same target to do that',
    )
    throw error
  }
  narrator.info(`${countOf(deleted.deleted, 'file')} deleted at the source`)
  const left = describeShared(deleted)
  if (left !== undefined) run.warn(left)
  refuseChanged(deleted)
  return deleted
}
