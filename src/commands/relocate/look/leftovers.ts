import { displayLocation } from '../../../location/location.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { canCopyWithin } from '../../../storage/server-side.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import { countOf } from '../../../text/quantities.ts'
import type { SeenFile } from './source-files.ts'
import { runPool } from '../../../storage/pool.ts'

/** Keys that are asked for one by one, so many at once and no more in all: it is a courtesy, not a proof. */
const AT_ONCE = 16
const MOST_ASKED = 1000
const MOST_NAMED = 3

/**
 * Looks for unfinished multipart uploads under the keys that a run is about to write in parts: what a killed
 * run leaves costs storage and is in no listing of objects. They are never touched, for another run may be at
 * work.
 *
 * @returns a sentence, `undefined` where there are none or the store does not tell.
 */
export async function findLeftovers(
  pending: readonly SeenFile[],
  target: ObjectStore,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!canCopyWithin(target)) return undefined
  const large = pending.filter(({ sizeBytes }) => target.cost.write(sizeBytes) > 1).slice(0, MOST_ASKED)
  const found: string[] = []
  let uploads = 0
  try {
    await runPool(large, { concurrency: AT_ONCE }, signal, async ({ file }, both) => {
      const count = await target.countUploads(file.to, { signal: both })
      if (count === 0) return
      uploads += count
      found.push(displayLocation(file.to))
    })
  } catch (error) {
    // Listing uploads needs a permission of its own (s3:ListBucketMultipartUploads), which nothing else here
    // needs.
    if (error instanceof StorageError) return undefined
    throw error
  }
  if (found.length === 0) return undefined
  const names = found.sort().slice(0, MOST_NAMED).join(', ')
  return (
    `${countOf(uploads, 'unfinished multipart upload')} of an earlier or another run ${uploads === 1 ? 'lies' : 'lie'} under `
    + `${names}${found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : ''}; ${uploads === 1 ? 'it was not touched and costs' : 'they were not touched and cost'} `
    + 'storage: a lifecycle rule with AbortIncompleteMultipartUpload on the bucket removes such uploads'
  )
}
