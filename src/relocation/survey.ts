import { LocationMap } from '../location/location-map.ts'
import { isWithin, parentOf, type Location } from '../location/location.ts'
import type { ObjectInfo, ObjectStore } from '../storage/object-store.ts'
import { runPool } from './pool.ts'

/** What a store holds of a set of wanted locations. */
export interface Survey {
  get(location: Location): ObjectInfo | undefined
  /** Requests that it took: pages of listings and single looks. */
  readonly requests: number
}

/** Everything that was seen below a directory. */
export type Listed = Pick<LocationMap<ObjectInfo>, 'get' | 'has' | 'values' | 'size'>

/** A directory that was listed to the end before: what its listing does not show is not there. */
export interface Listing {
  readonly directory: Location
  readonly objects: Listed
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
  store: ObjectStore, wanted: readonly Location[], signal: AbortSignal, listed?: Listing,
): Promise<Survey> {
  const found = new LocationMap<ObjectInfo>()
  const open = new LocationMap<Group>()
  for (const location of wanted) {
    if (listed !== undefined && isWithin(location, listed.directory)) continue
    const directory = parentOf(location) ?? location
    let group = open.get(directory)
    if (group === undefined) {
      group = { directory, wanted: new LocationMap() }
      open.set(directory, group)
    }
    group.wanted.set(location, location)
  }
  let requests = 0
  const single: Location[] = []
  for (const group of open.values()) {
    if (group.wanted.size > FEW) requests += await listGroup(store, group, found, signal)
    single.push(...group.wanted.values())
  }
  await runPool(single, { concurrency: STAT_CONCURRENCY }, signal, async (location, both) => {
    requests++
    const info = await store.stat(location, { signal: both })
    if (info !== undefined) found.set(location, info)
  })
  return { requests, get: (location) => listed?.objects.get(location) ?? found.get(location) }
}

interface Group {
  readonly directory: Location
  readonly wanted: LocationMap<Location>
}

/** Takes from the group what the listing shows; what is left afterwards has to be asked for singly, or is not there. */
async function listGroup(
  store: ObjectStore, group: Group, found: LocationMap<ObjectInfo>, signal: AbortSignal,
): Promise<number> {
  let pages = 0
  const budget = group.wanted.size
  for await (const page of store.list(group.directory, { signal, expected: group.wanted.values() })) {
    pages++
    for (const info of page) {
      const location = group.wanted.get(info.location)
      if (location === undefined) continue
      group.wanted.delete(location)
      // Under the location that is there already, so that the one of the listing takes no memory.
      found.set(location, slim(info, location))
    }
    if (group.wanted.size === 0 || pages >= budget) return pages
  }
  // The listing is complete: what it did not show is not there, and asking again would cost a request for each.
  group.wanted.clear()
  return Math.max(pages, 1)
}

/**
 * Everything below a directory.
 *
 * @param expected what is likely to be there; see `ListOptions` of the store.
 */
export async function listAll(
  store: ObjectStore, directory: Location, signal: AbortSignal, expected: Iterable<Location> = [],
): Promise<Listed> {
  const all = new LocationMap<ObjectInfo>()
  for await (const page of store.list(directory, { signal, expected })) {
    for (const info of page) all.set(info.location, slim(info, info.location))
  }
  return all
}

/** What is kept of hundreds of thousands of objects: where an ETag pins the content, nobody asks for its time. */
function slim(info: ObjectInfo, location: Location): ObjectInfo {
  const { sizeBytes, etag, storageClass } = info
  if (etag === undefined) return { ...info, location }
  return storageClass === undefined ? { location, sizeBytes, etag } : { location, sizeBytes, etag, storageClass }
}
