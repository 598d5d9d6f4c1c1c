import { FakeS3Error, xmlAnswer, type Answer } from './answer.ts'
import type { Buckets, FakeVersion } from './buckets.ts'
import { contentsOf, encoderOf, pageOf, type Quirks } from './operations.ts'
import type { FakeRequest } from './request.ts'

const isAfter = (key: string, other: string): boolean =>
  other === '' || Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0

/** ListObjects, the first version of the operation. */
export function listFirst(buckets: Buckets, request: FakeRequest, quirks: Quirks): Answer {
  const { bucket, query } = request
  const [prefix, delimiter, marker] = ['prefix', 'delimiter', 'marker'].map((name) => query.get(name) ?? '')
  const encode = encoderOf(request, quirks)
  const matching = buckets.entries(bucket).filter(
    ([key]) =>
      key.startsWith(prefix!)
      && isAfter(key, marker!)
      // A marker that is a beginning of keys stands for all of these.
      && !(delimiter !== '' && marker!.endsWith(delimiter!) && key.startsWith(marker!)),
  )
  const { page, prefixes, last, more } = pageOf(matching, prefix!, delimiter!, quirks.pageSize ?? 1000)
  const next = prefixes.find((text) => last.startsWith(text)) ?? last
  return xmlAnswer(
    'ListBucketResult',
    `<Name>${bucket}</Name><Marker>${encode(marker!)}</Marker><IsTruncated>${more}</IsTruncated>`
      + `<EncodingType>${quirks.rawKeys === true ? '' : 'url'}</EncodingType>`
      // S3 itself tells it with a delimiter only.
      + (more && delimiter !== '' && quirks.noNextMarker !== true
        ? `<NextMarker>${encode(next)}</NextMarker>`
        : '')
      + page.map(([key, object]) => contentsOf(encode(key), object)).join('')
      + prefixes.map((text) => `<CommonPrefixes><Prefix>${encode(text)}</Prefix></CommonPrefixes>`).join(''),
  )
}

/** ListObjectVersions: a page of versions, of which those of one key may be cut. */
export function listVersions(buckets: Buckets, request: FakeRequest, quirks: Quirks): Answer {
  if (quirks.noVersions === 'refuses') throw new FakeS3Error(501, 'NotImplemented')
  if (quirks.noVersions === 'ignores') return listFirst(buckets, request, quirks)
  const { bucket, query } = request
  const prefix = query.get('prefix') ?? ''
  const encode = encoderOf(request, quirks)
  const after = { key: query.get('key-marker') ?? '', id: query.get('version-id-marker') }
  const all = buckets
    .versions(bucket)
    .filter(([key]) => key.startsWith(prefix))
    .flatMap(([key, versions]) =>
      versions.map((version, n): [string, Listed] => [key, { ...version, isLatest: n === 0 }]),
    )
  const from =
    after.id === null ? 0 : all.findIndex(([key, { id }]) => key === after.key && id === after.id) + 1
  const matching = after.id === null ? all.filter(([key]) => isAfter(key, after.key)) : all.slice(from)
  const most = Math.min(Number(query.get('max-keys') ?? 1000), quirks.pageSize ?? 1000)
  const { page, prefixes, last, more } = pageOf(matching, prefix, query.get('delimiter') ?? '', most)
  const lastId = page.at(-1)?.[0] === last ? page.at(-1)?.[1].id : undefined
  const elements = page.map(([key, version]) => elementOf(encode(key), version))
  if (quirks.markersLast === true)
    elements.sort((a, b) => Number(a.startsWith('<D')) - Number(b.startsWith('<D')))
  return xmlAnswer(
    'ListVersionsResult',
    `<IsTruncated>${more}</IsTruncated><EncodingType>${quirks.rawKeys === true ? '' : 'url'}</EncodingType>`
      + (more ? `<NextKeyMarker>${encode(last)}</NextKeyMarker>` : '')
      + (more && lastId !== undefined ? `<NextVersionIdMarker>${lastId}</NextVersionIdMarker>` : '')
      + elements.join('')
      + prefixes.map((text) => `<CommonPrefixes><Prefix>${encode(text)}</Prefix></CommonPrefixes>`).join(''),
  )
}

type Listed = FakeVersion & { readonly isLatest: boolean }

function elementOf(key: string, { id, at, object, isLatest }: Listed): string {
  const version = `<VersionId>${id}</VersionId><IsLatest>${isLatest}</IsLatest>`
  if (object !== undefined) return contentsOf(key, object, 'Version', version)
  return `<DeleteMarker><Key>${key}</Key>${version}<LastModified>${at.toISOString()}</LastModified></DeleteMarker>`
}
