import { keyOf, type Location } from '../../../location/location.ts'
import type { Abortable, ObjectInfo } from '../../object-store.ts'
import { S3Fault } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'
import { headIfAny, isConditionFailed } from './conditional.ts'

const BATCH = 1000

/** What is to be deleted; with an ETag only while it has that. */
type Doomed = Pick<ObjectInfo, 'location' | 'etag'>

/** Deletes objects, a thousand by one request where the store can, one by one where it cannot. */
export async function removeObjects(
  session: Session,
  locations: readonly Location[],
  options: Abortable = {},
): Promise<void> {
  await removeAll(
    session,
    locations.map((location) => ({ location })),
    options,
  )
}

/** As {@link removeObjects}, but what has another ETag by now is left. @returns what was left */
export function removeUnchangedObjects(
  session: Session,
  objects: readonly ObjectInfo[],
  options: Abortable = {},
): Promise<readonly Location[]> {
  return removeAll(session, objects, options)
}

async function removeAll(
  session: Session,
  objects: readonly Doomed[],
  { signal }: Abortable,
): Promise<readonly Location[]> {
  const kept: Location[] = []
  for (const bucket of new Set(objects.map(({ location }) => location.authority))) {
    const inBucket = objects.filter(({ location }) => location.authority === bucket)
    for (let at = 0; at < inBucket.length; at += BATCH) {
      const batch = inBucket.slice(at, at + BATCH)
      const left = batch.length === 1 ? batch : await removeBatch(session, bucket, batch, signal)
      for (const one of left) if (!(await removeOne(session, one, signal))) kept.push(one.location)
    }
  }
  return kept
}

/** Returns what is to be deleted singly: there a fault is retried, and has a name of its own. */
async function removeBatch(
  session: Session,
  bucket: string,
  batch: readonly Doomed[],
  signal: AbortSignal | undefined,
): Promise<readonly Doomed[]> {
  const pinned = batch.map(({ location, etag }) => ({ key: keyOf(location), etag }))
  try {
    const failures = await session.run(
      { bucket },
      (inner) => session.api.removeMany(bucket, pinned, { signal: inner }),
      { signal },
    )
    const failed = new Set(failures.filter(({ code }) => code !== 'NoSuchKey').map(({ key }) => key))
    return batch.filter(({ location }) => failed.has(keyOf(location)))
  } catch (error) {
    // Compatible stores know DeleteObjects in dialects, or not at all.
    const { status } = error instanceof S3Fault ? error.facts : {}
    if (
      status === 400
      || status === 403
      || status === 404
      || status === 405
      || status === 412
      || status === 501
    )
      return batch
    throw session.explain(
      error,
      'delete',
      batch[0]?.location ?? { scheme: 's3', authority: bucket, path: '/' },
    )
  }
}

/** @returns whether it is gone; `false` where other content is there now */
async function removeOne(
  session: Session,
  { location, etag }: Doomed,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const object = { bucket: location.authority, key: keyOf(location) }
  const remove = async (pin: { readonly etag?: string }): Promise<boolean> => {
    try {
      await session.run(object, (inner) => session.api.remove({ ...object, ...pin }, { signal: inner }), {
        signal,
      })
    } catch (error) {
      if (!(error instanceof S3Fault && error.facts.s3Code === 'NoSuchKey')) throw error
    }
    return true
  }
  return session.explained('delete', location, async () => {
    if (etag === undefined) return remove({})
    try {
      return await remove({ etag })
    } catch (error) {
      // An answer that was lost had deleted it: then nothing is there that could have the ETag.
      if (isConditionFailed(error)) return (await headIfAny(session, object, signal)) === undefined
      if (!isConditionUnknown(error)) throw error
    }
    const there = await headIfAny(session, object, signal)
    if (there === undefined) return true
    return there.etag === etag && remove({})
  })
}

/** The store knows no condition of a deletion. */
function isConditionUnknown(error: unknown): boolean {
  if (!(error instanceof S3Fault)) return false
  const { status, s3Code } = error.facts
  return status === 501 || s3Code === 'NotImplemented' || (status === 400 && s3Code !== 'ExpiredToken')
}
