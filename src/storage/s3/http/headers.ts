import type { S3WriteSettings } from '../../settings.ts'
import { encodeCopySource, encodeStrictly } from './copy-source.ts'
import { ORIGIN } from '../origin.ts'
import type { Marked, ObjectHead, PinnedRef, WriteCondition } from '../s3-api.ts'
import { headOf } from './answers.ts'
import type { Headers } from '../../../platform/http/exchange.ts'

/** What S3 itself takes bytes of an unknown kind for; the SDK says so too. */
export const CONTENT_TYPE = { 'content-type': 'application/octet-stream' } as const

/** The headers of a condition. */
export function conditionHeaders(condition: WriteCondition | undefined): Record<string, string> {
  if (condition === undefined) return {}
  return 'ifMatch' in condition ? { 'if-match': `"${condition.ifMatch}"` } : { 'if-none-match': '*' }
}

/** The headers that name a copy's source, pinned to its ETag where that is known. */
export function sourceHeaders({ bucket, key, versionId, etag }: PinnedRef): Record<string, string> {
  const version = versionId === undefined ? '' : `?versionId=${encodeStrictly(versionId)}`
  return {
    'x-amz-copy-source': `${encodeCopySource(bucket, key)}${version}`,
    ...(etag !== undefined && { 'x-amz-copy-source-if-match': `"${etag}"` }),
  }
}

/** The headers of every request that creates an object. */
export function settingsHeaders({
  sse,
  kmsKeyId,
  storageClass,
  acl,
}: S3WriteSettings): Record<string, string> {
  return {
    ...(sse !== undefined && { 'x-amz-server-side-encryption': sse }),
    ...(kmsKeyId !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId }),
    ...(storageClass !== undefined && { 'x-amz-storage-class': storageClass }),
    ...(acl !== undefined && { 'x-amz-acl': acl }),
  }
}

/** The header that a new object's origin is kept in. */
export const ORIGIN_HEADER = `x-amz-meta-${ORIGIN}`

/** What a new object keeps of where its bytes come from. */
export function originHeaders({ origin }: Marked): Record<string, string> {
  return origin === undefined ? {} : { [ORIGIN_HEADER]: origin }
}

/** `bytes=` with the last byte included, as HTTP wants it. */
export function rangeText([start, end]: readonly [number, number]): string {
  return `bytes=${start}-${end - 1}`
}

/** What the headers of HEAD and GET say of an object. `undefined` without a length. */
export function headIn(headers: Headers): ObjectHead | undefined {
  const length = headers['content-length'] ?? ''
  const modified = headers['last-modified']
  const restore = headers['x-amz-restore']
  const archiveStatus = headers['x-amz-archive-status']
  const head = headOf(
    {
      ETag: headers['etag'],
      LastModified: modified === undefined ? undefined : new Date(modified),
      StorageClass: headers['x-amz-storage-class'],
    },
    /^\d+$/.test(length) ? Number(length) : undefined,
  )
  if (head === undefined || (restore === undefined && archiveStatus === undefined)) return head
  return {
    ...head,
    ...(restore !== undefined && { restore }),
    ...(archiveStatus !== undefined && { archiveStatus }),
  }
}

const CHECKSUM_HEADER = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/

/** The checksums among the headers by the names of their fields in the API, and of what kind they are. */
export function checksumFields(headers: Headers): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const algorithm = CHECKSUM_HEADER.exec(name)?.[1]
    if (algorithm !== undefined && value !== undefined) fields[`Checksum${algorithm.toUpperCase()}`] = value
  }
  const type = headers['x-amz-checksum-type']
  return type === undefined ? fields : { ...fields, ChecksumType: type }
}
