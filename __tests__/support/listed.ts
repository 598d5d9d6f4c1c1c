import { parseLocation } from '../../src/location/location.ts'
import { ObjectTable, type SeenObjects } from '../../src/storage/object-table.ts'
import type { SeenFile } from '../../src/commands/relocate/look/source-files.ts'

/** A listing of objects, from their sizes by location. */
export function listedOf(sizes: Readonly<Record<string, number>>): SeenObjects {
  const listed = new ObjectTable()
  for (const [path, sizeBytes] of Object.entries(sizes)) {
    listed.add({ location: parseLocation(path), sizeBytes })
  }
  return listed
}

/** A file of the bucket `old` that was seen, and goes to `new`. */
export function seen(path: string, sizeBytes: number): SeenFile {
  const [from, to] = [parseLocation(`s3://old/${path}`), parseLocation(`s3://new/${path}`)]
  const file = {
    from,
    to,
    sizeIs: 'unknown',
    sizeBytes: 0,
    referenced: true,
    exclusive: true,
    relativeIncremental: false,
  } as const
  return { file, sizeBytes, info: { location: from, sizeBytes } }
}
