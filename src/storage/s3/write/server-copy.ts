import { keyOf, type Location } from '../../../location/location.ts'
import { md5InEtag, partsInEtag } from '../../etag.ts'
import type { ObjectInfo, WriteOptions } from '../../object-store.ts'
import type { Written } from '../../proof.ts'
import { ServerSideRefusedError } from '../../server-side.ts'
import { isDenied, isNotOffered, writeEitherWay } from './conditional.ts'
import type { Extras } from './extras.ts'
import { multipartWrite } from './multipart.ts'
import { originOf } from '../origin.ts'
import { splitIntoParts, type Part, type PartLimits } from './parts.ts'
import {
  S3Fault,
  type ObjectRef,
  type PartAnswer,
  type PinnedRef,
  type WriteAnswer,
  type WriteCondition,
} from '../s3-api.ts'
import type { Session } from '../requests/session.ts'
import { SourcePins } from './source-pins.ts'
import { TermsNotMetError, type Terms, type WriteKind } from './terms.ts'
import type { UploadMeans } from './upload.ts'

/** Parts of one object that the server copies at once. */
const PARTS_AT_ONCE = 8

/**
 * How stores that copy no parts say so, besides with 5xx; 411: the request is taken for a part without a
 * length.
 */
const REFUSALS_OF_PARTS: ReadonlySet<number> = new Set([400, 405, 411])

/** Lets the store copy objects by itself. */
export class ServerCopier {
  readonly #session: Session
  readonly #limits: PartLimits
  readonly #terms: Terms
  readonly #pins: SourcePins
  readonly #extras: Extras
  #partsWork = false
  /**
   * Copies were seen that have other ETags than their sources, although those had not changed: of what was
   * uploaded in parts (`true`), and of other objects.
   */
  readonly #etagsDiffer = new Set<boolean>()

  constructor({
    session,
    limits,
    terms,
    extras,
  }: Pick<UploadMeans, 'session' | 'limits' | 'terms' | 'extras'>) {
    this.#session = session
    this.#terms = terms
    this.#pins = new SourcePins(session)
    this.#limits = limits
    this.#extras = extras
  }

  /**
   * @throws ServerSideRefusedError where the store will not, for these credentials or at all; S3Fault
   * otherwise.
   */
  async copy(from: ObjectInfo, to: Location, options: WriteOptions): Promise<Written> {
    const object = { bucket: to.authority, key: keyOf(to) }
    const source: PinnedRef = {
      bucket: from.location.authority,
      key: keyOf(from.location),
      etag: from.etag,
      ...(from.versionId !== undefined && { versionId: from.versionId }),
    }
    const isWhole = from.sizeBytes <= this.#limits.copyWholeBytes
    const answer = isWhole
      ? await this.#copyWhole(object, source, from.sizeBytes, options)
      : await this.#copyInParts(object, source, from.sizeBytes, options)
    await this.#requireTerms(
      isWhole ? 'CopyObject' : 'CompleteMultipartUpload',
      object,
      answer,
      from.sizeBytes,
      options,
    )
    // A store's own copy in other parts has another ETag: that it is the same content, nothing says then.
    return {
      location: to,
      sizeBytes: from.sizeBytes,
      etag: answer.etag,
      proof: answer.etag === from.etag ? 'etag' : 'size',
    }
  }

  /** What a store does not do with copies, it may do with what is sent to it. */
  async #requireTerms(
    kind: WriteKind,
    object: ObjectRef,
    answer: WriteAnswer,
    sizeBytes: number,
    options: WriteOptions,
  ): Promise<void> {
    try {
      await this.#terms.require(kind, object, answer, options.signal)
    } catch (error) {
      if (!(error instanceof TermsNotMetError)) throw error
      options.onBytes?.(-sizeBytes)
      throw new ServerSideRefusedError('all', error.message, { cause: error })
    }
  }

  async #copyWhole(
    object: ObjectRef,
    source: PinnedRef,
    sizeBytes: number,
    options: WriteOptions,
  ): Promise<WriteAnswer> {
    try {
      const answer = await writeEitherWay(this.#session, object, options.signal, (condition) =>
        this.#pins.copy(source, { signal: options.signal }, (pinned) =>
          this.#copyTagless(object, pinned, condition, options.signal),
        ),
      )
      await this.#doubt(source, answer, options.signal)
      options.onBytes?.(sizeBytes)
      return answer
    } catch (error) {
      throw this.#refusalOf(error) ?? error
    }
  }

  /**
   * Some stores do not look at the condition that pins a copy's source (Ceph, S3Proxy). Where the copy has
   * another ETag than the source had, a look at the source tells whether it changed, or the ETags of this
   * store are none, or are made anew of what was uploaded in parts (as Amazon's are).
   */
  async #doubt(source: PinnedRef, copied: WriteAnswer, signal: AbortSignal | undefined): Promise<void> {
    if (source.etag === undefined || copied.etag === source.etag || copied.opaqueEtag) return
    const inParts = partsInEtag(source.etag) !== undefined
    const telling = inParts || (md5InEtag(source.etag) !== undefined && md5InEtag(copied.etag) !== undefined)
    if (!telling || this.#etagsDiffer.has(inParts)) return
    await this.#pins.requireUnchanged(source, signal)
    this.#etagsDiffer.add(inParts)
  }

  /** Some stores have no tags, and refuse to be told to leave them behind (Cloudflare R2, with 501). */
  async #copyTagless(
    object: ObjectRef,
    source: PinnedRef,
    condition: WriteCondition | undefined,
    signal: AbortSignal | undefined,
  ): Promise<WriteAnswer> {
    const { api } = this.#session
    return this.#extras.write(['tags'], (told) => {
      const options = { silentOnTags: !told.has('tags'), condition }
      return this.#session.run(object, (inner) => api.copy(object, source, { signal: inner, ...options }), {
        signal,
        copying: true,
      })
    })
  }

  #refusalOf(error: unknown): ServerSideRefusedError | undefined {
    if (!(error instanceof S3Fault)) return undefined
    const isBoth = isDenied(error) && isNotOffered(error.cause)
    if (isDenied(error) && !isBoth) {
      return new ServerSideRefusedError(
        'all',
        "the target's credentials may not read the source (s3:GetObject), or not write the target",
        { cause: error },
      )
    }
    const { status } = error.facts
    if (!isBoth && status !== 501 && status !== 405) return undefined
    const why =
      isBoth || this.#session.conditional
        ? 'the store refuses to copy without a condition (a policy may demand one), and does not offer copies with one'
        : 'the store does not offer CopyObject'
    return new ServerSideRefusedError('all', why, { cause: error })
  }

  async #copyInParts(
    object: ObjectRef,
    source: PinnedRef,
    sizeBytes: number,
    options: WriteOptions,
  ): Promise<WriteAnswer> {
    const parts = splitIntoParts(sizeBytes, this.#limits.copyPartBytes, this.#limits.maxParts)
    const origin = originOf(source, sizeBytes, source.etag)
    let done = 0
    const send = async (part: Part, uploadId: string, signal: AbortSignal): Promise<PartAnswer> => {
      const answer = await this.#copyPart(object, source, part, uploadId, signal)
      done += part.end - part.start
      options.onBytes?.(part.end - part.start)
      return answer
    }
    try {
      return await multipartWrite(
        this.#session,
        {
          object,
          extras: this.#extras,
          sizeBytes,
          parts,
          atOnce: PARTS_AT_ONCE,
          send,
          beforeComplete: () => this.#pins.requireUnchanged(source, options.signal),
          origin,
        },
        options.signal,
      )
    } catch (error) {
      options.onBytes?.(-done)
      throw error
    }
  }

  async #copyPart(
    object: ObjectRef,
    source: PinnedRef,
    part: Part,
    uploadId: string,
    signal: AbortSignal,
  ): Promise<PartAnswer> {
    const { api } = this.#session
    try {
      const to = { ...object, uploadId, number: part.number }
      const answer = await this.#pins.copy(source, { signal, lookedAtLater: true }, (pinned) =>
        this.#session.run(
          object,
          (inner) => api.copyPart(to, pinned, [part.start, part.end], { signal: inner }),
          { signal, copying: true, otherWay: !this.#partsWork },
        ),
      )
      this.#partsWork = true
      return answer
    } catch (error) {
      throw this.#refusalOfPart(error) ?? error
    }
  }

  /**
   * Some stores fail every part copy, with a 4xx or a lasting 5xx, or answer 200 without a result: until
   * one worked, that is a refusal.
   */
  #refusalOfPart(error: unknown): ServerSideRefusedError | undefined {
    if (this.#partsWork || !(error instanceof S3Fault) || error.facts.status === undefined) return undefined
    if (isDenied(error)) return this.#refusalOf(error)
    const { status, s3Code, corrupt } = error.facts
    if (status < 500 && !REFUSALS_OF_PARTS.has(status) && corrupt !== true) return undefined
    if (this.#session.book.judge(error) === 'throttled') return undefined
    const answered = `status ${status}${s3Code === undefined ? '' : ` ${s3Code}`}`
    return new ServerSideRefusedError(
      'parts',
      `the store fails at copying parts (UploadPartCopy: ${corrupt === true ? 'an answer without a result' : answered})`,
      { cause: error },
    )
  }
}
