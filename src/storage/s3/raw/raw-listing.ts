import { listPageOf, type Listed, type Listing } from '../sdk/list-page.ts'
import type { ListPage } from '../s3-api.ts'
import { headOf } from '../sdk/sdk-answers.ts'
import type { Answer } from './exchange.ts'
import { errorIn, failedLate, unproven, type Subject } from './raw-fault.ts'
import { childText, readXml, withoutEntities, type XmlElement } from './xml.ts'

/** The query of a listing: keys come encoded, for XML cannot hold every key. */
export function listQuery({ prefix, token, oneLevel }: Listing, startAfter?: string): Record<string, string> {
  return {
    'list-type': '2', 'encoding-type': 'url', prefix,
    ...(oneLevel && { delimiter: '/' }),
    ...(token !== undefined && { 'continuation-token': token }),
    ...(startAfter !== undefined && { 'start-after': startAfter }),
  }
}

/** The page in an answer. @throws S3Fault for an error in a success, and for anything that is no listing. */
export function pageIn(listing: Listing, answer: Answer, subject: Subject): ListPage {
  const quick = quickEntries(answer.text)
  const document = readXml(quick?.rest ?? answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  if (document?.name !== ROOT) throw unproven(subject, answer)
  return listPageOf(listing, {
    encoding: childText(document, 'EncodingType'),
    entries: quick?.entries ?? document.children.filter(({ name }) => name === 'Contents').map(entryOf),
    prefixes: document.children.filter(({ name }) => name === 'CommonPrefixes').map((common) => childText(common, 'Prefix')),
    truncated: childText(document, 'IsTruncated') === 'true',
    next: childText(document, 'NextContinuationToken'),
  })
}

/** An entry of a listing, as it stands there. */
type Entry = Listed['entries'][number]

function entryOf({ children }: XmlElement): Entry {
  const fields: Fields = {}
  for (const { name, text } of children) keepField(fields, name, text)
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

function keepField(fields: Fields, name: string, text: string): void {
  switch (name) {
    case 'Key': fields.key = text; break
    case 'Size': fields.size = text; break
    case 'ETag': fields.etag = text; break
    case 'LastModified': fields.modified = text; break
    case 'StorageClass': fields.storageClass = text
  }
}

function entryFrom({ key, size = '', etag, modified, storageClass }: Fields): Entry {
  const head = headOf(
    { ETag: etag, LastModified: modified === undefined ? undefined : new Date(modified), StorageClass: storageClass },
    /^\d+$/.test(size) ? Number(size) : undefined,
  )
  return { key, head }
}

const ROOT = 'ListBucketResult'
const BEGIN = '<Contents>'
const END = '</Contents>'

/**
 * The entries of a page that is written in the common way, one after the other and nothing between them, and the rest of the
 * document. It takes a third of the time of a reader of any XML, which counts where hundreds of thousands of objects are listed.
 * `undefined` where something is written otherwise, which may be wrong or only unusual: it is for {@link readXml} to tell.
 */
function quickEntries(document: string): { entries: Entry[]; rest: string } | undefined {
  const from = document.indexOf(BEGIN)
  // Where the root can be closed right before the first entry, the entry is the root's.
  if (from === -1 || readXml(`${document.slice(0, from)}</${ROOT}>`) === undefined) return undefined
  const entries: Entry[] = []
  let at = from
  while (document.startsWith(BEGIN, at)) {
    const fields: Fields = {}
    const end = quickFields(document, at + BEGIN.length, fields)
    if (end === undefined) return undefined
    entries.push(entryFrom(fields))
    at = end
  }
  const rest = document.slice(0, from) + document.slice(at)
  // Others further on, or hidden in a comment, are not for here.
  return rest.includes(BEGIN) || rest.includes('<!') ? undefined : { entries, rest }
}

/** Elements of an entry that hold others; nothing of them is needed. */
const NESTED: ReadonlySet<string> = new Set(['Owner', 'RestoreStatus'])

/** Reads the fields of one entry. @returns where it ends; `undefined` where it is not plain. */
function quickFields(document: string, from: number, fields: Fields): number | undefined {
  let at = from
  while (!document.startsWith(END, at)) {
    if (document[at] !== '<') return undefined
    const opened = document.indexOf('>', at)
    const name = document.slice(at + 1, opened)
    const closing = NESTED.has(name) ? document.indexOf(`</${name}>`, opened) : document.indexOf('<', opened)
    if (opened === -1 || closing === -1 || !/^[A-Za-z]+$/.test(name) || !document.startsWith(`</${name}>`, closing)) return undefined
    const text = document.slice(opened + 1, closing)
    const plain = text.includes('&') ? withoutEntities(text) : text
    if (plain === undefined) return undefined
    keepField(fields, name, plain)
    at = closing + name.length + 3
  }
  return at + END.length
}
