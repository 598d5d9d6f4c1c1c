import { LocationMap, LocationSet } from '../../location/location-map.ts'
import { displayLocation, nameOf, parentOf, relativePath, resolveWithin, sameLocation, type Location } from '../../location/location.ts'
import { METADATA_NAME } from '../../inspection/read-snapshot.ts'
import type { ObjectStore } from '../../storage/object-store.ts'
import type { Placement } from '../planning/placement.ts'
import { RelocationError } from '../relocation-error.ts'
import { checkpointNumber, filesOf, homeOf, pathInHome, readNeighbour } from './neighbours.ts'

/** Nobody keeps so many snapshots in one place; beyond it no answer is better than a wrong one. */
const MOST_DIRECTORIES = 2000

/**
 * Which of the files other complete snapshots at the target refer to, with the first of those. Looked through are the
 * directory of all job directories, and whatever job a file outside of it lies in.
 *
 * @throws RelocationError where one of the snapshots cannot be read, for it may refer to any of the files.
 */
export async function neededByOthers(
  files: readonly Location[], placement: Placement, store: ObjectStore, signal: AbortSignal,
): Promise<LocationMap<Location>> {
  const wanted = new LocationSet(files)
  const needed = new LocationMap<Location>()
  for (const directory of await snapshotsAround(files, placement, store, signal)) {
    if (sameLocation(directory, placement.snapshot.to)) continue
    const neighbour = await readNeighbour(store, directory, signal)
    if (neighbour === undefined) continue
    if ('unreadable' in neighbour) {
      throw new RelocationError(
        `${neighbour.unreadable}; it may refer to files that would get other content, so nothing was written: mend or delete that snapshot, `
        + 'or choose another target',
      )
    }
    const home = homeOf(directory)
    for (const { location } of filesOf(neighbour.read.snapshot, directory)) {
      for (const place of [location, movedAlong(location, home)]) if (place !== undefined && wanted.has(place)) needed.set(place, directory)
    }
  }
  return needed
}

/** Where a file is now whose snapshot was copied here by another tool, and goes on naming its former home. */
function movedAlong(location: Location, home: Location): Location | undefined {
  if (relativePath(location, home) !== undefined) return undefined
  const path = pathInHome(location, [home])
  return path === undefined ? undefined : resolveWithin(home, path)
}

async function snapshotsAround(
  files: readonly Location[], { home }: Placement, store: ObjectStore, signal: AbortSignal,
): Promise<LocationSet> {
  const found = new LocationSet()
  const search = new Search(store, found, signal)
  const root = parentOf(home.to) ?? home.to
  await search.below(root, 2)
  for (const file of files) {
    if (relativePath(file, root) !== undefined) continue
    const directory = parentOf(file) ?? file
    const isFlinks = /^(shared|taskowned)$/.test(nameOf(directory)) || checkpointNumber(directory) !== undefined
    await search.below(isFlinks ? parentOf(directory) ?? directory : directory, isFlinks ? 1 : 0)
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

  async below(directory: Location, depth: number): Promise<void> {
    if (this.#seen.has(directory)) return
    this.#seen.add(directory)
    if (this.#seen.size > MOST_DIRECTORIES) {
      throw new RelocationError(
        `more than ${MOST_DIRECTORIES} directories lie around ${displayLocation(directory)}: which of them hold snapshots that refer to files that `
        + 'would get other content was not looked at, and nothing was written; choose another target',
      )
    }
    for await (const { objects, directories } of this.#store.listLevel(directory, { signal: this.#signal })) {
      if (objects.some(({ location }) => nameOf(location) === METADATA_NAME)) this.#found.add(directory)
      if (depth === 0) continue
      for (const below of directories) if (!/^(shared|taskowned)$/.test(nameOf(below))) await this.below(below, depth - 1)
    }
  }
}
