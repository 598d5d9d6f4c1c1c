import type { Published } from '../../object-store.ts'
import { headIfAny, isConditionFailed, writeEitherWay } from './conditional.ts'
import { S3Fault, type ObjectRef, type WriteAnswer, type WriteCondition } from '../s3-api.ts'
import type { Terms } from './terms.ts'
import { readWhole } from '../read/read-whole.ts'
import type { Session } from '../requests/session.ts'
import { Digests, requireStored } from './digests.ts'
import { outcomeUnknown } from '../requests/verdict.ts'

type Signal = AbortSignal | undefined

/**
 * Puts a small object where nothing is, and then the identical object again, to see whether the store honours
 * the condition: 412 says yes, success says that it does not look.
 */
export async function publishIfAbsent(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
  terms: Terms,
): Promise<Published> {
  const faults: S3Fault[] = []
  let answer: WriteAnswer
  try {
    answer = await putIf(session, object, bytes, { ifNoneMatch: true }, signal, (fault) => {
      faults.push(fault)
    })
  } catch (error) {
    if (isConditionFailed(error)) {
      const own = faults.some(outcomeUnknown) && (await holds(session, object, bytes, signal))
      return { outcome: own ? 'created' : 'exists', conditionHonoured: true }
    }
    if (isConditionUnknown(error)) return publishUnguarded(session, object, bytes, signal, terms)
    throw error
  }
  await terms.require('PutObject', object, answer, signal)
  return { outcome: 'created', conditionHonoured: await refusesAgain(session, object, bytes, signal) }
}

/** Replaces what is there, then asks as {@link publishIfAbsent} does whether the store honours conditions. */
export async function publishReplacing(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
  terms: Terms,
): Promise<Published> {
  const before = await headIfAny(session, object, signal)
  const answer = await writeEitherWay(session, object, signal, (condition) =>
    putBytes(session, object, bytes, { signal, ...(condition && { condition }) }),
  )
  await terms.require('PutObject', object, answer, signal)
  return {
    outcome: before === undefined ? 'created' : 'replaced',
    conditionHonoured: await refusesAgain(session, object, bytes, signal),
  }
}

/** One PUT with its retries, its bytes signed; the ETag of the answer must be their MD5, where it is one. */
async function putBytes(
  session: Session,
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
  return session.run(
    object,
    async (signal) => {
      const answer = await session.api.put(object, bytes, { signal, ...(condition && { condition }) })
      requireStored('PutObject', object, answer, digests)
      return answer
    },
    options,
  )
}

async function putIf(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  condition: WriteCondition,
  signal: Signal,
  onFault?: (fault: S3Fault) => void,
): Promise<WriteAnswer> {
  return putBytes(session, object, bytes, { signal, condition, ...(onFault && { onFault }) })
}

/**
 * The object is there already: a fault of this second request says nothing but that the store was not seen to
 * guard.
 */
async function refusesAgain(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
): Promise<boolean> {
  try {
    await putIf(session, object, bytes, { ifNoneMatch: true }, signal)
    return false
  } catch (error) {
    if (!(error instanceof S3Fault)) throw error
    return isConditionFailed(error)
  }
}

/** Stores that do not know the header say so in these ways. */
function isConditionUnknown(error: unknown): boolean {
  if (!(error instanceof S3Fault)) return false
  const { status, s3Code } = error.facts
  return (
    status === 501
    || s3Code === 'NotImplemented'
    || (status === 400 && (s3Code === 'InvalidArgument' || s3Code === 'InvalidRequest'))
  )
}

async function publishUnguarded(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  signal: Signal,
  terms: Terms,
): Promise<Published> {
  if ((await headIfAny(session, object, signal)) !== undefined)
    return { outcome: 'exists', conditionHonoured: false }
  await terms.require('PutObject', object, await putBytes(session, object, bytes, { signal }), signal)
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
