/**
 * What the quick server answers: the operations that copying a prefix takes, and the single objects around
 * it.
 */
import { createHash } from 'node:crypto'
import { Bucket, type Page, type StoredObject } from './objects.ts'
import type { Request } from './requests.ts'

/** The buckets of a server by name. */
export type Buckets = Map<string, Bucket>

const MODIFIED = { iso: '2026-01-01T00:00:00.000Z', http: 'Thu, 01 Jan 2026 00:00:00 GMT' } as const
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

/** The whole answer to one request, as it goes over the connection. */
export function answer(request: Request, buckets: Buckets): string | Buffer {
  const { method, target } = request
  if (request.header('authorization')?.startsWith('AWS4-HMAC-SHA256 ') !== true)
    return refusal(403, 'AccessDenied')
  const question = target.indexOf('?')
  const path = question === -1 ? target : target.slice(0, question)
  const slash = path.indexOf('/', 1)
  const name = slash === -1 ? path.slice(1) : path.slice(1, slash)
  const key = slash === -1 ? '' : decodeURIComponent(path.slice(slash + 1))
  const query = new URLSearchParams(question === -1 ? '' : target.slice(question + 1))
  if (name === '') return allBuckets(buckets)
  if (method === 'PUT' && key === '' && !buckets.has(name)) buckets.set(name, new Bucket())
  const bucket = buckets.get(name)
  if (bucket === undefined) return refusal(404, 'NoSuchBucket')
  if (key === '') return aboutBucket(method, query, name, bucket)
  if (method === 'PUT') return put(request, bucket, key, buckets)
  if (method === 'DELETE') {
    bucket.remove(key)
    return plain(204)
  }
  return aboutObject(method, bucket.get(key), query)
}

function put(request: Request, bucket: Bucket, key: string, buckets: Buckets): string {
  const source = request.header('x-amz-copy-source')
  if (source !== undefined) return copy(source, request, bucket, key, buckets)
  if (request.header('if-none-match') === '*' && bucket.get(key) !== undefined)
    return refusal(412, 'PreconditionFailed')
  const etag = createHash('md5').update(request.body).digest('hex')
  bucket.put(key, { sizeBytes: request.body.length, etag, bytes: request.body })
  return plain(200, `etag: "${etag}"\r\n`)
}

function copy(source: string, request: Request, bucket: Bucket, key: string, buckets: Buckets): string {
  const path = decodeURIComponent(source).replace(/^\//, '')
  const slash = path.indexOf('/')
  const object = buckets.get(path.slice(0, slash))?.get(path.slice(slash + 1))
  if (object === undefined) return refusal(404, 'NoSuchKey')
  const wanted = request.header('x-amz-copy-source-if-match')
  if (wanted !== undefined && wanted.replaceAll('"', '') !== object.etag)
    return refusal(412, 'PreconditionFailed')
  bucket.put(key, object)
  return document(
    `<CopyObjectResult ${NAMESPACE}><ETag>&quot;${object.etag}&quot;</ETag><LastModified>${MODIFIED.iso}</LastModified></CopyObjectResult>`,
  )
}

function aboutObject(
  method: string,
  object: StoredObject | undefined,
  query: URLSearchParams,
): string | Buffer {
  if (object === undefined) return method === 'HEAD' ? plain(404) : refusal(404, 'NoSuchKey')
  if (query.has('tagging')) return document(`<Tagging ${NAMESPACE}><TagSet></TagSet></Tagging>`)
  const head =
    `HTTP/1.1 200 OK\r\ncontent-length: ${object.sizeBytes}\r\netag: "${object.etag}"\r\nlast-modified: ${MODIFIED.http}\r\n`
    + 'content-type: application/octet-stream\r\naccept-ranges: bytes\r\nx-amz-request-id: 1\r\n\r\n'
  if (method === 'HEAD') return head
  return Buffer.concat([Buffer.from(head, 'latin1'), object.bytes ?? Buffer.alloc(object.sizeBytes)])
}

function aboutBucket(method: string, query: URLSearchParams, name: string, bucket: Bucket): string {
  if (method !== 'GET') return plain(200)
  if (query.has('location')) return document(`<LocationConstraint ${NAMESPACE}></LocationConstraint>`)
  if (query.has('versioning'))
    return document(`<VersioningConfiguration ${NAMESPACE}></VersioningConfiguration>`)
  if (query.has('object-lock')) return refusal(404, 'ObjectLockConfigurationNotFoundError')
  if (query.has('uploads'))
    return document(
      `<ListMultipartUploadsResult ${NAMESPACE}><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`,
    )
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
  const token = query.get('continuation-token')
  const after =
    token === null
      ? (query.get('start-after') ?? query.get('marker') ?? '')
      : Buffer.from(token, 'hex').toString()
  const most = Math.min(1000, Number(query.get('max-keys') ?? 1000))
  const page = bucket.list(prefix, delimiter, after, most)
  return listing(name, query, prefix, page)
}

function listing(name: string, query: URLSearchParams, prefix: string, page: Page): string {
  const encoded = query.get('encoding-type') === 'url'
  const written = (text: string): string =>
    escape(encoded ? encodeURIComponent(text).replaceAll('%2F', '/') : text)
  const contents = page.objects.map(
    ([key, { etag, sizeBytes }]) =>
      `<Contents><Key>${written(key)}</Key><LastModified>${MODIFIED.iso}</LastModified><ETag>&quot;${etag}&quot;</ETag>`
      + `<Size>${sizeBytes}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  )
  const prefixes = page.prefixes.map(
    (text) => `<CommonPrefixes><Prefix>${written(text)}</Prefix></CommonPrefixes>`,
  )
  const next =
    page.next === undefined
      ? ''
      : query.has('list-type')
        ? `<NextContinuationToken>${Buffer.from(page.next).toString('hex')}</NextContinuationToken>`
        : `<NextMarker>${written(page.next)}</NextMarker>`
  return document(
    `<ListBucketResult ${NAMESPACE}><Name>${name}</Name><Prefix>${written(prefix)}</Prefix>`
      + `<KeyCount>${page.objects.length + page.prefixes.length}</KeyCount><MaxKeys>1000</MaxKeys>`
      + `${encoded ? '<EncodingType>url</EncodingType>' : ''}<IsTruncated>${page.next !== undefined}</IsTruncated>${next}`
      + `${contents.join('')}${prefixes.join('')}</ListBucketResult>`,
  )
}

function allBuckets(buckets: Buckets): string {
  const names = [...buckets.keys()].map(
    (name) => `<Bucket><Name>${name}</Name><CreationDate>${MODIFIED.iso}</CreationDate></Bucket>`,
  )
  return document(
    `<ListAllMyBucketsResult ${NAMESPACE}><Owner><ID>1</ID></Owner><Buckets>${names.join('')}</Buckets></ListAllMyBucketsResult>`,
  )
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No Content',
  403: 'Forbidden',
  404: 'Not Found',
  412: 'Precondition Failed',
}

function plain(status: number, headers = ''): string {
  const length = status === 204 ? '' : 'content-length: 0\r\n'
  return `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\n${length}x-amz-request-id: 1\r\n${headers}\r\n`
}

function document(xml: string, status = 200): string {
  const text = XML + xml
  return (
    `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\ncontent-type: application/xml\r\nx-amz-request-id: 1\r\n`
    + `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  )
}

function refusal(status: number, code: string): string {
  return document(
    `<Error><Code>${code}</Code><Message>${code}</Message><RequestId>1</RequestId></Error>`,
    status,
  )
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
