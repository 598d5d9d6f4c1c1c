import { formatLocation, nameOf, resolveWithin, sameLocation } from '../../location/location.ts'
import { METADATA_NAME } from '../../snapshot/read-snapshot.ts'
import type { ObjectInfo, ObjectStore } from '../../storage/object-store.ts'
import { countOf } from '../../text/quantities.ts'
import { copyFiles } from './copy/copy-files.ts'
import type { CopyWork } from './look/copy-work.ts'
import { placesWritten, type SeenFile } from './look/source-files.ts'
import { refuseOverwritingItself } from './look/same-place.ts'
import { notTheSame } from './delete-source/delete-files.ts'
import type { ContentProof } from './delete-source/content-proof.ts'
import { explainVanished } from './look/vanished.ts'
import { prepareLocalTarget } from './copy/local-target.ts'
import { mendFiles } from './copy/mend-files.ts'
import { requireOwn, type Stamps } from './commit/one-writer.ts'
import { listAll, survey } from '../../storage/survey.ts'
import { verifyFiles, type Verified } from './verify.ts'
import type { Looked } from './look.ts'
import { endsOf } from './run.ts'
import { LocationSet } from '../../location/location-map.ts'
import { isInternalName } from '../../snapshot/internal-names.ts'
import type { Plan } from './plan/make-plan.ts'

/** Everything that must be true, or done, before the first file is written. */
export interface Prepared extends Looked {
  /** Files of the replaced snapshot to which nothing refers any more. */
  readonly orphans: readonly string[]
}

/**
 * The last looks before anything is written, and the first writes: `_metadata` of a snapshot whose files
 * get other content goes.
 *
 * @param proof knows what of the target is proved by content, for `delete-source`
 * @throws RelocationError, StorageError
 */
export async function prepare(looked: Looked, proof: ContentProof): Promise<Prepared> {
  const { run, read, plan, existing, shard } = looked
  const {
    request,
    stores: { target },
    signal,
  } = run
  const replaces = existing === 'other' && shard === undefined
  if (replaces && !plan.inPlace)
    await refuseOverwritingItself(endsOf(run, plan.placement), read.bytes, signal)
  const work = request.deleteSource ? await provePresent(looked, proof) : looked.work
  const isShard = shard !== undefined
  const metadata =
    isShard || existing === 'same' ? undefined : resolveWithin(plan.placement.snapshot.to, METADATA_NAME)
  const told = await prepareLocalTarget(
    target,
    { work, metadata, replaces: existing === 'other', isShard },
    signal,
  )
  for (const sentence of told) run.warn(sentence)
  return { ...looked, work, orphans: replaces ? await makeWay(looked, work) : [] }
}

/**
 * With `delete-source`, files that were in the target before this run are proved by content as well.
 */
async function provePresent({ run, work }: Looked, proof: ContentProof): Promise<CopyWork> {
  const {
    request,
    stores: { target },
    resumed,
    signal,
  } = run
  const seen = await survey(target, placesWritten(work.present), signal)
  const isGone = ({ file }: SeenFile): boolean => resumed?.isGone(file.from) === true
  const differences = await proof.differences(work.present, ({ file }) => seen.get(file.to), isGone, signal)
  if (differences.length === 0) return work
  if (!request.overwrite || resumed !== undefined) {
    throw notTheSame(
      differences,
      'nothing was written or deleted: set overwrite to true to have them copied again',
    )
  }
  const wrong = new Set(differences.map(({ file }) => file))
  return {
    pending: [...work.pending, ...wrong],
    present: work.present.filter((file) => !wrong.has(file)),
    replaced: [...work.replaced, ...[...wrong].map(({ file }) => file.to)],
  }
}

/**
 * An existing snapshot must not be left complete while files of it get other content.
 *
 * @returns its orphans
 */
async function makeWay({ run, plan }: Looked, work: CopyWork): Promise<readonly string[]> {
  const {
    stores: { target },
    narrator,
    signal,
  } = run
  const orphans = plan.inPlace ? [] : await findOrphans(plan, target, signal)
  if (orphans.length > 0) {
    run.warn(
      `${countOf(orphans.length, 'file')} of the replaced snapshot ${orphans.length === 1 ? 'is' : 'are'} `
        + 'referred to by nothing now and not deleted: the report lists them',
    )
  }
  if (work.replaced.length > 0) {
    narrator.info('files of the existing snapshot get other content: its _metadata is deleted first')
    await target.remove([resolveWithin(plan.placement.snapshot.to, METADATA_NAME)], { signal })
  }
  return orphans
}

/**
 * Copies what is missing and looks at all of it.
 *
 * @param stamps gets what this run writes, also of a copy that fails
 * @throws RelocationError, StorageError
 */
export async function copyAndVerify(prepared: Prepared, stamps: Stamps): Promise<Verified> {
  const { run, work, all } = prepared
  const {
    request: { concurrency, overwrite, verify },
    stores,
    narrator,
    signal,
  } = run
  const { source, target, transfer } = stores
  const onWritten = (written: ObjectInfo): void => {
    stamps.written.add(written)
    stamps.lastWrittenMs = Date.now()
  }
  narrator.phase('Copy')
  try {
    await copyFiles(work, transfer, concurrency, narrator, signal, onWritten)
  } catch (error) {
    throw await explainVanished(error, prepared)
  }
  narrator.phase('Verify')
  const mending = { transfer, target, concurrency, narrator, own: work.pending, overwrite, onWritten }
  const verified = await verifyFiles(
    all,
    source,
    target,
    verify,
    narrator,
    (wrong, compare) => mendFiles(wrong, compare, mending, signal),
    signal,
  )
  await requireOwn(all, stamps, verified, stores, signal)
  narrator.info(
    `${countOf(verified.count, 'file')} in the target, each with the size of its source`
      + (verify === 'strict' ? ' and the same SHA-256' : ''),
  )
  return verified
}

/**
 * The files in the place of a snapshot that is going to be replaced to which nothing will refer any more.
 */
async function findOrphans(plan: Plan, target: ObjectStore, signal: AbortSignal): Promise<string[]> {
  const directory = plan.placement.snapshot.to
  const metadata = resolveWithin(directory, METADATA_NAME)
  const planned = new LocationSet(plan.files.map((file) => file.to))
  const objects = await listAll(target, directory, signal)
  return [...objects.values()]
    .filter(
      ({ location }) =>
        !planned.has(location) && !isInternalName(nameOf(location)) && !sameLocation(location, metadata),
    )
    .map(({ location }) => formatLocation(location))
}
