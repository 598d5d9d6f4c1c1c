import { LocationMap, LocationSet } from '../../../location/location-map.ts'
import {
  displayLocation,
  nameOf,
  parentOf,
  relativePath,
  sameLocation,
  type Location,
} from '../../../location/location.ts'
import { isCheckpointName } from '../../../location/flink-names.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { runPool } from '../../../storage/pool.ts'
import type { Placement } from '../plan/placement.ts'
import { RelocationError } from '../../relocation-error.ts'
import { filesOf, movedAlong, readNeighbour } from './neighbours.ts'
import { homeOf } from '../../../snapshot/places.ts'

/** As many as `find` goes through. Beyond it no answer is better than a wrong one. */
const MOST_DIRECTORIES = 10_000

const LISTED_AT_ONCE = 16

/** Fewer than listings: a `_metadata` is held in memory while it is looked through. */
const READ_AT_ONCE = 4

/**
 * Which of the files other complete snapshots at the target refer to, with one of those. Looked through are
 * the directory of all job directories, and whatever job a file outside of it lies in.
 *
 * @throws RelocationError where one of the snapshots cannot be read, for it may refer to any of the files.
 */
export async function neededByOthers(
  files: readonly Location[],
  placement: Placement,
  store: ObjectStore,
  signal: AbortSignal,
): Promise<LocationMap<Location>> {
  const wanted = new LocationSet(files)
  const needed = new LocationMap<Location>()
  const others = [...(await snapshotsAround(files, placement, store, signal))].filter(
    (directory) => !sameLocation(directory, placement.snapshot.to),
  )
  await runPool(others, { concurrency: READ_AT_ONCE }, signal, async (directory, both) => {
    const neighbour = await readNeighbour(store, directory, both)
    if (neighbour === undefined) return
    if ('unreadable' in neighbour) {
      throw new RelocationError(
        `${neighbour.unreadable}; it may refer to files that would get other content, so nothing was written: mend or delete that snapshot, `
          + 'or choose another target',
      )
    }
    const home = homeOf(directory)
    for (const { location } of filesOf(neighbour.read.snapshot, directory)) {
      for (const place of [location, movedAlong(location, home)])
        if (place !== undefined && wanted.has(place)) needed.set(place, directory)
    }
  })
  return needed
}

async function snapshotsAround(
  files: readonly Location[],
  { home }: Placement,
  store: ObjectStore,
  signal: AbortSignal,
): Promise<LocationSet> {
  const found = new LocationSet()
  const search = new Search(store, found, signal)
  const root = parentOf(home.to) ?? home.to
  await search.below(root, 2)
  for (const file of files) {
    if (relativePath(file, root) !== undefined) continue
    const directory = parentOf(file) ?? file
    const isFlinks = /^(shared|taskowned)$/.test(nameOf(directory)) || isCheckpointName(nameOf(directory))
    await search.below(isFlinks ? (parentOf(directory) ?? directory) : directory, isFlinks ? 1 : 0)
  }
  return found
}

class Search {
  readonly #store: ObjectStore
  readonly #found: LocationSet
  readonly #signal: AbortSignal
  readonly #seen = new LocationSet()

  constructor(store: ObjectStore, found: LocationSet, signal: AbortSignal) {
    this.#store = store
    this.#found = found
    this.#signal = signal
  }

  /** Level by level, for a store answers many listings as fast as one. */
  async below(top: Location, depth: number): Promise<void> {
    let level = [top]
    for (let left = depth; level.length > 0; left--) {
      const next: Location[] = []
      await runPool(level, { concurrency: LISTED_AT_ONCE }, this.#signal, async (directory, both) => {
        const below = await this.#visit(directory, top, both)
        if (left > 0) next.push(...below)
      })
      level = next
    }
  }

  async #visit(directory: Location, top: Location, signal: AbortSignal): Promise<Location[]> {
    if (this.#seen.has(directory)) return []
    this.#seen.add(directory)
    if (this.#seen.size > MOST_DIRECTORIES) {
      throw new RelocationError(
        `more than ${MOST_DIRECTORIES} directories lie in ${displayLocation(top)}: which of them hold snapshots that refer to files that `
          + 'would get other content was not looked at, and nothing was written; choose another target',
      )
    }
    const found: Location[] = []
    for await (const { objects, directories } of this.#store.listLevel(directory, { signal })) {
      if (objects.some(({ location }) => nameOf(location) === METADATA_NAME)) this.#found.add(directory)
      found.push(...directories.filter((below) => !/^(shared|taskowned)$/.test(nameOf(below))))
    }
    return found
  }
}
