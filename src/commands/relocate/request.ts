import type { Location } from '../../location/location.ts'
import type { PathRule } from '../../location/path-map.ts'
import type { Shard } from './shard.ts'
import type { S3Settings, S3WriteSettings } from '../../storage/settings.ts'

/**
 * `fail`: nothing is written where a job would go on with what the state points at, or where that is not
 * known; `warn`: it is told; `ignore`: it is not looked for. Pending batches of a write-ahead sink, which the
 * job would lose, stop the run unless they are ignored.
 */
export type OutsideChoice = 'fail' | 'warn' | 'ignore'

/**
 * Everything a relocation is asked to do, checked for form by the face (Action or command line) that read
 * it.
 */
export interface RelocationRequest {
  /** A snapshot directory, or its `_metadata`. */
  readonly source: Location
  /** Where in a text of Flink's the source stood; absent where it was given as a path. */
  readonly takenFrom?: string
  /** The directory under which the snapshot is placed, as Flink's own target directory is. */
  readonly target: Location
  /** Replaces the savepoint's name, or the job directory's for a checkpoint. */
  readonly targetName?: string
  readonly pathMap: readonly PathRule[]
  /** The former home of a snapshot whose files were moved before its metadata was rewritten. */
  readonly movedFrom?: Location
  /**
   * Where files of other places were moved to, or are kept as well: what lay below `from` is read below
   * `to`.
   */
  readonly readMap?: readonly PathRule[]
  /**
   * Directories of native savepoints that the snapshot's job claimed, in which lost relative files are
   * looked for.
   */
  readonly claimedSavepoints: readonly Location[]
  /** Whether files in a savepoint's directory are named as before, or relative to it. */
  readonly references: 'preserve' | 'relative'
  /** What becomes of a run whose snapshot has state that points at something outside of it. */
  readonly outsideState: OutsideChoice
  /** Places that state may point at; absent: none. */
  readonly allowOutside?: readonly Location[]
  /** No state is read to see what it points at. */
  readonly stateReads?: false
  readonly externalFiles: 'fail' | 'copy' | 'keep'
  readonly overwrite: boolean
  readonly deleteSource: boolean
  readonly dryRun: boolean
  /**
   * Fingerprint of the plan that was approved, 64 hex digits: where the plan is another one now, nothing is
   * written.
   */
  readonly expectPlan?: string
  /** Only this part of the files is copied, and nothing is committed; absent: all of it. */
  readonly shard?: Shard
  readonly verify: 'fast' | 'strict'
  /** No server copies by itself, also where it could. */
  readonly transfer?: 'streamed'
  /** Most objects in flight at once; absent: the engine's own choice. */
  readonly concurrency?: number
  readonly sourceS3: S3Settings
  readonly targetS3: S3Settings
  readonly targetWrite: S3WriteSettings
}
