import { LocationMap } from '../../../location/location-map.ts'
import { displayLocation, isWithin, type Location } from '../../../location/location.ts'
import type { Reference } from '../../../metadata/snapshot.ts'
import type { ObjectInfo } from '../../../storage/object-store.ts'
import { mapped } from '../../../storage/repeatable.ts'
import type { Placement } from './placement.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { Route } from './route.ts'

/** One physical file to copy, with what the handles that name it tell of its size. */
export interface PlanFile {
  readonly from: Location
  readonly to: Location
  /** `exact`: the only size it may have; `at-least`: a lower bound; `unknown`: the store decides. */
  readonly sizeIs: 'exact' | 'at-least' | 'unknown'
  readonly sizeBytes: number
  /** Named by a handle, or merely lying beside `_metadata`. */
  readonly referenced: boolean
  /**
   * Lies in the snapshot's own directory and belongs to nothing else, so that `delete-source` may delete
   * it.
   */
  readonly exclusive: boolean
  /**
   * Named relative to `_metadata` by incremental state: where such a file lacks, the cause is known
   * (FLINK-39964).
   */
  readonly relativeIncremental: boolean
}

/** Where files are read from; may be iterated more than once. */
export function placesRead(files: Iterable<PlanFile>): Iterable<Location> {
  return mapped(files, ({ from }) => from)
}

/** Two files that would become one. */
interface Collision {
  readonly first: Location
  readonly second: Location
  readonly to: Location
}

type PlannedFile = { -readonly [Name in keyof PlanFile]: PlanFile[Name] }

/** Planned files by the place they are read from: many handles may name one physical file. */
export class FileTable {
  readonly #files = new LocationMap<PlannedFile>()
  readonly #byTarget = new LocationMap<PlannedFile>()
  #collision: Collision | undefined

  /** The first two files of which it was found that they would become one. */
  get collision(): Collision | undefined {
    return this.#collision
  }

  /** @throws RelocationError where two handles tell different sizes of one file. */
  add({ from, to }: Route & { kind: 'copied' | 'kept' }, reference: Reference, placement: Placement): void {
    const { sizeIs, sizeBytes, incremental, kind } = reference
    const known = this.#files.get(from)
    if (known === undefined) {
      this.#append({
        from,
        to,
        sizeIs,
        sizeBytes,
        referenced: true,
        exclusive: !incremental && isWithin(from, placement.snapshot.from),
        relativeIncremental: kind === 'relative' && incremental,
      })
      return
    }
    if (incremental) known.exclusive = false
    if (known.sizeIs === 'exact' && sizeIs === 'exact' && known.sizeBytes !== sizeBytes) {
      throw new RelocationError(
        `_metadata gives ${displayLocation(from)} two sizes, ${known.sizeBytes} and ${sizeBytes} bytes: `
          + 'it is damaged; take a new savepoint or choose another checkpoint',
        { code: 'bad-snapshot' },
      )
    }
    if (
      sizeIs === 'exact'
      || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)
    ) {
      Object.assign(known, { sizeIs, sizeBytes })
    }
  }

  /** Adds a file that no handle names. */
  addBeside({ location, sizeBytes }: ObjectInfo, to: Location): void {
    if (this.has(location)) return
    this.#append({
      from: location,
      to,
      sizeIs: 'exact',
      sizeBytes,
      referenced: false,
      exclusive: true,
      relativeIncremental: false,
    })
  }

  has(from: Location): boolean {
    return this.#files.has(from)
  }

  [Symbol.iterator](): Iterator<PlanFile> {
    return this.#files.values()[Symbol.iterator]()
  }

  #append(file: PlannedFile): void {
    const { from, to } = file
    const first = this.#byTarget.get(to)
    if (first === undefined) this.#byTarget.set(to, file)
    else this.#collision ??= { first: first.from, second: from, to }
    this.#files.set(from, file)
  }
}
