import type { Location } from '../../../location/location.ts'
import type { ObjectInfo, Transfer } from '../../../storage/object-store.ts'
import { runPool } from '../../../storage/pool.ts'
import type { Proof } from '../../../storage/proof.ts'
import type { Survey } from '../../../storage/survey.ts'
import type { SeenFile } from './source-files.ts'

/** What has to be copied, after looking at what the target holds already. */
export interface CopyWork {
  readonly pending: readonly SeenFile[]
  /** Files that the target holds with the same content. */
  readonly present: readonly SeenFile[]
  /** Targets of pending files where something else lies now, or what could not be proved to be the same. */
  readonly replaced: readonly Location[]
}

/**
 * Sorts planned files into those to copy and those that the target holds already. `trusted`: the target's
 * `_metadata` is the very one that would be written, so that what lies there with the right size was proved
 * before it was committed.
 */
export async function findWork(
  files: readonly SeenFile[],
  target: Survey,
  transfer: Transfer,
  trusted: boolean,
  concurrency: number,
  signal: AbortSignal,
): Promise<CopyWork> {
  const pending: SeenFile[] = []
  const present: SeenFile[] = []
  const replaced: Location[] = []
  await runPool(files, { concurrency }, signal, async (seen, both) => {
    const there = target.get(seen.file.to)
    if (there === undefined) pending.push(seen)
    else {
      const proof = await proofOf(seen, there, transfer, trusted, both)
      if (proof === undefined) {
        pending.push(seen)
        replaced.push(seen.file.to)
      } else {
        seen.proof = proof
        present.push(seen)
      }
    }
  })
  return { pending, present, replaced }
}

async function proofOf(
  { sizeBytes, info }: SeenFile,
  there: ObjectInfo,
  transfer: Transfer,
  trusted: boolean,
  signal: AbortSignal,
): Promise<Proof | undefined> {
  if (there.sizeBytes !== sizeBytes) return undefined
  if (trusted) return there.etag !== undefined && there.etag === info.etag ? 'etag' : 'size'
  return transfer.sameContent(info, there, { signal })
}

/** The sum of the sizes that the source store reports. */
export function totalBytes(files: readonly SeenFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
