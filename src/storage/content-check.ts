import { CHECKSUMS, Composed, Hashed, type RunningDigest } from './digests.ts'
import { guessPartBytes } from './etag.ts'
import { readsDiffer } from './fill.ts'
import type { Abortable, ContentClaim, RangeSource } from './object-store.ts'
import type { Proof } from './proof.ts'

/** What bytes are compared with as they pass. */
export interface Expectation {
  readonly claim: ContentClaim
  readonly kind: 'md5' | 'composed' | 'checksum'
  /** Any of them that a digest gives is right. */
  readonly expected: string
  /** The size of the source's parts, where the store told it. */
  readonly partBytes?: number
  readonly digests: () => readonly RunningDigest[]
}

/**
 * What the source's store knows of its content that can be compared as the bytes pass: an MD5, the MD5s of
 * parts, a checksum. Asks the store where its ETag alone does not say. `undefined` where there is nothing,
 * and where nothing has to be compared: bytes of a local file, or that come through TLS.
 *
 * @param read `whole`: the bytes are few and in memory. An MD5 is worth its time whatever they came
 * through, a request is not.
 */
export async function expectationOf(
  source: RangeSource,
  read: 'whole' | 'in pieces',
  options: Abortable,
): Promise<Expectation | undefined> {
  const { claim, sizeBytes } = source
  const mayAsk = read === 'in pieces'
  if (claim === undefined || (claim.authenticated && (mayAsk || claim.md5 === undefined))) return undefined
  const { md5, composed } = claim
  if (md5 !== undefined)
    return { claim, kind: 'md5', expected: md5, digests: () => [new Hashed('md5', 'hex')] }
  if (composed !== undefined) {
    const told = mayAsk ? await claim.partBytes(options) : undefined
    const sizes = told === undefined ? guessPartBytes(sizeBytes, composed.parts) : [told]
    return {
      claim,
      kind: 'composed',
      expected: composed.etag,
      partBytes: told,
      digests: () => sizes.map((bytes) => new Composed(bytes, sizeBytes)),
    }
  }
  return checksumExpectation(claim, await claim.checksums(mayAsk, options))
}

function checksumExpectation(
  claim: ContentClaim,
  checksums: ReadonlyMap<string, string>,
): Expectation | undefined {
  for (const [algorithm, make] of CHECKSUMS) {
    const expected = checksums.get(algorithm)
    if (expected !== undefined) return { claim, kind: 'checksum', expected, digests: () => [make()] }
  }
  return undefined
}

/** One way of all bytes of an object through here, in pieces that may come in any order. */
export class Passage {
  readonly #expectation: Expectation | undefined
  readonly #earlier: readonly string[]
  readonly #digests: readonly RunningDigest[]
  readonly #waiting = new Map<number, () => void>()
  #next = 0
  #proof: Proof

  /**
   * @param proof what is known where nothing is compared.
   *
   * @param earlier the digests of earlier passages that were in doubt.
   */
  constructor(expectation: Expectation | undefined, proof: Proof, earlier: readonly string[] = []) {
    this.#expectation = expectation
    this.#earlier = earlier
    this.#digests = expectation?.digests() ?? []
    this.#proof = proof
  }

  /** What the source proves, once {@link settle} was called. */
  get proof(): Proof {
    return this.#proof
  }

  /**
   * Takes a piece note of; resolves when it is no longer needed, which is when all before it have come.
   *
   * @throws the signal's reason: a piece before this one may never come.
   */
  async take(
    start: number,
    bytes: Uint8Array,
    signal: AbortSignal | undefined,
    partMd5?: () => string,
  ): Promise<void> {
    if (this.#digests.length === 0) return
    if (start !== this.#next) await this.#turn(start, signal)
    for (const digest of this.#digests) digest.update(bytes, partMd5)
    this.#next = start + bytes.length
    const next = this.#waiting.get(this.#next)
    this.#waiting.delete(this.#next)
    next?.()
  }

  #turn(start: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = (): void => {
        this.#waiting.delete(start)
        reject(signal?.reason as Error)
      }
      if (signal?.aborted === true) {
        aborted()
        return
      }
      signal?.addEventListener('abort', aborted, { once: true })
      this.#waiting.set(start, () => {
        signal?.removeEventListener('abort', aborted)
        resolve()
      })
    })
  }

  /**
   * All bytes have passed. Other bytes than the store claims, twice the same, are right and the claim is
   * not.
   *
   * @throws DoubtError where they are others and it is worth another passage; StorageError `corrupt-answer`
   * where each passage had others.
   */
  settle(): void {
    const expectation = this.#expectation
    if (expectation === undefined) return
    const made = this.#digests.map((digest) => digest.digest())
    const result = made.join(' ')
    const { claim, kind, expected } = expectation
    if (made.includes(expected)) {
      this.#proof = kind === 'checksum' ? 'checksum' : 'etag'
      return
    }
    // Of other objects of this store it is known already that such claims are none.
    if (!claim.holds(kind)) return
    if (this.#earlier.includes(result)) claim.disprove(kind)
    else if (this.#earlier.length < mostDoubts(expectation)) throw new DoubtError(result)
    else throw readsDiffer(claim)
  }
}

/**
 * The bytes that passed are not those that the source's store claims. Never leaves {@link passAsClaimed}.
 */
class DoubtError extends Error {
  override readonly name = 'DoubtError'
  readonly result: string

  constructor(result: string) {
    super('the bytes are not those that the store claims')
    this.result = result
  }
}

/**
 * Where the size of the parts is a guess, a wrong one and a bit that flips once shall not be taken for bits
 * that flip each time.
 */
function mostDoubts({ kind, partBytes }: Expectation): number {
  return kind === 'composed' && partBytes === undefined ? 2 : 1
}

/**
 * Moves an object, and again where what passed is not what the source's store claims: that tells a bit that
 * flipped on the way from a claim that is none.
 *
 * @param pass hands each piece to the passage, and settles it before the result can be taken for the
 * object.
 * @throws StorageError `corrupt-answer` where each passage has other bytes.
 */
export async function passAsClaimed<T>(
  source: RangeSource,
  expectation: Expectation | undefined,
  pass: (passage: Passage) => Promise<T>,
): Promise<{ result: T; proof: Proof }> {
  const bare = proofUnclaimed(source)
  const doubted: string[] = []
  for (;;) {
    const passage = new Passage(expectation, bare, doubted)
    try {
      const result = await pass(passage)
      return { result, proof: passage.proof }
    } catch (error) {
      if (!(error instanceof DoubtError)) throw error
      doubted.push(error.result)
    }
  }
}

/**
 * What the way from the source alone proves: everything where it is a disk or TLS, nothing where bits may
 * flip on it unseen.
 */
export function proofUnclaimed({ claim }: RangeSource): Proof {
  return claim === undefined || claim.authenticated ? 'bytes' : 'size'
}
