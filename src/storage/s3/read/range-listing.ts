import type { Location } from '../../../location/location.ts'
import type { ObjectInfo } from '../../object-store.ts'
import type { PageReader } from './listing.ts'
import { PageChain } from './page-chain.ts'
import type { ListPage } from '../s3-api.ts'

/**
 * A page of S3's has 1,000 keys. With a few that nobody expected, such as `_metadata`, those of a range still
 * fit into one.
 */
const KEYS_PER_RANGE = 980

/** Ranges that are listed at once. */
const AT_ONCE = 16

/** A page that shows the order of a store, by so many keys of it. */
const ENOUGH_TO_SHOW = 100

/**
 * Keys that cut a listing into ranges of about a page each, from locations that are expected in it. None
 * where that makes too few ranges to be worth while.
 */
export function bordersOf(expected: Iterable<Location>): string[] {
  const paths = Array.from(expected, ({ path }) => path)
  if (paths.length < 2 * KEYS_PER_RANGE) return []
  // Not quite in the order of S3 where there are surrogates: a border that lies badly makes a range longer,
  // not wrong.
  paths.sort()
  const borders: string[] = []
  for (let at = KEYS_PER_RANGE; at < paths.length; at += KEYS_PER_RANGE) {
    const border = paths[at - 1]?.slice(1) ?? ''
    if (border !== borders.at(-1)) borders.push(border)
  }
  return borders
}

/**
 * Every object below the reader's directory, its ranges side by side: a store that is 30 ms away gives 10
 * pages one after the other in
 * 0.3 s. The listing is complete whatever the borders are worth; where they are good, it takes no more
 * requests than a plain one.
 *
 * Stores that refuse to begin behind a key, do not do it, or list in another order than that of the keys'
 * bytes are listed one page after the other. S3's own directory buckets are of these.
 */
export async function* listRanges(
  reader: PageReader,
  borders: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly ObjectInfo[]> {
  const [border = ''] = borders
  const [first, second] = await Promise.all([
    reader.read({}, signal),
    // A store that refuses the parameter is one that does not know it; what else is wrong shows in the plain
    // listing.
    reader.read({ startAfter: border }, signal).catch(() => undefined),
  ])
  if (second === undefined || !showsOrder(second.entries, border)) {
    yield* listOn(reader, first, signal)
    reader.warn()
    return
  }
  const ranges = [undefined, ...borders].map((after, index): Range => ({
    after,
    last: borders[index],
    chain: new PageChain(),
  }))
  const pages = new RangePages(reader, ranges, [first, second], signal)
  try {
    for (let page = await pages.next(); page !== undefined; page = await pages.next()) {
      const objects = reader.objectsIn(page)
      if (objects.length > 0) yield objects
    }
    reader.warn()
  } finally {
    pages.stop()
  }
}

async function* listOn(
  reader: PageReader,
  first: ListPage,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly ObjectInfo[]> {
  const chain = new PageChain()
  for (let page = first; ;) {
    const objects = reader.objectsIn(page.entries)
    if (objects.length > 0) yield objects
    const token = reader.next(chain, page)
    if (token === undefined) return
    page = await reader.read({ token }, signal)
  }
}

/**
 * Fewer keys than this show nothing; then there is little behind the border, and nothing is lost by going one
 * by one.
 */
function showsOrder(entries: ListPage['entries'], after: string): boolean {
  return entries.length >= ENOUGH_TO_SHOW && isInOrder(entries, after)
}

function isInOrder(entries: ListPage['entries'], after: string | undefined): boolean {
  let before = after
  return entries.every(({ key }) => {
    const ascending = before === undefined || compareKeys(before, key) < 0
    before = key
    return ascending
  })
}

/** Keys behind one and up to another; without these, from the first or to the last. */
interface Range {
  readonly after: string | undefined
  readonly last: string | undefined
  readonly chain: PageChain
}

type Entries = ListPage['entries']

/** The pages of all ranges, in the order in which they come. */
class RangePages {
  readonly #reader: PageReader
  readonly #signal: AbortSignal
  readonly #stopped = new AbortController()
  readonly #forget: () => void
  readonly #waiting: Range[]
  /** What is asked for: each ends with its entries, and with what comes next of its range. */
  readonly #asked = new Set<Promise<{ entries: Entries; done: () => void }>>()

  constructor(
    reader: PageReader,
    ranges: readonly Range[],
    known: readonly ListPage[],
    signal: AbortSignal | undefined,
  ) {
    this.#reader = reader
    const stop = (): void => {
      this.#stopped.abort(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    this.#forget = () => {
      signal?.removeEventListener('abort', stop)
    }
    this.#signal = this.#stopped.signal
    this.#waiting = ranges.slice(known.length).reverse()
    known.forEach((page, index) => {
      const range = ranges[index]
      if (range !== undefined) this.#ask(range, Promise.resolve(page))
    })
    this.#fill()
  }

  /** The entries of the next page; `undefined` when all have come. @throws StorageError */
  async next(): Promise<Entries | undefined> {
    if (this.#asked.size === 0) return undefined
    const { entries, done } = await Promise.race(this.#asked)
    done()
    this.#fill()
    return entries
  }

  /** Nothing more is wanted. */
  stop(): void {
    this.#forget()
    this.#stopped.abort(new Error('the listing is not wanted any more'))
  }

  #fill(): void {
    while (this.#asked.size < AT_ONCE) {
      const range = this.#waiting.pop()
      if (range === undefined) return
      this.#ask(
        range,
        this.#reader.read(range.after === undefined ? {} : { startAfter: range.after }, this.#signal),
      )
    }
  }

  #ask(range: Range, asked: Promise<ListPage>): void {
    const promise = asked.then((page) => {
      const part = within(range, page)
      if (part === undefined) throw this.#reader.disordered()
      const { entries, isLast } = part
      return {
        entries,
        done: () => {
          this.#asked.delete(promise)
          if (!isLast)
            this.#ask(range, this.#reader.read({ token: this.#reader.next(range.chain, page) }, this.#signal))
        },
      }
    })
    // Of those that fail together, one is told.
    promise.catch(() => undefined)
    this.#asked.add(promise)
  }
}

/**
 * What of a page belongs to a range; `undefined` where the page is not in the order in which the store began.
 */
function within(
  { after, last }: Range,
  { entries, next }: ListPage,
): { entries: Entries; isLast: boolean } | undefined {
  if (!isInOrder(entries, after)) return undefined
  const end = entries.at(-1)
  if (last === undefined || end === undefined) return { entries, isLast: next === undefined }
  const isLast = next === undefined || compareKeys(end.key, last) >= 0
  return {
    entries:
      compareKeys(end.key, last) <= 0 ? entries : entries.filter(({ key }) => compareKeys(key, last) <= 0),
    isLast,
  }
}

/**
 * S3 lists keys by the bytes of their UTF-8. Texts of JavaScript compare by units of UTF-16: surrogates are
 * where the two differ.
 */
const SURROGATE = /[\ud800-\udfff]/

/** Compares two keys as S3 orders them. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}
