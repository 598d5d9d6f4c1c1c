import type { TransferMode } from '../../storage/object-store.ts'
import type { ClaimMode } from '../../snapshot/claim-mode.ts'
import type { Kind, SavepointFormat } from '../../snapshot/kind.ts'
import type { OutsideReport } from '../../snapshot/outside/outside-report.ts'
import type { ShardReport } from './shard.ts'

/** One file of a plan. Locations as Flink writes them. */
export interface PlannedFile {
  /** URI of the file in the source. */
  readonly from: string
  /** URI of the file in the target. */
  readonly to: string
  /** Size in bytes. */
  readonly bytes: number
}

/** Planned files, which may be made one by one as they are asked for. */
export interface PlannedFiles extends Iterable<PlannedFile> {
  readonly length: number
}

/** How many files were proved in which way; see `Proof` for what each proves. */
export interface ProvedCounts {
  /** Files whose ETag tells their content, and is the same at both ends. */
  readonly etag: number
  /**
   * Files with a checksum of the source's store that the target's object, or the bytes that passed, have.
   */
  readonly checksum: number
  /** Files whose bytes were compared at both ends, or confirmed by the target as they were sent. */
  readonly bytes: number
  /** Files of which nothing but the size was compared. */
  readonly sizeOnly: number
}

/**
 * What a relocation did, or with `dryRun` would do. Printed by `relocate --json` and written as the
 * `report` output.
 */
export interface RelocationReport {
  /** Whether nothing was written, and this is what a run would do. */
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
   * The directory URI that Flink takes; nothing is there yet after a dry run, and no snapshot after a
   * shard.
   */
  readonly snapshotPath: string
  /** The former name of {@link snapshotPath}, for one major version. */
  readonly savepointPath: string
  /** The same with `/_metadata`, for file systems that restore only from the file. */
  readonly metadataPath: string
  readonly kind: Kind
  /** Of a savepoint; absent where the metadata does not tell. */
  readonly format?: SavepointFormat
  /** Version of the `_metadata` format, 2 to 6. */
  readonly metadataVersion: number
  /** The Flink releases that write this metadata version, such as `1.16 - 1.20`. */
  readonly flinkVersions: string
  /** The claim mode to restore with; absent for metadata version 2, whose Flink has no such option. */
  readonly claimMode?: ClaimMode
  /**
   * Flink's number of the checkpoint or savepoint. Decimal text: a Java long does not fit a JSON number.
   */
  readonly checkpointId: string
  /** Files that this run copied, `_metadata` not counted; 0 for a dry run. */
  readonly filesCopied: number
  /** Files that were at the target already, with the same content. */
  readonly filesSkipped: number
  /** Size of the copied files in bytes. */
  readonly bytesCopied: number
  /** Of all files, those that were there before included; absent after a dry run. */
  readonly proved?: ProvedCounts
  /** Paths in `_metadata` that were replaced, or would be. */
  readonly urisRewritten: number
  /**
   * How the bytes travel: copied by the store itself, streamed through this machine, or between local
   * files.
   */
  readonly transferMode: TransferMode
  /** Requests sent to S3 by a dry run's estimate; absent for a run that was done. */
  readonly estimatedRequests?: number
  /** Files that a dry run expects to copy; absent for a run that was done. */
  readonly estimatedFiles?: number
  /** Size in bytes of the files that a dry run expects to copy; absent for a run that was done. */
  readonly estimatedBytes?: number
  /** How long the run took, in milliseconds. */
  readonly durationMs: number
  /** What a person should act upon, one sentence each; may be empty. */
  readonly warnings: readonly string[]
  /**
   * What the state points at outside of the snapshot, without what `allow-outside` covers; absent where
   * that was not looked for (`outside-state: ignore`).
   */
  readonly outside?: OutsideReport
  /** URIs of files of a replaced snapshot that nothing refers to any more. */
  readonly orphans: readonly string[]
  /** Files of the source that were deleted (`delete-source`). */
  readonly deleted: number
  /**
   * After a deletion: how many copied files were left at the source because other snapshots may use them,
   * and which because they are no longer what was copied.
   */
  readonly leftAtSource?: {
    /** Files that other snapshots may use. */
    readonly shared: number
    /** URIs of files that are no longer what was copied. */
    readonly changed: readonly string[]
  }
  /**
   * SHA-256 of the whole plan, for `expect-plan`; absent for a run that was neither a dry run nor bound to
   * a plan.
   */
  readonly planFingerprint?: string
  /** The files of the snapshot, or of the shard. */
  readonly plan: { readonly files: PlannedFiles }
}

/** Whether the run ended with a snapshot that Flink can be started from. */
export function isRestorable({ outcome }: RelocationReport): boolean {
  return outcome === 'relocated' || outcome === 'already-there'
}
