import { isS3Scheme, type Location } from './location.ts'

/** Values by their location; equal locations meet, and S3's schemes are one. */
export class LocationMap<T> {
  /** Where in the two lists a location is, by store and path. */
  readonly #stores = new Map<string, Map<string, number>>()
  readonly #keys: Location[] = []
  readonly #values: T[] = []
  /** The store that was used last: most often the next location is in the same one. */
  #last:
    { readonly scheme: string; readonly authority: string; readonly rows: Map<string, number> } | undefined

  get size(): number {
    return this.#keys.length
  }

  get(location: Location): T | undefined {
    const row = this.#rowsOf(location).get(location.path)
    return row === undefined ? undefined : this.#values[row]
  }

  has(location: Location): boolean {
    return this.#rowsOf(location).has(location.path)
  }

  set(location: Location, value: T): void {
    const rows = this.#rowsOf(location)
    const row = rows.get(location.path) ?? this.#keys.push(location) - 1
    rows.set(location.path, row)
    this.#values[row] = value
  }

  /** Each as it came first, and in the order in which they came. */
  keys(): Iterable<Location> {
    return this.#keys
  }

  /** In the order of {@link keys}. */
  values(): Iterable<T> {
    return this.#values
  }

  #rowsOf({ scheme, authority }: Location): Map<string, number> {
    if (this.#last?.scheme === scheme && this.#last.authority === authority) return this.#last.rows
    const store = `${isS3Scheme(scheme) ? 's3' : scheme}://${authority}`
    let rows = this.#stores.get(store)
    if (rows === undefined) {
      rows = new Map()
      this.#stores.set(store, rows)
    }
    this.#last = { scheme, authority, rows }
    return rows
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

  [Symbol.iterator](): Iterator<Location> {
    return this.#map.keys()[Symbol.iterator]()
  }
}
