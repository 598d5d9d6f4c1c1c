import type { Published } from '../../object-store.ts'
import { headIfAny, isConditionFailed, writeEitherWay } from './conditional.ts'
import { S3Fault, type ObjectRef, type WriteAnswer, type WriteCondition } from '../s3-api.ts'
import { mayRefuseHeader } from '../requests/refused-header.ts'
import type { UploadMeans } from './upload.ts'
import { readWhole } from '../read/read-whole.ts'
import type { Session } from '../requests/session.ts'
import { Digests, requireStored } from './digests.ts'
import { outcomeUnknown } from '../requests/verdict.ts'

type Signal = AbortSignal | undefined

/** What publishing leans on. */
export type PublishMeans = Pick<UploadMeans, 'session' | 'terms' | 'extras'>

/**
 * Puts a small object where nothing is, and then the identical object again, to see whether the store
 * honours the condition: 412 says yes, success says that it does not look.
 */
export async function publishIfAbsent(
  means: PublishMeans,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
): Promise<Published> {
  const faults: S3Fault[] = []
  let answer: WriteAnswer
  try {
    answer = await putIf(means, object, bytes, { ifNoneMatch: true }, signal, (fault) => {
      faults.push(fault)
    })
  } catch (error) {
    if (isConditionFailed(error)) {
      const own = faults.some(outcomeUnknown) && (await holds(means.session, object, bytes, signal))
      return { outcome: own ? 'created' : 'exists', conditionHonoured: true }
    }
    if (mayRefuseHeader(error)) return publishUnguarded(means, object, bytes, signal)
    throw error
  }
  await means.terms.require('PutObject', object, answer, signal)
  return { outcome: 'created', conditionHonoured: await refusesAgain(means, object, bytes, signal) }
}

/**
 * Replaces what is there, then asks as {@link publishIfAbsent} does whether the store honours conditions.
 */
export async function publishReplacing(
  means: PublishMeans,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
): Promise<Published> {
  const before = await headIfAny(means.session, object, signal)
  const answer = await writeEitherWay(means.session, object, signal, (condition) =>
    putBytes(means, object, bytes, { signal, condition }),
  )
  await means.terms.require('PutObject', object, answer, signal)
  return {
    outcome: before === undefined ? 'created' : 'replaced',
    conditionHonoured: await refusesAgain(means, object, bytes, signal),
  }
}

/**
 * One PUT with its retries, its bytes signed; the ETag of the answer must be their MD5, where it is one.
 */
async function putBytes(
  means: PublishMeans,
  object: ObjectRef,
  bytes: Uint8Array,
  options: {
    readonly signal: Signal
    readonly condition?: WriteCondition
    readonly onFault?: (fault: S3Fault) => void
  },
): Promise<WriteAnswer> {
  const digests = new Digests(bytes)
  const { condition } = options
  const { session, extras } = means
  const put = (withoutMd5: boolean): Promise<WriteAnswer> =>
    session.run(
      object,
      async (signal) => {
        const answer = await session.api.put(object, bytes, { signal, withoutMd5, condition })
        requireStored('PutObject', object, answer, digests)
        return answer
      },
      options,
    )
  return extras.write(['md5'], (told) => put(!told.has('md5')))
}

async function putIf(
  means: PublishMeans,
  object: ObjectRef,
  bytes: Uint8Array,
  condition: WriteCondition,
  signal: Signal,
  onFault?: (fault: S3Fault) => void,
): Promise<WriteAnswer> {
  return putBytes(means, object, bytes, { signal, condition, onFault })
}

/**
 * The object is there already: a fault of this second request says nothing but that the store was not seen
 * to guard.
 */
async function refusesAgain(
  means: PublishMeans,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
): Promise<boolean> {
  try {
    await putIf(means, object, bytes, { ifNoneMatch: true }, signal)
    return false
  } catch (error) {
    if (!(error instanceof S3Fault)) throw error
    return isConditionFailed(error)
  }
}

async function publishUnguarded(
  means: PublishMeans,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
): Promise<Published> {
  if ((await headIfAny(means.session, object, signal)) !== undefined)
    return { outcome: 'exists', conditionHonoured: false }
  await means.terms.require('PutObject', object, await putBytes(means, object, bytes, { signal }), signal)
  return { outcome: 'created', conditionHonoured: false }
}

/**
 * Whether what is there is what was to be written: then it was this run that wrote it, and only the answer
 * was lost.
 */
async function holds(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
): Promise<boolean> {
  const there = await readWhole(session, object, bytes.length, signal)
  return there.bytes !== undefined && Buffer.compare(there.bytes, bytes) === 0
}
