import { createHash } from 'node:crypto'
import {
  expectationOf,
  passAsClaimed,
  proofUnclaimed,
  type Expectation,
  type Passage,
} from '../../content-check.ts'
import type { RangeSource, WriteOptions } from '../../object-store.ts'
import { isAws } from '../endpoint.ts'
import { Digests, requireStored } from './digests.ts'
import { fill, wrongLength } from '../../fill.ts'
import { multipartWrite } from './multipart.ts'
import { partsOfSize, splitIntoParts, type Part, type PartLimits } from './parts.ts'
import type { CallSignal, ObjectRef, PartAnswer, WriteAnswer } from '../s3-api.ts'
import { proofOf, type Sent, type UploadMeans } from './upload.ts'

/** Parts of one object under way at once. */
const PARTS_AT_ONCE = 4

/**
 * Parts up to this size are held in memory between being read and being written: they are written again
 * without being read again, and their checksum is known before they are sent. Larger ones (of objects above
 * half a terabyte) are passed on as they come.
 */
const HELD_PART_BYTES = 64 * 2 ** 20

/** The smallest part that S3 takes; of all but the last one. */
const SMALLEST_PART_BYTES = 5 * 2 ** 20

/** A part on its way. */
interface Sending {
  readonly means: UploadMeans
  readonly object: ObjectRef
  readonly source: RangeSource
  readonly part: Part
  readonly uploadId: string
  readonly onBytes: (bytes: number) => void
  readonly passage: Passage
  /** Told whether the target's answer says anything of the content. */
  readonly onStored: (confirmed: boolean) => void
}

/** Writes a large object in parts, and compares what passes with what the source's store knows of it. */
export async function uploadInParts(
  means: UploadMeans,
  object: ObjectRef,
  source: RangeSource,
  options: WriteOptions,
): Promise<Sent> {
  const { session, limits } = means
  const { sizeBytes } = source
  const usual = splitIntoParts(sizeBytes, limits.uploadPartBytes, limits.maxParts)
  // Of parts that are passed on as they come nothing is held until those before them are there.
  const expectation = isHeld(usual) ? await expectationOf(source, 'in pieces', options) : undefined
  const parts = partsOfSource(expectation, source, limits) ?? usual
  let confirmed = true
  const { result, proof } = await passAsClaimed(source, expectation, (passage) =>
    sendAll(means, object, source, parts, passage, options, (stored) => {
      confirmed &&= stored
    }),
  )
  return {
    answer: result,
    proof: proofOf(session, isHeld(parts) ? proof : proofUnclaimed(source), confirmed),
  }
}

function isHeld(parts: readonly Part[]): boolean {
  return parts.every(({ start, end }) => end - start <= HELD_PART_BYTES)
}

/**
 * The source's own parts, where they can be: their MD5s are made anyway, and the ETag becomes that of the
 * source.
 */
function partsOfSource(
  expectation: Expectation | undefined,
  { sizeBytes }: RangeSource,
  limits: PartLimits,
): Part[] | undefined {
  const partBytes = expectation?.partBytes
  if (partBytes === undefined) return undefined
  if (partBytes < Math.min(SMALLEST_PART_BYTES, limits.uploadPartBytes) || partBytes > HELD_PART_BYTES)
    return undefined
  const parts = partsOfSize(sizeBytes, partBytes)
  return parts.length <= limits.maxParts ? parts : undefined
}

async function sendAll(
  means: UploadMeans,
  object: ObjectRef,
  source: RangeSource,
  parts: readonly Part[],
  passage: Passage,
  options: WriteOptions,
  onStored: (confirmed: boolean) => void,
): Promise<WriteAnswer> {
  const { session } = means
  const { sizeBytes, origin } = source
  const held = isHeld(parts)
  let told = 0
  const onBytes = (bytes: number): void => {
    told += bytes
    options.onBytes?.(bytes)
  }
  try {
    return await multipartWrite(
      session,
      {
        extras: means.extras,
        object,
        sizeBytes,
        origin,
        parts,
        atOnce: PARTS_AT_ONCE,
        // Amazon takes checksums of parts only where the upload was created for them; others fail at what
        // they then expect.
        crc32: held && isAws(session.settings),
        beforeComplete: () => {
          passage.settle()
          return Promise.resolve()
        },
        send: (part, uploadId, signal) =>
          (held ? sendHeld : sendStreamed)(
            { means, object, source, part, uploadId, onBytes, passage, onStored },
            signal,
          ),
      },
      options.signal,
    )
  } catch (error) {
    options.onBytes?.(-told)
    throw error
  }
}

async function sendHeld(
  { means: { session, memory, extras }, object, source, part, uploadId, onBytes, passage, onStored }: Sending,
  signal: AbortSignal,
): Promise<PartAnswer> {
  const { bytes, release } = await memory.take(part.end - part.start, signal)
  try {
    await fill(source, bytes, part.start, { signal })
    const digests = new Digests(bytes)
    // Digested as soon as the parts before are, while it is sent.
    const taken = passage.take(part.start, bytes, signal, () => digests.md5)
    taken.catch(() => undefined)
    const send = async (crc32: string | undefined, inner: CallSignal): Promise<PartAnswer> => {
      const answer = await session.api.uploadPart(
        { ...object, uploadId, number: part.number },
        { bytes, sizeBytes: bytes.length, crc32 },
        { signal: inner },
      )
      onStored(requireStored('UploadPart', object, answer, digests))
      return answer
    }
    const answer = await extras.write(['checksum'], (told) =>
      session.run(object, (inner) => send(told.has('checksum') ? digests.crc32 : undefined, inner), {
        signal,
      }),
    )
    onBytes(bytes.length)
    await taken
    return answer
  } finally {
    release()
  }
}

async function sendStreamed(
  { means: { session }, object, source, part, uploadId, onBytes, onStored }: Sending,
  signal: AbortSignal,
): Promise<PartAnswer> {
  const sizeBytes = part.end - part.start
  return session.run(
    object,
    async (inner) => {
      const hash = createHash('md5')
      let sent = 0
      async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const chunk of await source.open(part.start, part.end, { signal: inner.abortSignal })) {
          hash.update(chunk)
          sent += chunk.length
          inner.heard('sent')
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
        onStored(
          requireStored(
            'UploadPart',
            object,
            { ...answer, checksums: {} },
            { crc32: '', md5: hash.digest('hex') },
          ),
        )
        return answer
      } catch (error) {
        onBytes(-sent)
        throw error
      }
    },
    { signal },
  )
}
