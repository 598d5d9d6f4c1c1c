import { displayLocation, sameStore, type Location } from '../../../location/location.ts'
import type { ObjectInfo, ObjectStore } from '../../../storage/object-store.ts'
import { RelocationError } from '../../relocation-error.ts'
import { listAll } from '../../../storage/survey.ts'

/**
 * The files of the savepoints that the user says were claimed.
 *
 * @throws RelocationError naming a directory in which nothing lies.
 */
export async function listClaimed(
  directories: readonly Location[],
  from: Location,
  source: ObjectStore,
  signal: AbortSignal,
): Promise<ObjectInfo[]> {
  const all: ObjectInfo[] = []
  for (const directory of directories) {
    const objects = sameStore(directory.scheme, from.scheme)
      ? await listAll(source, directory, signal)
      : undefined
    if (objects === undefined || objects.size === 0) {
      throw new RelocationError(
        `claimed-savepoint ${displayLocation(directory)}: nothing lies there; give the directory of the savepoint in the `
          + "source's store, as it was when the job claimed it",
        { code: 'not-found' },
      )
    }
    for (const info of objects.values()) all.push(info)
  }
  return all
}
