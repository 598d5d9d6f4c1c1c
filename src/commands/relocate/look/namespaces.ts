import { resolveWithin, sameLocation } from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import type { ObjectInfo } from '../../../storage/object-store.ts'
import type { S3Settings } from '../../../storage/settings.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import type { Placement } from '../plan/placement.ts'
import type { Run } from '../run.ts'

/** Whether both sides have buckets of their own, and how many requests it took to see that. */
export interface Namespaces {
  readonly areTwo: boolean
  readonly requests: number
}

/**
 * Whether the endpoint that both sides share shows them buckets of their own, as to tenants of Ceph and
 * accounts of Swift, so that equal names are two places. Only sides with other credentials can be, and only
 * then is it looked whether the target sees the very `_metadata` that the source has. What the target may
 * not look at counts as one place, where less is done.
 *
 * A source whose deletion was begun has no `_metadata` to look for: equal names of it were two places then.
 *
 * @throws StorageError
 */
export async function findNamespaces(
  {
    request: { asOf, sourceS3, targetS3, pathMap },
    stores: { from, to, source, target },
    resumed,
    signal,
  }: Run,
  { snapshot }: Placement,
): Promise<Namespaces> {
  const unasked = (areTwo: boolean): Namespaces => ({ areTwo, requests: 0 })
  if (source.type !== 's3' || identityOf(sourceS3) === identityOf(targetS3)) return unasked(false)
  if (from.authority !== to.authority && pathMap.length === 0) return unasked(false)
  // What was there before is no evidence of what the target sees now.
  if (asOf !== undefined) return unasked(false)
  if (resumed !== undefined) return unasked(sameLocation(snapshot.from, snapshot.to))
  const location = resolveWithin(snapshot.from, METADATA_NAME)
  const own = await source.stat(location, { signal })
  let seen: ObjectInfo | undefined
  try {
    seen = await target.stat(location, { signal })
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    if (error.code === 'access-denied') return { areTwo: false, requests: 2 }
    if (error.code !== 'no-such-bucket') throw error
  }
  return { areTwo: own !== undefined && !isOne(own, seen), requests: 2 }
}

/** Who is asking, as far as the settings tell. */
function identityOf({ credentials, profile, role, region, anonymous }: S3Settings): string {
  return JSON.stringify([credentials?.accessKeyId, profile, role?.arn, region, anonymous === true])
}

function isOne(a: ObjectInfo, b: ObjectInfo | undefined): boolean {
  return (
    b !== undefined
    && a.sizeBytes === b.sizeBytes
    && a.etag === b.etag
    && a.modifiedAt?.getTime() === b.modifiedAt?.getTime()
  )
}
