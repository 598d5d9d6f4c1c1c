import { formatLocation, type Location } from '../location/location.ts'
import type { DistributionMode, Operator, Reference, ReferenceKind, Snapshot } from '../metadata/snapshot.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import {
  createPlacer,
  noBytes,
  STATE_PLACES,
  type BytesByPlace,
  type BytesByPlaceSums,
  type Placer,
  type StatePlace,
} from './places.ts'
import { kindAndFormatOf, type Kind, type SavepointFormat } from './kind.ts'
import type { OutsideReport } from './outside/outside-report.ts'
import { operatorStates } from './outside/outside.ts'
import { lookOutside, type StateReading } from './outside/read-state.ts'
import { readSnapshot } from './read-snapshot.ts'
import { skewOf, type Skew } from './skew.ts'

/** What `inspect --json` prints of one `_metadata`. */
export interface SnapshotSummary {
  /** The snapshot directory, as Flink writes it. */
  readonly path: string
  /** Version of the `_metadata` format, 2 to 6. */
  readonly metadataVersion: number
  /** The Flink releases that write this metadata version, such as `1.16 - 1.20`. */
  readonly flinkVersions: string
  /**
   * Flink's number of the checkpoint or savepoint. Decimal text: a Java long does not fit a JSON number.
   */
  readonly checkpointId: string
  readonly kind: Kind
  /** Of a savepoint; absent where the metadata does not tell. */
  readonly format?: SavepointFormat
  /** Size of `_metadata` in bytes. */
  readonly metadataBytes: number
  /** State of all operators in bytes; unknown sizes count 0. */
  readonly stateBytes: number
  /**
   * State of all operators in bytes by the place where it lies: `inline` in `_metadata` itself; `exclusive`
   * in the snapshot's own directory; `shared` beside it in the job's directory; `changelog` in files of a
   * changelog, wherever these are; `external` outside of all that.
   */
  readonly bytesByPlace: BytesByPlace
  /** In the order of the file. */
  readonly operators: readonly InspectedOperator[]
  /** Distinct by kind and path, in the order in which they first stand in the file. */
  readonly references: readonly InspectedReference[]
  /** States that lie in `_metadata` itself. */
  readonly inlineStates: {
    /** How many there are. */
    readonly count: number
    /** Their size in bytes. */
    readonly bytes: number
  }
  /** Names of the states of master hooks. */
  readonly masterStates: readonly string[]
  /** What a person should act upon, one sentence each; may be empty. */
  readonly warnings: readonly string[]
}

/**
 * An operator, over its subtasks. `name` and `uid` are absent where the file has none (before Flink 2.0).
 */
export interface InspectedOperator extends Pick<
  Operator,
  | 'id'
  | 'name'
  | 'uid'
  | 'parallelism'
  | 'maxParallelism'
  | 'subtasks'
  | 'finishedSubtasks'
  | 'fullyFinished'
  | 'stateBytes'
  | 'coordinatorBytes'
> {
  /**
   * State of the operator in bytes by the place where it lies: `inline` in `_metadata` itself; `exclusive`
   * in the snapshot's own directory; `shared` beside it in the job's directory; `changelog` in files of a
   * changelog, wherever these are; `external` outside of all that.
   */
  readonly bytesByPlace: BytesByPlace
  /** Absent where fewer than two subtasks, or none with state, could be compared. */
  readonly skew?: Skew
  /** Operator states, by their names, in the order of the file. */
  readonly states: readonly InspectedState[]
  /** Bytes of each subtask that carries state, by its index. */
  readonly subtaskBytes: Readonly<Record<string, number>>
}

/** An operator state over all subtasks. */
export interface InspectedState {
  /** As the operator registered it. */
  readonly name: string
  /**
   * How its entries are handed out at a restore: `split` among the subtasks, `union` all to each, `broadcast`
   * one copy to each.
   */
  readonly mode: DistributionMode
  /** Number of entries; 0: there is nothing but the name. */
  readonly entries: number
}

/** A path as it is written, and how often it is. */
export interface InspectedReference {
  readonly kind: ReferenceKind
  /** As it is written: a URI, or for `relative` a path below the snapshot's directory. */
  readonly path: string
  /** Where the file lies. */
  readonly place: StatePlace
  /**
   * Size of the file in bytes as far as its handles tell: for segments the end of the last one, 0 where no
   * handle knows (and for directories).
   */
  readonly bytes: number
  /** How many handles name it. */
  readonly count: number
}

/** The facts of a snapshot in this directory whose `_metadata` has these bytes. Pure. */
export function summariseSnapshot(
  directory: Location,
  bytes: Uint8Array,
  snapshot: Snapshot,
): SnapshotSummary {
  const placer = createPlacer(directory)
  const places = operatorPlaces(snapshot, placer)
  const states = statesByOperator(snapshot)
  return {
    path: formatLocation(directory),
    metadataVersion: snapshot.version,
    flinkVersions: snapshot.flinkVersions,
    checkpointId: String(snapshot.checkpointId),
    ...kindAndFormatOf(snapshot, directory),
    metadataBytes: bytes.length,
    stateBytes: snapshot.operators.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
    bytesByPlace: addedUp(places),
    operators: snapshot.operators.map((operator, index) =>
      inspectedOperator(operator, places[index] ?? noBytes(), states.get(operator) ?? []),
    ),
    references: distinctReferences(snapshot.references, placer),
    inlineStates: snapshot.inlineStates,
    masterStates: snapshot.masterStates.map(({ name }) => name),
    warnings: snapshot.warnings,
  }
}

/** Where each operator's bytes lie. What no handle of a file accounts for stands in `_metadata`. */
function operatorPlaces(snapshot: Snapshot, placer: Placer): BytesByPlaceSums[] {
  const all = snapshot.operators.map(({ stateBytes, changelogDeltaBytes }) => ({
    ...noBytes(),
    inline: stateBytes - changelogDeltaBytes,
    changelog: changelogDeltaBytes,
  }))
  for (const reference of snapshot.references) {
    const { stateBytes } = reference
    const sums = all[reference.operator]
    if (stateBytes === 0 || sums === undefined) continue
    sums[placer(reference)] += stateBytes
    sums.inline -= stateBytes
  }
  return all
}

function addedUp(all: readonly BytesByPlace[]): BytesByPlace {
  const total = noBytes()
  for (const sums of all) for (const place of STATE_PLACES) total[place] += sums[place]
  return total
}

function statesByOperator(snapshot: Snapshot): Map<Operator, InspectedState[]> {
  const byOperator = new Map<Operator, InspectedState[]>()
  for (const { operator, state, mode, entries } of operatorStates(snapshot)) {
    const states = byOperator.get(operator)
    if (states === undefined) byOperator.set(operator, [{ name: state, mode, entries }])
    else states.push({ name: state, mode, entries })
  }
  return byOperator
}

function inspectedOperator(
  operator: Operator,
  bytesByPlace: BytesByPlace,
  states: readonly InspectedState[],
): InspectedOperator {
  const { id, name, uid, parallelism, maxParallelism, subtasks, finishedSubtasks, fullyFinished } = operator
  const skew = skewOf(operator)
  const subtaskBytes: Record<string, number> = {}
  operator.subtaskIndexes.forEach((index, row) => {
    subtaskBytes[index] = operator.subtaskBytes[row] ?? 0
  })
  return {
    id,
    name,
    uid,
    parallelism,
    maxParallelism,
    subtasks,
    finishedSubtasks,
    fullyFinished,
    stateBytes: operator.stateBytes,
    coordinatorBytes: operator.coordinatorBytes,
    bytesByPlace,
    skew,
    states,
    subtaskBytes,
  }
}

function distinctReferences(references: readonly Reference[], placer: Placer): InspectedReference[] {
  const distinct = new Map<string, { -readonly [K in keyof InspectedReference]: InspectedReference[K] }>()
  for (const reference of references) {
    const { kind, path, sizeBytes } = reference
    const key = `${kind} ${path}`
    const known = distinct.get(key)
    if (known === undefined) {
      distinct.set(key, { kind, path, place: placer(reference), bytes: sizeBytes, count: 1 })
    } else {
      known.bytes = Math.max(known.bytes, sizeBytes)
      known.count++
    }
  }
  return [...distinct.values()]
}

/** What two snapshots are compared by. */
export interface ComparedSummary extends SnapshotSummary, Pick<Snapshot, 'keyedStateForms'> {
  readonly outside: OutsideReport
}

/**
 * Reads the `_metadata` of a snapshot (the location is its directory or the file itself) and sums it up,
 * with what decides of it as a whole whether a job takes it, and what its state points at. Costs one request,
 * and one for each small state file of a source or sink.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
export async function readSummary(
  store: ObjectStore,
  location: Location,
  reading: StateReading = {},
): Promise<ComparedSummary> {
  const read = await readSnapshot(store, location, reading)
  const { directory, bytes, snapshot } = read
  const { keyedStateForms } = snapshot
  const outside = await lookOutside(store, read, reading)
  return { ...summariseSnapshot(directory, bytes, snapshot), keyedStateForms, outside }
}
