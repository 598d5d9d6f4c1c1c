import { createHash } from 'node:crypto'
import type { RangeSource, WriteOptions } from '../../object-store.ts'
import { writeChecked } from './checked.ts'
import { isAws } from '../endpoint.ts'
import { Digests, requireStored } from './digests.ts'
import { fill, wrongLength } from '../../fill.ts'
import { multipartWrite } from './multipart.ts'
import { splitIntoParts, type Part } from './parts.ts'
import type { ObjectRef, PartAnswer, WriteAnswer } from '../s3-api.ts'
import type { UploadMeans } from './upload.ts'

/** Parts of one object under way at once. */
const PARTS_AT_ONCE = 4

/**
 * Parts up to this size are held in memory between being read and being written: they are written again without being
 * read again, and their checksum is known before they are sent. Larger ones (of objects above half a terabyte) are passed
 * on as they come.
 */
const HELD_PART_BYTES = 64 * 2 ** 20

/** A part on its way. */
interface Sending {
  readonly means: UploadMeans
  readonly object: ObjectRef
  readonly source: RangeSource
  readonly part: Part
  readonly uploadId: string
  readonly onBytes: (bytes: number) => void
}

/** Writes a large object in parts. */
export function uploadInParts(
  means: UploadMeans,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<WriteAnswer> {
  const { session, limits } = means
  const { sizeBytes, origin } = source
  const parts = splitIntoParts(sizeBytes, limits.uploadPartBytes, limits.maxParts)
  const held = parts.every(({ start, end }) => end - start <= HELD_PART_BYTES)
  const onBytes = options.onBytes ?? (() => undefined)
  return multipartWrite(
    session,
    {
      object,
      sizeBytes,
      ...(origin !== undefined && { origin }),
      parts,
      atOnce: PARTS_AT_ONCE,
      // Amazon takes checksums of parts only where the upload was created for them; others fail at what they then expect.
      crc32: held && isAws(session.settings),
      send: (part, uploadId, signal) =>
        (held ? sendHeld : sendStreamed)({ means, object, source, part, uploadId, onBytes }, signal),
    },
    options.signal,
  )
}

async function sendHeld(
  { means: { session, memory }, object, source, part, uploadId, onBytes }: Sending,
  signal: AbortSignal,
): Promise<PartAnswer> {
  const { bytes, release } = await memory.take(part.end - part.start, signal)
  try {
    await fill(source, bytes, part.start, { signal })
    const digests = new Digests(bytes)
    const send = async (crc32: string | undefined, inner: AbortSignal): Promise<PartAnswer> => {
      const answer = await session.api.uploadPart(
        { ...object, uploadId, number: part.number },
        { bytes, sizeBytes: bytes.length, ...(crc32 !== undefined && { crc32 }) },
        { signal: inner },
      )
      requireStored('UploadPart', object, answer, digests)
      return answer
    }
    const answer = await writeChecked(session, () => digests.crc32, (crc32) =>
      session.run(object, (inner) => send(crc32, inner), { signal }),
    )
    onBytes(bytes.length)
    return answer
  } finally {
    release()
  }
}

async function sendStreamed(
  { means: { session }, object, source, part, uploadId, onBytes }: Sending,
  signal: AbortSignal,
): Promise<PartAnswer> {
  const sizeBytes = part.end - part.start
  return session.run(
    object,
    async (inner, alive) => {
      const hash = createHash('md5')
      let sent = 0
      async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const chunk of await source.open(part.start, part.end, { signal: inner })) {
          hash.update(chunk)
          sent += chunk.length
          alive()
          onBytes(chunk.length)
          yield chunk
        }
        if (sent !== sizeBytes) throw wrongLength(sent, sizeBytes)
      }
      try {
        const answer = await session.api.uploadPart(
          { ...object, uploadId, number: part.number },
          { bytes: counted(), sizeBytes },
          { signal: inner },
        )
        requireStored('UploadPart', object, { ...answer, checksums: {} }, { crc32: '', md5: hash.digest('hex') })
        return answer
      } catch (error) {
        onBytes(-sent)
        throw error
      }
    },
    { signal },
  )
}
