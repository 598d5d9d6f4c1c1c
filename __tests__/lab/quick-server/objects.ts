/** What the quick server holds: objects without bytes, but for small ones that were put. */

/** One object. */
export interface StoredObject {
  readonly sizeBytes: number
  /** Without quotes. */
  readonly etag: string
  /** Absent where nobody reads them: seeded objects and their copies have a size only. */
  readonly bytes?: Buffer
}

/** One page of a listing, in the order of S3. */
export interface Page {
  readonly objects: readonly (readonly [key: string, object: StoredObject])[]
  readonly prefixes: readonly string[]
  /** The last key or prefix of the page, where there is more after it. */
  readonly next: string | undefined
}

/**
 * One bucket. Its keys are kept by their first segment, so that a listing after a change sorts those of one
 * run only.
 */
export class Bucket {
  readonly #groups = new Map<string, Group>()

  get(key: string): StoredObject | undefined {
    return this.#groups.get(groupOf(key))?.objects.get(key)
  }

  put(key: string, object: StoredObject): void {
    const name = groupOf(key)
    let group = this.#groups.get(name)
    if (group === undefined) {
      group = { objects: new Map(), sorted: undefined }
      this.#groups.set(name, group)
    }
    if (!group.objects.has(key)) group.sorted = undefined
    group.objects.set(key, object)
  }

  remove(key: string): void {
    const group = this.#groups.get(groupOf(key))
    if (group?.objects.delete(key) === true) group.sorted = undefined
  }

  list(prefix: string, delimiter: string, after: string, most: number): Page {
    const keys = this.#keysBelow(prefix)
    const objects: [string, StoredObject][] = []
    const prefixes: string[] = []
    let last = ''
    for (let at = firstAfter(keys, prefix, after); at < keys.length; at++) {
      const key = keys[at] ?? ''
      if (!key.startsWith(prefix)) break
      if (objects.length + prefixes.length === most) return { objects, prefixes, next: last }
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
      if (end === -1) {
        const object = this.get(key)
        if (object !== undefined) objects.push([key, object])
        last = key
        continue
      }
      last = key.slice(0, end + delimiter.length)
      prefixes.push(last)
      while (keys[at + 1]?.startsWith(last) === true) at++
    }
    return { objects, prefixes, next: undefined }
  }

  /** Sorted; of other segments too where the prefix does not tell one. */
  #keysBelow(prefix: string): readonly string[] {
    if (!prefix.includes('/'))
      return [...this.#groups.values()].flatMap(({ objects }) => [...objects.keys()]).sort()
    const group = this.#groups.get(groupOf(prefix))
    if (group === undefined) return []
    group.sorted ??= [...group.objects.keys()].sort()
    return group.sorted
  }
}

interface Group {
  readonly objects: Map<string, StoredObject>
  sorted: string[] | undefined
}

function groupOf(key: string): string {
  return key.slice(0, key.indexOf('/') + 1)
}

/**
 * The first key of the prefix after `after`, which may be a common prefix: what is below it was told with it.
 */
function firstAfter(keys: readonly string[], prefix: string, after: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    const key = keys[middle] ?? ''
    if (key < prefix || key <= after || (after.endsWith('/') && key.startsWith(after))) low = middle + 1
    else high = middle
  }
  return low
}
