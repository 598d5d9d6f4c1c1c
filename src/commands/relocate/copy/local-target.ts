import { LocationMap } from '../../../location/location-map.ts'
import { displayLocation, parentOf, type Location } from '../../../location/location.ts'
import type { FileStore } from '../../../storage/file/file-store.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { countOf } from '../../../text/quantities.ts'
import type { CopyWork } from '../look/copy-work.ts'

/** What is about to happen in a target. */
export interface ComingWrites {
  readonly work: CopyWork
  /** Where `_metadata` will be written; absent where it will not. */
  readonly metadata: Location | undefined
  /** Whether files of an existing snapshot may be replaced. */
  readonly replaces: boolean
  /** Whether other runs are at work by intent, whose unfinished files are no news. */
  readonly isShard: boolean
}

const MOST_NAMED = 3

/**
 * Sees that a local target takes what is about to be written, before hours are spent on copying: that in each
 * of its directories, the one of `_metadata` among them, files can be made and renamed, and that nothing lies
 * in the way that no file may replace. Then clears away what killed runs left there. Of other targets nothing
 * is asked.
 *
 * @returns sentences about unfinished files of other runs
 * @throws StorageError where the target does not take it; nothing was changed then but for empty directories
 */
export async function prepareLocalTarget(
  target: ObjectStore,
  { work, metadata, replaces, isShard }: ComingWrites,
  signal: AbortSignal,
): Promise<string[]> {
  if (!isFileStore(target)) return []
  // One file of each directory stands for the others.
  const written = new LocationMap<Location>()
  if (metadata !== undefined) written.set(directoryOf(metadata), metadata)
  for (const {
    file: { to },
  } of work.pending)
    if (!written.has(directoryOf(to))) written.set(directoryOf(to), to)
  for (const location of written.values()) {
    signal.throwIfAborted()
    await target.tryWrite(location)
  }
  if (replaces) {
    for (const { file } of work.pending) {
      signal.throwIfAborted()
      await target.requireReplaceable(file.to)
    }
  }
  if (isShard) return []
  for (const {
    file: { to },
  } of work.present)
    if (!written.has(directoryOf(to))) written.set(directoryOf(to), to)
  return clearDirectories(target, [...written.values()].map(directoryOf), signal)
}

async function clearDirectories(
  target: FileStore,
  directories: readonly Location[],
  signal: AbortSignal,
): Promise<string[]> {
  const [removed, left]: [Location[], Location[]] = [[], []]
  for (const directory of directories) {
    signal.throwIfAborted()
    const found = await target.clearUnfinished(directory)
    removed.push(...found.removed)
    left.push(...found.left)
  }
  return [
    ...(removed.length === 0
      ? []
      : [
          `${countOf(removed.length, 'unfinished file')} that killed runs left more than a day ago `
            + `${removed.length === 1 ? 'was' : 'were'} removed: ${named(removed)}`,
        ]),
    ...(left.length === 0
      ? []
      : [
          `${countOf(left.length, 'unfinished file')} of an earlier or another run ${left.length === 1 ? 'was' : 'were'} left alone: `
            + `${named(left)}; a run of the same user removes what nobody wrote to for a day`,
        ]),
  ]
}

function named(locations: readonly Location[]): string {
  const names = locations.slice(0, MOST_NAMED).map(displayLocation).join(', ')
  return locations.length > MOST_NAMED ? `${names} and ${locations.length - MOST_NAMED} more` : names
}

function directoryOf(location: Location): Location {
  return parentOf(location) ?? location
}

function isFileStore(store: ObjectStore): store is FileStore {
  return store.type === 'file'
}
