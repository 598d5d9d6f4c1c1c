import { isS3Scheme, type Location } from './location.ts'

/** Numbers for distinct locations, in the order in which they come; equal locations meet, and S3's schemes are one. */
export class LocationIndex {
  /** By store and path. */
  readonly #numbers = new Map<string, Map<string, number>>()
  readonly #all: Location[] = []

  get size(): number {
    return this.#all.length
  }

  /** The number of a location, -1 where it is not there. */
  find({ scheme, authority, path }: Location): number {
    return this.#numbers.get(nameOfStore(scheme, authority))?.get(path) ?? -1
  }

  /** The number of a location, which is added where it is not there. */
  add(location: Location): number {
    const { scheme, authority, path } = location
    const store = nameOfStore(scheme, authority)
    let numbers = this.#numbers.get(store)
    if (numbers === undefined) {
      numbers = new Map()
      this.#numbers.set(store, numbers)
    }
    const known = numbers.get(path)
    if (known !== undefined) return known
    const number = this.#all.push(location) - 1
    numbers.set(path, number)
    return number
  }

  /** The location of a number, as it was added first. @throws RangeError for a number that was not given */
  at(number: number): Location {
    const location = this.#all[number]
    if (location === undefined) throw new RangeError(`there is no location ${number}`)
    return location
  }

  [Symbol.iterator](): Iterator<Location> {
    return this.#all.values()
  }
}

function nameOfStore(scheme: string, authority: string): string {
  return `${isS3Scheme(scheme) ? 's3' : scheme}://${authority}`
}
