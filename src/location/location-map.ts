import { isS3Scheme, type Location } from './location.ts'

/**
 * Values by their location; equal locations meet, and S3's schemes are one. Snapshots have hundreds of thousands of files, and a
 * text of its own for each of them as the key of a plain `Map` would take more memory than what is kept under it.
 */
export class LocationMap<T> {
  readonly #stores = new Map<string, Map<string, T>>()
  /** The store that was asked last: nearly always the same one. */
  #lastScheme = ''
  #lastAuthority = ''
  #last: Map<string, T> | undefined

  get size(): number {
    let size = 0
    for (const paths of this.#stores.values()) size += paths.size
    return size
  }

  get(location: Location): T | undefined {
    return this.#pathsOf(location)?.get(location.path)
  }

  has(location: Location): boolean {
    return this.#pathsOf(location)?.has(location.path) ?? false
  }

  set(location: Location, value: T): void {
    let paths = this.#pathsOf(location)
    if (paths === undefined) {
      paths = new Map()
      this.#stores.set(storeOf(location), paths)
      this.#last = undefined
    }
    paths.set(location.path, value)
  }

  delete(location: Location): boolean {
    return this.#pathsOf(location)?.delete(location.path) ?? false
  }

  clear(): void {
    this.#stores.clear()
    this.#last = undefined
  }

  /** In the order in which they were set, store by store. */
  * values(): Generator<T, void> {
    for (const paths of this.#stores.values()) yield* paths.values()
  }

  #pathsOf(location: Location): Map<string, T> | undefined {
    if (this.#last !== undefined && location.scheme === this.#lastScheme && location.authority === this.#lastAuthority) return this.#last
    this.#last = this.#stores.get(storeOf(location))
    this.#lastScheme = location.scheme
    this.#lastAuthority = location.authority
    return this.#last
  }
}

/** A set of locations, as {@link LocationMap}. */
export class LocationSet {
  readonly #map = new LocationMap<true>()

  constructor(locations: Iterable<Location> = []) {
    for (const location of locations) this.add(location)
  }

  get size(): number {
    return this.#map.size
  }

  add(location: Location): void {
    this.#map.set(location, true)
  }

  has(location: Location): boolean {
    return this.#map.has(location)
  }
}

function storeOf({ scheme, authority }: Location): string {
  return `${isS3Scheme(scheme) ? 's3' : scheme}://${authority}`
}
