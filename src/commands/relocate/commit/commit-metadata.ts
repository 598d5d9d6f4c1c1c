import { LocationSet } from '../../../location/location-map.ts'
import {
  displayLocation,
  parseWrittenLocation,
  resolveWithin,
  type Location,
} from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { parseMetadata } from '../../../metadata/parse.ts'
import type { ObjectInfo, ObjectStore } from '../../../storage/object-store.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import { FORMER_METADATA } from '../../../snapshot/internal-names.ts'
import { readTargetMetadata, sameBytes } from '../look/target-metadata.ts'
import type { Plan } from '../plan/make-plan.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { Verified } from '../verify.ts'

/** How much more than expected may be read back before it is called different. */
const READ_BACK_SLACK_BYTES = 1

/** How `_metadata` was committed. */
interface Committed {
  readonly conditionHonoured: boolean
  readonly alreadyThere: boolean
  readonly info: ObjectInfo
}

/**
 * Writes `_metadata`, the act that makes the directory a snapshot, when each of its references is among the
 * verified objects, and proves it by reading the same bytes back.
 *
 * @param replace an existing `_metadata` may be replaced (`overwrite`, or a rewrite in place).
 * @returns whether the store honours conditional writes, whether another run wrote the identical file
 * first, and the object that was read back.
 * @throws RelocationError where another relocation won, or what is read back differs.
 */
export async function commitMetadata(
  plan: Plan,
  store: ObjectStore,
  verified: Verified,
  replace: boolean,
  signal: AbortSignal,
): Promise<Committed> {
  const location = resolveWithin(plan.placement.snapshot.to, METADATA_NAME)
  requireVerified(plan, verified)
  signal.throwIfAborted()
  const published = await store.publish(location, plan.metadata, { replace, signal })
  const back = await store
    .read(location, { signal, maxBytes: plan.metadataBytes + READ_BACK_SLACK_BYTES })
    .catch((error: unknown) => {
      signal.throwIfAborted()
      // Larger than what was written: it is somebody else's, whatever it says.
      if (error instanceof StorageError && error.code === 'too-large') return undefined
      throw new RelocationError(
        `${displayLocation(location)} was written but could not be read back, so nothing is proved: run again, it will `
          + 'say whether the snapshot is there',
        { code: 'changed', cause: error },
      )
    })
  const info = back !== undefined && sameBytes(back.bytes, plan.metadata) ? back.info : undefined
  if (published.outcome === 'exists' && info === undefined) {
    throw new RelocationError(
      `another run wrote a different ${displayLocation(location)} meanwhile; it was left alone, and this run's files lie `
        + 'beside it: let only one relocation write to a target',
      { code: 'changed' },
    )
  }
  if (info === undefined) {
    throw new RelocationError(
      `${displayLocation(location)} reads back with other bytes than were written: do not restore from it; see who else `
        + 'writes there, then run again with overwrite',
      { code: 'changed' },
    )
  }
  return {
    conditionHonoured: published.conditionHonoured,
    alreadyThere: published.outcome === 'exists',
    info,
  }
}

/**
 * Each file that the new `_metadata` names must be one that was seen whole, or one that was knowingly kept
 * outside.
 */
function requireVerified(plan: Plan, verified: Verified): void {
  const kept = new LocationSet(plan.kept.map((file) => file.from))
  const directory = plan.placement.snapshot.to
  for (const reference of parseMetadata(plan.metadata).references) {
    if (reference.kind === 'directory') continue
    const location =
      reference.kind === 'relative'
        ? resolveWithin(directory, reference.path)
        : parseWrittenLocation(reference.path)
    if (verified.has(location) || kept.has(location)) continue
    throw new RelocationError(
      `the new _metadata names ${displayLocation(location)}, which was not verified; it was not written: please report `
        + 'this with the report file',
    )
  }
}

/**
 * Keeps the former `_metadata` beside the one that replaces it in its own place. An earlier copy with the
 * same bytes serves; one with other bytes is left alone and the next free name is taken.
 */
export async function keepFormerMetadata(
  store: ObjectStore,
  directory: Location,
  former: Uint8Array,
  signal: AbortSignal,
): Promise<Location> {
  for (let n = 1; ; n++) {
    const location = resolveWithin(directory, n === 1 ? FORMER_METADATA : `${FORMER_METADATA}-${n}`)
    const published = await store.publish(location, former, { replace: false, signal })
    if (published.outcome !== 'exists') return location
    const there = await readTargetMetadata(store, location, former.length, signal)
    if (there !== undefined && sameBytes(there, former)) return location
  }
}
