import { bodyFault } from '../errors/body-fault.ts'
import type { Session } from '../requests/session.ts'
import type { SilenceWatch } from '../requests/silence.ts'
import { S3Fault, type ObjectHead, type ObjectRef } from '../s3-api.ts'

/** What was read of an object so far: its head, and the first `filled` of its bytes. */
interface Progress {
  head: ObjectHead | undefined
  bytes: Uint8Array
  filled: number
}

/**
 * Reads a whole object of at most `maxBytes` bytes. It may take its time: only silence counts as a fault,
 * what breaks off is continued where it broke, and as long as bytes come it is not given up.
 *
 * @returns `undefined` in place of the bytes where there are more.
 * @throws S3Fault; the signal's reason.
 */
export async function readWhole(
  session: Session,
  object: ObjectRef,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly head: ObjectHead; readonly bytes: Uint8Array | undefined }> {
  const progress: Progress = { head: undefined, bytes: new Uint8Array(0), filled: 0 }
  for (;;) {
    const before = progress.filled
    try {
      return await session.run(object, (inner) => readOn(session, object, maxBytes, progress, inner), {
        signal,
      })
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof S3Fault)) throw error
      // Somebody has written another one meanwhile: that is the one that is there.
      const replaced = progress.filled > 0 && error.facts.status === 412
      if (replaced) progress.filled = 0
      else if (progress.filled <= before || session.book.judge(error) === 'fatal') throw error
    }
  }
}

async function readOn(
  session: Session,
  object: ObjectRef,
  maxBytes: number,
  progress: Progress,
  signal: SilenceWatch,
): Promise<{ readonly head: ObjectHead; readonly bytes: Uint8Array | undefined }> {
  const { head: known, filled } = progress
  const pinned = known?.etag !== undefined && filled > 0
  if (!pinned) progress.filled = 0
  const { head, body } = await session.api.get(object, {
    signal,
    ...(pinned && { etag: known.etag, range: [filled, progress.bytes.length] as const }),
  })
  if (!pinned) {
    if (head.sizeBytes > maxBytes) {
      await body[Symbol.asyncIterator]().return?.()
      return { head, bytes: undefined }
    }
    progress.head = head
    progress.bytes = new Uint8Array(head.sizeBytes)
  } else if (head.etag !== undefined && head.etag !== known.etag) {
    await body[Symbol.asyncIterator]().return?.()
    throw new S3Fault('it is not the object that was read before', {
      operation: 'GetObject',
      ...object,
      status: 412,
    })
  }
  await gather(body, object, progress, signal)
  return { head: progress.head ?? head, bytes: progress.bytes }
}

async function gather(
  body: AsyncIterable<Uint8Array>,
  object: ObjectRef,
  progress: Progress,
  signal: SilenceWatch,
): Promise<void> {
  try {
    for await (const chunk of body) {
      signal.heard('came')
      if (progress.filled + chunk.length > progress.bytes.length) throw wrongLength(object, progress)
      progress.bytes.set(chunk, progress.filled)
      progress.filled += chunk.length
    }
  } catch (error) {
    throw bodyFault(error, object)
  }
  if (progress.filled !== progress.bytes.length) throw wrongLength(object, progress)
}

/** What came of such a body is not believed. */
function wrongLength(object: ObjectRef, progress: Progress): S3Fault {
  progress.filled = 0
  return new S3Fault('the body has another length than was announced', {
    operation: 'GetObject',
    ...object,
    status: 200,
    corrupt: true,
  })
}
