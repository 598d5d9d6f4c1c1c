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
 * The query of ListObjects, the first version of the operation: it goes on behind a key, whichever way that
 * is told.
 */
export function firstListQuery(
  { prefix, token, oneLevel }: Listing,
  startAfter?: string,
): Record<string, string> {
  const marker = token ?? startAfter
  return {
    'encoding-type': 'url',
    prefix,
    ...(oneLevel && { delimiter: '/' }),
    ...(marker !== undefined && { marker }),
  }
}

/** A page, which may be one of ListObjects and go on behind a key. */
export type AnsweredPage = ListPage & { readonly isFirst?: true }

/**
 * The page in an answer.
 *
 * @throws S3Fault for an error in a success, and for anything that is no listing.
 */
export function pageIn(listing: Listing, answer: Answer, subject: Subject): AnsweredPage {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  if (document === undefined || !isListing(document, 'ListBucketResult')) throw unproven(subject, answer)
  const token = childText(document, 'NextContinuationToken')
  const isFirst = token === undefined && childText(document, 'KeyCount') === undefined
  const page = listPageOf(listing, {
    decode: decoderOf(document),
    entries: document.children.filter(({ name }) => name === 'Contents').map(entryOf),
    prefixes: document.children
      .filter(({ name }) => name === 'CommonPrefixes')
      .map((common) => childText(common, 'Prefix')),
    truncated: childText(document, 'IsTruncated') === 'true',
    next: token,
    marker: isFirst ? (childText(document, 'NextMarker') ?? '') : undefined,
  })
  return isFirst && page.next !== undefined ? { ...page, isFirst } : page
}

/**
 * Reads the keys of a listing, which only are encoded where the server says that it did: some ignore the
 * wish, or answer it with an empty element. `undefined` for what cannot be read.
 */
export function decoderOf(document: XmlElement): (text: string) => string | undefined {
  return childText(document, 'EncodingType') === 'url' ? decodeListed : (text) => text
}

/** An entry of a listing, as it stands there. */
type Entry = Listed['entries'][number]

/** What an entry of a listing says, of objects or of versions. */
export function entryOf({ children }: XmlElement): Entry {
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
  readonly decode: (text: string) => string | undefined
  readonly entries: readonly { readonly key: string | undefined; readonly head: ObjectHead | undefined }[]
  /** Of a listing of one level: what keys further below begin with. */
  readonly prefixes: readonly (string | undefined)[]
  readonly truncated: boolean
  readonly next: string | undefined
  /**
   * Of ListObjects, the key behind which it goes on; empty where none is told, as of all that is listed by
   * key. `undefined` for an answer to ListObjectsV2.
   */
  readonly marker: string | undefined
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
  const { decode, entries, truncated, marker } = listed
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
  const next = marker === undefined ? listed.next : marker === '' ? lastKeyOf(page) : keyIn(marker)
  if (next === undefined || next === token) {
    throw corrupt('ListObjectsV2', subject, 'the listing is cut off without a token to continue')
  }
  return { ...page, next }
}

/** Keys and beginnings of keys come in one order, each kind in a list of its own. */
function lastKeyOf({ entries, prefixes }: ListPage): string | undefined {
  const [key, prefix] = [entries.at(-1)?.key, prefixes.at(-1)]
  if (key === undefined || prefix === undefined) return key ?? prefix
  return Buffer.compare(Buffer.from(key), Buffer.from(prefix)) > 0 ? key : prefix
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
