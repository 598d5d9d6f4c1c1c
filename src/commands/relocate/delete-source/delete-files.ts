import { displayLocation, nameOf, resolveWithin, type Location } from '../../../location/location.ts'
import { METADATA_NAME, type ReadSnapshot } from '../../../snapshot/read-snapshot.ts'
import { fileIdentity } from '../../../storage/file/same-file.ts'
import type { ObjectInfo, ObjectStore } from '../../../storage/object-store.ts'
import { runPool } from '../../../storage/pool.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { readTargetMetadata, sameBytes } from '../look/target-metadata.ts'
import { placesWritten, type SeenFile } from '../look/source-files.ts'
import { DELETING_METADATA, isProbeName } from '../../../snapshot/internal-names.ts'
import type { Plan } from '../plan/make-plan.ts'
import { RelocationError } from '../../relocation-error.ts'
import { listAll, survey } from '../../../storage/survey.ts'
import { placesToTellApart, requireApart } from '../look/same-place.ts'
import type { HealedSource } from './healed-source.ts'
import { versionOf, type ContentProof } from './content-proof.ts'
import { writeReceipt } from './receipt.ts'
import { filesOfSiblings } from './sibling-checkpoints.ts'

/** What is known when the snapshot is committed and its source may go. */
export interface SourceDeletion {
  readonly plan: Plan
  /** The source's `_metadata` as it was planned from. */
  readonly read: ReadSnapshot
  /** Every file of the snapshot, those among it that were in their places before. */
  readonly files: readonly SeenFile[]
  /** Whether this run has copied the file itself. */
  readonly isProved: (file: SeenFile) => boolean
  readonly proof: ContentProof
  /** The source itself. */
  readonly source: ObjectStore
  readonly target: ObjectStore
  /** Present where an earlier run had begun. */
  readonly resumed?: HealedSource
  readonly signal: AbortSignal
}

/** What became of the source. */
export interface Deleted {
  /** Files deleted, `_metadata` included. */
  readonly deleted: number
  /** Copied files that were left, for other snapshots may use them. */
  readonly shared: number
  /** Files that were left because they are no longer what was planned. */
  readonly changed: readonly Location[]
}

/** What may be deleted, and where its copy is. */
interface Doomed {
  readonly info: ObjectInfo
  readonly to: Location
}

const BATCH = 1000

const LOOKS_AT_ONCE = 16

const LEFT_ALONE = 'nothing was deleted at the source'

/**
 * Deletes a relocated snapshot at its source. Before anything is deleted, the run checks once more that
 * source and target are two places, the target is looked at once more, every file of it is proved by
 * content, and the source is compared with what was planned.
 *
 * The order is: keep a copy of `_metadata` under a name of this program, delete `_metadata`, delete the
 * files that belong to this snapshot alone, write a receipt, delete the copy. A run that is killed in
 * between leaves no `_metadata` that names files which are gone, and the next one goes on. Files of
 * `shared/`, gathered external files, and whatever else lies there stay.
 *
 * @throws RelocationError where something is not as it must be, with nothing deleted; StorageError
 */
export async function deleteSource(deletion: SourceDeletion): Promise<Deleted> {
  const { plan, source, signal } = deletion
  const { snapshot } = plan.placement
  await requireApartForDeletion(
    plan,
    source,
    deletion.target,
    `${LEFT_ALONE}; the relocated snapshot is at ${displayLocation(snapshot.to)}`,
    signal,
  )
  await requireTarget(deletion)
  const needed = await filesOfSiblings(plan.placement, source, signal)
  const { doomed, changed, probes } = await compareWithPlan(deletion, (file) => needed.has(file.file.from))
  const metadata = await requireSource(deletion)
  await refuseSameFiles(deletion, doomed)

  const marker = resolveWithin(snapshot.from, DELETING_METADATA)
  if (metadata !== undefined) {
    await source.publish(marker, deletion.read.bytes, { replace: true, signal })
    const [left] = await source.removeUnchanged([metadata], { signal })
    if (left !== undefined) {
      await source.remove([marker])
      throw anotherSnapshot(left)
    }
  }
  let deleted = metadata === undefined ? 0 : 1
  for (let at = 0; at < doomed.length; at += BATCH) {
    const batch = doomed.slice(at, at + BATCH)
    if (at > 0) await refuseSameFiles(deletion, batch)
    const left = await source.removeUnchanged(
      batch.map(({ info }) => info),
      { signal },
    )
    deleted += batch.length - left.length
    changed.push(...left)
  }
  await source.remove(probes, { signal })
  await writeReceipt(source, snapshot.from, snapshot.to, plan.metadata, signal)
  await source.remove([marker], { signal })
  const exclusive = plan.files.filter((file) => file.exclusive && !needed.has(file.from)).length
  return { deleted, shared: plan.files.length - exclusive, changed }
}

/**
 * See {@link requireApart}; asked before anything is copied, and again before anything is deleted.
 *
 * @param doing what is not done, as the end of the sentence
 */
export async function requireApartForDeletion(
  plan: Plan,
  source: ObjectStore,
  target: ObjectStore,
  doing: string,
  signal: AbortSignal,
): Promise<void> {
  const { deleted, kept } = placesToTellApart(plan.placement, plan.files)
  // Through the source, where deleting is wanted anyway: the target's credentials need not be allowed to.
  await requireApart(
    { store: source, directories: deleted },
    { store: target, directories: kept },
    'delete-source',
    doing,
    signal,
  )
}

/** The target has the committed `_metadata`, and each file with the content of its source. */
async function requireTarget({
  plan,
  files,
  isProved,
  proof,
  target,
  signal,
}: SourceDeletion): Promise<void> {
  const location = resolveWithin(plan.placement.snapshot.to, METADATA_NAME)
  const there = await readTargetMetadata(target, location, plan.metadataBytes, signal)
  if (there === undefined || !sameBytes(there, plan.metadata)) {
    throw new RelocationError(
      `delete-source: ${displayLocation(location)} is ${there === undefined ? 'gone' : 'another one'} since it was written; ${LEFT_ALONE}: see who else `
        + 'writes to the target, and run again',
      { code: 'changed' },
    )
  }
  const seen = await survey(target, placesWritten(files), signal)
  const differences = await proof.differences(files, (file) => seen.get(file.file.to), isProved, signal)
  if (differences.length > 0)
    throw notTheSame(differences, `${LEFT_ALONE}: see who else writes to the target, and run again`)
}

/** What a proof by content has found. */
export function notTheSame(
  differences: readonly { readonly line: string }[],
  doing: string,
): RelocationError {
  return new RelocationError(
    `delete-source: ${countOf(differences.length, 'file')} in the target ${differences.length === 1 ? 'has' : 'have'} not the content of the source; ${doing}`,
    { code: 'changed', details: shorten(differences.map(({ line }) => line)) },
  )
}

/**
 * Sorts what may be deleted by a fresh look at the source: what is as it was planned, and what is something
 * else by now.
 */
async function compareWithPlan(
  { plan, files, source, signal }: SourceDeletion,
  isNeeded: (file: SeenFile) => boolean,
): Promise<{ doomed: Doomed[]; changed: Location[]; probes: Location[] }> {
  const now = await listAll(source, plan.placement.snapshot.from, signal)
  const moved = files.filter((file) => file.file.exclusive && !isNeeded(file))
  const doomed: Doomed[] = []
  const changed: Location[] = []
  const staying = new Set(plan.staying)
  for (const file of moved) {
    const found = staying.has(file.file) ? undefined : now.get(file.file.from)
    if (found === undefined) continue
    if (versionOf(found) === versionOf(file.info)) doomed.push({ info: found, to: file.file.to })
    else changed.push(found.location)
  }
  const probes = [...now.values()]
    .map(({ location }) => location)
    .filter((location) => isProbeName(nameOf(location)))
  return { doomed, changed, probes }
}

/** A file in the target that is the source's own by a link would be lost with it. */
async function refuseSameFiles({ source, target }: SourceDeletion, doomed: readonly Doomed[]): Promise<void> {
  if (source.type !== 'file' || target.type !== 'file') return
  const same: Location[] = []
  await runPool(
    doomed,
    { concurrency: LOOKS_AT_ONCE },
    new AbortController().signal,
    async ({ info, to }) => {
      const identity = await fileIdentity(info.location)
      if (identity !== undefined && identity === (await fileIdentity(to))) same.push(to)
    },
  )
  const [first] = same
  if (first === undefined) return
  throw new RelocationError(
    `delete-source: ${displayLocation(first)} is the very file of the source by a link${same.length > 1 ? `, and ${same.length - 1} more are` : ''}, not a copy; `
      + `${LEFT_ALONE}: delete the links in the target and run again`,
  )
}

/** @returns the source's `_metadata` as it is now, `undefined` where an earlier run has deleted it */
async function requireSource({
  read,
  resumed,
  source,
  signal,
}: SourceDeletion): Promise<ObjectInfo | undefined> {
  const { location } = read.metadata
  if (resumed !== undefined) {
    if ((await source.stat(location, { signal })) === undefined) return undefined
    throw anotherSnapshot(location)
  }
  const now = await source.read(location, { signal, maxBytes: read.bytes.length }).catch((error: unknown) => {
    if (error instanceof StorageError && (error.code === 'not-found' || error.code === 'too-large'))
      return undefined
    throw error
  })
  if (now !== undefined && sameBytes(now.bytes, read.bytes) && isSameObject(now.info, read.metadata))
    return now.info
  throw anotherSnapshot(location)
}

/**
 * Flink writes the same bytes twice for an empty snapshot: what was written since is another one all the
 * same.
 */
function isSameObject(a: ObjectInfo, b: ObjectInfo): boolean {
  return a.modifiedAt?.getTime() === b.modifiedAt?.getTime() && a.etag === b.etag
}

function anotherSnapshot(location: Location): RelocationError {
  return new RelocationError(
    `delete-source: ${displayLocation(location)} is not the one that was relocated: it was rewritten or deleted in the meantime; ${LEFT_ALONE}: `
      + 'look at what is there, and relocate it too if it is wanted',
    { code: 'changed' },
  )
}

/** A sentence about what was left for others. */
export function describeShared({ shared }: Deleted): string | undefined {
  if (shared === 0) return undefined
  return `${countOf(shared, 'copied file')} that other snapshots may use ${shared === 1 ? 'was' : 'were'} left at the source`
}

/**
 * What was asked for was not done as a whole.
 *
 * @throws RelocationError naming what was left because it changed
 */
export function refuseChanged({ deleted, changed }: Deleted): void {
  if (changed.length === 0) return
  throw new RelocationError(
    `delete-source: the snapshot is relocated and ${countOf(deleted, 'file')} of its source deleted, but ${countOf(changed.length, 'file')} there `
      + `${changed.length === 1 ? 'is' : 'are'} no longer what was copied and ${changed.length === 1 ? 'was' : 'were'} left: look at them, and delete what is not wanted`,
    { code: 'changed', details: shorten(changed.map(displayLocation)) },
  )
}
