import { isCheckpointName } from '../../../location/flink-names.ts'
import { nameOf, relativePath, resolveWithin, type Location } from '../../../location/location.ts'
import {
  METADATA_NAME,
  readSnapshot,
  SnapshotReadError,
  type ReadSnapshot,
} from '../../../snapshot/read-snapshot.ts'
import { locationOf } from '../../../snapshot/places.ts'
import type { Reference, Snapshot } from '../../../metadata/snapshot.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'

/**
 * A complete snapshot in the target that is not the one to be written, or the reason why it cannot be read.
 */
export type Neighbour =
  | { readonly directory: Location; readonly read: ReadSnapshot }
  | { readonly directory: Location; readonly unreadable: string }

/** The directories `chk-N` directly in a job directory, complete or not. */
export async function checkpointsIn(
  store: ObjectStore,
  job: Location,
  signal: AbortSignal,
): Promise<Location[]> {
  const found: Location[] = []
  for await (const { directories } of store.listLevel(job, { signal })) {
    found.push(...directories.filter((directory) => isCheckpointName(nameOf(directory))))
  }
  return found
}

/**
 * Reads another snapshot.
 *
 * @returns `undefined` where there is no `_metadata`: an incomplete snapshot, which nobody restores from
 */
export async function readNeighbour(
  store: ObjectStore,
  directory: Location,
  signal: AbortSignal,
): Promise<Neighbour | undefined> {
  try {
    if ((await store.stat(resolveWithin(directory, METADATA_NAME), { signal })) === undefined)
      return undefined
    return { directory, read: await readSnapshot(store, directory, { signal }) }
  } catch (error) {
    if (!(error instanceof SnapshotReadError)) throw error
    return error.reason === 'not-found' ? undefined : { directory, unreadable: error.message }
  }
}

/**
 * Where the files lie that a snapshot in `directory` names, one after the other. Paths that are no location
 * are left out.
 */
export function* filesOf(
  snapshot: Snapshot,
  directory: Location,
): Generator<{ location: Location; reference: Reference }, void> {
  for (const reference of snapshot.references) {
    if (reference.kind === 'directory') continue
    const location = locationOf(reference, directory)
    if (location !== undefined) yield { location, reference }
  }
}

/**
 * The path of a file below its job's (or savepoint's) directory, for one of several names that directory
 * has or had: a snapshot that was copied by another tool goes on naming its former home.
 */
export function pathInHome(location: Location, homes: readonly Location[]): string | undefined {
  for (const home of homes) {
    const path = relativePath(location, home)
    if (path !== undefined) return path
  }
  for (const home of homes) {
    const segment = `/${nameOf(home)}/`
    const at = nameOf(home) === '' ? -1 : location.path.indexOf(segment)
    if (at >= 0) return location.path.slice(at + segment.length)
  }
  return undefined
}

/**
 * Where a file is now whose snapshot was copied here by another tool, and goes on naming its former home.
 */
export function movedAlong(location: Location, home: Location): Location | undefined {
  if (relativePath(location, home) !== undefined) return undefined
  const path = pathInHome(location, [home])
  return path === undefined ? undefined : resolveWithin(home, path)
}
