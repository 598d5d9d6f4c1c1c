import type { ListPage, ObjectHead } from '../s3-api.ts'
import { corrupt } from './sdk-answers.ts'

/** What an answer to ListObjectsV2 says, as it stands there. */
export interface Listed {
  readonly encoding: string | undefined
  readonly entries: readonly { readonly key: string | undefined; readonly head: ObjectHead | undefined }[]
  /** Of a listing of one level: what keys further below begin with. */
  readonly prefixes: readonly (string | undefined)[]
  readonly truncated: boolean
  readonly next: string | undefined
}

/** What was asked for. */
export interface Listing {
  readonly bucket: string
  readonly prefix: string
  readonly token: string | undefined
  /** Whether keys with a further slash are told by what they have up to it. */
  readonly oneLevel: boolean
}

/** A page of a listing. @throws S3Fault for one that has entries without key or size, or no way to go on. */
export function listPageOf({ bucket, prefix, token }: Listing, listed: Listed): ListPage {
  const { encoding, entries, truncated, next } = listed
  // Only where the server says that it encoded are keys encoded: some ignore the wish, or answer it with an empty element.
  const decode = encoding === 'url' ? decodeListed : (text: string): string | undefined => text
  const subject = { bucket, key: prefix }
  const unreadable = (): Error => corrupt('ListObjectsV2', subject, 'an entry has no key or size that can be read')
  const keyIn = (written: string | undefined): string => {
    const key = decode(written ?? '')
    if (key === undefined || key === '') throw unreadable()
    return key
  }
  const found = entries.map(({ key, head }) => {
    if (head === undefined) throw unreadable()
    return { ...head, key: keyIn(key) }
  })
  const page = { entries: found, prefixes: listed.prefixes.map(keyIn) }
  if (!truncated) return page
  if (next === undefined || next === token) {
    throw corrupt('ListObjectsV2', subject, 'the listing is cut off without a token to continue')
  }
  return { ...page, next }
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
