import { enlarged } from '../../location/enlarged.ts'
import { LocationIndex } from '../../location/location-index.ts'
import type { Location } from '../../location/location.ts'
import { TextColumn } from '../../location/text-column.ts'
import type { ObjectInfo } from '../../storage/object-store.ts'

const FIRST_ROWS = 16

/** What a store said of objects, found by their locations. A large snapshot's are kept in columns, beside the heap. */
export interface SeenObjects {
  readonly size: number
  get(location: Location): ObjectInfo | undefined
  has(location: Location): boolean
  values(): Iterable<ObjectInfo>
}

/** {@link SeenObjects} to which more can be added. */
export class ObjectTable implements SeenObjects {
  readonly #index = new LocationIndex()
  readonly #etags = new TextColumn()
  #sizes = new Float64Array(FIRST_ROWS)
  /** What does not fit into the columns: objects without an ETag or of a storage class, and those that were seen again. */
  readonly #odd = new Map<number, ObjectInfo>()

  get size(): number {
    return this.#index.size
  }

  /** Of an object with an ETag nothing else than that pins its content, so its time is forgotten. */
  add(info: ObjectInfo): void {
    const row = this.#index.add(info.location)
    const { etag, storageClass } = info
    const isNew = row === this.#etags.size
    if (isNew) {
      this.#etags.add(etag ?? '')
      if (row === this.#sizes.length) this.#sizes = enlarged(this.#sizes, row * 2)
      this.#sizes[row] = info.sizeBytes
    }
    if (!isNew || etag === undefined || storageClass !== undefined) this.#odd.set(row, info)
  }

  get(location: Location): ObjectInfo | undefined {
    const row = this.#index.find(location)
    return row < 0 ? undefined : this.#at(row, location)
  }

  has(location: Location): boolean {
    return this.#index.find(location) >= 0
  }

  * values(): Generator<ObjectInfo, void> {
    for (let row = 0; row < this.size; row++) yield this.#at(row, this.#index.at(row))
  }

  #at(row: number, location: Location): ObjectInfo {
    return this.#odd.get(row) ?? { location, sizeBytes: this.#sizes[row] ?? 0, etag: this.#etags.get(row) }
  }
}
