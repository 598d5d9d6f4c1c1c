import type { ListPage, ObjectHead } from './s3-api.ts'
import { corrupt } from './sdk-answers.ts'

/** What an answer to ListObjectsV2 says, as it stands there. */
export interface Listed {
  readonly encoding: string | undefined
  readonly entries: readonly { readonly key: string | undefined; readonly head: ObjectHead | undefined }[]
  readonly truncated: boolean
  readonly next: string | undefined
}

/** What was asked for. */
export interface Listing {
  readonly bucket: string
  readonly prefix: string
  readonly token: string | undefined
}

/** A page of a listing. @throws S3Fault for one that has entries without key or size, or no way to go on. */
export function listPageOf({ bucket, prefix, token }: Listing, { encoding, entries, truncated, next }: Listed): ListPage {
  // Only where the server says that it encoded are keys encoded: some ignore the wish, or answer it with an empty element.
  const decode = encoding === 'url' ? decodeListed : (text: string): string | undefined => text
  const subject = { bucket, key: prefix }
  const found = entries.map(({ key: written, head }) => {
    const key = decode(written ?? '')
    if (head === undefined || key === undefined || key === '') {
      throw corrupt('ListObjectsV2', subject, 'an entry has no key or size that can be read')
    }
    return { ...head, key }
  })
  if (!truncated) return { entries: found }
  if (next === undefined || next === token) {
    throw corrupt('ListObjectsV2', subject, 'the listing is cut off without a token to continue')
  }
  return { entries: found, next }
}

/** S3 encodes keys of a listing as a form does: a blank is `+`. `undefined` for what is not encoded so. */
function decodeListed(text: string): string | undefined {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'))
  } catch {
    return undefined
  }
}
