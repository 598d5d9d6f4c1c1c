import { S3Fault, type ListPage } from '../s3-api.ts'

/**
 * So many pages without anything on them are no progress; some servers give a few where they pass over what
 * was deleted.
 */
const MOST_EMPTY_PAGES = 1000

/** The pages of one listing, one after the other, with an eye on whether they lead anywhere. */
export class PageChain {
  readonly #tokens = new Set<string>()
  #emptyPages = 0

  /**
   * What leads to the next page; `undefined` after the last one.
   *
   * @throws S3Fault for a listing that goes round, or does not go on
   */
  follow(page: ListPage, bucket: string, key: string): string | undefined {
    const { entries, prefixes, next, passedOver = 0 } = page
    if (next === undefined) return undefined
    this.#emptyPages = entries.length + prefixes.length + passedOver === 0 ? this.#emptyPages + 1 : 0
    if (!this.#tokens.has(next) && this.#emptyPages < MOST_EMPTY_PAGES) {
      this.#tokens.add(next)
      return next
    }
    throw new S3Fault(
      'the listing does not end: its pages lead back to one that came before, or hold nothing',
      { operation: 'ListObjectsV2', bucket, key, status: 200, corrupt: true },
    )
  }
}
