import { LocationSet } from '../../../location/location-map.ts'
import { displayLocation, nameOf, resolveWithin, type Location } from '../../../location/location.ts'
import { MAX_METADATA_BYTES, METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { parseMetadata } from '../../../metadata/parse.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'
import type { ObjectInfo, ObjectStore } from '../../../storage/object-store.ts'
import { runBoth, runPool } from '../../../storage/pool.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { keepFormerMetadata } from './commit-metadata.ts'
import { sameBytes } from '../look/target-metadata.ts'
import { placesWritten, type SeenFile } from '../look/source-files.ts'
import { haveSameBytes } from '../../../storage/same-content.ts'
import { filesOf } from '../other-snapshots/neighbours.ts'
import type { Plan } from '../plan/make-plan.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { ObjectTable } from '../../../storage/object-table.ts'
import { survey, type Survey } from '../../../storage/survey.ts'

/*
 * Two runs to one target, A and B, of different sources with equal file names. A run writes its files,
 * looks whether all of them are its own (1), writes `_metadata` and reads it back (2), looks at all files
 * once more (3) and whether `_metadata` is what it read (4), side by side, and only then reports success. It
 * writes nothing after (2).
 *
 * Two successes never end in a mixture: let B's `_metadata` be the later one. A saw its own in (4), so A's
 * (2) lies before B's (2). A's last write of a file lies before A's (2), so before B's (2), so
 * before B's (3), in which each file was B's. Nobody wrote after that: what remains is B's, whole, and A
 * reported success for a snapshot that B replaced later. Where both `_metadata` have the same bytes and
 * were created only if absent, B's (2) is that it saw them there; A's writes lie before A's (2), so the
 * same holds.
 *
 * A run that finds a file changed, or loses the name to another run, may have written over files of a
 * snapshot that was committed meanwhile. The other run sees in its (3) what was written before that commit.
 * Nobody else sees what was written later, so this run sets that `_metadata` aside itself: no snapshot is
 * better than a mixture that looks complete.
 */

/** Another run changed the target while this one was at work. */
export class ChangedTargetError extends RelocationError {
  override readonly code = 'changed'
}

/** What the target held of the files when this run had written them, or had found them to be the same. */
export interface Stamps {
  readonly written: ObjectTable
  /** When the last of them had its name, by this machine's clock. */
  lastWrittenMs: number
  /** The target as it was seen before anything was written. */
  readonly before: Pick<Survey, 'get'>
}

interface Ends {
  readonly source: ObjectStore
  readonly target: ObjectStore
}

const ADVICE = 'let only one relocation write to a target, and run again'

/**
 * Requires each file to be what this run wrote or proved, by its ETag, or a local file's stamp. What has
 * another one is read at both ends: another run may have written the same content.
 *
 * @param now the target as it was seen last
 * @throws ChangedTargetError naming the files
 */
export async function requireOwn(
  files: readonly SeenFile[],
  stamps: Stamps,
  now: Pick<Survey, 'get'>,
  ends: Ends,
  signal: AbortSignal,
): Promise<void> {
  const ownOf = ({ file, info }: SeenFile): ObjectInfo =>
    stamps.written.get(file.to) ?? stamps.before.get(file.to) ?? info
  const suspects = files.filter((seen) => {
    const there = now.get(seen.file.to)
    return there === undefined || !hasStamp(there, ownOf(seen))
  })
  const changed: Location[] = []
  await runPool(suspects, { concurrency: 4 }, signal, async (seen, both) => {
    const { file, info } = seen
    const there = now.get(file.to)
    // Listings of some stores tell another ETag than a write's answer and HEAD do (Swift, of copies).
    const looked = there === undefined ? undefined : await ends.target.stat(file.to, { signal: both })
    if (looked !== undefined && hasStamp(looked, ownOf(seen))) return
    if (there === undefined || !(await holdsStill(ends, info, there, both))) changed.push(file.to)
  })
  if (changed.length === 0) return
  throw new ChangedTargetError(
    `another run wrote ${countOf(changed.length, 'file')} of this snapshot in the target while this one was at work; the snapshot was not written: ${ADVICE}`,
    { details: shorten(changed.map(displayLocation)) },
  )
}

/** What changes once more while it is read is not this run's. */
async function holdsStill(
  { source, target }: Ends,
  from: ObjectInfo,
  there: ObjectInfo,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await haveSameBytes([source, from], [target, there], { signal })
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof StorageError && (error.code === 'changed' || error.code === 'not-found'))
      return false
    throw error
  }
}

function hasStamp(there: ObjectInfo, own: ObjectInfo): boolean {
  if (there.sizeBytes !== own.sizeBytes) return false
  if (there.etag !== undefined && own.etag !== undefined) return there.etag === own.etag
  if (there.stamp !== undefined && own.stamp !== undefined) return there.stamp === own.stamp
  return there.modifiedAt !== undefined && there.modifiedAt.getTime() === own.modifiedAt?.getTime()
}

/**
 * Looks at all files once more behind the commit, and at `_metadata`: see above.
 *
 * @param committed the `_metadata` that was read back after it was written. While it is the same object, its
 * bytes are not read again
 * @throws ChangedTargetError
 */
export async function requireStillOwn(
  files: readonly SeenFile[],
  stamps: Stamps,
  plan: Plan,
  committed: ObjectInfo | undefined,
  ends: Ends,
  signal: AbortSignal,
): Promise<void> {
  const [now, there] = await runBoth(
    signal,
    (both) => survey(ends.target, placesWritten(files), both),
    async (both) =>
      committed !== undefined && (await isUntouched(committed, ends.target, both))
        ? { bytes: plan.metadata }
        : metadataNow(plan, ends.target, both),
  )
  await requireOwn(files, stamps, now, ends, signal)
  if (there !== undefined && sameBytes(there.bytes, plan.metadata)) return
  const location = displayLocation(resolveWithin(plan.placement.snapshot.to, METADATA_NAME))
  throw new ChangedTargetError(
    `another run ${there === undefined ? `deleted ${location}` : `wrote a different ${location}`} right after this one; what is there is not this `
      + `run's snapshot: ${ADVICE}`,
  )
}

/** Whether what is there is that object still: of the same content, and written at the same time. */
async function isUntouched(own: ObjectInfo, target: ObjectStore, signal: AbortSignal): Promise<boolean> {
  const there = await target.stat(own.location, { signal })
  return (
    there !== undefined
    && (own.etag ?? own.stamp) !== undefined
    && hasStamp(there, own)
    && there.modifiedAt?.getTime() === own.modifiedAt?.getTime()
  )
}

async function metadataNow(
  plan: Plan,
  target: ObjectStore,
  signal: AbortSignal,
): Promise<{ info: ObjectInfo; bytes: Uint8Array } | undefined> {
  try {
    return await target.read(resolveWithin(plan.placement.snapshot.to, METADATA_NAME), {
      signal,
      maxBytes: MAX_METADATA_BYTES,
    })
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not-found') return undefined
    throw error
  }
}

/**
 * After a failure: sets `_metadata` aside where it would stand for a mixture of this run's files and
 * another's. That is this run's own where another run changed its files, and that of another run where this
 * one wrote files of it later. A snapshot in its own place keeps its `_metadata`.
 *
 * @returns a sentence about what was done, `undefined` where there was nothing to do.
 */
export async function leaveNoMixture(
  error: unknown,
  plan: Plan,
  own: Snapshot,
  stamps: Stamps,
  target: ObjectStore,
  signal: AbortSignal,
): Promise<string | undefined> {
  const changed = error instanceof ChangedTargetError
  if (plan.inPlace || signal.aborted || (stamps.written.size === 0 && !changed)) return undefined
  const location = resolveWithin(plan.placement.snapshot.to, METADATA_NAME)
  try {
    const there = await metadataNow(plan, target, signal)
    if (there === undefined) return undefined
    const isMixture = sameBytes(there.bytes, plan.metadata)
      ? changed
      : await wroteOver(there, plan, own, stamps, target, signal)
    if (!isMixture) return undefined
    const kept = await keepFormerMetadata(target, plan.placement.snapshot.to, there.bytes, signal)
    await target.remove([location], { signal })
    return `${displayLocation(location)} was set aside as ${nameOf(kept)}, for files of two runs lie there: run one of them again`
  } catch {
    return (
      `whether ${displayLocation(location)} stands for files of one run could not be seen: do not restore from it before a relocation `
      + 'to it has succeeded'
    )
  }
}

async function wroteOver(
  there: { info: ObjectInfo; bytes: Uint8Array },
  plan: Plan,
  own: Snapshot,
  { written, lastWrittenMs }: Stamps,
  target: ObjectStore,
  signal: AbortSignal,
): Promise<boolean> {
  const directory = plan.placement.snapshot.to
  const other = parseMetadata(there.bytes)
  if (isSameSnapshot(own, other)) return false
  const common = new LocationSet()
  for (const { location } of filesOf(other, directory)) if (written.has(location)) common.add(location)
  const sinceMs = there.info.modifiedAt?.getTime() ?? 0
  let found = false
  await runPool([...common], { concurrency: 16 }, signal, async (location, both) => {
    const [now, mine] = found ? [] : [await target.stat(location, { signal: both }), written.get(location)]
    if (now === undefined || mine === undefined) return
    if (hasStamp(now, mine) && landedMs(now, lastWrittenMs) >= sinceMs) found = true
  })
  return found
}

/**
 * When an object got its name, or later. A local file has the time of its last byte, before it was renamed,
 * and S3 gives what was uploaded in parts (whose ETag has a hyphen) the time at which that began.
 */
function landedMs({ etag, modifiedAt }: ObjectInfo, lastWrittenMs: number): number {
  if (etag === undefined) return lastWrittenMs
  return etag.includes('-') ? Infinity : (modifiedAt?.getTime() ?? Infinity)
}

/** One snapshot whose files are only named otherwise: the files of one are those of the other. */
function isSameSnapshot(a: Snapshot, b: Snapshot): boolean {
  const facts = ({ checkpointId, operators, references }: Snapshot): string =>
    JSON.stringify([
      String(checkpointId),
      operators.map(({ id, stateBytes }) => [id, stateBytes]),
      references.map(({ kind, path, sizeBytes }) =>
        kind === 'directory' ? '' : [path.slice(path.lastIndexOf('/') + 1), sizeBytes],
      ),
    ])
  return facts(a) === facts(b)
}
