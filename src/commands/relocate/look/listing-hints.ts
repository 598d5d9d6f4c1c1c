import { LocationError, nameOf, resolveWithin, type Location } from '../../../location/location.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'
import { repeatable } from '../../../storage/repeatable.ts'

/**
 * Files that are likely to lie directly in a snapshot's directory, by what its handles say: those that are
 * named relative to it, and those whose former directory had its name. Nothing is decided by it; a listing is
 * faster when it knows what comes.
 */
export function filesExpectedIn(directory: Location, snapshot: Snapshot): Iterable<Location> {
  return repeatable(() => expectedIn(directory, snapshot))
}

function* expectedIn(directory: Location, snapshot: Snapshot): Generator<Location, void> {
  const segment = `/${nameOf(directory)}/`
  for (const { kind, path } of snapshot.references) {
    if (kind === 'directory') continue
    const slash = path.lastIndexOf('/')
    if (kind !== 'relative' && !path.slice(0, slash + 1).endsWith(segment)) continue
    const location = within(directory, path.slice(slash + 1))
    if (location !== undefined) yield location
  }
}

/** What is no name is refused by the plan, with a sentence of its own. */
function within(directory: Location, name: string): Location | undefined {
  try {
    return resolveWithin(directory, name)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    return undefined
  }
}
