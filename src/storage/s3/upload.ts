import { createHash } from 'node:crypto'
import { displayLocation, type Location } from '../../location/location.ts'
import type { ObjectInfo, RangeSource, WriteOptions } from '../object-store.ts'
import { StorageError } from '../storage-error.ts'
import { writeEitherWay } from './conditional.ts'
import { multipartWrite } from './multipart.ts'
import { splitIntoParts, type Part, type PartLimits } from './parts.ts'
import { S3Fault, type Marked, type ObjectRef, type PartAnswer, type WriteAnswer } from './s3-api.ts'
import type { Session } from './session.ts'

/** Parts of one object under way at once; each holds a piece of its source in flight. */
const PARTS_AT_ONCE = 4

/** Writes an object from a source: whole when small, else in parts that are streamed. */
export async function upload(
  session: Session,
  limits: PartLimits,
  location: Location,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<ObjectInfo> {
  const { sizeBytes } = source
  const answer =
    sizeBytes <= limits.putWholeBytes
      ? await putWhole(session, object, source, options)
      : await multipartWrite(
          session,
          {
            object,
            sizeBytes,
            ...markOf(source),
            parts: splitIntoParts(sizeBytes, limits.uploadPartBytes, limits.maxParts),
            atOnce: PARTS_AT_ONCE,
            send: (part, uploadId, signal) =>
              sendPart(session, object, source, part, uploadId, { ...options, signal }),
          },
          options.signal,
        )
  return { location, sizeBytes, etag: answer.etag }
}

function markOf({ origin }: RangeSource): Marked {
  return origin === undefined ? {} : { origin }
}

async function putWhole(
  session: Session,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<WriteAnswer> {
  const bytes = await readProven(source, options)
  const answer = await writeEitherWay(session, object, options.signal, (condition) =>
    putBytes(session, object, bytes, { signal: options.signal, condition, ...markOf(source) }),
  )
  options.onBytes?.(bytes.length)
  return answer
}

/** One PUT with its retries; the ETag of the answer must be the MD5 of the bytes, where it is one. */
export async function putBytes(
  session: Session,
  object: ObjectRef,
  bytes: Uint8Array,
  options: {
    signal: AbortSignal | undefined
    condition?: Parameters<Session['api']['put']>[2]['condition']
    origin?: string
    onFault?: (fault: S3Fault) => void
  },
): Promise<WriteAnswer> {
  const md5 = md5Of(bytes)
  return session.run(
    object,
    async (signal) => {
      const answer = await session.api.put(object, bytes, {
        signal,
        ...(options.condition && { condition: options.condition }),
        ...(options.origin !== undefined && { origin: options.origin }),
      })
      requireMd5('PutObject', object, answer, md5)
      return answer
    },
    options,
  )
}

/**
 * Reads a small object whole, and once more where its MD5 is not the ETag: either a byte was damaged on the way, or this
 * store's ETags are no MD5s.
 */
async function readProven(source: RangeSource, options: WriteOptions): Promise<Uint8Array> {
  const bytes = await readAll(source, options)
  const { claim } = source
  const claimed = claim?.md5
  if (claim === undefined || claimed === undefined || md5Of(bytes) === claimed) return bytes
  const again = await readAll(source, options)
  if (md5Of(again) === claimed) return again
  if (Buffer.compare(bytes, again) !== 0)
    throw new StorageError(
      `${displayLocation(claim.of)} gave other bytes each time that it was read: see what lies between this machine and the `
        + 'store (a proxy, its memory), and run again',
      { code: 'corrupt-answer', operation: 'GetObject', location: claim.of },
    )
  claim.disprove()
  return again
}

function md5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

async function readAll(source: RangeSource, options: WriteOptions): Promise<Uint8Array> {
  const bytes = new Uint8Array(source.sizeBytes)
  let at = 0
  for await (const chunk of await source.open(0, source.sizeBytes, options)) {
    if (at + chunk.length > bytes.length) throw wrongLength(at + chunk.length, bytes.length)
    bytes.set(chunk, at)
    at += chunk.length
  }
  if (at !== bytes.length) throw wrongLength(at, bytes.length)
  return bytes
}

function wrongLength(got: number, planned: number): StorageError {
  return new StorageError(
    `the source gave ${got} bytes where ${planned} were planned: make sure that nothing writes to the source and run again`,
    { code: 'changed', operation: 'read' },
  )
}

async function sendPart(
  session: Session,
  object: ObjectRef,
  source: RangeSource,
  part: Part,
  uploadId: string,
  options: WriteOptions & { readonly signal: AbortSignal },
): Promise<PartAnswer> {
  const sizeBytes = part.end - part.start
  return session.run(
    object,
    async (signal, alive) => {
      const hash = createHash('md5')
      let sent = 0
      async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const chunk of await source.open(part.start, part.end, { signal })) {
          hash.update(chunk)
          sent += chunk.length
          alive()
          options.onBytes?.(chunk.length)
          yield chunk
        }
        if (sent !== sizeBytes) throw wrongLength(sent, sizeBytes)
      }
      try {
        const answer = await session.api.uploadPart(
          { ...object, uploadId, number: part.number },
          { bytes: counted(), sizeBytes },
          { signal },
        )
        requireMd5('UploadPart', object, answer, hash.digest('hex'))
        return answer
      } catch (error) {
        options.onBytes?.(-sent)
        throw error
      }
    },
    { signal: options.signal },
  )
}

const PLAIN_MD5 = /^[0-9a-f]{32}$/i

function requireMd5(operation: string, object: ObjectRef, answer: WriteAnswer, md5: string): void {
  if (answer.opaqueEtag || !PLAIN_MD5.test(answer.etag) || answer.etag.toLowerCase() === md5) return
  throw new S3Fault(`the ETag ${answer.etag} is not the MD5 ${md5} of what was sent`, {
    operation,
    ...object,
    status: 200,
    corrupt: true,
  })
}
