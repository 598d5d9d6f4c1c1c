import { LocationSet } from '../../location/location-map.ts'
import { displayLocation, isWithin, LocationError, nameOf, parseWrittenLocation, sameLocation, type Location } from '../../location/location.ts'
import { readSnapshot, SnapshotReadError } from '../../inspection/read-snapshot.ts'
import type { ObjectStore } from '../../storage/object-store.ts'
import type { Placement } from '../planning/placement.ts'

const CHECKPOINT_DIRECTORY = /^chk-\d+$/

/**
 * Files in a checkpoint's own directory that other checkpoints of its job name. Flink's own writing does not lead to such, but
 * what a checkpoint needs is told by its `_metadata` and not by custom.
 *
 * @throws StorageError, and SnapshotReadError where one cannot be understood: nothing is deleted then
 */
export async function filesOfSiblings({ shape, snapshot, home }: Placement, source: ObjectStore, signal: AbortSignal): Promise<LocationSet> {
  const needed = new LocationSet()
  if (shape !== 'checkpoint') return needed
  const siblings: Location[] = []
  for await (const { directories } of source.listLevel(home.from, { signal })) {
    siblings.push(...directories.filter((directory) => CHECKPOINT_DIRECTORY.test(nameOf(directory)) && !sameLocation(directory, snapshot.from)))
  }
  for (const sibling of siblings) {
    const references = await referencesOf(source, sibling, signal)
    for (const path of references) {
      const location = locationOf(path)
      if (location !== undefined && isWithin(location, snapshot.from)) needed.add(location)
    }
  }
  return needed
}

async function referencesOf(source: ObjectStore, directory: Location, signal: AbortSignal): Promise<string[]> {
  try {
    const { snapshot } = await readSnapshot(source, directory, { signal })
    return [...snapshot.references].filter(({ kind }) => kind !== 'relative').map(({ path }) => path)
  } catch (error) {
    if (error instanceof SnapshotReadError && error.reason === 'not-found') return []
    if (!(error instanceof SnapshotReadError)) throw error
    throw new SnapshotReadError(
      `what ${displayLocation(directory)} needs of the checkpoint cannot be told: ${error.message}`, error.reason, error.location, { cause: error },
    )
  }
}

function locationOf(path: string): Location | undefined {
  try {
    return parseWrittenLocation(path)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    return undefined
  }
}
