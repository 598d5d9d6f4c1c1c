import type { Archive } from '../../archives.ts'
import type { ObjectInfo } from '../../object-store.ts'
import { isAws } from '../endpoint.ts'
import type { Session } from '../requests/session.ts'
import { S3Fault, type ObjectHead, type ObjectRef } from '../s3-api.ts'

/** Tells whether objects of archive classes can be read. */
export class Archives {
  readonly #session: Session
  /** Classes of this store that are called as an archive is, and read like any other. */
  readonly #readable = new Set<string>()

  constructor(session: Session) {
    this.#session = session
  }

  /**
   * One HEAD tells, by `x-amz-restore` and `x-amz-archive-status`. Where it says neither, one byte is read:
   * only Amazon's archives say no more than their class, and other stores have classes of these names that
   * read.
   *
   * @returns `undefined` where the object can be read, or is gone.
   * @throws S3Fault
   */
  async of(
    object: ObjectRef,
    info: ObjectInfo,
    signal: AbortSignal | undefined,
  ): Promise<Archive | undefined> {
    const storageClass = info.storageClass ?? ''
    if (this.#readable.has(storageClass)) return undefined
    const head = await this.#head(object, signal)
    if (head === undefined) return undefined
    if (head.restore !== undefined)
      return /ongoing-request="?true/.test(head.restore) ? 'restoring' : undefined
    if (head.archiveStatus !== undefined) return 'tier'
    if (storageClass === 'INTELLIGENT_TIERING') return undefined
    if (isAws(this.#session.settings) || !(await this.#isReadable(object, info, signal))) return 'archived'
    this.#readable.add(storageClass)
    return undefined
  }

  async #head(object: ObjectRef, signal: AbortSignal | undefined): Promise<ObjectHead | undefined> {
    const session = this.#session
    try {
      return await session.run(object, (inner) => session.api.head(object, { signal: inner }), { signal })
    } catch (error) {
      if (error instanceof S3Fault && error.facts.status === 404) return undefined
      throw error
    }
  }

  async #isReadable(
    object: ObjectRef,
    { sizeBytes }: ObjectInfo,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const session = this.#session
    const options = sizeBytes === 0 ? {} : { range: [0, 1] as const }
    try {
      const { body } = await session.run(
        object,
        (inner) => session.api.get(object, { signal: inner, ...options }),
        { signal },
      )
      await body[Symbol.asyncIterator]().return?.()
      return true
    } catch (error) {
      if (error instanceof S3Fault && error.facts.s3Code === 'InvalidObjectState') return false
      throw error
    }
  }
}
