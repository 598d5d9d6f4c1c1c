import { createHash } from 'node:crypto'
import { formatLocation, parseLocation, resolveWithin, type Location } from '../../../location/location.ts'
import type { ObjectInfo, ObjectStore } from '../../../storage/object-store.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import { RECEIPT } from '../../../snapshot/internal-names.ts'

/** What is left in the place of a snapshot that was relocated and deleted, so that a run again knows it. */
export interface Receipt {
  readonly relocatedTo: Location
  /** Of the `_metadata` in the target, in hex. */
  readonly metadataSha256: string
  /** When the deletion ended, as ISO 8601 has it. */
  readonly deletedAt: string
  /** The same moment by the clock of the store. */
  readonly writtenAt: Date | undefined
}

/** SHA-256 in hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const MAX_RECEIPT_BYTES = 64 * 1024

/** Leaves the receipt in the source's directory. */
export async function writeReceipt(
  store: ObjectStore,
  directory: Location,
  target: Location,
  metadata: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const receipt = {
    note: 'The snapshot that was here was relocated and then deleted by flink-snapshot (delete-source).',
    relocatedTo: formatLocation(target),
    metadataSha256: sha256Of(metadata),
    deletedAt: new Date().toISOString(),
  }
  await store.publish(
    resolveWithin(directory, RECEIPT),
    Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`),
    { replace: true, signal },
  )
}

/** The receipt in a directory; `undefined` where there is none that can be read. */
export async function readReceipt(
  store: ObjectStore,
  directory: Location,
  signal: AbortSignal,
): Promise<Receipt | undefined> {
  const found = await readIfAny(store, resolveWithin(directory, RECEIPT), MAX_RECEIPT_BYTES, signal)
  if (found === undefined) return undefined
  try {
    const { relocatedTo, metadataSha256, deletedAt } = JSON.parse(
      Buffer.from(found.bytes).toString('utf8'),
    ) as Record<string, unknown>
    if (
      typeof relocatedTo !== 'string'
      || typeof metadataSha256 !== 'string'
      || typeof deletedAt !== 'string'
    )
      return undefined
    return {
      relocatedTo: parseLocation(relocatedTo),
      metadataSha256,
      deletedAt: deletedAt.slice(0, 40),
      writtenAt: found.info.modifiedAt,
    }
  } catch {
    // Somebody else's file of that name proves nothing.
    return undefined
  }
}

/** A whole object, `undefined` where there is none. @throws StorageError for all else */
export async function readIfAny(
  store: ObjectStore,
  location: Location,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ readonly info: ObjectInfo; readonly bytes: Uint8Array } | undefined> {
  try {
    return await store.read(location, { signal, maxBytes })
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not-found') return undefined
    throw error
  }
}
