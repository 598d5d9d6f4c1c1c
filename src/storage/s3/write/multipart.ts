import { createHash } from 'node:crypto'
import { runPool } from '../../pool.ts'
import { headIfAny, writeEitherWay } from './conditional.ts'
import type { Extras } from './extras.ts'
import type { Part } from './parts.ts'
import {
  S3Fault,
  type Marked,
  type CallSignal,
  type ObjectRef,
  type PartAnswer,
  type WriteAnswer,
  type WriteCondition,
} from '../s3-api.ts'
import type { Session } from '../requests/session.ts'
import { outcomeUnknown } from '../requests/verdict.ts'

const ABORT_LIMIT_MS = 10_000
const CREATE_GRACE_MS = 3000

/** What a multipart upload consists of. */
export interface MultipartPlan extends Marked {
  readonly object: ObjectRef
  readonly extras: Extras
  readonly sizeBytes: number
  readonly parts: readonly Part[]
  /** Parts of this object under way at once. */
  readonly atOnce: number
  /** Each part carries a CRC-32, and the store has to know before. */
  readonly crc32?: boolean
  /** Looked at when all parts are there, before the object is. */
  readonly beforeComplete?: () => Promise<void>
  /** Sends one part, with its retries. */
  readonly send: (part: Part, uploadId: string, signal: AbortSignal) => Promise<PartAnswer>
}

/**
 * Writes an object in parts. The upload is aborted at the server when anything fails, so that nothing is
 * left to pay for.
 */
export async function multipartWrite(
  session: Session,
  plan: MultipartPlan,
  signal: AbortSignal | undefined,
): Promise<WriteAnswer> {
  const { object, origin, extras } = plan
  const faults: S3Fault[] = []
  const onFault = (fault: S3Fault): void => {
    faults.push(fault)
  }
  const uploadId = await extras.write(origin === undefined ? [] : ['origin'], (told) =>
    session.run(
      object,
      (inner) =>
        patiently(inner, (stop) =>
          session.api.createUpload(object, {
            signal: stop,
            crc32: plan.crc32 === true,
            ...(origin !== undefined && told.has('origin') && { origin }),
          }),
        ),
      { signal, onFault },
    ),
  )
  try {
    const parts = await sendParts(plan, uploadId, signal ?? new AbortController().signal)
    await plan.beforeComplete?.()
    // Told a checksum that the upload was not created for, versitygw knows the part no more.
    const named = plan.crc32 === true ? parts : parts.map((part) => ({ ...part, checksums: {} }))
    const answer = await writeEitherWay(session, object, signal, (condition) =>
      complete(session, plan, uploadId, named, condition, signal),
    )
    if (faults.some(outcomeUnknown)) await lookForLost(session, object, signal)
    return answer
  } catch (error) {
    await abandon(session, object, uploadId)
    throw error
  }
}

/**
 * Gives an attempt some time to answer after its signal was aborted: of an upload that was created while
 * the caller gave up, nobody would know the id.
 */
async function patiently<T>(signal: CallSignal, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const giveUp = (): void => {
    timer = setTimeout(
      () => {
        stop.abort(signal.reason)
      },
      signal.reason instanceof S3Fault ? 0 : CREATE_GRACE_MS,
    )
  }
  if (signal.aborted) stop.abort(signal.reason)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await attempt(stop.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}

/** Under a signal of its own: what made the write fail is often that its signal was aborted. */
async function abandon(session: Session, object: ObjectRef, uploadId: string): Promise<void> {
  const signal = AbortSignal.timeout(ABORT_LIMIT_MS)
  try {
    await session.run(object, (inner) => session.api.abortUpload(object, uploadId, { signal: inner }), {
      signal,
    })
  } catch (error) {
    if (error instanceof S3Fault && error.facts.s3Code === 'NoSuchUpload') return
    const denied = error instanceof S3Fault && error.facts.status === 403
    session.warn(
      `the unfinished multipart upload of s3://${object.bucket}/${object.key} could not be aborted`
        + `${denied ? ', for that needs s3:AbortMultipartUpload on the object,' : ''} and may cost storage: `
        + 'abort it by hand, or let a lifecycle rule of the bucket do so',
    )
  }
}

/** Of an upload whose creation was answered to nobody, the id is not known: it can only be told of. */
async function lookForLost(
  session: Session,
  object: ObjectRef,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const count = await session.run(object, (inner) => session.api.countUploads(object, { signal: inner }), {
      signal,
    })
    if (count === 0) return
  } catch (error) {
    // It is not known then, and the object is whole.
    if (error instanceof S3Fault) return
    throw error
  }
  session.warn(
    `an unfinished multipart upload of s3://${object.bucket}/${object.key} was left, for the answer to its creation was lost; it costs `
      + 'storage: a lifecycle rule with AbortIncompleteMultipartUpload on the bucket removes such uploads',
  )
}

/** All of them end before the upload is completed or aborted: a part that came later would survive it. */
async function sendParts(
  { parts, atOnce, send }: MultipartPlan,
  uploadId: string,
  signal: AbortSignal,
): Promise<PartAnswer[]> {
  const answers: PartAnswer[] = []
  await runPool(parts, { concurrency: atOnce }, signal, async (part, both) => {
    answers.push(await send(part, uploadId, both))
  })
  return answers.sort((a, b) => a.number - b.number)
}

/** Completes the upload; "no such upload" after an answer that was lost may mean that it is done. */
async function complete(
  session: Session,
  plan: MultipartPlan,
  uploadId: string,
  parts: readonly PartAnswer[],
  condition: WriteCondition | undefined,
  signal: AbortSignal | undefined,
): Promise<WriteAnswer> {
  const { object } = plan
  const faults: S3Fault[] = []
  const onFault = (fault: S3Fault): void => {
    faults.push(fault)
  }
  try {
    return await session.run(
      object,
      (inner) => session.api.completeUpload(object, uploadId, parts, { signal: inner, condition }),
      { signal, copying: true, onFault },
    )
  } catch (error) {
    if (!faults.some(outcomeUnknown) || !(error instanceof S3Fault) || error.facts.status !== 404) throw error
    const there = await headIfAny(session, object, signal)
    if (there?.etag === undefined || there.sizeBytes !== plan.sizeBytes || there.etag !== etagOfParts(parts))
      throw error
    return { etag: there.etag, opaqueEtag: false }
  }
}

/** S3's ETag of an object in parts: the MD5 of the parts' MD5s, and their number. */
export function etagOfParts(parts: readonly { readonly etag: string }[]): string {
  const hash = createHash('md5')
  for (const { etag } of parts) hash.update(Buffer.from(etag, 'hex'))
  return `${hash.digest('hex')}-${parts.length}`
}
