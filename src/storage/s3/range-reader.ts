import type { Abortable, ObjectInfo, RangeSource } from '../object-store.ts'
import { StorageError } from '../storage-error.ts'
import { messageOf, systemCode } from '../system-error.ts'
import { S3Fault, type ObjectRef } from './s3-api.ts'
import { noTries } from './retry.ts'
import type { Session } from './session.ts'

/** An S3 object as a source of ranges, each pinned to the object's ETag. */
export function rangeSource(session: Session, object: ObjectRef, info: ObjectInfo): RangeSource {
  return {
    sizeBytes: info.sizeBytes,
    open: (start, end, options) => Promise.resolve(readRange(session, object, info, [start, end], options)),
  }
}

/** A body that breaks off is continued where it broke, by a new request for the rest. */
async function* readRange(
  session: Session,
  object: ObjectRef,
  info: ObjectInfo,
  [start, end]: readonly [number, number],
  { signal }: Abortable,
): AsyncGenerator<Uint8Array> {
  const tries = noTries()
  let at = start
  while (at < end) {
    const before = at
    try {
      for await (const chunk of pieces(session, object, info, [at, end], signal)) {
        at += chunk.length
        yield chunk
      }
      if (at < end)
        throw new S3Fault('the body ended early', {
          operation: 'GetObject',
          ...object,
          status: 200,
          corrupt: true,
        })
    } catch (error) {
      signal?.throwIfAborted()
      const fault = error instanceof S3Fault ? error : undefined
      const verdict = fault === undefined ? 'fatal' : session.book.judge(fault)
      if (at > before) tries.transient = 0
      tries[verdict]++
      if (fault !== undefined && verdict === 'throttled') session.throttled(fault)
      const wait = fault === undefined ? undefined : session.book.pause(fault, verdict, tries)
      if (wait === undefined) throw session.explain(error, 'read', info.location)
      await session.book.policy.sleep(wait, signal)
    }
  }
}

/** The body of one GET. Only waiting for the store counts as silence, not the time that the reader takes. */
async function* pieces(
  session: Session,
  object: ObjectRef,
  info: ObjectInfo,
  range: readonly [number, number],
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const whole = range[0] === 0 && range[1] === info.sizeBytes
  const leave = await session.enterRead(signal)
  const watch = session.watchSilence(object, { signal })
  try {
    const { body } = await session.api.get(object, {
      signal: watch.signal,
      ...(!whole && { range }),
      ...(info.etag !== undefined && { etag: info.etag }),
    })
    session.book.succeeded()
    for await (const chunk of body) {
      watch.rest()
      yield chunk
      watch.alive()
    }
  } catch (error) {
    watch.signal.throwIfAborted()
    throw bodyFault(error, object)
  } finally {
    watch.end()
    leave()
  }
}

/** What broke off a body, as a fault that can be tried again. */
export function bodyFault(error: unknown, object: ObjectRef): unknown {
  if (error instanceof S3Fault || error instanceof StorageError) return error
  const code = systemCode(error) ?? 'ECONNRESET'
  return new S3Fault(
    messageOf(error),
    { operation: 'GetObject', ...object, networkCode: code },
    { cause: error },
  )
}
