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
 * What the state of a snapshot points at. Of its own state files each costs one request, or two where
 * only a part of it is read; nothing else is opened, and one that cannot be read is told as such.
 */
export async function lookOutside(
  store: ObjectStore,
  { snapshot, directory }: Pick<ReadSnapshot, 'snapshot' | 'directory'>,
  { stateReads, signal }: StateReading,
): Promise<OutsideReport> {
  const read =
    stateReads === false
      ? undefined
      : rangeReader(store, (location, isPart) => seenNow(store, location, isPart, signal), signal)
  return outsideReport(await readOutside({ snapshot, directory }, read))
}

/**
 * A local file's size has to be known, and that of an object in S3 of which a part is read: of one that ends
 * early the store would be asked again and again. A small object is asked for as a whole, and is what its
 * handle says or another one.
 */
function seenNow(
  store: ObjectStore,
  location: Location,
  isPart: boolean,
  signal: AbortSignal | undefined,
): Promise<ObjectInfo | undefined> | undefined {
  return isPart || store.type === 'file' ? store.stat(location, { signal }) : undefined
}

/** What is read of one state file: where it is less, all of it is meant. */
const MOST_BYTES = 64 * 1024

/**
 * Reads parts of state files.
 *
 * @param find what is known of a file, of which all or a part is read: its ETag pins the read and its size
 *   ends it. Without it the file is taken for what its handle says
 */
export function rangeReader(
  store: ObjectStore,
  find: (location: Location, isPart: boolean) => Promise<ObjectInfo | undefined> | ObjectInfo | undefined,
  signal: AbortSignal | undefined,
): ReadRange {
  return async (location, offsetBytes, lengthBytes) => {
    const end = offsetBytes + lengthBytes
    const isPart = offsetBytes > 0 || lengthBytes >= MOST_BYTES
    const info = (await find(location, isPart)) ?? { location, sizeBytes: end }
    const bytes = new Uint8Array(Math.max(0, Math.min(end, info.sizeBytes) - offsetBytes))
    await fill(store.source(info), bytes, offsetBytes, { signal })
    return bytes
  }
}
