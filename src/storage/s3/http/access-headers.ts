import type { S3Access, S3Settings } from '../../settings.ts'

type HeaderTexts = Readonly<Record<string, string>>

/** The headers that say on what terms objects are got at, by the requests that carry them. */
export interface AccessHeaders {
  /** Every request. */
  readonly always: HeaderTexts
  /** Requests that copy, in which the source is another object than the one that is addressed. */
  readonly copies: HeaderTexts
  /** Looks at the source of a copy, by the side that makes it. */
  readonly ofCopySource: HeaderTexts
}

/** The headers for a side, and for the copies that its store makes by itself. */
export function accessHeaders({ copySource = {}, ...own }: S3Settings): AccessHeaders {
  return {
    always: payerHeaders(own),
    // Of two sides that pay the header is the same.
    copies: payerHeaders(copySource),
    ofCopySource: payerHeaders(copySource),
  }
}

/**
 * Sent with every operation that has it in S3's API; those that copy have one for both ends.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html
 */
function payerHeaders({ requestPayer }: S3Access): HeaderTexts {
  return requestPayer === undefined ? {} : { 'x-amz-request-payer': requestPayer }
}
