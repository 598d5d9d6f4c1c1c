import {
  displayLocation,
  nameOf,
  parentOf,
  resolveWithin,
  type Location,
} from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import type { Placement } from '../plan/placement.ts'
import { RelocationError } from '../../relocation-error.ts'
import { checkpointsIn } from './neighbours.ts'

/**
 * Refuses a target that is itself a snapshot, or `shared` or `taskowned` of a job directory of any name:
 * what is put there would be deleted with it, and nobody looks for a snapshot inside another one. What the
 * store does not let us list is left to the requests that need the same permission later.
 *
 * @throws RelocationError naming the target that was probably meant.
 */
export async function refuseSnapshotDirectory(
  store: ObjectStore,
  target: Location,
  { shape, home }: Placement,
  signal: AbortSignal,
): Promise<void> {
  const places = shape === 'checkpoint' ? [target, home.to] : [target]
  for (const place of places) {
    if (!(await isSnapshot(store, place, signal))) continue
    const above = parentOf(place)
    throw new RelocationError(
      `target ${displayLocation(place)} is itself a snapshot, and the one to relocate would go into it, to ${displayLocation(home.to)}: `
        + `target is the directory under which a snapshot is placed${
          above === undefined ? '; choose another one' : `, you probably meant ${displayLocation(above)}`
        }`,
    )
  }
  const job = parentOf(target)
  if (
    !/^(shared|taskowned)$/.test(nameOf(target))
    || job === undefined
    || !(await hasCheckpoints(store, job, signal))
  )
    return
  throw new RelocationError(
    `target ${displayLocation(target)} belongs to the checkpoints in ${displayLocation(job)}: Flink deletes what is there with them; `
      + "choose a directory beside the job's",
  )
}

async function isSnapshot(store: ObjectStore, place: Location, signal: AbortSignal): Promise<boolean> {
  return told(
    async () => (await store.stat(resolveWithin(place, METADATA_NAME), { signal })) !== undefined,
    signal,
  )
}

async function hasCheckpoints(store: ObjectStore, job: Location, signal: AbortSignal): Promise<boolean> {
  return told(async () => (await checkpointsIn(store, job, signal)).length > 0, signal)
}

async function told(ask: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  try {
    return await ask()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof StorageError) return false
    throw error
  }
}
