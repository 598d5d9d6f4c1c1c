import type { CustomerKey, S3Access, S3Settings } from '../../settings.ts'

type HeaderTexts = Readonly<Record<string, string>>

/** The headers that say on what terms objects are got at, by the requests that carry them. */
export interface AccessHeaders {
  /** Every request. */
  readonly always: HeaderTexts
  /** Requests that read an object, or write the bytes of one. */
  readonly content: HeaderTexts
  /** Requests that copy, in which the source is another object than the one that is addressed. */
  readonly copies: HeaderTexts
  /** Looks at the source of a copy, by the side that makes it. */
  readonly ofCopySource: HeaderTexts
}

/** The headers for a side, and for the copies that its store makes by itself. */
export function accessHeaders({ copySource = {}, ...own }: S3Settings): AccessHeaders {
  const content = keyHeaders('x-amz-', own.customerKey)
  return {
    always: payerHeaders(own),
    content,
    // Of two sides that pay the header is the same.
    copies: {
      ...content,
      ...keyHeaders('x-amz-copy-source-', copySource.customerKey),
      ...payerHeaders(copySource),
    },
    ofCopySource: { ...keyHeaders('x-amz-', copySource.customerKey), ...payerHeaders(copySource) },
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

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html */
function keyHeaders(prefix: 'x-amz-' | 'x-amz-copy-source-', key: CustomerKey | undefined): HeaderTexts {
  if (key === undefined) return {}
  const name = `${prefix}server-side-encryption-customer`
  return { [`${name}-algorithm`]: 'AES256', [`${name}-key`]: key.key, [`${name}-key-md5`]: key.md5 }
}
