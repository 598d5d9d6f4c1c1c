import {
  displayLocation,
  isWithin,
  nameOf,
  resolveWithin,
  type Location,
} from '../../../location/location.ts'
import { findDeletedFile } from '../../../snapshot/deleted.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import type { Survey } from '../../../storage/survey.ts'
import { countOf } from '../../../text/quantities.ts'
import { vanishedAdvice } from './vanished.ts'
import type { Planned } from '../plan.ts'
import type { PlanFile } from '../plan/file-table.ts'
import type { Placement } from '../plan/placement.ts'

/** What Flink keeps beside the checkpoints of a job (`AbstractFsCheckpointStorageAccess`). */
const BESIDE = ['shared', 'taskowned'] as const

/**
 * What to do about missing files, where more can be told than that they are missing: that they were deleted
 * from a bucket that keeps versions, that a job has deleted the checkpoint meanwhile, or that only a part
 * of the checkpoint was copied. Two requests, where something is missing.
 *
 * @returns the end of a sentence; `undefined` where nothing more is known
 */
export async function adviceOnMissing(
  { run, read, plan: { placement } }: Planned,
  wanted: readonly PlanFile[],
  seen: Pick<Survey, 'has'>,
): Promise<string | undefined> {
  const missing = wanted.find(({ from }) => !seen.has(from))
  if (missing === undefined) return undefined
  const {
    stores: { source },
    signal,
    resumed,
  } = run
  if (resumed !== undefined) return undefined
  const deleted = await findDeletedFile(source, missing.from, read.metadata.modifiedAt, signal)
  if (deleted !== undefined) {
    return (
      `${displayLocation(missing.from)} was deleted at ${deleted.deletedAt.toISOString()}, and its bucket keeps old versions: give as-of `
      + `${deleted.asOf} to read the snapshot as it was then`
    )
  }
  try {
    const metadata = resolveWithin(read.directory, METADATA_NAME)
    if ((await source.stat(metadata, { signal })) === undefined)
      return `the snapshot was deleted since this run began: ${await vanishedAdvice(run, placement)}`
  } catch (error) {
    // That files are missing is what has to be said.
    if (!(error instanceof StorageError)) throw error
  }
  return onlyOwnCopied(placement, wanted, seen)
}

/** Whoever copies the directory `chk-N` and nothing else leaves most of an incremental checkpoint behind. */
function onlyOwnCopied(
  { shape, snapshot, home }: Placement,
  wanted: readonly PlanFile[],
  seen: Pick<Survey, 'has'>,
): string | undefined {
  if (shape === 'savepoint') return undefined
  const beside = BESIDE.map((name) => ({ directory: resolveWithin(home.from, name), files: 0 }))
  for (const { from } of wanted) {
    if (isWithin(from, snapshot.from)) {
      if (!seen.has(from)) return undefined
      continue
    }
    const place = beside.find(({ directory }) => isWithin(from, directory))
    if (place === undefined || seen.has(from)) return undefined
    place.files++
  }
  const lacking = beside.filter(({ files }) => files > 0)
  return wordsOfLacking(
    snapshot.from,
    lacking.map(({ directory }) => directory),
    lacking.reduce((sum, { files }) => sum + files, 0),
  )
}

function wordsOfLacking(checkpoint: Location, directories: readonly Location[], count: number): string {
  const name = nameOf(checkpoint)
  const names = directories.map((directory) => `${nameOf(directory)}/`).join(' and ')
  return (
    `what lies in ${name} itself is there, and nothing of what it names in ${directories.map((one) => displayLocation(one)).join(' and ')} `
    + `(${countOf(count, 'file')}): only ${name} was copied to this place; copy ${names} beside it as well, or give the place that it was copied from as source`
  )
}
