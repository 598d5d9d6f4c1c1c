import type { S3WriteSettings } from '../../settings.ts'
import type { Session } from '../requests/session.ts'
import { S3Fault, type Encryption, type ObjectHead, type ObjectRef, type WriteAnswer } from '../s3-api.ts'
import { headIfAny, isDenied } from './conditional.ts'

/** How an object came to be: stores do as they are asked for one kind of write, and not for another. */
export type WriteKind = 'CopyObject' | 'PutObject' | 'CompleteMultipartUpload'

/**
 * The store took the bytes and did not do with them what it was asked; the object was removed. The message
 * names the input.
 */
export class TermsNotMetError extends Error {
  override readonly name = 'TermsNotMetError'
}

/**
 * What every object at the target was asked to have: encryption and a storage class. Some stores ignore such
 * headers and answer 200 all the same. What the answer to a write says is compared; where it says nothing the
 * object is looked at, until the store was seen to do as asked for that kind of write. Of an access control
 * list no answer tells.
 */
export class Terms {
  readonly #session: Session
  readonly #asked: S3WriteSettings
  readonly #seen = { sse: new Set<WriteKind>(), storageClass: new Set<WriteKind>() }
  #toldOfDenial = false

  constructor(session: Session, asked: S3WriteSettings) {
    this.#session = session
    this.#asked = asked
  }

  /** @throws TermsNotMetError; S3Fault where the object cannot be looked at. */
  async require(
    kind: WriteKind,
    object: ObjectRef,
    answer: WriteAnswer,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { sse, storageClass } = this.#asked
    const isAsked = sse !== undefined || this.#session.settings.customerKey !== undefined
    if (answer.encryption !== undefined) await this.#requireEncryption(object, answer.encryption)
    const asksSse = isAsked && answer.encryption === undefined && !this.#seen.sse.has(kind)
    // That of STANDARD is told by saying nothing, as many stores do of any other one that they do not know.
    const asksClass =
      storageClass !== undefined && storageClass !== 'STANDARD' && !this.#seen.storageClass.has(kind)
    if (!asksSse && !asksClass) return
    const head = await this.#look(object, signal)
    if (head === undefined) return
    if (asksSse) {
      await this.#requireEncryption(object, head.encryption)
      this.#seen.sse.add(kind)
    }
    if (asksClass) {
      if (head.storageClass !== storageClass) {
        await this.#refuse(
          object,
          `target-storage-class is ${storageClass}, but the store keeps`,
          `in the class ${head.storageClass ?? 'STANDARD'}`,
        )
      }
      this.#seen.storageClass.add(kind)
    }
  }

  async #requireEncryption(object: ObjectRef, done: Encryption | undefined): Promise<void> {
    const { sse, kmsKeyId } = this.#asked
    const { customerKey } = this.#session.settings
    if (customerKey !== undefined && done?.customerKeyMd5 !== customerKey.md5) {
      const how = done === undefined ? 'without encryption' : `with ${done.algorithm}, not with that key`
      await this.#refuse(object, 'sse-customer-key is given for the target, but the store keeps', how)
    }
    if (sse === undefined) return
    const isDone = sse === 'AES256' ? done !== undefined : done?.algorithm.startsWith('aws:kms') === true
    if (!isDone) {
      const how = done === undefined ? 'without encryption' : `with ${done.algorithm}`
      await this.#refuse(object, `target-sse is ${sse}, but the store keeps`, how)
    }
    if (isOtherKey(kmsKeyId, done?.kmsKeyId)) {
      await this.#refuse(
        object,
        `target-kms-key-id is ${kmsKeyId ?? ''}, but the store keeps`,
        `with the key ${done?.kmsKeyId ?? ''}`,
      )
    }
  }

  async #look(object: ObjectRef, signal: AbortSignal | undefined): Promise<ObjectHead | undefined> {
    try {
      return await headIfAny(this.#session, object, signal)
    } catch (error) {
      if (this.#isRefusedKey(error)) await this.#requireEncryption(object, undefined)
      if (!isDenied(error)) throw error
    }
    if (!this.#toldOfDenial) {
      this.#toldOfDenial = true
      this.#session.warn(
        'whether the store does what target-sse and target-storage-class ask for was not seen: its answers do not say so, and the '
          + "target's credentials may not look at objects there (s3:GetObject)",
      )
    }
    return undefined
  }

  /** What is not encrypted with a key is refused to who comes with one. */
  #isRefusedKey(error: unknown): boolean {
    return (
      this.#session.settings.customerKey !== undefined
      && error instanceof S3Fault
      && error.facts.status === 400
    )
  }

  /** What lies there against the user's word goes away first. */
  async #refuse(object: ObjectRef, asked: string, kept: string): Promise<never> {
    const place = `s3://${object.bucket}/${object.key}`
    let removed = 'it was removed'
    try {
      await this.#session.run(object, (inner) => this.#session.api.remove(object, { signal: inner }))
    } catch (error) {
      if (!(error instanceof S3Fault)) throw error
      removed = 'it could not be removed and is there still'
    }
    throw new TermsNotMetError(`${asked} ${place} ${kept}; ${removed}`)
  }
}

/** Of an alias an answer does not tell; ids and ARNs of one key end alike. */
function isOtherKey(asked: string | undefined, used: string | undefined): boolean {
  if (asked === undefined || used === undefined || /(^|:)alias\//.test(asked)) return false
  return idIn(asked) !== idIn(used)
}

function idIn(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1)
}
