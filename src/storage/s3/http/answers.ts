import type { Headers } from '../../../platform/http/exchange.ts'
import { bareEtag } from '../../etag.ts'
import { S3Fault, type Encryption, type ObjectHead, type ObjectRef, type WriteAnswer } from '../s3-api.ts'

/** What HEAD, GET and LIST say in the same words. `undefined` without a size. */
export function headOf(
  answer: {
    readonly ETag?: string | undefined
    readonly LastModified?: Date | undefined
    readonly StorageClass?: string | undefined
  },
  sizeBytes: number | undefined,
): ObjectHead | undefined {
  if (sizeBytes === undefined || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return undefined
  const etag = bareEtag(answer.ETag)
  const storageClass = answer.StorageClass
  return {
    sizeBytes,
    etag,
    ...(answer.LastModified !== undefined
      && !Number.isNaN(answer.LastModified.getTime()) && { modifiedAt: answer.LastModified }),
    ...(storageClass !== undefined && storageClass !== '' && storageClass !== 'STANDARD' && { storageClass }),
  }
}

const CHECKSUM_FIELD = /^Checksum(CRC32|CRC32C|CRC64NVME|SHA1|SHA256)$/

/**
 * Checksums of the whole object; those of multipart uploads may be composed of the parts' and then prove
 * nothing.
 */
export function checksumsOf(answer: object): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const fields = new Map<string, unknown>(Object.entries(answer))
  if (fields.get('ChecksumType') === 'COMPOSITE') return found
  for (const [field, value] of fields) {
    const algorithm = CHECKSUM_FIELD.exec(field)?.[1]
    // A composed checksum ends in "-<parts>", also where the server does not name its type.
    if (algorithm !== undefined && typeof value === 'string' && value !== '' && !value.includes('-'))
      found.set(algorithm, value)
  }
  return found
}

/**
 * The checksums that an answer gives for a part, by their field names, to be repeated when the upload is
 * completed.
 */
export function partChecksums(answer: object): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [field, value] of Object.entries(answer)) {
    if (CHECKSUM_FIELD.test(field) && typeof value === 'string' && value !== '') found[field] = value
  }
  return found
}

/** What a write promises: an ETag. @throws S3Fault without one. */
export function written(
  operation: string,
  object: ObjectRef,
  etag: string | undefined,
  headers: Headers,
): WriteAnswer {
  const bare = bareEtag(etag)
  if (bare === undefined) throw corrupt(operation, object, 'the answer carries no ETag')
  const encryption = headers[ENCRYPTION]
  return {
    etag: bare,
    opaqueEtag:
      (encryption !== undefined && encryption !== 'AES256') || headers[OF_CUSTOMER_KEY] !== undefined,
    ...encryptionIn(headers),
  }
}

const ENCRYPTION = 'x-amz-server-side-encryption'
const OF_CUSTOMER_KEY = `${ENCRYPTION}-customer-algorithm`

/** What an answer says of an object's encryption, where it says anything. */
export function encryptionIn(headers: Headers): { encryption?: Encryption } {
  const customerKeyMd5 = headers[`${ENCRYPTION}-customer-key-md5`]
  if (headers[OF_CUSTOMER_KEY] !== undefined)
    return { encryption: { algorithm: 'SSE-C', ...(customerKeyMd5 !== undefined && { customerKeyMd5 }) } }
  const algorithm = headers[ENCRYPTION]
  const kmsKeyId = headers[`${ENCRYPTION}-aws-kms-key-id`]
  if (algorithm === undefined || algorithm === '') return {}
  return { encryption: { algorithm, ...(kmsKeyId !== undefined && kmsKeyId !== '' && { kmsKeyId }) } }
}

/** The fault of an answer that came and does not say what it must. */
export function corrupt(
  operation: string,
  object: { bucket: string; key?: string },
  message: string,
): S3Fault {
  const { bucket, key } = object
  return new S3Fault(message, { operation, bucket, key, status: 200, corrupt: true })
}
