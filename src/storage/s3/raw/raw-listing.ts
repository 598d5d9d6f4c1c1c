import { listPageOf, type Listing } from '../list-page.ts'
import type { ListPage, ObjectHead } from '../s3-api.ts'
import { headOf } from '../sdk-answers.ts'
import type { Answer } from './exchange.ts'
import { errorIn, failedLate, unproven, type Subject } from './raw-fault.ts'
import { childText, readXml, type XmlElement } from './xml.ts'

/** The query of a listing: keys come encoded, for XML cannot hold every key. */
export function listQuery({ prefix, token, oneLevel }: Listing): Record<string, string> {
  return {
    'list-type': '2', 'encoding-type': 'url', prefix,
    ...(oneLevel && { delimiter: '/' }),
    ...(token !== undefined && { 'continuation-token': token }),
  }
}

/** The page in an answer. @throws S3Fault for an error in a success, and for anything that is no listing. */
export function pageIn(listing: Listing, answer: Answer, subject: Subject): ListPage {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  if (document?.name !== 'ListBucketResult') throw unproven(subject, answer)
  return listPageOf(listing, {
    encoding: childText(document, 'EncodingType'),
    entries: document.children.filter(({ name }) => name === 'Contents').map(entryOf),
    prefixes: document.children.filter(({ name }) => name === 'CommonPrefixes').map((common) => childText(common, 'Prefix')),
    truncated: childText(document, 'IsTruncated') === 'true',
    next: childText(document, 'NextContinuationToken'),
  })
}

/** Servers write the fields of an entry in any order, and some more than once. */
function entryOf({ children }: XmlElement): { key: string | undefined; head: ObjectHead | undefined } {
  const fields = new Map(children.map(({ name, text }) => [name, text]))
  const [size, modified] = [fields.get('Size') ?? '', fields.get('LastModified')]
  const head = headOf({
    ETag: fields.get('ETag'),
    LastModified: modified === undefined ? undefined : new Date(modified),
    StorageClass: fields.get('StorageClass'),
  }, /^\d+$/.test(size) ? Number(size) : undefined)
  return { key: fields.get('Key'), head }
}
