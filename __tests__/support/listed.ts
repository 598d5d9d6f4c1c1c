import { LocationMap } from '../../src/location/location-map.ts'
import { parseLocation } from '../../src/location/location.ts'
import type { Listed } from '../../src/relocation/survey.ts'
import type { ObjectInfo } from '../../src/storage/object-store.ts'

/** A listing of objects, from their sizes by location. */
export function listedOf(sizes: Readonly<Record<string, number>>): Listed {
  const listed = new LocationMap<ObjectInfo>()
  for (const [path, sizeBytes] of Object.entries(sizes)) {
    const location = parseLocation(path)
    listed.set(location, { location, sizeBytes })
  }
  return listed
}
