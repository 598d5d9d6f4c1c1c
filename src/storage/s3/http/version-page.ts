import { S3Fault, type ObjectVersion, type VersionMark, type VersionsPage } from '../s3-api.ts'
import { corrupt } from './answers.ts'
import { errorIn, failedLate, unproven, type Subject } from './answer-fault.ts'
import type { Answer } from './exchange.ts'
import { decoderOf, entryOf } from './list-page.ts'
import { childText, isListing, readXml, type XmlElement } from './xml.ts'

/** The query of a listing of versions: keys come encoded, as those of {@link listQuery}. */
export function versionsQuery(
  prefix: string,
  after: VersionMark | undefined,
  { oneLevel, most }: { readonly oneLevel?: boolean; readonly most?: number },
): Record<string, string> {
  return {
    versions: '',
    'encoding-type': 'url',
    prefix,
    ...(oneLevel === true && { delimiter: '/' }),
    ...(most !== undefined && { 'max-keys': String(most) }),
    ...(after !== undefined && { 'key-marker': after.key }),
    ...(after?.versionId !== undefined && { 'version-id-marker': after.versionId }),
  }
}

/**
 * The page in an answer.
 *
 * @throws S3Fault for an error in a success, for anything that is no listing of versions, and for one with
 * entries without key or version, or no way to go on.
 */
export function versionsIn(
  subject: { readonly bucket: string; readonly prefix: string },
  answer: Answer,
  asked: Subject,
): VersionsPage {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(asked, answer)
  if (document === undefined || !isListing(document, 'ListVersionsResult')) throw unproven(asked, answer)
  refuseObjects(document, asked)
  const decode = decoderOf(document)
  const object = { bucket: subject.bucket, key: subject.prefix }
  const fail = (message: string): S3Fault => corrupt('ListObjectVersions', object, message)
  const keyIn = (written: string | undefined): string => {
    const key = decode(written ?? '')
    if (key === undefined || key === '') throw fail('a version has no key that can be read')
    return key
  }
  const found = document.children
    .filter(({ name }) => name === 'Version' || name === 'DeleteMarker')
    .map((element) => {
      const { key, head } = entryOf(element)
      const deleted = element.name === 'DeleteMarker'
      const versionId = childText(element, 'VersionId')
      if (versionId === undefined || (head === undefined && !deleted))
        throw fail('a version has no id or size that can be read')
      const isLatest = childText(element, 'IsLatest') === 'true'
      return { ...(head ?? markerHead(element)), key: keyIn(key), versionId, deleted, isLatest }
    })
  const prefixes = document.children
    .filter(({ name }) => name === 'CommonPrefixes')
    .map((common) => keyIn(childText(common, 'Prefix')))
  const page = { versions: newestFirst(found), prefixes }
  if (childText(document, 'IsTruncated') !== 'true') return page
  const nextKey = childText(document, 'NextKeyMarker')
  if (nextKey === undefined) throw fail('the listing is cut off without a marker to continue')
  const versionId = childText(document, 'NextVersionIdMarker')
  return { ...page, next: { key: keyIn(nextKey), ...(versionId !== undefined && { versionId }) } }
}

/** Some stores do not know the parameter, and list their objects. */
function refuseObjects({ name, children }: XmlElement, asked: Subject): void {
  if (name !== 'ListBucketResult' && !children.some((child) => child.name === 'Contents')) return
  throw new S3Fault('it lists its objects in place of their versions', {
    ...asked,
    status: 501,
    s3Code: 'NotImplemented',
  })
}

function markerHead(element: XmlElement): { readonly sizeBytes: number; readonly modifiedAt?: Date } {
  const modifiedAt = new Date(childText(element, 'LastModified') ?? NaN)
  return { sizeBytes: 0, ...(!Number.isNaN(modifiedAt.getTime()) && { modifiedAt }) }
}

/**
 * The versions of each key together, the newest first. S3 lists them so; some stores write all delete
 * markers behind all other versions.
 */
function newestFirst(found: readonly (ObjectVersion & { readonly isLatest: boolean })[]): ObjectVersion[] {
  const byKey = new Map<string, (typeof found)[number][]>()
  for (const version of found) {
    const known = byKey.get(version.key)
    if (known === undefined) byKey.set(version.key, [version])
    else known.push(version)
  }
  const time = ({ modifiedAt }: ObjectVersion): number => modifiedAt?.getTime() ?? 0
  return [...byKey.values()].flatMap((versions) =>
    versions.sort((a, b) => Number(b.isLatest) - Number(a.isLatest) || time(b) - time(a)),
  )
}
