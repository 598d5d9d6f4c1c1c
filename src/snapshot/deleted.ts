import { resolveWithin, type Location } from '../location/location.ts'
import type { Deletion, ObjectStore } from '../storage/object-store.ts'
import { canCopyWithin, type CopyingStore } from '../storage/server-side.ts'
import { StorageError } from '../storage/storage-error.ts'

/** A snapshot that is not there, and was. */
export interface DeletedSnapshot {
  /** When its `_metadata` was deleted. */
  readonly deletedAt: Date
  /** A time at which it was there, as `as-of` takes it: when its `_metadata` was written, which is last. */
  readonly asOf: string
}

/**
 * What the versions in a bucket tell of a snapshot that is not there. One request, on a
 * failure.
 *
 * @param name of the file that makes it a snapshot
 * @returns `undefined` where nothing was deleted, no versions are kept, or the store does not tell.
 */
export async function findDeleted(
  store: ObjectStore,
  directory: Location,
  name: string,
  signal: AbortSignal | undefined,
): Promise<DeletedSnapshot | undefined> {
  if (!canCopyWithin(store)) return undefined
  const last = latest(await deletionsAt(store, resolveWithin(directory, name), signal))
  return last && { deletedAt: last.deletedAt, asOf: last.writtenAt.toISOString() }
}

/**
 * A time at which a file was there that a snapshot names and that is not there, and its `_metadata` was
 * there too. One request, on a failure.
 *
 * @param metadataAt when the snapshot's `_metadata` was written, as the store told it
 * @returns a time as `as-of` takes it; `undefined` where there was no such time, no versions are kept, or
 * the store does not tell.
 */
export async function findDeletedFile(
  store: ObjectStore,
  file: Location,
  metadataAt: Date | undefined,
  signal: AbortSignal | undefined,
): Promise<DeletedSnapshot | undefined> {
  if (!canCopyWithin(store) || metadataAt === undefined) return undefined
  const last = latest(await deletionsAt(store, file, signal))
  if (last === undefined) return undefined
  const { writtenAt, deletedAt } = last
  const both = Math.max(atLeast(metadataAt), writtenAt.getTime())
  const asOfMs = Math.min(both, deletedAt.getTime() - 1)
  if (asOfMs < Math.max(metadataAt.getTime(), writtenAt.getTime())) return undefined
  return { deletedAt, asOf: new Date(asOfMs).toISOString() }
}

/** Answers to GET tell whole seconds, in which there may be a part of one more. */
function atLeast(time: Date): number {
  return time.getMilliseconds() === 0 ? time.getTime() + 999 : time.getTime()
}

function latest(deletions: readonly Deletion[]): Deletion | undefined {
  return deletions.reduce<Deletion | undefined>(
    (last, one) => (last === undefined || one.deletedAt > last.deletedAt ? one : last),
    undefined,
  )
}

/** What cannot be told is not told: that something is missing is what has to be said. */
async function deletionsAt(
  store: CopyingStore,
  place: Location,
  signal: AbortSignal | undefined,
): Promise<readonly Deletion[]> {
  try {
    return await store.deletions(place, signal === undefined ? {} : { signal })
  } catch (error) {
    if (error instanceof StorageError) return []
    throw error
  }
}
