import { enlarged } from './enlarged.ts'
import { isS3Scheme, type Location } from './location.ts'
import { TextColumn } from './text-column.ts'

const FIRST_SLOTS = 32
/** Another one in each process, so that no file can be made whose paths all meet in one slot. */
const SEED = Math.trunc(Math.random() * 2 ** 31)
const FNV_PRIME = 0x01000193
/** Spreads the few bits of a small number. */
const GOLDEN = 0x9e3779b1

/** A scheme with an authority, as written somewhere; those of one store have the same `store`. */
interface Spelling {
  readonly scheme: string
  readonly authority: string
  readonly store: number
}

/**
 * Numbers for distinct locations, in the order in which they come; equal locations meet, and S3's schemes are one. Snapshots have
 * hundreds of thousands of files: their paths are kept beside the heap, where no garbage collector has to look at them.
 */
export class LocationIndex {
  private readonly paths = new TextColumn()
  private readonly spellings: Spelling[] = []
  private readonly spellingNumbers = new Map<string, number>()
  private readonly stores = new Map<string, number>()
  private spelled = new Uint32Array(FIRST_SLOTS / 2)
  private hashes = new Uint32Array(FIRST_SLOTS / 2)
  /** Open addressing: a number plus one; 0 is free. */
  private slots = new Uint32Array(FIRST_SLOTS)
  /** The spelling that was asked for last: nearly always the same one. */
  private last = -1

  get size(): number {
    return this.paths.size
  }

  /** The number of a location, -1 where it is not there. */
  find({ scheme, authority, path }: Location): number {
    const store = this.storeOf(scheme, authority)
    return store === undefined ? -1 : (this.slots[this.slotOf(path, store, hashOf(path, store))] ?? 0) - 1
  }

  /** The number of a location, which is added where it is not there. */
  add({ scheme, authority, path }: Location): number {
    const spelled = this.spelledAs(scheme, authority) ?? this.addSpelling(scheme, authority)
    const store = this.spellings[spelled]?.store ?? 0
    const hash = hashOf(path, store)
    const slot = this.slotOf(path, store, hash)
    const known = this.slots[slot] ?? 0
    if (known !== 0) return known - 1
    const row = this.paths.add(path)
    this.hashes[row] = hash
    this.spelled[row] = spelled
    this.slots[slot] = row + 1
    if (this.size * 2 >= this.slots.length) this.grow()
    return row
  }

  /** The location of a number, as it was added first. */
  at(row: number): Location {
    const { scheme = '', authority = '' } = this.spellings[this.spelled[row] ?? 0] ?? {}
    return { scheme, authority, path: this.paths.get(row) }
  }

  * [Symbol.iterator](): Generator<Location, void> {
    for (let row = 0; row < this.size; row++) yield this.at(row)
  }

  private spelledAs(scheme: string, authority: string): number | undefined {
    const last = this.spellings[this.last]
    if (last?.scheme === scheme && last.authority === authority) return this.last
    const known = this.spellingNumbers.get(`${scheme}://${authority}`)
    if (known !== undefined) this.last = known
    return known
  }

  private addSpelling(scheme: string, authority: string): number {
    const name = nameOfStore(scheme, authority)
    const store = this.stores.get(name) ?? this.stores.size
    this.stores.set(name, store)
    this.last = this.spellings.push({ scheme, authority, store }) - 1
    this.spellingNumbers.set(`${scheme}://${authority}`, this.last)
    return this.last
  }

  private storeOf(scheme: string, authority: string): number | undefined {
    const spelled = this.spelledAs(scheme, authority)
    return spelled === undefined ? this.stores.get(nameOfStore(scheme, authority)) : this.spellings[spelled]?.store
  }

  /** Where the path of a store is, or the free slot where it belongs. */
  private slotOf(path: string, store: number, hash: number): number {
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] ?? 0
      if (entry === 0) return slot
      if (this.hashes[entry - 1] === hash && this.spellings[this.spelled[entry - 1] ?? 0]?.store === store
        && this.paths.is(entry - 1, path)) return slot
    }
  }

  private grow(): void {
    const slots = new Uint32Array(this.slots.length * 2)
    const rows = slots.length / 2
    this.hashes = enlarged(this.hashes, rows)
    this.spelled = enlarged(this.spelled, rows)
    const mask = slots.length - 1
    for (let row = 0; row < this.size; row++) {
      let slot = (this.hashes[row] ?? 0) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = row + 1
    }
    this.slots = slots
  }
}

/** FNV-1a over UTF-16 units; at the end its bits are mixed, so that the low ones are worth as much as the others. */
function hashOf(path: string, store: number): number {
  let hash = SEED ^ Math.imul(store, GOLDEN)
  for (let index = 0; index < path.length; index++) hash = Math.imul(hash ^ path.charCodeAt(index), FNV_PRIME)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

function nameOfStore(scheme: string, authority: string): string {
  return `${isS3Scheme(scheme) ? 's3' : scheme}://${authority}`
}
