import { keyOf, type Location } from '../../../location/location.ts'
import type { Abortable, ObjectInfo } from '../../object-store.ts'
import { runPool } from '../../pool.ts'
import { heldEtag } from '../read/held-etag.ts'
import { S3Fault } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'
import { headIfAny, isConditionFailed } from './conditional.ts'

const BATCH = 1000

/** Of objects that are looked at or deleted one by one. */
const AT_ONCE = 32

/** How stores say that they know no deletion by a list, or that this client may not, besides with 5xx. */
const REFUSALS_OF_LISTS: ReadonlySet<number> = new Set([400, 403, 404, 405, 411, 412])

/** Those of them that no other list would change. */
const REFUSALS_OF_ALL_LISTS: ReadonlySet<number | undefined> = new Set([403, 404, 405])

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
  { signal = new AbortController().signal }: Abortable,
): Promise<readonly Location[]> {
  const kept: Location[] = []
  for (const bucket of new Set(objects.map(({ location }) => location.authority))) {
    const inBucket = objects.filter(({ location }) => location.authority === bucket)
    for (let at = 0; at < inBucket.length; at += BATCH) {
      const batch = inBucket.slice(at, at + BATCH)
      const { singly, changed } =
        batch.length === 1
          ? { singly: batch, changed: [] }
          : await removeBatch(session, bucket, batch, signal)
      kept.push(...changed)
      // Where one fails, those under way end first: no deletion comes to pass behind the back of a run.
      await runPool(singly, { concurrency: AT_ONCE }, signal, async (one) => {
        if (!(await removeOne(session, one, signal))) kept.push(one.location)
      })
    }
  }
  return kept
}

/** What a batch leaves: to be deleted singly, where a fault is retried and has a name of its own; to stay. */
interface Leftover {
  readonly singly: readonly Doomed[]
  readonly changed: readonly Location[]
}

/**
 * By one request with the ETags; where the store does not take these (S3Proxy: 500), by one without them,
 * after a look at each object. Compatible stores know DeleteObjects in dialects, or not at all.
 */
async function removeBatch(
  session: Session,
  bucket: string,
  batch: readonly Doomed[],
  signal: AbortSignal,
): Promise<Leftover> {
  const { refusesOfDeletions: refuses } = session
  const pinned = batch.some(({ etag }) => etag !== undefined)
  if (!refuses.lists && !(pinned && refuses.etags)) {
    const { failed, status } = await removeList(session, bucket, batch, signal)
    if (failed !== undefined) return { singly: failed, changed: [] }
    if (!pinned || REFUSALS_OF_ALL_LISTS.has(status)) return { singly: batch, changed: [] }
  }
  if (refuses.lists) return { singly: batch, changed: [] }
  const { same, changed } = await lookAtAll(session, batch, signal)
  const unpinned = same.map(({ location }) => ({ location }))
  const { failed } = await removeList(session, bucket, unpinned, signal)
  if (failed === undefined) refuses.lists = true
  else refuses.etags = true
  const left = new Set(failed?.map(({ location }) => location))
  return { singly: failed === undefined ? same : same.filter(({ location }) => left.has(location)), changed }
}

/**
 * One request for all of them.
 *
 * @returns those that it did not delete; without them, the status with which the store refused the request.
 */
async function removeList(
  session: Session,
  bucket: string,
  list: readonly Doomed[],
  signal: AbortSignal,
): Promise<{ readonly failed?: readonly Doomed[]; readonly status?: number }> {
  if (list.length === 0) return { failed: [] }
  const pinned = list.map(({ location, etag }) => ({ key: keyOf(location), etag }))
  try {
    const failures = await session.run(
      { bucket },
      (inner) => session.api.removeMany(bucket, pinned, { signal: inner }),
      { signal, otherWay: true },
    )
    const failed = new Set(failures.filter(({ code }) => code !== 'NoSuchKey').map(({ key }) => key))
    return { failed: list.filter(({ location }) => failed.has(keyOf(location))) }
  } catch (error) {
    const { status } = error instanceof S3Fault ? error.facts : {}
    if (error instanceof S3Fault && isRefusal(session, error)) return status === undefined ? {} : { status }
    throw session.explain(
      error,
      'delete',
      list[0]?.location ?? { scheme: 's3', authority: bucket, path: '/' },
    )
  }
}

function isRefusal(session: Session, fault: S3Fault): boolean {
  const { status = 0, corrupt } = fault.facts
  if (corrupt === true || session.book.judge(fault) === 'throttled') return false
  return status >= 500 || REFUSALS_OF_LISTS.has(status)
}

/** Tells apart what is still what was planned, and what is another object by now; the rest is gone. */
async function lookAtAll(
  session: Session,
  batch: readonly Doomed[],
  signal: AbortSignal,
): Promise<{ readonly same: readonly Doomed[]; readonly changed: readonly Location[] }> {
  const same: Doomed[] = []
  const changed: Location[] = []
  await runPool(batch, { concurrency: AT_ONCE }, signal, async (one, both) => {
    const found = await session.explained('look at', one.location, () => look(session, one, both))
    if (found === 'same') same.push(one)
    else if (found === 'changed') changed.push(one.location)
  })
  return { same, changed }
}

/** What has become of an object since it was planned. */
async function look(
  session: Session,
  { location, etag }: Doomed,
  signal: AbortSignal,
): Promise<'same' | 'changed' | 'gone'> {
  const object = { bucket: location.authority, key: keyOf(location) }
  const head = await headIfAny(session, object, signal)
  if (head === undefined) return 'gone'
  if (etag === undefined || head.etag === etag) return 'same'
  return (await heldEtag(session, { ...object, etag }, signal)) === undefined ? 'changed' : 'same'
}

/** @returns whether it is gone; `false` where other content is there now */
async function removeOne(session: Session, one: Doomed, signal: AbortSignal): Promise<boolean> {
  const { location, etag } = one
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
      // An answer that was lost had deleted it: then nothing is there that could have the ETag. And the
      // condition may not hold for what has another ETag in listings, and is the same.
      if (!isConditionFailed(error) && !isConditionUnknown(error)) throw error
    }
    const found = await look(session, one, signal)
    return found === 'same' ? remove({}) : found === 'gone'
  })
}

/** The store knows no condition of a deletion. */
function isConditionUnknown(error: unknown): boolean {
  if (!(error instanceof S3Fault)) return false
  const { status, s3Code } = error.facts
  return status === 501 || s3Code === 'NotImplemented' || (status === 400 && s3Code !== 'ExpiredToken')
}
