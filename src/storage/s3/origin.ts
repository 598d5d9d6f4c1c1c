import { createHash } from 'node:crypto'
import type { ObjectRef } from './s3-api.ts'

/** The name under which a written object keeps its origin among its user metadata (`x-amz-meta-…`). */
export const ORIGIN = 'flink-snapshot-origin'

/**
 * What an object that is written from an S3 object keeps of it: a digest of its place, its size and the ETag
 * to which every read of it is pinned. An object in parts has an ETag of its own, and most stores have no
 * checksum of it: then this is what says, without reading it, that it is whole and of which content.
 * `undefined` for a source without an ETag.
 */
export function originOf(
  { bucket, key }: ObjectRef,
  sizeBytes: number,
  etag: string | undefined,
): string | undefined {
  if (etag === undefined) return undefined
  return createHash('sha256')
    .update(JSON.stringify([bucket, key, sizeBytes, etag]))
    .digest('hex')
}
