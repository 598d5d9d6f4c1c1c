import { LocationMap } from '../location/location-map.ts'
import type { Location } from '../location/location.ts'
import type { ObjectInfo } from './object-store.ts'

/** What a store said of objects, found by their locations. */
export interface SeenObjects {
  readonly size: number
  get(location: Location): ObjectInfo | undefined
  has(location: Location): boolean
  values(): Iterable<ObjectInfo>
}

/** {@link SeenObjects} to which more can be added. */
export class ObjectTable implements SeenObjects {
  readonly #objects = new LocationMap<ObjectInfo>()

  get size(): number {
    return this.#objects.size
  }

  /** Of an object with an ETag nothing else than that pins its content, so its time is forgotten. */
  add(info: ObjectInfo): void {
    const { location, sizeBytes, etag, storageClass, versionId } = info
    const isPinned = etag !== undefined && storageClass === undefined
    const version = versionId === undefined ? undefined : { versionId }
    this.#objects.set(location, isPinned ? { location, sizeBytes, etag, ...version } : info)
  }

  get(location: Location): ObjectInfo | undefined {
    return this.#objects.get(location)
  }

  has(location: Location): boolean {
    return this.#objects.has(location)
  }

  values(): Iterable<ObjectInfo> {
    return this.#objects.values()
  }
}
