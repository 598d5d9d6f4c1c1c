import { LocationSet } from '../../../location/location-map.ts'
import { formatLocation, nameOf, resolveWithin, sameLocation } from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { isInternalName } from '../../../snapshot/internal-names.ts'
import type { Plan } from '../plan/plan.ts'
import { listAll } from '../../../storage/survey.ts'

/** The files in the place of a snapshot that is going to be replaced to which nothing will refer any more. */
export async function findOrphans(plan: Plan, target: ObjectStore, signal: AbortSignal): Promise<string[]> {
  const directory = plan.placement.snapshot.to
  const metadata = resolveWithin(directory, METADATA_NAME)
  const planned = new LocationSet(plan.files.map((file) => file.to))
  const objects = await listAll(target, directory, signal)
  return [...objects.values()]
    .filter(({ location }) => !planned.has(location) && !isInternalName(nameOf(location))
      && !sameLocation(location, metadata))
    .map(({ location }) => formatLocation(location))
}
