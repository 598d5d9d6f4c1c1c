import type { ReferenceKind, SnapshotKind } from '../metadata/snapshot.ts'

/** What `inspect --json` prints: the facts of one `_metadata`. */
export interface Inspection {
  /** The snapshot directory. */
  readonly path: string
  readonly metadataVersion: number
  /** The Flink releases that write this metadata version. */
  readonly flinkVersions?: string
  /** Decimal text. */
  readonly checkpointId: string
  readonly kind: SnapshotKind
  readonly metadataBytes: number
  readonly operators: readonly InspectedOperator[]
  /** Distinct references. */
  readonly references: readonly InspectedReference[]
  readonly inlineStates: { readonly count: number; readonly bytes: number }
  readonly masterStates: readonly string[]
  readonly warnings: readonly string[]
}

/** An operator, summed over its subtasks. */
export interface InspectedOperator {
  readonly id: string
  readonly name?: string
  readonly uid?: string
  readonly parallelism: number
  readonly maxParallelism: number
  readonly subtasks: number
  readonly finishedSubtasks: number
  readonly fullyFinished: boolean
  readonly stateBytes: number
}

/** A path as written, how often it is written, and the bytes of state behind it. */
export interface InspectedReference {
  readonly kind: ReferenceKind
  readonly path: string
  readonly bytes: number
  readonly count: number
}
