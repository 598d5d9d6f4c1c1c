import { S3Fault, type ObjectHead, type OfCopySource, type PinnedRef } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'

/**
 * The ETag under which reads find an object that was seen before. Of some objects a store's listings tell
 * another ETag than HEAD and GET do (OpenStack Swift, of copies of what was uploaded in parts): where the
 * listing still says what it said, and both looks agree in size and time, it is the same content.
 *
 * @returns `undefined` where the object is another one by now, or is gone.
 * @throws S3Fault
 */
export async function heldEtag(
  session: Session,
  object: PinnedRef,
  signal: AbortSignal | undefined,
  of: OfCopySource = {},
): Promise<string | undefined> {
  const head = await look(session, object, signal, of)
  if (head?.etag === undefined || head.etag === object.etag) return head?.etag
  // A version keeps its content, and listings do not tell of old ones.
  if (object.versionId !== undefined) return undefined
  const { entries } = await session.run(
    object,
    (inner) => session.api.list(object.bucket, object.key, undefined, { signal: inner, ...of }),
    { signal },
  )
  const listed = entries.find(({ key }) => key === object.key)
  const isSame =
    listed?.etag === object.etag
    && listed?.sizeBytes === head.sizeBytes
    && secondOf(listed) === secondOf(head)
  return isSame ? head.etag : undefined
}

/** HEAD tells whole seconds. Never equal where a time is not known. */
function secondOf({ modifiedAt }: ObjectHead): number {
  return Math.floor((modifiedAt?.getTime() ?? NaN) / 1000)
}

async function look(
  session: Session,
  object: PinnedRef,
  signal: AbortSignal | undefined,
  of: OfCopySource,
): Promise<ObjectHead | undefined> {
  try {
    return await session.run(object, (inner) => session.api.head(object, { signal: inner, ...of }), {
      signal,
    })
  } catch (error) {
    if (error instanceof S3Fault && error.facts.status === 404) return undefined
    throw error
  }
}
