import { LocationMap } from '../../../location/location-map.ts'
import { isWithin, nameOf, resolveWithin, sameLocation, type Location } from '../../../location/location.ts'
import { applyPathMap, type PathRule } from '../../../location/path-map.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import type {
  Abortable,
  DirectoryPage,
  ListOptions,
  ObjectInfo,
  ObjectStore,
  Published,
  RangeSource,
  Transfer,
  WriteOptions,
} from '../../../storage/object-store.ts'
import type { Written } from '../../../storage/proof.ts'
import { isInternalName } from '../../../snapshot/internal-names.ts'
import { carry, type Move, type Placement } from '../plan/placement.ts'

/**
 * A source whose deletion was begun, as it was before: what is gone is seen by its copy in the target. A run
 * over it plans what the earlier run planned. What lies in the source's directory and has no copy was not
 * planned, and is not seen.
 */
export class HealedSource implements ObjectStore {
  readonly type: ObjectStore['type']
  /** What is there of the source itself. */
  readonly rest: ObjectStore
  readonly #target: ObjectStore
  readonly #directory: Location
  /** Copies in the target by the place in the source. */
  readonly #copies: LocationMap<ObjectInfo>
  readonly #gone = new LocationMap<ObjectInfo>()

  private constructor(
    rest: ObjectStore,
    target: ObjectStore,
    directory: Location,
    copies: LocationMap<ObjectInfo>,
  ) {
    this.type = rest.type
    this.rest = rest
    this.#target = target
    this.#directory = directory
    this.#copies = copies
  }

  static async open(
    source: ObjectStore,
    target: ObjectStore,
    { snapshot }: Placement,
    pathMap: readonly PathRule[],
    signal: AbortSignal,
  ): Promise<HealedSource> {
    const copies = new LocationMap<ObjectInfo>()
    for (const { from, to } of movesOf(snapshot, pathMap)) {
      for await (const page of target.list(to, { signal })) {
        for (const info of page) {
          const place = carry({ from: to, to: from }, info.location)
          if (place === undefined || !isWithin(place, snapshot.from) || copies.has(place)) continue
          const name = nameOf(place)
          if (name !== METADATA_NAME && !isInternalName(name)) copies.set(place, info)
        }
      }
    }
    return new HealedSource(source, target, snapshot.from, copies)
  }

  /** Whether the source itself has the object no more. */
  isGone(location: Location): boolean {
    return this.#gone.has(location)
  }

  /** What is gone was proved before it was deleted. */
  trusting(transfer: Transfer): Transfer {
    return {
      get mode() {
        return transfer.mode
      },
      copy: (from, to, options) => transfer.copy(from, to, options),
      sameContent: async (from, to, options) =>
        this.isGone(from.location) ? 'size' : transfer.sameContent(from, to, options),
      requestsFor: (sizeBytes) => transfer.requestsFor(sizeBytes),
    }
  }

  async stat(location: Location, options?: Abortable): Promise<ObjectInfo | undefined> {
    if (this.#isUnplanned(location)) return undefined
    return (await this.rest.stat(location, options)) ?? this.#copyOf(location)
  }

  async *list(directory: Location, options?: ListOptions): AsyncGenerator<readonly ObjectInfo[]> {
    const there = new LocationMap<true>()
    for await (const page of this.rest.list(directory, options)) {
      const planned = page.filter(({ location }) => !this.#isUnplanned(location))
      for (const { location } of planned) if (isWithin(location, this.#directory)) there.set(location, true)
      yield planned
    }
    const healed: ObjectInfo[] = []
    for (const location of this.#copies.keys()) {
      const copy = isWithin(location, directory) && !there.has(location) ? this.#copyOf(location) : undefined
      if (copy !== undefined) healed.push(copy)
    }
    yield healed
  }

  listLevel(directory: Location, options?: Abortable): AsyncIterable<DirectoryPage> {
    return this.rest.listLevel(directory, options)
  }

  read(
    location: Location,
    options: Abortable & { readonly maxBytes: number },
  ): Promise<{ info: ObjectInfo; bytes: Uint8Array }> {
    return this.rest.read(location, options)
  }

  source(info: ObjectInfo): RangeSource {
    const copy = this.#gone.get(info.location)
    return copy === undefined ? this.rest.source(info) : this.#target.source(copy)
  }

  write(location: Location, source: RangeSource, options?: WriteOptions): Promise<Written> {
    return this.rest.write(location, source, options)
  }

  publish(
    location: Location,
    bytes: Uint8Array,
    options: Abortable & { readonly replace: boolean },
  ): Promise<Published> {
    return this.rest.publish(location, bytes, options)
  }

  remove(locations: readonly Location[], options?: Abortable): Promise<void> {
    return this.rest.remove(locations, options)
  }

  removeUnchanged(objects: readonly ObjectInfo[], options?: Abortable): Promise<readonly Location[]> {
    return this.rest.removeUnchanged(objects, options)
  }

  close(): void {
    this.rest.close()
  }

  #isUnplanned(location: Location): boolean {
    return (
      isWithin(location, this.#directory)
      && !this.#copies.has(location)
      && !sameLocation(location, resolveWithin(this.#directory, METADATA_NAME))
    )
  }

  #copyOf(location: Location): ObjectInfo | undefined {
    const copy = this.#copies.get(location)
    if (copy === undefined) return undefined
    this.#gone.set(location, copy)
    // Neither ETag nor time of the copy are the source's.
    return { location, sizeBytes: copy.sizeBytes }
  }
}

/** Where what lay in the snapshot's directory went; rules of the user first. */
function movesOf(snapshot: Move, pathMap: readonly PathRule[]): Move[] {
  const byRules = pathMap.flatMap(({ from, to }): Move[] => {
    if (isWithin(from, snapshot.from)) return [{ from, to }]
    const place = isWithin(snapshot.from, from) ? applyPathMap(pathMap, snapshot.from) : undefined
    return place === undefined ? [] : [{ from: snapshot.from, to: place }]
  })
  return [...byRules.sort((a, b) => b.from.path.length - a.from.path.length), snapshot]
}
