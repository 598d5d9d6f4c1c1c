import { displayLocation, resolveWithin } from '../../location/location.ts'
import { METADATA_NAME } from '../../snapshot/read-snapshot.ts'
import { countOf } from '../../text/quantities.ts'
import { commitMetadata, keepFormerMetadata } from './commit/commit-metadata.ts'
import { describeOnePlace } from './look/same-place.ts'
import { leaveNoMixture, requireStillOwn, type Stamps } from './commit/one-writer.ts'
import type { ObjectInfo } from '../../storage/object-store.ts'
import { ObjectTable } from '../../storage/object-table.ts'
import type { Verified } from './verify.ts'
import { copyAndVerify, type Prepared } from './copy.ts'
import { endsOf } from './run.ts'

/**
 * Copies, verifies, and commits by writing `_metadata`, unless this is a shard. Where another run got
 * between, no mixture is left that looks complete.
 *
 * @throws RelocationError, StorageError
 */
export async function copyAndCommit(prepared: Prepared): Promise<void> {
  const { run, read, plan, all, existing, shard, work } = prepared
  const { stores, signal } = run
  const stamps: Stamps = { written: new ObjectTable(), lastWrittenMs: 0, before: prepared.before }
  try {
    const verified = await copyAndVerify(prepared, stamps)
    if (shard !== undefined) return
    run.narrator.phase('Commit')
    let committed: ObjectInfo | undefined
    if (existing === 'same') await tellSame(prepared)
    else committed = await commit(prepared, verified)
    if (existing !== 'same' || work.pending.length > 0)
      await requireStillOwn(all, stamps, plan, committed, stores, signal)
  } catch (error) {
    const left =
      shard === undefined
        ? await leaveNoMixture(error, plan, read.snapshot, stamps, stores.target, signal)
        : undefined
    if (left !== undefined) run.warn(left)
    throw error
  }
}

async function tellSame({ run, plan }: Prepared): Promise<void> {
  const told =
    run.request.deleteSource || plan.inPlace
      ? undefined
      : await describeOnePlace(endsOf(run, plan.placement), run.signal)
  if (told !== undefined) run.warn(told)
  const location = displayLocation(resolveWithin(plan.placement.snapshot.to, METADATA_NAME))
  run.narrator.info(`${location} is already there, byte for byte the one that would be written`)
}

/** @returns what was read back */
async function commit({ run, read, plan, existing }: Prepared, verified: Verified): Promise<ObjectInfo> {
  const {
    request,
    stores: { target },
    narrator,
    signal,
  } = run
  const location = displayLocation(resolveWithin(plan.placement.snapshot.to, METADATA_NAME))
  if (plan.inPlace) {
    const kept = await keepFormerMetadata(target, plan.placement.snapshot.to, read.bytes, signal)
    narrator.info(`the former _metadata is kept as ${displayLocation(kept)}`)
  }
  const committed = await commitMetadata(
    plan,
    target,
    verified,
    existing === 'other' || request.overwrite,
    signal,
  )
  if (committed.alreadyThere) narrator.info(`another run wrote the same ${location} first`)
  else narrator.info(`${location} written and read back, ${countOf(plan.urisRewritten, 'URI')} rewritten`)
  if (!committed.conditionHonoured) {
    run.warn(
      'the target store ignores conditional writes: two relocations to one target at the same moment would not '
        + 'notice each other',
    )
  }
  return committed.info
}
