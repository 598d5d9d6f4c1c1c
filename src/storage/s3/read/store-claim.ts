import { md5InEtag, partsInEtag } from '../../etag.ts'
import type { Abortable, ClaimKind, ContentClaim, ObjectInfo } from '../../object-store.ts'
import type { Location } from '../../../location/location.ts'
import { mayRefuseHeader } from '../requests/refused-header.ts'
import type { Session } from '../requests/session.ts'
import { S3Fault, type ObjectHead, type ObjectRef } from '../s3-api.ts'

const NONE: ReadonlyMap<string, string> = new Map()

/** What S3 says of an object's content: by its ETag, and more when it is asked. */
export class StoreClaim implements ContentClaim {
  readonly of: Location
  readonly authenticated: boolean
  readonly #session: Session
  readonly #object: ObjectRef
  readonly #info: ObjectInfo
  #came: ReadonlyMap<string, string> | undefined
  #asked = false

  constructor(session: Session, object: ObjectRef, info: ObjectInfo) {
    this.of = info.location
    this.authenticated = session.throughTls
    this.#session = session
    this.#object = object
    this.#info = info
  }

  get md5(): string | undefined {
    return this.#session.etagsAreMd5 ? md5InEtag(this.#info.etag) : undefined
  }

  get composed(): { readonly etag: string; readonly parts: number } | undefined {
    const { etag } = this.#info
    const parts = this.#session.etagsAreComposed ? partsInEtag(etag) : undefined
    return etag === undefined || parts === undefined ? undefined : { etag: etag.toLowerCase(), parts }
  }

  /** Whether the next GET of the whole object shall bring checksums, for its ETag tells nothing. */
  asksForChecksums(): boolean {
    const { checksumsHold, refusesChecksumMode } = this.#session
    this.#asked =
      !this.authenticated
      && checksumsHold
      && !refusesChecksumMode
      && this.md5 === undefined
      && this.composed === undefined
    return this.#asked
  }

  /** A GET of the whole object brought these. */
  came({ checksums }: ObjectHead): void {
    this.#came = checksums
  }

  /** Whether the store has just refused to be asked for checksums: the same request without may succeed. */
  isRefusal(error: unknown): boolean {
    if (!this.#asked || !mayRefuseHeader(error)) return false
    this.#session.refusesChecksumMode = true
    return true
  }

  async partBytes({ signal }: Abortable): Promise<number | undefined> {
    const parts = this.composed?.parts
    const head = parts === undefined ? undefined : await this.#head({ partNumber: 1 }, signal)
    if (head === undefined || head.sizeBytes === 0 || head.etag !== this.#info.etag) return undefined
    // A store that does not know the question tells the size of the whole.
    return Math.ceil(this.#info.sizeBytes / head.sizeBytes) === parts ? head.sizeBytes : undefined
  }

  async checksums(mayAsk: boolean, { signal }: Abortable): Promise<ReadonlyMap<string, string>> {
    if (!this.#session.checksumsHold) return NONE
    if (this.#came !== undefined || !mayAsk || this.#session.refusesChecksumMode) return this.#came ?? NONE
    const head = await this.#head({ checksums: true }, signal)
    return head === undefined || head.etag !== this.#info.etag ? NONE : (head.checksums ?? NONE)
  }

  holds(kind: ClaimKind): boolean {
    const { etagsAreMd5, etagsAreComposed, checksumsHold } = this.#session
    return { md5: etagsAreMd5, composed: etagsAreComposed, checksum: checksumsHold }[kind]
  }

  disprove(kind: ClaimKind = 'md5'): void {
    if (kind === 'md5') this.#session.etagsAreMd5 = false
    else if (kind === 'composed') this.#session.etagsAreComposed = false
    else this.#session.checksumsHold = false
  }

  /**
   * What the store does not want to be asked, it does not tell; a fault of more than the question shows at
   * the reading.
   */
  async #head(
    question: { readonly partNumber?: number; readonly checksums?: boolean },
    signal: AbortSignal | undefined,
  ): Promise<ObjectHead | undefined> {
    const session = this.#session
    try {
      return await session.run(
        this.#object,
        (inner) => session.api.head(this.#object, { signal: inner, ...question }),
        { signal },
      )
    } catch (error) {
      if (!(error instanceof S3Fault) || error.facts.status === undefined) throw error
      if (question.checksums === true && error.facts.status === 501) session.refusesChecksumMode = true
      return undefined
    }
  }
}
