import { LocationSet } from '../../../location/location-map.ts'
import { displayLocation, isWithin, sameLocation, type Location } from '../../../location/location.ts'
import { readSnapshot, SnapshotReadError } from '../../../snapshot/read-snapshot.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { repeatable, mapped } from '../../../storage/repeatable.ts'
import { checkpointsIn, filesOf, movedAlong } from '../other-snapshots/neighbours.ts'
import type { Placement } from '../plan/placement.ts'

/**
 * Files in a checkpoint's own directory that other checkpoints of its job name. Flink itself does not
 * write such checkpoints, but only `_metadata` says what a checkpoint needs. A checkpoint that was moved by
 * another tool names its former home.
 *
 * @throws StorageError, and SnapshotReadError where one cannot be understood: nothing is deleted then
 */
export async function filesOfSiblings(
  { shape, snapshot, home }: Placement,
  source: ObjectStore,
  signal: AbortSignal,
): Promise<LocationSet> {
  const needed = new LocationSet()
  if (shape !== 'checkpoint') return needed
  const checkpoints = await checkpointsIn(source, home.from, signal)
  const siblings = checkpoints.filter((directory) => !sameLocation(directory, snapshot.from))
  for (const sibling of siblings) {
    for (const named of await filesNamedBy(source, sibling, signal)) {
      const location = isWithin(named, home.from) ? named : movedAlong(named, home.from)
      if (location !== undefined && isWithin(location, snapshot.from)) needed.add(location)
    }
  }
  return needed
}

async function filesNamedBy(
  source: ObjectStore,
  directory: Location,
  signal: AbortSignal,
): Promise<Iterable<Location>> {
  try {
    const { snapshot } = await readSnapshot(source, directory, { signal })
    return mapped(
      repeatable(() => filesOf(snapshot, directory)),
      ({ location }) => location,
    )
  } catch (error) {
    if (error instanceof SnapshotReadError && error.reason === 'not-found') return []
    if (!(error instanceof SnapshotReadError)) throw error
    throw new SnapshotReadError(
      `what ${displayLocation(directory)} needs of the checkpoint cannot be told: ${error.message}`,
      error.reason,
      error.location,
      { cause: error },
    )
  }
}
