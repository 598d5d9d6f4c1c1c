import { partsInEtag } from '../../etag.ts'
import { isConditionFailed } from './conditional.ts'
import { heldEtag } from '../read/held-etag.ts'
import { mayRefuseHeader } from '../requests/refused-header.ts'
import type { Session } from '../requests/session.ts'
import { S3Fault, type PinnedRef } from '../s3-api.ts'

/** How a copy is kept to its source. */
export interface PinOptions {
  readonly signal: AbortSignal | undefined
  /** The caller looks at the source again by itself, before anything of the copy counts. */
  readonly lookedAtLater?: boolean
}

/**
 * Keeps copies to the content that was planned, by the condition on their source's ETag. Some stores answer
 * 412 to that condition for what was uploaded in parts, although a HEAD finds the very ETag (OpenStack
 * Swift), and some may not know the header at all: such sources are copied without it, and looked at before
 * and afterwards.
 */
export class SourcePins {
  readonly #session: Session
  /** Whether the condition was seen to be refused: for ETags of parts (`true`), and for others. */
  readonly #refused = new Set<boolean>()

  constructor(session: Session) {
    this.#session = session
  }

  /**
   * @param copy copies from the source, under the condition where the ETag is there.
   * @throws S3Fault 412 `SourceChanged` where the source is another object by now; that of `copy`
   * otherwise.
   */
  async copy<T>(source: PinnedRef, options: PinOptions, copy: (source: PinnedRef) => Promise<T>): Promise<T> {
    const { etag, ...unpinned } = source
    if (etag === undefined) return copy(source)
    const kind = partsInEtag(etag) !== undefined
    let refused: unknown
    if (!this.#refused.has(kind)) {
      try {
        return await copy(source)
      } catch (error) {
        if (!isConditionFailed(error) && !mayRefuseHeader(error)) throw error
        refused = error
      }
      await this.requireUnchanged(source, options.signal)
    }
    const copied = await copy(unpinned)
    if (options.lookedAtLater !== true) await this.requireUnchanged(source, options.signal)
    this.#refused.add(kind)
    // A header that is not known is known for none of them.
    if (mayRefuseHeader(refused)) this.#refused.add(!kind)
    return copied
  }

  /** @throws S3Fault 412 `SourceChanged`, as of a store that looks at the condition. */
  async requireUnchanged(source: PinnedRef, signal: AbortSignal | undefined): Promise<void> {
    if (source.etag === undefined) return
    if ((await heldEtag(this.#session, source, signal, { ofCopySource: true })) !== undefined) return
    throw new S3Fault('the source changed while it was copied', {
      operation: 'CopyObject',
      bucket: source.bucket,
      key: source.key,
      status: 412,
      s3Code: 'SourceChanged',
    })
  }
}
