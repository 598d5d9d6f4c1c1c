import type { Location } from '../../../location/location.ts'
import { md5InEtag } from '../../etag.ts'
import type { ObjectInfo, RangeSource, WriteOptions } from '../../object-store.ts'
import { writeChecked } from './checked.ts'
import { writeEitherWay } from './conditional.ts'
import { Digests, requireStored } from './digests.ts'
import { fill, readsDiffer } from '../../fill.ts'
import type { HeldMemory } from '../../held-memory.ts'
import type { PartLimits } from './parts.ts'
import type { ObjectRef, WriteAnswer } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'
import { uploadInParts } from './upload-parts.ts'

/** What uploads lean on. */
export interface UploadMeans {
  readonly session: Session
  readonly limits: PartLimits
  readonly memory: HeldMemory
}

/** Writes an object from a source: whole when small, else in parts. */
export async function upload(
  means: UploadMeans,
  location: Location,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<ObjectInfo> {
  const { sizeBytes } = source
  const answer =
    sizeBytes <= means.limits.putWholeBytes
      ? await putWhole(means, object, source, options)
      : await uploadInParts(means, object, source, options)
  return { location, sizeBytes, etag: answer.etag }
}

/**
 * Where the source's ETag is an MD5 and the answer's is the same, two stores have made it of the content, each by itself:
 * nothing has to be digested here. Else the bytes in hand tell which end is wrong.
 */
async function putWhole(
  { session, memory }: UploadMeans,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<WriteAnswer> {
  const { bytes, release } = await memory.take(source.sizeBytes, options.signal)
  try {
    await fill(source, bytes, 0, options)
    let digests = new Digests(bytes)
    let answer = await put(session, object, bytes, digests, source, options)
    const { claim } = source
    const claimed = claim?.md5
    if (claim !== undefined && claimed !== undefined && !says(answer, claimed) && digests.md5 !== claimed) {
      const before = digests.md5
      await fill(source, bytes, 0, options)
      digests = new Digests(bytes)
      if (digests.md5 === claimed) answer = await put(session, object, bytes, digests, source, options)
      else if (digests.md5 === before) claim.disprove()
      else throw readsDiffer(claim)
    }
    options.onBytes?.(bytes.length)
    return answer
  } finally {
    release()
  }
}

function put(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  digests: Digests,
  { claim, origin }: RangeSource,
  { signal }: WriteOptions,
): Promise<WriteAnswer> {
  // Kept only with bytes that are known to be the source's, and that the store compares as they arrive: a run may be killed
  // before a wrong object is replaced. Where both ETags are MD5s they tell as much, and nothing has to be digested.
  const isProven = (): boolean => claim?.md5 === undefined || (session.opaqueEtags && digests.md5 === claim.md5)
  const send = async (crc32: string | undefined, inner: AbortSignal, condition: object): Promise<WriteAnswer> => {
    const answer = await session.api.put(object, bytes, {
      signal: inner,
      ...(crc32 !== undefined && { crc32 }),
      ...(origin !== undefined && crc32 !== undefined && isProven() && { origin }),
      ...condition,
    })
    if (answer.opaqueEtag) session.opaqueEtags = true
    requireStored('PutObject', object, answer, digests, claim?.md5)
    return answer
  }
  return writeChecked(session, () => digests.crc32, (crc32) =>
    writeEitherWay(session, object, signal, (condition) =>
      session.run(object, (inner) => send(crc32, inner, condition === undefined ? {} : { condition }), { signal }),
    ),
  )
}

function says(answer: WriteAnswer, md5: string): boolean {
  return !answer.opaqueEtag && md5InEtag(answer.etag) === md5
}
