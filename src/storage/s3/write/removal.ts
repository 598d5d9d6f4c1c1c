import { keyOf, type Location } from '../../../location/location.ts'
import type { Abortable } from '../../object-store.ts'
import { S3Fault } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'

const BATCH = 1000

/** Deletes objects, a thousand by one request where the store can, one by one where it cannot. */
export async function removeObjects(
  session: Session,
  locations: readonly Location[],
  { signal }: Abortable = {},
): Promise<void> {
  for (const bucket of new Set(locations.map(({ authority }) => authority))) {
    const inBucket = locations.filter(({ authority }) => authority === bucket)
    for (let at = 0; at < inBucket.length; at += BATCH) {
      const batch = inBucket.slice(at, at + BATCH)
      const left = batch.length === 1 ? batch : await removeBatch(session, bucket, batch, signal)
      for (const location of left) await removeOne(session, location, signal)
    }
  }
}

/** Returns what is to be deleted singly: there a fault is retried, and has a name of its own. */
async function removeBatch(
  session: Session,
  bucket: string,
  batch: readonly Location[],
  signal: AbortSignal | undefined,
): Promise<readonly Location[]> {
  try {
    const failures = await session.run(
      { bucket },
      (inner) => session.api.removeMany(bucket, batch.map(keyOf), { signal: inner }),
      { signal },
    )
    const failed = new Set(failures.filter(({ code }) => code !== 'NoSuchKey').map(({ key }) => key))
    return batch.filter((location) => failed.has(keyOf(location)))
  } catch (error) {
    // Compatible stores know DeleteObjects in dialects, or not at all.
    const { status } = error instanceof S3Fault ? error.facts : {}
    if (status === 400 || status === 403 || status === 404 || status === 405 || status === 501) return batch
    throw session.explain(error, 'delete', batch[0] ?? { scheme: 's3', authority: bucket, path: '/' })
  }
}

async function removeOne(
  session: Session,
  location: Location,
  signal: AbortSignal | undefined,
): Promise<void> {
  const object = { bucket: location.authority, key: keyOf(location) }
  await session.explained('delete', location, async () => {
    try {
      await session.run(object, (inner) => session.api.remove(object, { signal: inner }), { signal })
    } catch (error) {
      if (!(error instanceof S3Fault && error.facts.s3Code === 'NoSuchKey')) throw error
    }
  })
}
