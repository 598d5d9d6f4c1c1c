import { displayLocation, isS3Scheme, type Location } from '../location/location.ts'
import { createFileStore } from './file/file-store.ts'
import type { ObjectStore } from './object-store.ts'
import type { S3StoreOptions } from './s3/s3-store.ts'
import type { S3Settings, S3WriteSettings, Side } from './settings.ts'
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
 * @throws StorageError `unsupported` for a scheme that is neither `file` nor one of S3's.
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
      ...(options.onWarning && { onWarning: options.onWarning }),
    })
  }
  if (!isS3Scheme(location.scheme)) throw unsupportedScheme(location, side)
  const { openS3Store } = await import('./s3/s3-store.ts')
  return openS3Store(s3, { side, ...(write && { write }), ...options, ...tuning })
}

/** Tools that copy where this program cannot. */
const TOOLS: Readonly<Record<string, string>> = {
  hdfs: 'hadoop distcp',
  viewfs: 'hadoop distcp',
  webhdfs: 'hadoop distcp',
  gs: 'gcloud storage cp',
  abfs: 'azcopy',
  abfss: 'azcopy',
  wasb: 'azcopy',
  wasbs: 'azcopy',
  oss: 'ossutil',
}

function unsupportedScheme(location: Location, side: Side): StorageError {
  const tool = TOOLS[location.scheme]
  return new StorageError(
    `${side}: ${displayLocation(location)} is on ${location.scheme}:, which cannot be read or written here, only local files and S3 `
      + `(s3, s3a, s3p, s3n) can: copy the snapshot with its own tool${tool === undefined ? '' : ` (${tool})`} and rewrite its _metadata with `
      + '"flink-snapshot rewrite IN OUT --path-map \'old => new\'"',
    { code: 'unsupported', operation: 'open', location },
  )
}
