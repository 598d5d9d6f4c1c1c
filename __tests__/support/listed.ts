import { parseLocation } from '../../src/location/location.ts'
import { ObjectTable, type SeenObjects } from '../../src/relocation/object-table.ts'

/** A listing of objects, from their sizes by location. */
export function listedOf(sizes: Readonly<Record<string, number>>): SeenObjects {
  const listed = new ObjectTable()
  for (const [path, sizeBytes] of Object.entries(sizes)) {
    listed.add({ location: parseLocation(path), sizeBytes })
  }
  return listed
}
