import type { ClaimMode } from '../../snapshot/claim-mode.ts'
import type { Kind, SavepointFormat } from '../../snapshot/kind.ts'
import type { Location } from '../../location/location.ts'
import type { S3Tuning } from '../../storage/open-store.ts'
import type { S3Settings } from '../../storage/settings.ts'

/** Where the newest snapshot is looked for, and which ones count. */
export interface SearchRequest {
  /** A directory of savepoints, of `chk-N`, of jobs, a mix of those, or a snapshot itself. */
  readonly directory: Location
  readonly s3: S3Settings
  readonly kind: Kind | 'any'
  /** 32 hex digits, lower case: only this job's checkpoints, and savepoints that Flink named after it. */
  readonly jobId?: string
  /** A snapshot whose `_metadata` is older than this is too old. */
  readonly maxAgeMs?: number
  /**
   * `metadata`: a readable `_metadata` is enough. `files`: every file that it names must be there as well.
   */
  readonly complete: 'metadata' | 'files'
  /**
   * Most snapshots of the listing, and most checkpoints that are looked at of each job beyond what the
   * search needs.
   */
  readonly mostListed: number
}

/** How a search is run. */
export interface SearchContext {
  readonly signal: AbortSignal
  /** Told of what a person should act upon. */
  readonly onWarning: (text: string) => void
  /** The time from which ages are counted, in milliseconds since 1970; the clock's by default. */
  readonly nowMs?: number
  /** Times and sizes of the S3 store, for tests. */
  readonly tuning?: S3Tuning
}

/**
 * What is known of a listed snapshot: `complete` (all of its files are there), `unchecked` (its `_metadata`
 * can be read, and not all of its files were looked for), `unfinished` (no `_metadata`: Flink writes it
 * last), `skipped` (not usable: `problem` says why), or `unread`: its `_metadata` is there and
 * did not have to be read.
 */
export type ListedState = 'complete' | 'unchecked' | 'unfinished' | 'skipped' | 'unread'

/** A snapshot that was seen. */
export interface ListedSnapshot {
  /** URI of the directory, as Flink writes it. */
  readonly path: string
  /** Its last segment. */
  readonly name: string
  /** By its name. */
  readonly kind: Kind
  /** The job directory's name; of checkpoints only. */
  readonly job?: string
  /** Decimal text; of a savepoint only where its `_metadata` was read. */
  readonly checkpointId?: string
  /** When `_metadata` was written, as an ISO 8601 instant in UTC. */
  readonly modified?: string
  /** Size of `_metadata` in bytes; absent where there is none. */
  readonly metadataBytes?: number
  readonly state: ListedState
  /** Why it was skipped, one sentence; absent for other states. */
  readonly problem?: string
  /**
   * Files in other places that were not looked for; absent where there are none, or no file was looked for.
   */
  readonly notChecked?: number
}

/** The snapshot to restore from. */
export interface FoundSnapshot {
  /** URI of the snapshot's directory. */
  readonly path: string
  /** The same with `/_metadata`. */
  readonly metadataPath: string
  readonly kind: Kind
  /** Of a savepoint; absent where the metadata does not tell. */
  readonly format?: SavepointFormat
  /** Version of the `_metadata` format, 2 to 6. */
  readonly metadataVersion: number
  /**
   * Flink's number of the checkpoint or savepoint. Decimal text: a Java long does not fit a JSON number.
   */
  readonly checkpointId: string
  readonly claimMode?: ClaimMode
  /** When `_metadata` was written, as an ISO 8601 instant in UTC; absent where the store does not tell. */
  readonly modified?: string
  /**
   * Milliseconds since `_metadata` was written, never below 0; absent where the store does not tell the
   * time.
   */
  readonly ageMs?: number
  /** Bytes of all operators' state, in-line state included. */
  readonly stateBytes: number
}

/** What `find --json` prints. */
export interface SearchReport {
  /** URI of the directory that was looked through. */
  readonly directory: string
  /** The newest snapshot that is what was asked for. */
  readonly found: FoundSnapshot
  /** Newest first, at most as many as were asked for. */
  readonly snapshots: readonly ListedSnapshot[]
  /** Snapshots that were seen: the listed ones, and further ones. */
  readonly seen: number
  /** Snapshots without `_metadata` among them, which Flink writes last. */
  readonly unfinished: number
  /** What a person should act upon, one sentence each; may be empty. */
  readonly warnings: readonly string[]
}

/**
 * No snapshot is what was asked for. The message is one sentence; `details` name what was seen instead,
 * most telling first.
 */
export class SearchError extends Error {
  override readonly name = 'SearchError'
  readonly details: readonly string[]

  constructor(message: string, details: readonly string[] = []) {
    super(message)
    this.details = details
  }
}
