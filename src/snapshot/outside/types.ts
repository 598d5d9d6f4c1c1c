import type { Location } from '../../location/location.ts'
import type { Operator, Snapshot } from '../../metadata/snapshot.ts'

/**
 * What writes or reads outside of the snapshot. `sink-writer`, `sink-committer` and `coordinator` are states
 * whose name or place is known while their content is not.
 */
export const OUTSIDE_KINDS = [
  'file-sink-writer',
  'file-sink-committer',
  'file-sink-compactor',
  'streaming-file-sink',
  'bucketing-sink',
  'partition-commit',
  'file-source',
  'read-file',
  'iceberg',
  'hudi',
  'paimon',
  'write-ahead-sink',
  'kafka-transactions',
  'sink-writer',
  'sink-committer',
] as const

/** One of {@link OUTSIDE_KINDS}. */
export type OutsideKind = (typeof OUTSIDE_KINDS)[number]

/**
 * How well it is known: `sure`, the bytes say so in a format that was read; `likely`, the name and the count
 * of the entries say so, or a format that others use too; `unknown`, the name is that of a state that may
 * point outside, and its bytes were not understood, or not read.
 */
export type Certainty = 'sure' | 'likely' | 'unknown'

/** Something that the state of one operator points at outside of the snapshot. */
export interface Outside {
  readonly kind: OutsideKind
  readonly operator: Operator
  /** Indexes of the subtasks, in ascending order; none for the state of a coordinator. */
  readonly subtasks: readonly number[]
  /** The name of the operator state; `coordinator` for the state of an operator's coordinator. */
  readonly state: string
  readonly certainty: Certainty
  /**
   * Whether a restored job goes on with what is there: writes on, commits or deletes output that is not
   * committed yet, or reads input that is not read yet.
   */
  readonly uncommitted: boolean
  /** Number of entries of the state over these subtasks; 1 for the state of a coordinator. */
  readonly entries: number
  /**
   * Paths as they are written, distinct, in order of appearance: a bounded number of them, and never opened.
   * They come from the bytes of a state, so they may hold anything that a text can. An upload to S3 that a
   * committer of Flink 1.14 or older is to complete is named by its key alone, without a bucket.
   */
  readonly paths: readonly string[]
  /** How many distinct paths there are. */
  readonly pathCount: number
  /** What else names something outside, distinct and bounded: transactional ids, ids of tables. */
  readonly ids: readonly string[]
}

/** Why the bytes of a state were not read, or not all of them. */
export type UnreadReason =
  /** More than is read of one state file. */
  | 'too-large'
  /** The bounds on all that is read of one snapshot left it out. */
  | 'left-out'
  /** Compressed by `execution.checkpointing.snapshot-compression`. */
  | 'compressed'
  /** Its file does not lie where the snapshot lies. */
  | 'elsewhere'
  /** The store failed; {@link UnreadState.message} says how. */
  | 'failed'
  /** It is not to be read (`--no-state-reads`). */
  | 'not-asked'

/** A state with entries whose bytes were not read. */
export interface UnreadState {
  readonly operator: Operator
  readonly state: string
  readonly subtasks: readonly number[]
  readonly reason: UnreadReason
  /** Of the first failure. */
  readonly message?: string
}

/** What the state of a snapshot points at. */
export interface OutsideState {
  readonly findings: readonly Outside[]
  /** What could not be looked at, by operator, state and reason. Its findings are there, without paths. */
  readonly unread: readonly UnreadState[]
  /** Requests that were made. */
  readonly reads: number
}

/** Reads so many bytes of a file from an offset; fewer at the file's end. */
export type ReadRange = (location: Location, offsetBytes: number, lengthBytes: number) => Promise<Uint8Array>

/** Bounds on the reading. */
export interface OutsideLimits {
  /** Of one state file; default 64 KiB. */
  readonly fileBytes?: number
  /** Of all state files; default 16 MiB. */
  readonly totalBytes?: number
  /** State files, one request each; default 4,096. */
  readonly files?: number
  /** Requests at once; default 16. */
  readonly parallel?: number
  /** Paths that a finding keeps; default 20. */
  readonly paths?: number
}

/** A snapshot and where it lies; without a directory only what is in `_metadata` itself is read. */
export interface OutsideSource {
  readonly snapshot: Snapshot
  readonly directory: Location | undefined
  /**
   * Where the file of a reference really lies, for callers that know of moves; `undefined` for one that is
   * not to be read. By default what lies in the snapshot's directory, or its job's, is read.
   */
  readonly locate?: (reference: {
    readonly kind: 'file' | 'relative' | 'segment'
    readonly path: string
  }) => Location | undefined
}
