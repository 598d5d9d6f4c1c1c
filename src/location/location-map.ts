import type { Location } from './location.ts'
import { LocationIndex } from './location-index.ts'

/** Values by their location; equal locations meet, and S3's schemes are one. See {@link LocationIndex}. */
export class LocationMap<T> {
  readonly #index = new LocationIndex()
  readonly #values: T[] = []

  get size(): number {
    return this.#index.size
  }

  get(location: Location): T | undefined {
    const row = this.#index.find(location)
    return row < 0 ? undefined : this.#values[row]
  }

  has(location: Location): boolean {
    return this.#index.find(location) >= 0
  }

  set(location: Location, value: T): void {
    this.#values[this.#index.add(location)] = value
  }

  /** In the order in which they came first. */
  keys(): Iterable<Location> {
    return this.#index
  }

  /** In the order in which their locations came first. */
  values(): Iterable<T> {
    return this.#values
  }
}

/** A set of locations, as {@link LocationMap}. */
export class LocationSet {
  readonly #index = new LocationIndex()

  constructor(locations: Iterable<Location> = []) {
    for (const location of locations) this.add(location)
  }

  get size(): number {
    return this.#index.size
  }

  add(location: Location): void {
    this.#index.add(location)
  }

  has(location: Location): boolean {
    return this.#index.find(location) >= 0
  }

  [Symbol.iterator](): Iterator<Location> {
    return this.#index[Symbol.iterator]()
  }
}
