import type { Deletion } from '../../object-store.ts'
import type { Session } from '../requests/session.ts'
import {
  S3Fault,
  type ListPage,
  type ObjectRef,
  type ObjectVersion,
  type S3Api,
  type VersionMark,
} from '../s3-api.ts'

/** A version that was the current one at some time. */
type PastVersion = ObjectVersion & { readonly deleted: false }

/**
 * A page of what a bucket listed at a time, from the versions that it keeps: of each key the latest one that
 * is not younger, unless that is a delete marker. As {@link S3Api.list}; tokens are its own.
 */
export async function listAsOf(
  api: Pick<S3Api, 'listVersions'>,
  at: Date,
  bucket: string,
  prefix: string,
  token: string | undefined,
  { startAfter, ...options }: Parameters<S3Api['list']>[3],
): Promise<ListPage> {
  const place = token === undefined ? beginAfter(startAfter) : placeIn(token)
  const page = await api.listVersions(bucket, prefix, place?.mark, options)
  // A key whose version was found may go on on the next page, with older ones.
  const settled = new Set(place?.settled === true ? [place.mark.key] : [])
  const entries: PastVersion[] = []
  for (const version of page.versions) {
    if (settled.has(version.key) || !wasThere(version, at)) continue
    settled.add(version.key)
    if (isPast(version)) entries.push(version)
  }
  const passedOver = page.versions.length - entries.length
  const { prefixes, next } = page
  if (next === undefined) return { entries, prefixes, passedOver }
  return { entries, prefixes, passedOver, next: tokenFor({ mark: next, settled: settled.has(next.key) }) }
}

/** Where a page begins, and whether older versions of the mark's key are of no interest. */
interface Place {
  readonly mark: VersionMark
  readonly settled: boolean
}

function beginAfter(key: string | undefined): Place | undefined {
  return key === undefined ? undefined : { mark: { key }, settled: true }
}

function tokenFor({ mark: { key, versionId }, settled }: Place): string {
  return JSON.stringify([key, versionId ?? null, settled])
}

function placeIn(token: string): Place {
  const [key, versionId, settled] = JSON.parse(token) as [string, string | null, boolean]
  return { mark: { key, ...(versionId !== null && { versionId }) }, settled }
}

function wasThere({ modifiedAt }: ObjectVersion, at: Date): boolean {
  return modifiedAt !== undefined && modifiedAt.getTime() <= at.getTime()
}

function isPast(version: ObjectVersion): version is PastVersion {
  return !version.deleted
}

/** Objects have few versions; what else begins like the key is not asked for. */
const VERSIONS_OF_ONE = 50

/**
 * The version of an object that was the current one at a time; `undefined` where it was not there then.
 *
 * @throws S3Fault
 */
export async function findAsOf(
  session: Session,
  at: Date,
  { bucket, key }: ObjectRef,
  signal: AbortSignal | undefined,
): Promise<ObjectVersion | undefined> {
  let after: VersionMark | undefined
  for (;;) {
    const begin = after
    const { versions, next } = await session.run(
      { bucket, key },
      (inner) => session.api.listVersions(bucket, key, begin, { most: VERSIONS_OF_ONE, signal: inner }),
      { signal },
    )
    const found = versions.find((version) => version.key === key && wasThere(version, at))
    if (found !== undefined) return found.deleted ? undefined : found
    // The key itself comes before all that merely begins like it.
    if (next?.key !== key || next.versionId === undefined || next.versionId === after?.versionId)
      return undefined
    after = next
  }
}

/** As {@link findAsOf}. @throws S3Fault 404 where there was no such object. */
export async function requireAsOf(
  session: Session,
  at: Date,
  object: ObjectRef,
  signal: AbortSignal | undefined,
): Promise<ObjectRef> {
  const found = await findAsOf(session, at, object, signal)
  if (found !== undefined) return { ...object, versionId: found.versionId }
  throw new S3Fault('there was no such object at that time', {
    operation: 'ListObjectVersions',
    ...object,
    status: 404,
    s3Code: 'NoSuchKey',
  })
}

/**
 * When an object was deleted of which older versions are kept, as far as a page of them shows. One request,
 * tried once: whoever asks for what is missing has something to say without it.
 *
 * @throws S3Fault
 */
export async function deletionsOf(
  session: Session,
  { bucket, key }: ObjectRef,
  signal: AbortSignal | undefined,
): Promise<readonly Deletion[]> {
  const page = await session.watch(
    { bucket, key },
    (inner) => session.api.listVersions(bucket, key, undefined, { most: VERSIONS_OF_ONE, signal: inner }),
    { signal },
  )
  const versions = page.versions.filter((version) => version.key === key)
  const found: Deletion[] = []
  for (const [n, { deleted, modifiedAt: writtenAt }] of versions.entries()) {
    const newer = versions[n - 1]
    if (deleted || writtenAt === undefined || newer?.deleted !== true) continue
    if (newer.modifiedAt !== undefined) found.push({ writtenAt, deletedAt: newer.modifiedAt })
  }
  return found
}
