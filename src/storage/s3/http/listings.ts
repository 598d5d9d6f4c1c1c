import {
  S3Fault,
  type CallOptions,
  type ListPage,
  type S3Api,
  type VersionMark,
  type VersionsPage,
} from '../s3-api.ts'
import { firstListQuery, listQuery, pageIn, type Listing } from './list-page.ts'
import type { AccessHeaders } from './access-headers.ts'
import type { RequestSender } from './request-sender.ts'
import { versionsIn, versionsQuery } from './version-page.ts'

type ListOptions = Parameters<S3Api['list']>[3]

/** Listings of a bucket's objects, and of their versions. */
export class Listings {
  readonly #sender: RequestSender
  readonly #ofCopySource: AccessHeaders['ofCopySource']
  /** The store was seen to know only the first version of the operation, ListObjects. */
  #onlyFirst = false

  /** @param ofCopySource headers for whoever looks at the source of a copy */
  constructor(sender: RequestSender, ofCopySource: AccessHeaders['ofCopySource']) {
    this.#sender = sender
    this.#ofCopySource = ofCopySource
  }

  /**
   * As {@link S3Api.list}. Some stores have the first version of the operation only: they refuse the second,
   * or answer as if the first had been asked for, without a word on how to go on. From then on they are
   * asked in the way that they know.
   */
  async list(
    bucket: string,
    prefix: string,
    token: string | undefined,
    options: ListOptions,
  ): Promise<ListPage> {
    const listing = { bucket, prefix, token, oneLevel: options.oneLevel === true }
    if (this.#onlyFirst) return this.#first(listing, options)
    let refusal: unknown
    try {
      return await this.#second(listing, options)
    } catch (error) {
      if (token !== undefined || !isNotOffered(error)) throw error
      refusal = error
    }
    try {
      const page = await this.#first(listing, options)
      this.#onlyFirst = true
      return page
    } catch (error) {
      throw isNotOffered(error) ? refusal : error
    }
  }

  /** As {@link S3Api.listVersions}. */
  versions(
    bucket: string,
    prefix: string,
    after: VersionMark | undefined,
    options: CallOptions & { readonly oneLevel?: boolean; readonly most?: number },
  ): Promise<VersionsPage> {
    return this.#sender.send(
      { bucket, key: prefix },
      {
        operation: 'ListObjectVersions',
        method: 'GET',
        ofBucket: true,
        query: versionsQuery(prefix, after, options),
      },
      options.signal,
      (answer, subject) => versionsIn({ bucket, prefix }, answer, subject),
    )
  }

  #second(listing: Listing, options: ListOptions): Promise<ListPage> {
    return this.#sender.send(
      { bucket: listing.bucket, key: listing.prefix },
      {
        operation: 'ListObjectsV2',
        method: 'GET',
        ofBucket: true,
        query: listQuery(listing, options.startAfter),
        headers: this.#headers(options),
      },
      options.signal,
      (answer, subject) => {
        const page = pageIn(listing, answer, subject)
        if (page.isFirst === true) this.#onlyFirst = true
        return page
      },
    )
  }

  #first(listing: Listing, options: ListOptions): Promise<ListPage> {
    return this.#sender.send(
      { bucket: listing.bucket, key: listing.prefix },
      {
        operation: 'ListObjects',
        method: 'GET',
        ofBucket: true,
        query: firstListQuery(listing, options.startAfter),
        headers: this.#headers(options),
      },
      options.signal,
      (answer, subject) => pageIn(listing, answer, subject),
    )
  }

  #headers({ ofCopySource }: ListOptions): AccessHeaders['ofCopySource'] {
    return ofCopySource === true ? this.#ofCopySource : {}
  }
}

/** How stores say that they do not know the operation, or not this form of it. */
function isNotOffered(error: unknown): boolean {
  if (!(error instanceof S3Fault)) return false
  const { status, s3Code } = error.facts
  return (
    status === 501
    || s3Code === 'NotImplemented'
    || (s3Code === 'InvalidArgument' && /list-?type/i.test(error.message))
  )
}
