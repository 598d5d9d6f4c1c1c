import { displayLocation, isSpokenToByS3, type Location } from '../location/location.ts'
import { createFileStore } from './file/file-store.ts'
import type { ObjectStore } from './object-store.ts'
import type { S3StoreOptions } from './s3/s3-store.ts'
import type { S3Settings, S3WriteSettings, Side } from './settings.ts'
import { adviceForScheme } from './scheme-advice.ts'
import { StorageError } from './storage-error.ts'

/** Times and sizes of an S3 store. Tests shorten them. */
export type S3Tuning = Pick<S3StoreOptions, 'parts' | 'retry' | 'silenceClock'>

/** Options of a store of any kind. */
export interface OpenStoreOptions {
  /** Most requests in flight at once. */
  readonly concurrency?: number
  /** Told of what may interest a person ("waiting, the store asks to slow down"). */
  readonly onNotice?: (text: string) => void
  /** Told of what a person should act upon. */
  readonly onWarning?: (text: string) => void
  readonly tuning?: S3Tuning
  /**
   * The store is read as it was at this time, by the versions that its bucket keeps; of S3 only. Nothing can
   * be written to it.
   */
  readonly asOf?: Date | undefined
  /** There is no other side, so that no setting is of one of them. */
  readonly oneSided?: boolean
  /**
   * Local places that the user named besides the location: symbolic links lead out of none of them.
   * `anywhere`: only single files are named, by whatever way.
   */
  readonly named?: readonly Location[] | 'anywhere'
}

/**
 * Opens the store that the location's scheme names; nothing is asked of it yet. The AWS SDK is loaded only
 * for S3.
 *
 * @param write what every write carries; for the target.
 * @throws StorageError `unsupported` for a scheme that is neither `file` nor one of a store that speaks S3.
 */
export async function openStore(
  location: Location,
  side: Side,
  s3: S3Settings,
  write: S3WriteSettings | undefined,
  { tuning, named = [], ...options }: OpenStoreOptions,
): Promise<ObjectStore> {
  if (location.scheme === 'file') {
    return createFileStore({
      named: named === 'anywhere' ? [] : [location, ...named],
      onWarning: options.onWarning,
    })
  }
  if (!isSpokenToByS3(location.scheme)) throw unsupportedScheme(location, side)
  const { openS3Store } = await import('./s3/s3-store.ts')
  return openS3Store(s3, location, { side, write, ...options, ...tuning })
}

function unsupportedScheme(location: Location, side: Side): StorageError {
  return new StorageError(
    `${side}: ${displayLocation(location)} is on ${location.scheme}:, which can neither be read nor written here, only local files, S3 `
      + `(s3, s3a, s3p, s3n) and what speaks S3 (gs, oss, cosn, cos, obs, tos) can: ${adviceForScheme(location.scheme, side)}`,
    { code: 'unsupported', operation: 'open', location },
  )
}
