import { expectationOf, passAsClaimed, proofUnclaimed } from './content-check.ts'
import { fill } from './fill.ts'
import type { Abortable, RangeSource } from './object-store.ts'
import type { Proof } from './proof.ts'

/**
 * Fills memory with all of a source, for a target that makes no digest by itself. Where the bytes are not
 * those that the source's store claims they are read once more: the same ones again are right, and the claim
 * is none. No request is made but for bytes.
 *
 * @returns what proves that the bytes are the source's.
 * @throws StorageError `corrupt-answer` where each reading gives others.
 */
export async function fillAsClaimed(
  source: RangeSource,
  into: Uint8Array,
  options: Abortable,
): Promise<Proof> {
  await fill(source, into, 0, options)
  // Known only now: checksums come with the bytes.
  const expectation = await expectationOf(source, 'whole', options)
  if (expectation === undefined) return proofUnclaimed(source)
  let passages = 0
  const { proof } = await passAsClaimed(source, expectation, async (passage) => {
    if (passages++ > 0) await fill(source, into, 0, options)
    await passage.take(0, into, options.signal)
    passage.settle()
  })
  return proof
}
