import { S3Fault, type ObjectHead, type ObjectRef, type WriteAnswer, type WriteCondition } from '../s3-api.ts'
import { mayRefuseHeader } from '../requests/refused-header.ts'
import type { Session } from '../requests/session.ts'

/** One write, with retries, under a condition or none. */
export type ConditionalWrite<T = WriteAnswer> = (condition: WriteCondition | undefined) => Promise<T>

/** Whether the fault is a refusal for want of permission. */
export function isDenied(error: unknown): boolean {
  return (
    error instanceof S3Fault
    && error.facts.status === 403
    && error.facts.s3Code !== 'RequestTimeTooSkewed'
    && (error.facts.s3Code === undefined || error.facts.s3Code === 'AccessDenied')
  )
}

/** Whether the fault says that the condition does not hold. */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof S3Fault && error.facts.status === 412
}

/** Whether the fault says that the store does not do this, or not with such headers. */
export function isNotOffered(error: unknown): boolean {
  return mayRefuseHeader(error) || (error instanceof S3Fault && error.facts.status === 405)
}

/**
 * Replaces what is there, also where a bucket's policy demands that every write carries a condition: the
 * first plain write that is denied is tried once more with "only if absent", and if that is accepted the
 * session keeps to it.
 */
export async function writeEitherWay<T>(
  session: Session,
  object: ObjectRef,
  signal: AbortSignal | undefined,
  write: ConditionalWrite<T>,
): Promise<T> {
  if (session.conditional) return writeConditionally(session, object, signal, write)
  let denied: unknown
  try {
    return await write(undefined)
  } catch (error) {
    if (!isDenied(error)) throw error
    denied = error
  }
  try {
    const answer = await writeConditionally(session, object, signal, write)
    session.conditional = true
    session.notice(
      `the policy of ${object.bucket} demands conditional writes; every write carries a condition from now on`,
    )
    return answer
  } catch (error) {
    if (isDenied(error)) throw denied
    if (!(error instanceof S3Fault)) throw error
    // A store that knows no conditions (Swift) has none that a policy could ask for: it was the key.
    if (isNotOffered(error) && denied instanceof S3Fault)
      throw new S3Fault(denied.message, denied.facts, { cause: error })
    throw new S3Fault(error.message, error.facts, { cause: denied })
  }
}

/** Another writer can come between looking and writing; more often than this it is no accident. */
const ROUNDS = 3

async function writeConditionally<T>(
  session: Session,
  object: ObjectRef,
  signal: AbortSignal | undefined,
  write: ConditionalWrite<T>,
): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await write({ ifNoneMatch: true })
    } catch (error) {
      if (!isConditionFailed(error) || round === ROUNDS) throw error
    }
    const there = await headIfAny(session, object, signal)
    if (there?.etag === undefined) continue
    try {
      return await write({ ifMatch: there.etag })
    } catch (error) {
      if (!isConditionFailed(error) || round === ROUNDS) throw error
    }
  }
}

/**
 * HEAD, `undefined` for 404. Checksums are told where they are asked for, and the store lets itself be
 * asked.
 */
export async function headIfAny(
  session: Session,
  object: ObjectRef,
  signal: AbortSignal | undefined,
  checksums = false,
): Promise<ObjectHead | undefined> {
  if (!checksums || session.refusesChecksumMode) return look(session, object, signal, false)
  try {
    return await look(session, object, signal, true)
  } catch (error) {
    // An answer to HEAD has no code: whatever else it may be shows in the second one (S3Proxy says 501).
    const status = error instanceof S3Fault ? error.facts.status : undefined
    if (status !== 501 && status !== 400) throw error
  }
  const head = await look(session, object, signal, false)
  session.refusesChecksumMode = true
  return head
}

async function look(
  session: Session,
  object: ObjectRef,
  signal: AbortSignal | undefined,
  checksums: boolean,
): Promise<ObjectHead | undefined> {
  try {
    return await session.run(object, (inner) => session.api.head(object, { signal: inner, checksums }), {
      signal,
    })
  } catch (error) {
    if (!(error instanceof S3Fault)) throw error
    if (isMissing(error)) return undefined
    const clearer = await clarified(session, object, error, signal)
    if (isMissing(clearer)) return undefined
    if (clearer !== undefined) throw clearer
  }
  // Reading works now, for credentials were renewed or another server answers.
  return session.run(object, (inner) => session.api.head(object, { signal: inner, checksums }), { signal })
}

/** A missing bucket looks the same in answers to HEAD, which have no code. */
function isMissing(error: S3Fault | undefined): boolean {
  return error?.facts.status === 404 && error.facts.s3Code !== 'NoSuchBucket'
}

/**
 * An answer to HEAD has no body and so no code: one byte by GET tells what is wrong. `undefined` where that
 * works.
 */
async function clarified(
  session: Session,
  object: ObjectRef,
  error: S3Fault,
  signal: AbortSignal | undefined,
): Promise<S3Fault | undefined> {
  const { status, s3Code } = error.facts
  if (
    (status !== 400 && status !== 403)
    || (s3Code !== undefined && s3Code !== 'Forbidden' && s3Code !== 'BadRequest')
  )
    return error
  try {
    const answer = await session.run(
      object,
      (inner) => session.api.get(object, { signal: inner, range: [0, 1] }),
      { signal },
    )
    await answer.body[Symbol.asyncIterator]().return?.()
    return undefined
  } catch (second) {
    return second instanceof S3Fault && second.facts.s3Code !== undefined ? second : error
  }
}
