import type { TransferMode } from '../../storage/object-store.ts'
import type { ClaimMode } from '../../snapshot/claim-mode.ts'
import type { Kind, SavepointFormat } from '../../snapshot/kind.ts'
import type { ShardReport } from './shard.ts'

/** One file of a plan. Locations as Flink writes them. */
export interface PlannedFile {
  readonly from: string
  readonly to: string
  readonly bytes: number
}

/** Planned files, which may be made one by one as they are asked for. */
export interface PlannedFiles extends Iterable<PlannedFile> {
  readonly length: number
}

/** How many files were proved in which way; see `Proof` for what each proves. */
export interface ProvedCounts {
  readonly etag: number
  readonly checksum: number
  readonly bytes: number
  readonly sizeOnly: number
}

/**
 * What a relocation did, or with `dryRun` would do. Printed by `relocate --json` and written as the `report`
 * output.
 */
export interface RelocationReport {
  readonly dryRun: boolean
  /**
   * `relocated`, `already-there` (the target held the identical snapshot before), `planned` (dry run), or
   * `shard-copied`: a part of the files is in the target, and no `_metadata` was written.
   */
  readonly outcome: 'relocated' | 'already-there' | 'planned' | 'shard-copied'
  /**
   * The part that the run copied, or with `dryRun` would copy; absent for a run that is about the whole
   * snapshot.
   */
  readonly shard?: ShardReport
  /** The snapshot directory that was read. */
  readonly source: string
  /** Where the source stood in the text that named it; absent where it was given as a path. */
  readonly sourceTakenFrom?: string
  /**
   * The directory URI that Flink takes; nothing is there yet after a dry run, and no snapshot after a shard.
   */
  readonly snapshotPath: string
  /** The former name of {@link snapshotPath}, for one major version. */
  readonly savepointPath: string
  /** The same with `/_metadata`. */
  readonly metadataPath: string
  readonly kind: Kind
  /** Of a savepoint; absent where the metadata does not tell. */
  readonly format?: SavepointFormat
  readonly metadataVersion: number
  /** The Flink releases that write this metadata version, such as `1.16 - 1.20`. */
  readonly flinkVersions: string
  /** The claim mode to restore with; absent for metadata version 2, whose Flink has no such option. */
  readonly claimMode?: ClaimMode
  /** Decimal text: a Java long does not fit a JSON number. */
  readonly checkpointId: string
  readonly filesCopied: number
  readonly filesSkipped: number
  readonly bytesCopied: number
  /** Of all files, those that were there before included; absent after a dry run. */
  readonly proved?: ProvedCounts
  readonly urisRewritten: number
  readonly transferMode: TransferMode
  /** Requests sent to S3 by a dry run's estimate; absent for a run that was done. */
  readonly estimatedRequests?: number
  /** Files that a dry run expects to copy, and their bytes. */
  readonly estimatedFiles?: number
  readonly estimatedBytes?: number
  readonly durationMs: number
  readonly warnings: readonly string[]
  /** Files of a replaced snapshot that nothing refers to any more. */
  readonly orphans: readonly string[]
  /** Files of the source that were deleted (`delete-source`). */
  readonly deleted: number
  /**
   * After a deletion: how many copied files were left at the source because other snapshots may use them, and
   * which because they are no longer what was copied.
   */
  readonly leftAtSource?: { readonly shared: number; readonly changed: readonly string[] }
  /**
   * SHA-256 of the whole plan, for `expect-plan`; absent for a run that was neither a dry run nor bound to a
   * plan.
   */
  readonly planFingerprint?: string
  /** The files of the snapshot, or of the shard. */
  readonly plan: { readonly files: PlannedFiles }
}

/** Whether the run ended with a snapshot that Flink can be started from. */
export function isRestorable({ outcome }: RelocationReport): boolean {
  return outcome === 'relocated' || outcome === 'already-there'
}
