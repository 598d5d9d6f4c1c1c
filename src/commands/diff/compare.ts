import { diffSnapshots, type DiffInput, type SnapshotDiff } from './diff.ts'
import { inspectSnapshot } from '../../snapshot/summary.ts'
import type { Location } from '../../location/location.ts'
import { openStore } from '../../storage/open-store.ts'
import type { S3Settings, Side } from '../../storage/settings.ts'
import type { ExaminationContext } from '../inspect/inspect.ts'

/** A snapshot, and how it is reached. */
export interface ComparedSnapshot {
  readonly location: Location
  readonly s3: S3Settings
}

/**
 * Reads the `_metadata` of two snapshots, and tells what changed from `a` to `b`.
 *
 * @throws SnapshotReadError and StorageError as `inspectSnapshot` does.
 */
export async function compareSnapshots(
  a: ComparedSnapshot, b: ComparedSnapshot, { signal, tuning }: ExaminationContext,
): Promise<SnapshotDiff> {
  const inspected = async ({ location, s3 }: ComparedSnapshot, side: Side): Promise<DiffInput> => {
    const store = await openStore(location, side, s3, undefined, { ...(tuning && { tuning }) })
    try {
      return await inspectSnapshot(store, location, { signal })
    } finally {
      store.close()
    }
  }
  return diffSnapshots(await inspected(a, 'source'), await inspected(b, 'target'))
}
