import { enlarged } from '../../location/enlarged.ts'
import { LocationIndex } from '../../location/location-index.ts'
import { displayLocation, isWithin, type Location } from '../../location/location.ts'
import type { Reference } from '../../metadata/snapshot.ts'
import type { ObjectInfo } from '../../storage/object-store.ts'
import { mapped } from '../again.ts'
import type { Placement } from './placement.ts'
import { RelocationError } from '../relocation-error.ts'
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
  /** Lies in the snapshot's own directory and belongs to nothing else, so that `delete-source` may delete it. */
  readonly exclusive: boolean
  /** Named relative to `_metadata` by incremental state: where such a file lacks, the cause is known (FLINK-39964). */
  readonly relativeIncremental: boolean
}

/** Where files are read, one after the other, as often as it is gone through. */
export function placesRead(files: Iterable<PlanFile>): Iterable<Location> {
  return mapped(files, ({ from }) => from)
}

/** Two files that would become one. */
interface Collision {
  readonly first: Location
  readonly second: Location
  readonly to: Location
}

const SIZES = ['exact', 'at-least', 'unknown'] as const
const SIZE_BITS = 0b11
const REFERENCED = 0b100
const EXCLUSIVE = 0b1000
const RELATIVE_INCREMENTAL = 0b1_0000

const FIRST_ROWS = 16

/**
 * Planned files by the place they are read from: many handles may name one physical file. In columns, beside the heap, for there may
 * be hundreds of thousands.
 */
export class FileTable {
  readonly #from = new LocationIndex()
  readonly #to = new LocationIndex()
  /** By the number of a file, the number of its target. */
  #targets = new Uint32Array(FIRST_ROWS)
  #sizes = new Float64Array(FIRST_ROWS)
  #flags = new Uint8Array(FIRST_ROWS)
  #rows = 0
  #collision: Collision | undefined

  /** The first two files of which it was found that they would become one. */
  get collision(): Collision | undefined {
    return this.#collision
  }

  /** @throws RelocationError where two handles tell different sizes of one file. */
  add(route: Route & { kind: 'copied' | 'kept' }, reference: Reference, placement: Placement): void {
    const { sizeIs, sizeBytes } = reference
    const row = this.#from.add(route.from)
    if (row === this.#rows) {
      const exclusive = !reference.incremental && isWithin(route.from, placement.snapshot.from)
      const relativeIncremental = reference.kind === 'relative' && reference.incremental
      this.#append(route.from, route.to, sizeBytes, SIZES.indexOf(sizeIs) | REFERENCED | (exclusive ? EXCLUSIVE : 0)
        | (relativeIncremental ? RELATIVE_INCREMENTAL : 0))
      return
    }
    if (reference.incremental) this.#flags[row] = this.flags(row) & ~EXCLUSIVE
    const known = this.sizeIs(row)
    if (known === 'exact' && sizeIs === 'exact' && this.sizeBytes(row) !== sizeBytes) {
      throw new RelocationError(
        `_metadata gives ${displayLocation(route.from)} two sizes, ${this.sizeBytes(row)} and ${sizeBytes} bytes: `
        + 'it is damaged; take a new savepoint or choose another checkpoint',
      )
    }
    if (sizeIs === 'exact' || (sizeIs === 'at-least' && known !== 'exact' && sizeBytes > this.sizeBytes(row))) {
      this.#flags[row] = (this.flags(row) & ~SIZE_BITS) | SIZES.indexOf(sizeIs)
      this.#sizes[row] = sizeBytes
    }
  }

  /** Adds a file that no handle names. */
  addBeside({ location, sizeBytes }: ObjectInfo, to: Location): void {
    if (this.#from.add(location) === this.#rows) this.#append(location, to, sizeBytes, SIZES.indexOf('exact') | EXCLUSIVE)
  }

  has(from: Location): boolean {
    return this.#from.find(from) >= 0
  }

  * [Symbol.iterator](): Generator<PlanFile, void> {
    for (let row = 0; row < this.#rows; row++) yield new TableFile(this, row)
  }

  from(row: number): Location {
    return this.#from.at(row)
  }

  to(row: number): Location {
    return this.#to.at(this.#targets[row] ?? 0)
  }

  sizeIs(row: number): PlanFile['sizeIs'] {
    return SIZES[this.flags(row) & SIZE_BITS] ?? 'unknown'
  }

  sizeBytes(row: number): number {
    return this.#sizes[row] ?? 0
  }

  flags(row: number): number {
    return this.#flags[row] ?? 0
  }

  #append(from: Location, to: Location, sizeBytes: number, flags: number): void {
    const row = this.#rows
    const target = this.#to.find(to)
    if (target >= 0) {
      this.#collision ??= { first: this.from(this.#targets.indexOf(target)), second: from, to }
    }
    if (row === this.#targets.length) this.#grow(row * 2)
    this.#targets[row] = target >= 0 ? target : this.#to.add(to)
    this.#sizes[row] = sizeBytes
    this.#flags[row] = flags
    this.#rows++
  }

  #grow(rows: number): void {
    this.#targets = enlarged(this.#targets, rows)
    this.#sizes = enlarged(this.#sizes, rows)
    this.#flags = enlarged(this.#flags, rows)
  }
}

/** A row, looking like any other planned file. */
class TableFile implements PlanFile {
  private readonly table: FileTable
  private readonly row: number

  constructor(table: FileTable, row: number) {
    this.table = table
    this.row = row
  }

  get from(): Location {
    return this.table.from(this.row)
  }

  get to(): Location {
    return this.table.to(this.row)
  }

  get sizeIs(): PlanFile['sizeIs'] {
    return this.table.sizeIs(this.row)
  }

  get sizeBytes(): number {
    return this.table.sizeBytes(this.row)
  }

  get referenced(): boolean {
    return (this.table.flags(this.row) & REFERENCED) !== 0
  }

  get exclusive(): boolean {
    return (this.table.flags(this.row) & EXCLUSIVE) !== 0
  }

  get relativeIncremental(): boolean {
    return (this.table.flags(this.row) & RELATIVE_INCREMENTAL) !== 0
  }
}
