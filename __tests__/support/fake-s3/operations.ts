import * as zlib from 'node:zlib'
import { elementsOf, escapeXml, FakeS3Error, xmlAnswer, type Answer } from './answer.ts'
import { md5, type Buckets, type FakeObject } from './buckets.ts'
import { requireKey, toldOfKey, withoutKey } from './customer-keys.ts'
import { listFirst, listVersions } from './listings.ts'
import type { FakeRequest } from './request.ts'

/** How the fake differs from S3 as documented; each of these was seen at some server. */
export interface Quirks {
  /** `If-None-Match` and `If-Match` of writes are not looked at. */
  readonly ignoreConditions?: boolean
  /** Keys of listings are not encoded, and the element that says so is there but empty. */
  readonly rawKeys?: boolean
  /** Entries of one page of a listing. */
  readonly pageSize?: number
  /** Writes without a condition are denied, as a bucket's policy can demand. */
  readonly conditionalWritesOnly?: boolean
  /** Copies with a condition on the target are not implemented. */
  readonly noConditionalCopies?: boolean
  /** `If-Match` of reads, and of the source of copies, is not looked at. */
  readonly ignorePins?: boolean
  /** The `If-Match` of the source of copies is not looked at. */
  readonly ignoresPinsOfCopies?: boolean
  /** The ETags that deletions name are not looked at. */
  readonly ignoresPinsOfDeletions?: boolean
  /** Copies of what was uploaded in parts keep its ETag. */
  readonly keepsEtagsOfParts?: boolean
  /** The `If-Match` of a copy's source never holds for what was uploaded in parts; that of reads does. */
  readonly refusesPinsOfParts?: boolean
  /** Copies of what was uploaded in parts keep its ETag, but listings tell the MD5 of their content. */
  readonly listsCopiesByMd5?: boolean
  /** Part copies happen not, and are answered 200 with nothing. */
  readonly emptyPartCopies?: boolean
  /** Objects of the class GLACIER are read like any other. */
  readonly classesAreNames?: boolean
  /** The names of the roots of documents, errors apart. */
  readonly roots?: (name: string) => string
  /** Requests with such headers are refused with this status and code. */
  readonly refusesHeaders?: {
    readonly names: RegExp
    readonly status: number
    readonly code: string
    readonly of?: RegExp
  }
  /** Unfinished uploads are listed under the very key only. */
  readonly uploadsUnderExactKeys?: boolean
  /** Listings begin at the first key, whatever they are told. */
  readonly ignoresStartAfter?: boolean
  /**
   * Of listings there is the first version only; the second is refused, or taken for the first, with what
   * that does not know not looked at.
   */
  readonly onlyListsFirst?: 'refuses' | 'ignores'
  /** Listings of the first version do not say where the next page begins. */
  readonly noNextMarker?: boolean
  /** Versions are not listed: it is refused, or objects are listed in their place. */
  readonly noVersions?: 'refuses' | 'ignores'
  /** Delete markers come behind all other versions of a page. */
  readonly markersLast?: boolean
  /** Listings go from the last key to the first one. */
  readonly listsBackwards?: boolean
  /** Requests with such headers are not implemented. */
  readonly notImplementedHeaders?: RegExp
  /** All parts of an upload but the last must have one size. */
  readonly equalParts?: boolean
  /** Part copies get this status. */
  readonly noPartCopies?: number
  /** Writes with a condition get this status. */
  readonly noConditions?: number
  /** DeleteObjects is not implemented. */
  readonly noBulkDelete?: boolean
  /** DeleteObjects whose document has ETags gets this status. */
  readonly refusesEtagsInDeletions?: number
  /** ETags are no MD5s, and do not tell the content. */
  readonly opaqueEtags?: boolean
  /** Every so-manieth write is answered 503 ServiceUnavailable. */
  readonly busyEvery?: number
  /** Checksums that come with a write are not compared: the answer tells the one of what was stored. */
  readonly tellsChecksums?: boolean
  /**
   * A completion that names checksums of parts, of an upload that was not created for them, does not know
   * the parts.
   */
  readonly strictCompletion?: boolean
  /** Headers of such names are taken and forgotten, by copies or by every write. */
  readonly forgets?: { readonly headers: RegExp; readonly of: 'copies' | 'all' }
  /** Keys of the user's (SSE-C) are not looked at where an object is read. */
  readonly ignoresKeys?: boolean
  /** The answers to copies and to completed uploads tell of encryption, as those of S3 do. */
  readonly tellsEncryption?: boolean
  /** HEAD tells of the whole object, whatever part it is asked for. */
  readonly ignoresPartNumbers?: boolean
  /** The checksums that the store keeps of each object, as headers; told to those who ask for them. */
  readonly keepsChecksums?: (bytes: Buffer) => Readonly<Record<string, string>>
  /** The answers of copies begin with elements of their own. */
  readonly copyProgress?: boolean
}

/** Does what the request asks for. @throws FakeS3Error */
export function perform(buckets: Buckets, request: FakeRequest, quirks: Quirks): Answer {
  const answer = performed(buckets, request, quirks)
  const { roots } = quirks
  if (roots === undefined || typeof answer.body !== 'string') return answer
  const body = answer.body.replace(/^(<\?xml[^>]*>\s*)<(\w+)([\s\S]*)<\/\2>$/, (_, start, name, rest) => {
    return `${String(start)}<${roots(String(name))}${String(rest)}</${roots(String(name))}>`
  })
  return { ...answer, body }
}

function performed(buckets: Buckets, request: FakeRequest, quirks: Quirks): Answer {
  const { bucket, key, query } = request
  refuse(request, quirks)
  switch (request.operation) {
    case 'ListObjectsV2':
      if (quirks.onlyListsFirst === 'refuses') throw new FakeS3Error(501, 'NotImplemented')
      if (quirks.onlyListsFirst === 'ignores') return listFirst(buckets, request, quirks)
      return list(buckets, request, quirks)
    case 'ListObjects':
      return listFirst(buckets, request, quirks)
    case 'ListObjectVersions':
      return listVersions(buckets, request, quirks)
    case 'ListMultipartUploads':
      return listUploads(buckets, request, quirks)
    case 'HeadObject':
      return { ...get(buckets, request, quirks), body: '' }
    case 'GetObject':
      return get(buckets, request, quirks)
    case 'PutObject': {
      verifyDigests(request, quirks)
      checkWrite(buckets, request, quirks)
      return {
        status: 200,
        headers: {
          ...quoted(buckets.put(bucket, key, request.body, kept(request, quirks))),
          ...told(request, quirks),
        },
      }
    }
    case 'CopyObject':
      return copy(buckets, request, quirks)
    case 'CreateMultipartUpload':
      return xmlAnswer(
        'InitiateMultipartUploadResult',
        `<UploadId>${buckets.startUpload(bucket, key, kept(request, quirks))}</UploadId>`,
      )
    case 'UploadPart':
      verifyDigests(request, quirks)
      requireKey(buckets.upload(query.get('uploadId') ?? ''), request.headers)
      return {
        status: 200,
        headers: {
          ...quoted(
            buckets.putPart(query.get('uploadId') ?? '', Number(query.get('partNumber')), request.body),
          ),
          ...told(request, quirks),
        },
      }
    case 'UploadPartCopy':
      return quirks.emptyPartCopies === true ? { status: 200 } : copyPart(buckets, request, quirks)
    case 'CompleteMultipartUpload':
      return complete(buckets, request, quirks)
    case 'AbortMultipartUpload':
      buckets.abortUpload(query.get('uploadId') ?? '')
      return { status: 204 }
    case 'DeleteObject':
      if (!mayDelete(buckets, bucket, key, request.headers['if-match'], quirks))
        throw new FakeS3Error(412, 'PreconditionFailed')
      buckets.delete(bucket, key)
      return { status: 204 }
    case 'DeleteObjects':
      return xmlAnswer('DeleteResult', deleteMany(buckets, request, quirks))
    case 'Unknown':
      throw new FakeS3Error(501, 'NotImplemented')
  }
}

/**
 * Each `Object` of the document by itself: one whose ETag is another by now is left, and named in the
 * answer.
 */
function deleteMany(buckets: Buckets, { bucket, body }: FakeRequest, quirks: Quirks): string {
  if (quirks.refusesEtagsInDeletions !== undefined && body.includes('<ETag>'))
    throw new FakeS3Error(quirks.refusesEtagsInDeletions, 'InternalError', 'Unrecognized field "ETag"')
  return elementsOf(body.toString(), 'Object')
    .map((object) => {
      const [key = ''] = elementsOf(object, 'Key')
      if (mayDelete(buckets, bucket, key, elementsOf(object, 'ETag')[0], quirks)) {
        buckets.delete(bucket, key)
        return ''
      }
      return `<Error><Key>${escapeXml(key)}</Key><Code>PreconditionFailed</Code></Error>`
    })
    .join('')
}

function mayDelete(
  buckets: Buckets,
  bucket: string,
  key: string,
  etag: string | undefined,
  quirks: Quirks,
): boolean {
  if (etag === undefined || quirks.ignoreConditions === true || quirks.ignoresPinsOfDeletions === true)
    return true
  const there = buckets.find(bucket, key)
  return there === undefined || there.etag === etag.replaceAll('"', '')
}

/** What a store of this kind does not do at all. */
function refuse({ operation, headers }: FakeRequest, quirks: Quirks): void {
  const { names, of, status: refusal, code } = quirks.refusesHeaders ?? {}
  if (
    names !== undefined
    && of?.test(operation) !== false
    && Object.keys(headers).some((name) => names.test(name))
  )
    throw new FakeS3Error(refusal ?? 501, code ?? '', 'A header you provided is not supported')
  const conditional =
    headers['if-none-match'] !== undefined || (operation !== 'GetObject' && headers['if-match'] !== undefined)
  const status =
    (operation === 'UploadPartCopy' ? quirks.noPartCopies : undefined)
    ?? (conditional ? quirks.noConditions : undefined)
    ?? (operation === 'DeleteObjects' && quirks.noBulkDelete === true ? 501 : undefined)
    ?? (Object.keys(headers).some((name) => quirks.notImplementedHeaders?.test(name)) ? 501 : undefined)
  if (status !== undefined)
    throw new FakeS3Error(status, 'NotImplemented', 'A header or operation is not implemented')
}

function quoted(object: FakeObject): Record<string, string> {
  const encryption = object.headers['x-amz-server-side-encryption']
  return {
    etag: `"${object.etag}"`,
    ...toldOfKey(object.headers),
    ...(encryption !== undefined && { 'x-amz-server-side-encryption': encryption }),
  }
}

const KEPT =
  /^(x-amz-meta-.*|content-type|x-amz-server-side-encryption.*|x-amz-storage-class|x-amz-acl|x-amz-tagging)$/

function kept({ headers, operation }: FakeRequest, { forgets }: Quirks): Record<string, string> {
  const forgotten =
    forgets !== undefined && (forgets.of === 'all' || operation === 'CopyObject')
      ? forgets.headers
      : undefined
  return Object.fromEntries(
    Object.entries(withoutKey(headers)).filter(([name]) => KEPT.test(name) && forgotten?.test(name) !== true),
  )
}

const CRC32 = 'x-amz-checksum-crc32'

function verifyDigests({ headers, body }: FakeRequest, quirks: Quirks): void {
  const sent = headers['content-md5']
  if (sent !== undefined && sent !== Buffer.from(md5(body), 'hex').toString('base64'))
    throw new FakeS3Error(400, 'BadDigest')
  const crc = headers[CRC32]
  if (crc !== undefined && quirks.tellsChecksums !== true && crc !== crc32(body))
    throw new FakeS3Error(400, 'BadDigest')
}

function crc32(bytes: Buffer): string {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(zlib.crc32(bytes))
  return four.toString('base64')
}

function told({ headers, body }: FakeRequest, quirks: Quirks): Record<string, string> {
  return quirks.tellsChecksums === true && headers[CRC32] !== undefined ? { [CRC32]: crc32(body) } : {}
}

/** Conditions of a write on what is at its place. */
function checkWrite(
  buckets: Buckets,
  { operation, bucket, key, headers }: FakeRequest,
  quirks: Quirks,
): void {
  const there = buckets.find(bucket, key)
  const ifNoneMatch = headers['if-none-match']
  const ifMatch = headers['if-match']
  const conditional = ifNoneMatch !== undefined || ifMatch !== undefined
  if (quirks.conditionalWritesOnly === true && !conditional)
    throw new FakeS3Error(403, 'AccessDenied', 'Access Denied')
  if (quirks.noConditionalCopies === true && conditional && operation === 'CopyObject')
    throw new FakeS3Error(501, 'NotImplemented')
  if (quirks.ignoreConditions === true) return
  if (ifNoneMatch === '*' && there !== undefined) throw new FakeS3Error(412, 'PreconditionFailed')
  if (ifMatch !== undefined && there === undefined) throw new FakeS3Error(404, 'NoSuchKey')
  if (ifMatch !== undefined && `"${there?.etag ?? ''}"` !== ifMatch)
    throw new FakeS3Error(412, 'PreconditionFailed')
}

function get(
  buckets: Buckets,
  { operation, bucket, key, headers, query }: FakeRequest,
  quirks: Quirks,
): Answer {
  const versionId = query.get('versionId')
  const object = versionId === null ? buckets.get(bucket, key) : buckets.version(bucket, key, versionId)
  if (quirks.ignoresKeys !== true) requireKey(object, headers)
  if (
    quirks.ignorePins !== true
    && headers['if-match'] !== undefined
    && headers['if-match'] !== `"${object.etag}"`
  )
    throw new FakeS3Error(412, 'PreconditionFailed')
  if (operation === 'GetObject') requireThawed(object, quirks)
  const size = object.bytes.length
  const asked = headers['x-amz-checksum-mode'] === 'ENABLED' && headers['range'] === undefined
  const about = {
    ...object.headers,
    ...quoted(object),
    'last-modified': object.modifiedAt.toUTCString(),
    ...(asked && quirks.keepsChecksums?.(object.bytes)),
  }
  const partSize = object.partSizes?.[Number(query.get('partNumber')) - 1]
  if (partSize !== undefined && quirks.ignoresPartNumbers !== true)
    return {
      status: 206,
      headers: {
        ...about,
        'content-length': String(partSize),
        'x-amz-mp-parts-count': String(object.partSizes?.length),
      },
    }
  const range = /^bytes=(\d+)-(\d+)$/.exec(headers['range'] ?? '')
  if (range === null)
    return { status: 200, headers: { ...about, 'content-length': String(size) }, body: object.bytes }
  const start = Number(range[1])
  const end = Math.min(size, Number(range[2]) + 1)
  if (start >= size) throw new FakeS3Error(416, 'InvalidRange')
  return {
    status: 206,
    headers: {
      ...about,
      'content-length': String(end - start),
      'content-range': `bytes ${start}-${end - 1}/${size}`,
    },
    body: object.bytes.subarray(start, end),
  }
}

/** Bucket and key of `x-amz-copy-source`; a server decodes it as a query, so a bare plus is a blank. */
export function copySourceOf(headers: Readonly<Record<string, string>>): {
  bucket: string
  key: string
  versionId?: string
} {
  const [written = '', version] = (headers['x-amz-copy-source'] ?? '').split('?versionId=')
  const path = decodeURIComponent(written.replaceAll('+', '%20')).replace(/^\//, '')
  // By the ARN of an access point, which has the name that it has as a host.
  const [, account, name, object] =
    /^arn:aws:s3:[a-z0-9-]+:(\d+):accesspoint\/([^/]+)\/object\/(.*)$/s.exec(path) ?? []
  if (object !== undefined) return { bucket: `${name ?? ''}-${account ?? ''}`, key: object }
  const slash = path.indexOf('/')
  return {
    bucket: path.slice(0, slash),
    key: path.slice(slash + 1),
    ...(version !== undefined && { versionId: decodeURIComponent(version) }),
  }
}

/** Objects of archives cannot be read before they are restored. */
function requireThawed({ headers }: FakeObject, quirks: Quirks): void {
  const frozen =
    /^(GLACIER|DEEP_ARCHIVE)$/.test(headers['x-amz-storage-class'] ?? '')
    || headers['x-amz-archive-status'] !== undefined
  const restored = headers['x-amz-restore']?.includes('ongoing-request="false"') === true
  if (frozen && !restored && quirks.classesAreNames !== true)
    throw new FakeS3Error(
      403,
      'InvalidObjectState',
      "The operation is not valid for the object's storage class",
    )
}

function copySource(buckets: Buckets, { headers }: FakeRequest, quirks: Quirks): FakeObject {
  const { bucket, key, versionId } = copySourceOf(headers)
  const object = versionId === undefined ? buckets.get(bucket, key) : buckets.version(bucket, key, versionId)
  requireKey(object, headers, 'x-amz-copy-source-')
  const pinned = headers['x-amz-copy-source-if-match']
  const ignored = quirks.ignorePins === true || quirks.ignoresPinsOfCopies === true
  if (!ignored && pinned !== undefined && pinned !== `"${object.etag}"`)
    throw new FakeS3Error(412, 'PreconditionFailed')
  if (quirks.refusesPinsOfParts === true && pinned !== undefined && object.partSizes !== undefined)
    throw new FakeS3Error(412, 'PreconditionFailed')
  requireThawed(object, quirks)
  return object
}

function copy(buckets: Buckets, request: FakeRequest, quirks: Quirks): Answer {
  const source = copySource(buckets, request, quirks)
  checkWrite(buckets, request, quirks)
  const carried =
    request.headers['x-amz-tagging-directive'] === 'REPLACE'
      ? without(source.headers, 'x-amz-tagging')
      : source.headers
  const headers = { ...withoutEncryption(carried), ...without(kept(request, quirks), 'content-type') }
  const keepsEtag =
    (quirks.listsCopiesByMd5 === true || quirks.keepsEtagsOfParts === true) && source.etag.includes('-')
  const object = keepsEtag
    ? buckets.put(
        request.bucket,
        request.key,
        source.bytes,
        headers,
        source.etag,
        undefined,
        quirks.listsCopiesByMd5 === true ? md5(source.bytes) : undefined,
      )
    : buckets.put(request.bucket, request.key, source.bytes, headers)
  const progress =
    quirks.copyProgress === true ? '<Progress>4194304</Progress><Progress>8388608</Progress>' : ''
  return encrypted(xmlAnswer('CopyObjectResult', `${progress}${etagElement(object)}`), object, quirks)
}

function encrypted(answer: Answer, { headers }: FakeObject, { tellsEncryption }: Quirks): Answer {
  if (tellsEncryption !== true) return answer
  const told = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption'))
  return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(told) } }
}

function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name))
}

/** A copy is encrypted as it is asked for, whatever its source was. */
function withoutEncryption(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !(name in toldOfKey(headers))))
}

function etagElement(object: FakeObject, etag = object.etag): string {
  return `<ETag>&quot;${etag}&quot;</ETag><LastModified>${object.modifiedAt.toISOString()}</LastModified>`
}

function copyPart(buckets: Buckets, request: FakeRequest, quirks: Quirks): Answer {
  const source = copySource(buckets, request, quirks)
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers['x-amz-copy-source-range'] ?? '')
  if (range === null || Number(range[2]) >= source.bytes.length)
    throw new FakeS3Error(400, 'InvalidArgument', 'The range is not valid')
  const bytes = source.bytes.subarray(Number(range[1]), Number(range[2]) + 1)
  requireKey(buckets.upload(request.query.get('uploadId') ?? ''), request.headers)
  return xmlAnswer(
    'CopyPartResult',
    etagElement(
      buckets.putPart(request.query.get('uploadId') ?? '', Number(request.query.get('partNumber')), bytes),
    ),
  )
}

function complete(buckets: Buckets, request: FakeRequest, quirks: Quirks): Answer {
  checkWrite(buckets, request, quirks)
  const xml = request.body.toString()
  if (quirks.strictCompletion === true && xml.includes('<Checksum')) throw new FakeS3Error(400, 'InvalidPart')
  const numbers = elementsOf(xml, 'PartNumber').map(Number)
  const etags = elementsOf(xml, 'ETag').map((etag) => etag.replaceAll('"', ''))
  const object = buckets.completeUpload(
    request.query.get('uploadId') ?? '',
    numbers.map((number, index) => ({ number, etag: etags[index] ?? '' })),
    quirks.equalParts === true,
  )
  const result = `<Key>${escapeXml(request.key)}</Key><ETag>&quot;${object.etag}&quot;</ETag>`
  return encrypted(xmlAnswer('CompleteMultipartUploadResult', result), object, quirks)
}

/** Keys of a listing as they are written: encoded as a form where that is asked for. */
export function encoderOf({ query }: Pick<FakeRequest, 'query'>, quirks: Quirks): (text: string) => string {
  return query.get('encoding-type') === 'url' && quirks.rawKeys !== true
    ? (text) => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+')
    : escapeXml
}

function list(buckets: Buckets, { bucket, query }: FakeRequest, quirks: Quirks): Answer {
  const prefix = query.get('prefix') ?? ''
  const token = query.get('continuation-token')
  const startAfter = quirks.ignoresStartAfter === true ? '' : (query.get('start-after') ?? '')
  const after = token === null ? startAfter : Buffer.from(token, 'base64url').toString()
  const direction = quirks.listsBackwards === true ? -1 : 1
  const encode = encoderOf({ query }, quirks)
  const matching = buckets
    .entries(bucket)
    .filter(
      ([key]) =>
        key.startsWith(prefix)
        && (after === '' || direction * Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0),
    )
  if (direction < 0) matching.reverse()
  const { page, prefixes, last, more } = pageOf(
    matching,
    prefix,
    query.get('delimiter') ?? '',
    quirks.pageSize ?? 1000,
  )
  const contents = page.map(([key, object]) => contentsOf(encode(key), object))
  return xmlAnswer(
    'ListBucketResult',
    `<IsTruncated>${more}</IsTruncated><EncodingType>${quirks.rawKeys === true ? '' : 'url'}</EncodingType>`
      + (more
        ? `<NextContinuationToken>${Buffer.from(last).toString('base64url')}</NextContinuationToken>`
        : '')
      + contents.join('')
      + prefixes.map((text) => `<CommonPrefixes><Prefix>${encode(text)}</Prefix></CommonPrefixes>`).join(''),
  )
}

/** The entry of an object in a listing. */
export function contentsOf(key: string, object: FakeObject, name = 'Contents', more = ''): string {
  return (
    `<${name}><Key>${key}</Key>${more}${etagElement(object, object.listedEtag)}<Size>${object.bytes.length}</Size>`
    + `<StorageClass>${object.headers['x-amz-storage-class'] ?? 'STANDARD'}</StorageClass></${name}>`
  )
}

/**
 * With a delimiter the keys beyond it are one entry of the page, and the listing goes on after the last of
 * them.
 */
export function pageOf<T>(
  matching: readonly [string, T][],
  prefix: string,
  delimiter: string,
  pageSize: number,
): { page: [string, T][]; prefixes: string[]; last: string; more: boolean } {
  const page: [string, T][] = []
  const prefixes = new Set<string>()
  let last = ''
  for (const [key, object] of matching) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const common = end < 0 ? undefined : key.slice(0, end + delimiter.length)
    const isNew = common === undefined || !prefixes.has(common)
    if (isNew && page.length + prefixes.size >= pageSize)
      return { page, prefixes: [...prefixes], last, more: true }
    if (common === undefined) page.push([key, object])
    else prefixes.add(common)
    last = key
  }
  return { page, prefixes: [...prefixes], last, more: false }
}

function listUploads(buckets: Buckets, { bucket, query }: FakeRequest, quirks: Quirks): Answer {
  const prefix = query.get('prefix') ?? ''
  const found = buckets
    .uploadsOf(bucket, prefix)
    .filter(({ key }) => quirks.uploadsUnderExactKeys !== true || key === prefix)
    .map(({ id, key }) => `<Upload><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId></Upload>`)
  return xmlAnswer('ListMultipartUploadsResult', `<IsTruncated>false</IsTruncated>${found.join('')}`)
}
