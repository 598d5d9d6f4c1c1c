import type { Location } from '../../location/location.ts'
import { fill } from '../../storage/fill.ts'
import type { Abortable, ObjectInfo, ObjectStore } from '../../storage/object-store.ts'
import type { ReadSnapshot } from '../read-snapshot.ts'
import { outsideReport, type OutsideReport } from './outside-report.ts'
import { readOutside, type ReadRange } from './outside.ts'

/** How the state is looked at. */
export interface StateReading extends Abortable {
  /** No file of the snapshot is read, only what is in `_metadata`. */
  readonly stateReads?: false | undefined
}

/**
 * What the state of a snapshot points at. Of its own small state files each costs one request; nothing else
 * is opened, and one that cannot be read is told as such.
 */
export async function lookOutside(
  store: ObjectStore,
  { snapshot, directory }: Pick<ReadSnapshot, 'snapshot' | 'directory'>,
  { stateReads, signal }: StateReading,
): Promise<OutsideReport> {
  const read =
    stateReads === false
      ? undefined
      : rangeReader(store, (location) => seenNow(store, location, signal), signal)
  return outsideReport(await readOutside({ snapshot, directory }, read))
}

/** Of a local file the size has to be known; of an object in S3 it is what its handle says. */
function seenNow(
  store: ObjectStore,
  location: Location,
  signal: AbortSignal | undefined,
): Promise<ObjectInfo | undefined> | undefined {
  return store.type === 'file' ? store.stat(location, { signal }) : undefined
}

/** What is read of one state file: where it is less, all of it is meant. */
const MOST_BYTES = 64 * 1024

/**
 * Reads parts of state files.
 *
 * @param find what is known of a file, whose ETag pins the read and whose size ends it; without it the file
 *   is taken for what its handle says
 */
export function rangeReader(
  store: ObjectStore,
  find: (location: Location) => Promise<ObjectInfo | undefined> | ObjectInfo | undefined,
  signal: AbortSignal | undefined,
): ReadRange {
  return async (location, offsetBytes, lengthBytes) => {
    const end = offsetBytes + lengthBytes
    const info = (await find(location)) ?? { location, sizeBytes: lengthBytes < MOST_BYTES ? end : Infinity }
    const bytes = new Uint8Array(Math.max(0, Math.min(end, info.sizeBytes) - offsetBytes))
    await fill(store.source(info), bytes, offsetBytes, { signal })
    return bytes
  }
}
