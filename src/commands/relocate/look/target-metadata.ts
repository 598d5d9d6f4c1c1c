import type { Location } from '../../../location/location.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'

/** The `_metadata` of a target, `undefined` where there is none. */
export async function readTargetMetadata(
  store: ObjectStore,
  location: Location,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const info = await store.stat(location, { signal })
  if (info === undefined) return undefined
  // Larger than what would be written: it is different, and how different does not matter.
  if (info.sizeBytes > maxBytes) return new Uint8Array(0)
  return (await store.read(location, { signal, maxBytes })).bytes
}

/** Whether the snapshot now in the target is the very one that this run would write. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
