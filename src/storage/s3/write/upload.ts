import type { Location } from '../../../location/location.ts'
import { md5InEtag } from '../../etag.ts'
import type { RangeSource, WriteOptions } from '../../object-store.ts'
import { proofUnclaimed } from '../../content-check.ts'
import { fillAsClaimed } from '../../fill-as-claimed.ts'
import type { Proof, Written } from '../../proof.ts'
import { writeEitherWay } from './conditional.ts'
import { Digests, requireStored } from './digests.ts'
import type { Extra, Extras } from './extras.ts'
import { fill, readsDiffer } from '../../fill.ts'
import type { HeldMemory } from '../../held-memory.ts'
import type { PartLimits } from './parts.ts'
import type { CallSignal, ObjectRef, WriteAnswer, WriteCondition } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'
import type { Terms } from './terms.ts'
import { uploadInParts } from './upload-parts.ts'

/** What uploads lean on. */
export interface UploadMeans {
  readonly session: Session
  readonly limits: PartLimits
  readonly memory: HeldMemory
  readonly terms: Terms
  readonly extras: Extras
}

/** What a write answered, and what is known of its content. */
export interface Sent {
  readonly answer: WriteAnswer
  readonly proof: Proof
}

/** Writes an object from a source: whole when small, else in parts. */
export async function upload(
  means: UploadMeans,
  location: Location,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<Written> {
  const { sizeBytes } = source
  const isWhole = sizeBytes <= means.limits.putWholeBytes
  const { answer, proof } = isWhole
    ? await putWhole(means, object, source, options)
    : await uploadInParts(means, object, source, options)
  await means.terms.require(isWhole ? 'PutObject' : 'CompleteMultipartUpload', object, answer, options.signal)
  return { location, sizeBytes, etag: answer.etag, proof }
}

/**
 * Where the source's ETag is an MD5 and the answer's is the same, two stores have made it of the content,
 * each by itself: nothing has to be digested here. Else the bytes in hand tell which end is wrong.
 */
async function putWhole(
  means: UploadMeans,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<Sent> {
  const { session, memory } = means
  const { bytes, release } = await memory.take(source.sizeBytes, options.signal)
  try {
    const { claim } = source
    const claimed = claim?.md5
    let proof: Proof = 'etag'
    if (claimed === undefined) proof = await fillAsClaimed(source, bytes, options)
    else await fill(source, bytes, 0, options)
    let digests = new Digests(bytes)
    let sent = await put(means, object, bytes, digests, source, options)
    if (
      claim !== undefined
      && claimed !== undefined
      && !says(sent.answer, claimed)
      && digests.md5 !== claimed
    ) {
      const before = digests.md5
      await fill(source, bytes, 0, options)
      digests = new Digests(bytes)
      if (digests.md5 === claimed) sent = await put(means, object, bytes, digests, source, options)
      else if (digests.md5 === before) {
        claim.disprove()
        proof = proofUnclaimed(source)
      } else throw readsDiffer(claim)
    }
    options.onBytes?.(bytes.length)
    return { answer: sent.answer, proof: proofOf(session, proof, sent.confirmed) }
  } finally {
    release()
  }
}

/** What was read is proved by so much; what was sent by the target's word, or by the way to it. */
export function proofOf(session: Session, read: Proof, confirmed: boolean): Proof {
  return confirmed || session.throughTls ? read : 'size'
}

interface Put {
  readonly answer: WriteAnswer
  /** The answer tells that the content is what was sent. */
  readonly confirmed: boolean
}

function put(
  means: UploadMeans,
  object: ObjectRef,
  bytes: Uint8Array,
  digests: Digests,
  { claim, origin }: RangeSource,
  { signal }: WriteOptions,
): Promise<Put> {
  const { session, extras } = means
  // Kept only with bytes that are known to be the source's, and that the store compares as they arrive: a
  // run may be killed before a wrong object is replaced. Where both ETags are MD5s they tell as much, and
  // nothing has to be digested.
  const isProven = (): boolean =>
    claim?.md5 === undefined || (session.opaqueEtags && digests.md5 === claim.md5)
  const send = async (told: Told, inner: CallSignal): Promise<Put> => {
    const { crc32, condition, withoutMd5, marked } = told
    const answer = await session.api.put(object, bytes, {
      signal: inner,
      crc32,
      withoutMd5,
      origin: marked && crc32 !== undefined ? origin : undefined,
      condition,
    })
    if (answer.opaqueEtag) session.opaqueEtags = true
    return { answer, confirmed: requireStored('PutObject', object, answer, digests, claim?.md5) }
  }
  const write = (told: Omit<Told, 'condition'>): Promise<Put> =>
    writeEitherWay(session, object, signal, (condition) =>
      session.run(object, (inner) => send({ ...told, condition }, inner), { signal }),
    )
  const wanted: Extra[] = origin !== undefined && isProven() ? ['origin', 'checksum'] : ['checksum']
  return extras.write(wanted, (left) => {
    const marked = left.has('origin')
    if (left.has('checksum')) return write({ crc32: digests.crc32, marked, withoutMd5: false })
    return extras.write(['md5'], (more) => write({ crc32: undefined, marked, withoutMd5: !more.has('md5') }))
  })
}

/** What a store is told besides the bytes. */
interface Told {
  readonly crc32: string | undefined
  readonly withoutMd5: boolean
  /** Where the bytes come from, if that is proved. */
  readonly marked: boolean
  readonly condition: WriteCondition | undefined
}

function says(answer: WriteAnswer, md5: string): boolean {
  return !answer.opaqueEtag && md5InEtag(answer.etag) === md5
}
