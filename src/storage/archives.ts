import { LocationMap } from '../location/location-map.ts'
import type { Location } from '../location/location.ts'
import type { ObjectInfo, ObjectStore } from './object-store.ts'
import { runPool } from './pool.ts'
import { canCopyWithin } from './server-side.ts'

/**
 * Why nobody can read an object: `archived`: it has to be restored first; `restoring`: somebody has asked
 * for that, and it is not there yet; `tier`: it is in an archive tier of Intelligent-Tiering, from which it
 * comes back once it is restored.
 */
export type Archive = 'archived' | 'restoring' | 'tier'

/** What an archived object is called, before its name. */
export const ARCHIVE_TEXTS: Readonly<Record<Archive, string>> = {
  archived: 'archived',
  restoring: 'still being restored',
  tier: 'in an archive tier of Intelligent-Tiering',
}

/** What to do about archived objects. */
export function archiveAdvice(archives: Iterable<Archive>): string {
  return [...archives].every((archive) => archive === 'restoring')
    ? 'wait until they are restored, and run again'
    : 'restore the archived objects first'
}

/** Storage classes of archives; some stores have classes of their own that are merely called so. */
const CLASSES: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE'])

/**
 * What was written less than 90 days ago is in no archive tier yet:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html
 */
const TIERED_AFTER_MS = 90 * 24 * 3600 * 1000

const LOOKS_AT_ONCE = 32

/**
 * Those of the objects that cannot be read. A listing tells the storage class and no more, so each object
 * whose class is an archive's is looked at once.
 *
 * @throws StorageError
 */
export async function findArchives(
  store: ObjectStore,
  objects: Iterable<ObjectInfo>,
  signal: AbortSignal,
): Promise<LocationMap<Archive>> {
  const found = new LocationMap<Archive>()
  if (!canCopyWithin(store)) return found
  const doubtful: ObjectInfo[] = []
  for (const info of objects) if (mayBeArchived(info)) doubtful.push(info)
  await runPool(doubtful, { concurrency: LOOKS_AT_ONCE }, signal, async (info, both) => {
    const archive = await store.archiveOf(info, { signal: both })
    if (archive !== undefined) found.set(info.location, archive)
  })
  return found
}

function mayBeArchived({ storageClass, modifiedAt }: ObjectInfo): boolean {
  if (storageClass === undefined) return false
  const isOld = modifiedAt === undefined || Date.now() - modifiedAt.getTime() > TIERED_AFTER_MS
  return CLASSES.has(storageClass) || (storageClass === 'INTELLIGENT_TIERING' && isOld)
}

/** Looks up what was seen of places. */
export function* seenAt(
  places: Iterable<Location>,
  seen: { get(location: Location): ObjectInfo | undefined },
): Generator<ObjectInfo> {
  for (const place of places) {
    const info = seen.get(place)
    if (info !== undefined) yield info
  }
}
