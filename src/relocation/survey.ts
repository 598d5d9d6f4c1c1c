import { identityOf, isWithin, parentOf, type Location } from '../location/location.ts'
import type { ObjectInfo, ObjectStore } from '../storage/object-store.ts'
import { runPool } from './pool.ts'

/** What a store holds of a set of wanted locations. */
export interface Survey {
  get(location: Location): ObjectInfo | undefined
  /** Requests that it took: pages of listings and single looks. */
  readonly requests: number
}

/** A directory that was listed to the end before: what its listing does not show is not there. */
export interface Listing {
  readonly directory: Location
  readonly objects: readonly ObjectInfo[]
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
  const found = new Map<string, ObjectInfo>()
  for (const info of listed?.objects ?? []) found.set(identityOf(info.location), info)
  const open = new Map<string, { directory: Location; wanted: Map<string, Location> }>()
  for (const location of wanted) {
    const key = identityOf(location)
    if (found.has(key) || (listed !== undefined && isWithin(location, listed.directory))) continue
    const directory = parentOf(location) ?? location
    const directoryKey = identityOf(directory)
    const group = open.get(directoryKey) ?? { directory, wanted: new Map<string, Location>() }
    group.wanted.set(key, location)
    open.set(directoryKey, group)
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
    if (info !== undefined) found.set(identityOf(location), info)
  })
  return { requests, get: (location) => found.get(identityOf(location)) }
}

/** Takes from the group what the listing shows; what is left afterwards has to be asked for singly, or is not there. */
async function listGroup(
  store: ObjectStore, group: { directory: Location; wanted: Map<string, Location> }, found: Map<string, ObjectInfo>,
  signal: AbortSignal,
): Promise<number> {
  let pages = 0
  const budget = group.wanted.size
  for await (const page of store.list(group.directory, { signal })) {
    pages++
    for (const info of page) {
      const key = identityOf(info.location)
      if (group.wanted.delete(key)) found.set(key, info)
    }
    if (group.wanted.size === 0 || pages >= budget) return pages
  }
  // The listing is complete: what it did not show is not there, and asking again would cost a request for each.
  group.wanted.clear()
  return Math.max(pages, 1)
}

/** Everything below a directory. */
export async function listAll(store: ObjectStore, directory: Location, signal: AbortSignal): Promise<ObjectInfo[]> {
  const all: ObjectInfo[] = []
  for await (const page of store.list(directory, { signal })) for (const info of page) all.push(info)
  return all
}
