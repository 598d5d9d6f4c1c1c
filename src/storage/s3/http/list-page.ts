import type { ListPage, ObjectHead } from '../s3-api.ts'
import { corrupt, headOf } from './answers.ts'
import type { Answer } from './exchange.ts'
import { errorIn, failedLate, unproven, type Subject } from './answer-fault.ts'
import { childText, isListing, readXml, type XmlElement } from './xml.ts'

/** The query of a listing: keys come encoded, for XML cannot hold every key. */
export function listQuery({ prefix, token, oneLevel }: Listing, startAfter?: string): Record<string, string> {
  return {
    'list-type': '2',
    'encoding-type': 'url',
    prefix,
    ...(oneLevel && { delimiter: '/' }),
    ...(token !== undefined && { 'continuation-token': token }),
    ...(startAfter !== undefined && { 'start-after': startAfter }),
  }
}

/**
 * The page in an answer.
 *
 * @throws S3Fault for an error in a success, and for anything that is no listing.
 */
export function pageIn(listing: Listing, answer: Answer, subject: Subject): ListPage {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  if (document === undefined || !isListing(document, 'ListBucketResult')) throw unproven(subject, answer)
  return listPageOf(listing, {
    encoding: childText(document, 'EncodingType'),
    entries: document.children.filter(({ name }) => name === 'Contents').map(entryOf),
    prefixes: document.children
      .filter(({ name }) => name === 'CommonPrefixes')
      .map((common) => childText(common, 'Prefix')),
    truncated: childText(document, 'IsTruncated') === 'true',
    next: childText(document, 'NextContinuationToken'),
  })
}

/** An entry of a listing, as it stands there. */
type Entry = Listed['entries'][number]

function entryOf({ children }: XmlElement): Entry {
  const fields: Fields = {}
  for (const { name, text } of children) {
    switch (name) {
      case 'Key':
        fields.key = text
        break
      case 'Size':
        fields.size = text
        break
      case 'ETag':
        fields.etag = text
        break
      case 'LastModified':
        fields.modified = text
        break
      case 'StorageClass':
        fields.storageClass = text
    }
  }
  return entryFrom(fields)
}

/** Servers write the fields of an entry in any order, and some more than once. */
interface Fields {
  key?: string
  size?: string
  etag?: string
  modified?: string
  storageClass?: string
}

function entryFrom({ key, size = '', etag, modified, storageClass }: Fields): Entry {
  const head = headOf(
    {
      ETag: etag,
      LastModified: modified === undefined ? undefined : new Date(modified),
      StorageClass: storageClass,
    },
    /^\d+$/.test(size) ? Number(size) : undefined,
  )
  return { key, head }
}

/** What an answer to ListObjectsV2 says, as it stands there. */
interface Listed {
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

/**
 * A page of a listing.
 *
 * @throws S3Fault for one that has entries without key or size, or no way to go on.
 */
function listPageOf({ bucket, prefix, token }: Listing, listed: Listed): ListPage {
  const { encoding, entries, truncated, next } = listed
  // Only where the server says that it encoded are keys encoded: some ignore the wish, or answer it with an
  // empty element.
  const decode = encoding === 'url' ? decodeListed : (text: string): string | undefined => text
  const subject = { bucket, key: prefix }
  const unreadable = (): Error =>
    corrupt('ListObjectsV2', subject, 'an entry has no key or size that can be read')
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
