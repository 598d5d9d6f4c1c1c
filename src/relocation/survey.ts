import { LocationMap, LocationSet } from '../location/location-map.ts'
import { isWithin, parentOf, type Location } from '../location/location.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { ObjectTable, type SeenObjects } from './object-table.ts'
import { runPool } from './pool.ts'

/** What a store holds of a set of wanted locations. */
export interface Survey extends Pick<SeenObjects, 'get' | 'has'> {
  /** Requests that it took: pages of listings and single looks. */
  readonly requests: number
}

/** A directory that was listed to the end before: what its listing does not show is not there. */
export interface Listing {
  readonly directory: Location
  readonly objects: SeenObjects
}

/** Looks at single objects at most so many at once. */
const STAT_CONCURRENCY = 32

/** A directory with so few wanted files is asked file by file. */
const FEW = 2

/**
 * Sees which of the wanted locations exist, with the fewest requests: directory by directory by a listing, unless that
 * takes more pages than there are wanted files (a `shared/` directory of a large job); then file by file.
 *
 * @param listed what was listed before and is not asked for again.
 */
export async function survey(
  store: ObjectStore, wanted: Iterable<Location>, signal: AbortSignal, listed?: Listing,
): Promise<Survey> {
  const found = new ObjectTable()
  const groups = new LocationMap<Group>()
  for (const location of wanted) {
    if (listed !== undefined && isWithin(location, listed.directory)) continue
    const directory = parentOf(location) ?? location
    let group = groups.get(directory)
    if (group === undefined) {
      group = { directory, wanted: new LocationSet() }
      groups.set(directory, group)
    }
    group.wanted.add(location)
  }
  let requests = 0
  const single: Location[] = []
  for (const group of groups.values()) {
    const listing = group.wanted.size > FEW ? await listGroup(store, group, found, signal) : undefined
    requests += listing?.pages ?? 0
    // A complete listing leaves no question: what it did not show is not there.
    if (listing?.complete !== true) for (const location of group.wanted) if (!found.has(location)) single.push(location)
  }
  await runPool(single, { concurrency: STAT_CONCURRENCY }, signal, async (location, both) => {
    requests++
    const info = await store.stat(location, { signal: both })
    if (info !== undefined) found.add(info)
  })
  return {
    requests,
    get: (location) => listed?.objects.get(location) ?? found.get(location),
    has: (location) => listed?.objects.has(location) === true || found.has(location),
  }
}

interface Group {
  readonly directory: Location
  readonly wanted: LocationSet
}

/** Finds of the group what the listing shows, until all is found or single looks are cheaper. */
async function listGroup(
  store: ObjectStore, group: Group, found: ObjectTable, signal: AbortSignal,
): Promise<{ readonly pages: number; readonly complete: boolean }> {
  let pages = 0
  let missing = group.wanted.size
  const budget = group.wanted.size
  for await (const page of store.list(group.directory, { signal, expected: group.wanted })) {
    pages++
    for (const info of page) {
      if (!group.wanted.has(info.location)) continue
      if (!found.has(info.location)) missing--
      found.add(info)
    }
    if (missing === 0 || pages >= budget) return { pages, complete: missing === 0 }
  }
  return { pages: Math.max(pages, 1), complete: true }
}

/**
 * Everything below a directory.
 *
 * @param expected what is likely to be there; see `ListOptions` of the store.
 */
export async function listAll(
  store: ObjectStore, directory: Location, signal: AbortSignal, expected: Iterable<Location> = [],
): Promise<SeenObjects> {
  const all = new ObjectTable()
  for await (const page of store.list(directory, { signal, expected })) for (const info of page) all.add(info)
  return all
}
