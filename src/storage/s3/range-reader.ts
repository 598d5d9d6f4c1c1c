import type { Abortable, ObjectInfo, RangeSource } from '../object-store.ts'
import { StorageError } from '../storage-error.ts'
import { messageOf, systemCode } from '../system-error.ts'
import { originOf } from './origin.ts'
import { S3Fault, type ObjectRef } from './s3-api.ts'
import { noTries } from './retry.ts'
import type { Session } from './session.ts'

const PLAIN_MD5 = /^[0-9a-f]{32}$/i

/** An S3 object as a source of ranges, each pinned to the object's ETag. */
export function rangeSource(session: Session, object: ObjectRef, info: ObjectInfo): RangeSource {
  const origin = originOf(object, info.sizeBytes, info.etag)
  return {
    sizeBytes: info.sizeBytes,
    ...(origin !== undefined && { origin }),
    claim: {
      of: info.location,
      get md5() {
        return session.etagsAreMd5 && PLAIN_MD5.test(info.etag ?? '') ? info.etag?.toLowerCase() : undefined
      },
      disprove: () => {
        session.etagsAreMd5 = false
      },
    },
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
    const { head, body } = await session.api.get(object, {
      signal: watch.signal,
      ...(!whole && { range }),
      ...(info.etag !== undefined && { etag: info.etag }),
    })
    session.book.succeeded()
    if ((whole && head.sizeBytes !== info.sizeBytes) || isOther(head.etag, info.etag)) {
      await body[Symbol.asyncIterator]().return?.()
      // As a store answers that honours the condition.
      throw new S3Fault('it is not the object that was listed', {
        operation: 'GetObject', ...object, status: 412, s3Code: 'PreconditionFailed',
      })
    }
    let room = range[1] - range[0]
    for await (const chunk of body) {
      watch.rest()
      if (chunk.length > room)
        throw new S3Fault('the body is longer than what was asked for', {
          operation: 'GetObject', ...object, status: 200, corrupt: true,
        })
      room -= chunk.length
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

/** Some stores do not look at the condition that pins a read. */
function isOther(got: string | undefined, planned: string | undefined): boolean {
  return got !== undefined && planned !== undefined && got !== planned
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
