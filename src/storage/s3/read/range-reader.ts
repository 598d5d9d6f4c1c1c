import type { Abortable, ObjectInfo, RangeSource } from '../../object-store.ts'
import { bodyFault } from '../errors/body-fault.ts'
import { originOf } from '../origin.ts'
import { heldEtag } from './held-etag.ts'
import { StoreClaim } from './store-claim.ts'
import { S3Fault, type ObjectHead, type ObjectRef, type Sink } from '../s3-api.ts'
import { noTries, type Tries } from '../requests/retry.ts'
import type { Session } from '../requests/session.ts'

/** An S3 object as a source of ranges, each pinned to the object's ETag. */
export function rangeSource(session: Session, object: ObjectRef, info: ObjectInfo): RangeSource {
  const origin = originOf(object, info.sizeBytes, info.etag)
  const claim = new StoreClaim(session, object, info)
  const planned = { info }
  return {
    sizeBytes: info.sizeBytes,
    origin,
    claim,
    open: (start, end, options) =>
      Promise.resolve(readRange(session, object, planned, [start, end], options)),
    readInto: (into, start, options) => fillFrom(session, object, planned, claim, into, start, options),
  }
}

/** The object as it was planned, once it was read under the ETag that reads find it by. */
interface PlannedObject {
  info: ObjectInfo
}

/** A body that breaks off is continued where it broke, by a new request for the rest. */
async function* readRange(
  session: Session,
  object: ObjectRef,
  planned: PlannedObject,
  [start, end]: readonly [number, number],
  { signal }: Abortable,
): AsyncGenerator<Uint8Array> {
  const tries = noTries()
  let at = start
  while (at < end) {
    const before = at
    const beganMs = session.book.policy.now()
    try {
      for await (const chunk of pieces(session, object, planned.info, [at, end], signal)) {
        at += chunk.length
        yield chunk
      }
      if (at < end) throw endedEarly(object)
    } catch (error) {
      if (await isHeldOtherwise(session, object, planned, error, signal)) continue
      await pauseAfter(session, object, planned.info, error, at > before ? anew(tries) : tries, {
        beganMs,
        signal,
      })
    }
  }
}

/** As {@link readRange}, into memory. */
async function fillFrom(
  session: Session,
  object: ObjectRef,
  planned: PlannedObject,
  claim: StoreClaim,
  into: Uint8Array,
  start: number,
  { signal }: Abortable,
): Promise<void> {
  const tries = noTries()
  const sink: Sink = { bytes: into, filled: 0 }
  while (sink.filled < into.length) {
    const before = sink.filled
    const beganMs = session.book.policy.now()
    try {
      const { info } = planned
      await pieceInto(session, object, info, claim, sink, [start + before, start + into.length], signal)
      if (sink.filled < into.length) throw endedEarly(object)
    } catch (error) {
      if (claim.isRefusal(error)) continue
      if (await isHeldOtherwise(session, object, planned, error, signal)) continue
      await pauseAfter(session, object, planned.info, error, sink.filled > before ? anew(tries) : tries, {
        beganMs,
        signal,
      })
    }
  }
}

/**
 * Whether the store holds what was planned under another ETag than it listed, under which it is read from
 * now on.
 */
async function isHeldOtherwise(
  session: Session,
  object: ObjectRef,
  planned: PlannedObject,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { etag } = planned.info
  if (etag === undefined || !(error instanceof S3Fault) || error.facts.status !== 412) return false
  let held: string | undefined
  try {
    held = await heldEtag(session, { ...object, etag }, signal)
  } catch (other) {
    signal?.throwIfAborted()
    // That it is another object is what is known.
    if (other instanceof S3Fault) return false
    throw other
  }
  if (held === undefined || held === etag) return false
  planned.info = { ...planned.info, etag: held }
  return true
}

/** Of a body that moved on, only what comes now counts. */
function anew(tries: Tries): Tries {
  return Object.assign(tries, noTries())
}

/** Waits for the next try. @throws what is no fault that passes, as a sentence. */
async function pauseAfter(
  session: Session,
  object: ObjectRef,
  info: ObjectInfo,
  error: unknown,
  tries: Tries,
  options: { readonly beganMs: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  options.signal?.throwIfAborted()
  try {
    if (!(error instanceof S3Fault)) throw error
    await session.pause(object, error, tries, options)
  } catch (reason) {
    throw session.explain(reason, 'read', info.location)
  }
}

/** One GET into memory. */
async function pieceInto(
  session: Session,
  object: ObjectRef,
  info: ObjectInfo,
  claim: StoreClaim,
  sink: Sink,
  range: readonly [number, number],
  signal: AbortSignal | undefined,
): Promise<void> {
  const whole = range[0] === 0 && range[1] === info.sizeBytes
  const room = range[1] - range[0]
  const checksums = whole && claim.asksForChecksums()
  const turn = await session.enterRead(signal)
  try {
    await session.watch(
      object,
      async (inner) => {
        const head = await session.api.getInto(object, sink, {
          signal: inner,
          ...(!whole && { range }),
          etag: info.etag,
          checksums,
        })
        requirePlanned(object, info, head, whole)
        if (head.sizeBytes > room) throw tooLong(object)
        if (checksums) claim.came(head)
      },
      { signal },
    )
    session.succeeded()
    turn.succeeded()
  } finally {
    turn.end()
  }
}

/** @throws S3Fault as of a store that honours the condition: some do not look at what pins a read. */
function requirePlanned(object: ObjectRef, info: ObjectInfo, head: ObjectHead, whole: boolean): void {
  if (!(whole && head.sizeBytes !== info.sizeBytes) && !isOther(head.etag, info.etag)) return
  throw new S3Fault('it is not the object that was listed', {
    operation: 'GetObject',
    ...object,
    status: 412,
    s3Code: 'PreconditionFailed',
  })
}

function endedEarly(object: ObjectRef): S3Fault {
  return broken('the body ended early', object)
}

function tooLong(object: ObjectRef): S3Fault {
  return broken('the body is longer than what was asked for', object)
}

function broken(message: string, object: ObjectRef): S3Fault {
  return new S3Fault(message, { operation: 'GetObject', ...object, status: 200, corrupt: true })
}

/**
 * The body of one GET. Only waiting for the store counts as silence, not the time that the reader takes.
 */
async function* pieces(
  session: Session,
  object: ObjectRef,
  info: ObjectInfo,
  range: readonly [number, number],
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const whole = range[0] === 0 && range[1] === info.sizeBytes
  const turn = await session.enterRead(signal)
  const watch = session.watchSilence(object, { signal })
  try {
    const { head, body } = await session.api.get(object, {
      signal: watch,
      ...(!whole && { range }),
      etag: info.etag,
    })
    session.succeeded()
    turn.succeeded()
    try {
      requirePlanned(object, info, head, whole)
    } catch (error) {
      await body[Symbol.asyncIterator]().return?.()
      throw error
    }
    let room = range[1] - range[0]
    for await (const chunk of body) {
      watch.rest()
      if (chunk.length > room) throw tooLong(object)
      room -= chunk.length
      yield chunk
      watch.heard('came')
    }
  } catch (error) {
    watch.throwIfAborted()
    throw bodyFault(error, object)
  } finally {
    watch.end()
    turn.end()
  }
}

function isOther(got: string | undefined, planned: string | undefined): boolean {
  return got !== undefined && planned !== undefined && got !== planned
}
