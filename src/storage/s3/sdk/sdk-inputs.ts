import type { S3WriteSettings } from '../../settings.ts'
import { encodeCopySource } from '../copy-source.ts'
import { ORIGIN } from '../origin.ts'
import type { Marked, ObjectRef, PinnedRef, WriteCondition } from '../s3-api.ts'

/** Names the object of a request. */
export function named({ bucket, key }: ObjectRef): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: key }
}

/** Names the source of a copy, pinned to its ETag where that is known. */
export function copied({ bucket, key, etag }: PinnedRef): { CopySource: string; CopySourceIfMatch?: string } {
  return {
    CopySource: encodeCopySource(bucket, key),
    ...(etag !== undefined && { CopySourceIfMatch: `"${etag}"` }),
  }
}

/** The headers of a condition. */
export function conditions(condition: WriteCondition | undefined): {
  IfNoneMatch?: string
  IfMatch?: string
} {
  if (condition === undefined) return {}
  return 'ifMatch' in condition ? { IfMatch: `"${condition.ifMatch}"` } : { IfNoneMatch: '*' }
}

/** What a new object keeps of where its bytes come from. */
export function marks({ origin }: Marked): { Metadata?: Record<string, string> } {
  return origin === undefined ? {} : { Metadata: { [ORIGIN]: origin } }
}

/** What every request that creates an object carries. */
export function writeHeaders({ sse, kmsKeyId, storageClass, acl }: S3WriteSettings): {
  ServerSideEncryption?: 'AES256' | 'aws:kms'
  SSEKMSKeyId?: string
  StorageClass?: never
  ACL?: never
} {
  return {
    ...(sse !== undefined && { ServerSideEncryption: sse }),
    ...(kmsKeyId !== undefined && { SSEKMSKeyId: kmsKeyId }),
    // The SDK lists the values that it knows; compatible servers have classes of their own.
    ...(storageClass !== undefined && { StorageClass: storageClass as never }),
    ...(acl !== undefined && { ACL: acl as never }),
  }
}
