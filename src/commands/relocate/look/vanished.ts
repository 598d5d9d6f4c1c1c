import { checkpointNumber } from '../../../location/flink-names.ts'
import {
  displayLocation,
  isWithin,
  nameOf,
  resolveWithin,
  type Location,
} from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { Planned } from '../plan.ts'
import type { Placement } from '../plan/placement.ts'
import type { Run } from '../run.ts'

/** How Flink keeps more checkpoints than the last one: the key of 1.20 and later, and the former one. */
const RETAIN_MORE =
  'let the job retain more checkpoints (execution.checkpointing.num-retained, before Flink 1.20 state.checkpoints.num-retained), '
  + 'or take a savepoint, which no job deletes'

/**
 * A file of the source that was seen, and is gone before it is copied: mostly the job still runs, and
 * deletes its older checkpoints. Two requests.
 *
 * @returns the error with what is known of that; anything else as it is
 */
export async function explainVanished(
  error: unknown,
  { run, read, plan: { placement } }: Planned,
): Promise<unknown> {
  if (!(error instanceof StorageError) || error.code !== 'not-found') return error
  const { location } = error.facts
  // A version that is gone was not the job's to delete, and says so itself.
  if (run.resumed !== undefined || run.request.asOf !== undefined) return error
  if (location === undefined || !isWithin(location, placement.home.from)) return error
  try {
    const metadata = resolveWithin(read.directory, METADATA_NAME)
    const isGone = (await run.stores.source.stat(metadata, { signal: run.signal })) === undefined
    const what = isGone
      ? `: ${displayLocation(read.directory)} was deleted since`
      : ', though _metadata still names it'
    return new RelocationError(
      `${displayLocation(location)} was there when this run began and is gone${what}; the target got no _metadata: `
        + (await vanishedAdvice(run, placement)),
      { code: 'changed', cause: error },
    )
  } catch (other) {
    // What the store refuses to tell now does not matter.
    if (other instanceof StorageError) return error
    throw other
  }
}

/**
 * What to do about a snapshot that is deleted while it is read.
 *
 * @throws StorageError
 */
export async function vanishedAdvice(
  { stores: { source }, signal }: Run,
  { shape, snapshot, home }: Placement,
): Promise<string> {
  if (shape === 'savepoint') return 'see who deletes there, and take a new savepoint'
  const own = numberOf(snapshot.from)
  let newest = own
  for await (const { directories } of source.listLevel(home.from, { signal })) {
    for (const number of directories.map(numberOf)) if (number > newest) newest = number
  }
  const now =
    newest > own ? `the job runs on, and has written chk-${newest} by now: relocate that one, and ` : ''
  return `${now}${RETAIN_MORE}`
}

function numberOf(directory: Location): bigint {
  return checkpointNumber(nameOf(directory)) ?? -1n
}
