import { LocationMap, LocationSet } from '../location/location-map.ts'
import { isWithin, parentOf, sameLocation, type Location } from '../location/location.ts'
import type { ObjectStore } from './object-store.ts'
import { StorageError } from './storage-error.ts'
import { filtered } from './repeatable.ts'
import { ObjectTable, type SeenObjects } from './object-table.ts'
import { runBoth, runPool } from './pool.ts'

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
 * Sees which of the wanted locations exist, with the fewest requests: directory by directory by a listing,
 * unless that takes more pages than there are wanted files (a `shared/` directory of a large job); then file
 * by file.
 *
 * @param wanted is gone through several times.
 * @param listed what was listed before and is not asked for again.
 */
export async function survey(
  store: ObjectStore,
  wanted: Iterable<Location>,
  signal: AbortSignal,
  listed?: Listing,
): Promise<Survey> {
  const found = new ObjectTable()
  const groups = new Groups(listed === undefined ? wanted : outside(listed.directory, wanted))
  let requests = 0
  const single: Location[] = []
  for (const group of groups.all()) {
    const listing = group.count > FEW ? await listGroup(store, group, groups, found, signal) : undefined
    requests += listing?.pages ?? 0
    // A complete listing leaves no question: what it did not show is not there.
    if (listing?.complete !== true)
      for (const location of groups.membersOf(group)) if (!found.has(location)) single.push(location)
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

/** The wanted locations in one directory. */
interface Group {
  readonly directory: Location
  count: number
  members: LocationSet | undefined
}

/**
 * A group that is not so large a part of all is listed without knowing what comes, for that costs going
 * through all.
 */
const LARGE_PART = 0.25

/** Wanted locations by their directory. */
class Groups {
  readonly #wanted: Iterable<Location>
  readonly #groups = new LocationMap<Group>()
  #total = 0

  constructor(wanted: Iterable<Location>) {
    this.#wanted = wanted
    for (const location of wanted) {
      const directory = directoryOf(location)
      const group = this.#groups.get(directory)
      if (group === undefined) this.#groups.set(directory, { directory, count: 1, members: undefined })
      else group.count++
      this.#total++
    }
  }

  all(): Iterable<Group> {
    return this.#groups.values()
  }

  /** Made when somebody asks: in a target where nothing is yet, nobody does. */
  membersOf(group: Group): LocationSet {
    if (group.members === undefined) {
      for (const each of this.all()) each.members = new LocationSet()
      for (const location of this.#wanted) this.#groups.get(directoryOf(location))?.members?.add(location)
    }
    return group.members ?? new LocationSet()
  }

  /** The members of a large group, without keeping them. */
  expectedIn({ directory, count }: Group): Iterable<Location> {
    return count < this.#total * LARGE_PART
      ? []
      : filtered(this.#wanted, (location) => sameLocation(directoryOf(location), directory))
  }
}

/** Finds of the group what the listing shows, until all is found or single looks are cheaper. */
async function listGroup(
  store: ObjectStore,
  group: Group,
  groups: Groups,
  found: ObjectTable,
  signal: AbortSignal,
): Promise<{ readonly pages: number; readonly complete: boolean }> {
  let pages = 0
  const before = found.size
  for await (const page of store.list(group.directory, { signal, expected: groups.expectedIn(group) })) {
    pages++
    const members = groups.membersOf(group)
    for (const info of page) {
      if (members.has(info.location)) found.add(info)
    }
    const seen = found.size - before
    if (seen === members.size || pages >= members.size) return { pages, complete: seen === members.size }
  }
  return { pages: Math.max(pages, 1), complete: true }
}

function directoryOf(location: Location): Location {
  return parentOf(location) ?? location
}

function outside(directory: Location, locations: Iterable<Location>): Iterable<Location> {
  return filtered(locations, (location) => !isWithin(location, directory))
}

/**
 * The listing of a directory in which nothing is yet. `undefined` where something is, or the store does not
 * tell: whoever asks again will hear why.
 *
 * @param telling what matters most, of all that may be there: it is looked at by itself too, for listings of
 * a store may lag behind.
 */
export async function listIfEmpty(
  store: ObjectStore,
  directory: Location,
  telling: Location,
  signal: AbortSignal,
): Promise<Listing | undefined> {
  try {
    const [isEmpty, there] = await runBoth(
      signal,
      (both) => isNothingIn(store, directory, both),
      (both) => store.stat(telling, { signal: both }),
    )
    if (!isEmpty || there !== undefined) return undefined
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof StorageError) return undefined
    throw error
  }
  return { directory, objects: new ObjectTable() }
}

async function isNothingIn(store: ObjectStore, directory: Location, signal: AbortSignal): Promise<boolean> {
  for await (const page of store.list(directory, { signal })) if (page.length > 0) return false
  return true
}

/**
 * Everything below a directory.
 *
 * @param expected what is likely to be there; see `ListOptions` of the store.
 */
export async function listAll(
  store: ObjectStore,
  directory: Location,
  signal: AbortSignal,
  expected: Iterable<Location> = [],
): Promise<SeenObjects> {
  const all = new ObjectTable()
  for await (const page of store.list(directory, { signal, expected })) for (const info of page) all.add(info)
  return all
}
