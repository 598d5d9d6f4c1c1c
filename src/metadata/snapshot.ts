import type { OperatorStateTable } from './operator-states.ts'

/** What kind of snapshot a `_metadata` describes, as far as the file itself tells. */
export type SnapshotKind = 'savepoint-canonical' | 'savepoint-native' | 'checkpoint' | 'unknown'

/**
 * A path in `_metadata` that leads to state: `file` (code 2) and `segment` (code 15) are absolute URIs of
 * files, `relative` (code 6) a name beside `_metadata`, `directory` one of the two directories of code 17.
 */
export type ReferenceKind = 'file' | 'relative' | 'segment' | 'directory'

/**
 * One occurrence of a path in the file: the span that a rewrite replaces, and what the handle says of the
 * object.
 */
export interface Reference {
  readonly kind: ReferenceKind
  /** As written, not normalised. */
  readonly path: string
  /** Byte offset of the text's two-byte length prefix. */
  readonly offset: number
  /** Length of the encoded text in bytes, without the prefix. */
  readonly byteLength: number
  /**
   * What the handle tells of the object's size in bytes: the size itself (`exact`), a lower bound
   * (`at-least`, code 15: start + size), or nothing (`unknown`: -1, inside codes 10 and 13, and
   * directories; `sizeBytes` is 0 then).
   */
  readonly sizeIs: 'exact' | 'at-least' | 'unknown'
  readonly sizeBytes: number
  /** Bytes of state that this handle stands for (a segment's size, not its file's); 0 for directories. */
  readonly stateBytes: number
  /** Index into {@link Snapshot.operators}. */
  readonly operator: number
  /** Index of the subtask whose state this is; -1 for what belongs to no subtask. */
  readonly subtask: number
  /** Whether the handle stands in the shared or private list of an incremental handle (codes 5 and 11). */
  readonly incremental: boolean
  /** Whether the handle is part of a changelog (codes 8, 14 and their materialised and delta parts). */
  readonly changelog: boolean
}

/** One operator of the job graph, summed over its subtasks. */
export interface Operator {
  /** 32 hex digits, the form Flink's UI and logs show. */
  readonly id: string
  /** V5+; absent where the file has none. */
  readonly name?: string
  /** As the job sets it; V5+, absent where the file has none. */
  readonly uid?: string
  /** Subtasks that the operator had. */
  readonly parallelism: number
  /** Key groups that its keyed state is divided into, the most subtasks that can restore it. */
  readonly maxParallelism: number
  /** Subtasks that carry state in the file. */
  readonly subtasks: number
  /** Subtasks written as finished (V3+). */
  readonly finishedSubtasks: number
  /** All subtasks had finished: the file says so in place of a list. */
  readonly fullyFinished: boolean
  /** Bytes of state, in-line state included; unknown sizes count 0. */
  readonly stateBytes: number
  /** What of {@link stateBytes} is the coordinator's, which belongs to no subtask (V3+). */
  readonly coordinatorBytes: number
  /**
   * What of {@link stateBytes} are changelog increments in files (codes 10 and 13) by their own count,
   * which no reference has in its `stateBytes`.
   */
  readonly changelogDeltaBytes: number
  /**
   * Indexes of the subtasks that carry state, in the order of the file; finished ones are not among them.
   */
  readonly subtaskIndexes: Uint32Array
  /** Bytes of state of each of {@link subtaskIndexes}, in-line state included. */
  readonly subtaskBytes: Float64Array
  /** Names of partitionable operator states (codes 4 and 17), distinct, in order of appearance. */
  readonly stateNames: readonly string[]
}

/** State of a master hook (such as an external system's transaction id), carried as opaque bytes. */
export interface MasterState {
  readonly name: string
  readonly version: number
  readonly bytes: number
}

/**
 * How managed keyed state is written: `incremental` (codes 5 and 11) by RocksDB and ForSt, `key-groups`
 * (codes 3 and 12) by the heap backend and by RocksDB without incremental checkpoints, each in a format of
 * its own, `canonical` (code 7) in the one that every backend reads.
 */
export type KeyedStateForm = 'incremental' | 'key-groups' | 'canonical'

/** A `_metadata` file, walked. */
export interface Snapshot {
  readonly version: 2 | 3 | 4 | 5 | 6
  /** The Flink releases that write this version, such as `1.16 - 1.20`. */
  readonly flinkVersions: string
  readonly checkpointId: bigint
  readonly kind: SnapshotKind
  readonly operators: readonly Operator[]
  /** Every occurrence, in file order. */
  readonly references: readonly Reference[]
  /** Every handle of operator state, and the state of coordinators, read from the bytes when it is asked. */
  readonly operatorStates: Pick<OperatorStateTable, 'handles' | 'coordinators'>
  readonly inlineStates: { readonly count: number; readonly bytes: number }
  /**
   * Distinct names of in-line states (code 1): identifiers that look like paths and are left alone by a
   * rewrite.
   */
  readonly inlineNames: readonly string[]
  readonly masterStates: readonly MasterState[]
  /** Whether codes 8 or 14 occur: such a snapshot restores only with CLAIM. */
  readonly hasChangelog: boolean
  /** The forms in which managed keyed state occurs, in order of appearance. */
  readonly keyedStateForms: readonly KeyedStateForm[]
  /** Facts a person should know, as sentences. */
  readonly warnings: readonly string[]
}

export { MetadataFormatError, MetadataRewriteError, UnsupportedMetadataError } from './errors.ts'
export type {
  CoordinatorState,
  DistributionMode,
  NamedState,
  OperatorStateHandle,
  StateStream,
} from './operator-states.ts'
export type { UnsupportedReason } from './errors.ts'
export { parseMetadata } from './parse.ts'
export { rewriteMetadata } from './rewrite.ts'
export { describeOperator, WRITE_AHEAD_STATE } from './warnings.ts'
