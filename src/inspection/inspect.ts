import { formatLocation, type Location } from '../location/location.ts'
import type { Operator, Reference, ReferenceKind, Snapshot, SnapshotKind } from '../metadata/snapshot.ts'
import type { Abortable, ObjectStore } from '../storage/object-store.ts'
import { readSnapshot } from './read-snapshot.ts'

/** What `inspect --json` prints: the facts of one `_metadata`. */
export interface InspectReport {
  /** The snapshot directory, as Flink writes it. */
  readonly path: string
  readonly metadataVersion: number
  /** The Flink releases that write this metadata version, such as `1.16 - 1.20`. */
  readonly flinkVersions: string
  /** Decimal text: a Java long does not fit a JSON number. */
  readonly checkpointId: string
  readonly kind: SnapshotKind
  readonly metadataBytes: number
  readonly operators: readonly InspectedOperator[]
  /** Distinct by kind and path, in the order in which they first stand in the file. */
  readonly references: readonly InspectedReference[]
  /** States that lie in `_metadata` itself. */
  readonly inlineStates: { readonly count: number; readonly bytes: number }
  /** Names of the states of master hooks. */
  readonly masterStates: readonly string[]
  readonly warnings: readonly string[]
}

/** An operator, summed over its subtasks. `name` and `uid` are absent where the file has none (before Flink 2.0). */
export type InspectedOperator = Omit<Operator, 'stateNames'>

/** A path as it is written, and how often it is. */
export interface InspectedReference {
  readonly kind: ReferenceKind
  readonly path: string
  /**
   * Size of the file in bytes as far as its handles tell: for segments the end of the last one, 0 where no handle knows
   * (and for directories).
   */
  readonly bytes: number
  readonly count: number
}

/** The facts of a snapshot whose `_metadata` has these bytes. `path` is said of it and not looked at. */
export function summariseSnapshot(path: string, bytes: Uint8Array, snapshot: Snapshot): InspectReport {
  return {
    path,
    metadataVersion: snapshot.version,
    flinkVersions: snapshot.flinkVersions,
    checkpointId: String(snapshot.checkpointId),
    kind: snapshot.kind,
    metadataBytes: bytes.length,
    operators: snapshot.operators.map(inspectedOperator),
    references: distinctReferences(snapshot.references),
    inlineStates: snapshot.inlineStates,
    masterStates: snapshot.masterStates.map(({ name }) => name),
    warnings: snapshot.warnings,
  }
}

/** The names of an operator's states serve the checks of a relocation and are not shown. */
function inspectedOperator(operator: Operator): InspectedOperator {
  const { id, name, uid, parallelism, maxParallelism, subtasks, finishedSubtasks, fullyFinished, stateBytes } = operator
  return {
    id,
    ...(name === undefined ? {} : { name }),
    ...(uid === undefined ? {} : { uid }),
    parallelism,
    maxParallelism,
    subtasks,
    finishedSubtasks,
    fullyFinished,
    stateBytes,
  }
}

function distinctReferences(references: readonly Reference[]): InspectedReference[] {
  const distinct = new Map<string, { kind: ReferenceKind; path: string; bytes: number; count: number }>()
  for (const { kind, path, sizeBytes } of references) {
    const key = `${kind} ${path}`
    const known = distinct.get(key)
    if (known === undefined) {
      distinct.set(key, { kind, path, bytes: sizeBytes, count: 1 })
    } else {
      known.bytes = Math.max(known.bytes, sizeBytes)
      known.count++
    }
  }
  return [...distinct.values()]
}

/**
 * Reads the `_metadata` of a snapshot (the location is its directory or the file itself) and sums it up. Costs one
 * request; no other file is looked at.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
export async function inspectSnapshot(
  store: ObjectStore, location: Location, options: Abortable = {},
): Promise<InspectReport> {
  const { directory, bytes, snapshot } = await readSnapshot(store, location, options)
  return summariseSnapshot(formatLocation(directory), bytes, snapshot)
}
