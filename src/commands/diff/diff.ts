import type { Location } from '../../location/location.ts'
import {
  restoreHindrances,
  snapshotHindrances,
  type Hindrance,
  type RestoreSide,
} from '../../snapshot/restore-rules.ts'
import type { OutsideReport } from '../../snapshot/outside/outside-report.ts'
import {
  readSummary,
  type InspectedOperator,
  type InspectedReference,
  type SnapshotSummary,
} from '../../snapshot/summary.ts'
import { diffOutside, type OutsideDiff } from './diff-outside.ts'
import { openStore, type S3Tuning } from '../../storage/open-store.ts'
import type { S3Settings, Side } from '../../storage/settings.ts'

/** A snapshot, and how it is reached. */
export interface ComparedSnapshot {
  readonly location: Location
  readonly s3: S3Settings
}

/** What the result says about each of the two snapshots. */
export type DiffSide = Pick<
  SnapshotSummary,
  'path' | 'kind' | 'format' | 'checkpointId' | 'metadataVersion' | 'flinkVersions' | 'stateBytes'
>

/** What changed from one snapshot (`a`, the earlier) to another (`b`). Printed by `diff --json`. */
export interface SnapshotDiff {
  /** The earlier snapshot. */
  readonly a: DiffSide
  /** The later snapshot. */
  readonly b: DiffSide
  /**
   * Whether operators, parallelism, files, what state points at or the metadata version differ; sizes alone
   * make no difference.
   */
  readonly differs: boolean
  /** Operators of `b` that `a` does not have, matched by id. */
  readonly added: readonly OperatorName[]
  /** Operators of `a` that `b` does not have. */
  readonly removed: readonly OperatorName[]
  /** Operators of both with another parallelism or maximum parallelism. */
  readonly rescaled: readonly RescaledOperator[]
  /** Operators of both whose state has another size, largest change first. */
  readonly resized: readonly ResizedOperator[]
  /** Which files and directories they share, by the path that is written. */
  readonly references: ReferenceDiff
  /** What the state points at outside of the snapshots, by operator, state, kind and path. */
  readonly outside: OutsideDiff
  /** What stands in the way of restoring the job of `b` from `a`, and the job of `a` from `b`. */
  readonly restore: {
    /** The job of `b` from `a`. */
    readonly fromA: readonly Hindrance[]
    /** The job of `a` from `b`. */
    readonly fromB: readonly Hindrance[]
  }
}

/** An operator and how much state it has. */
export type OperatorName = Pick<InspectedOperator, 'id' | 'name' | 'uid' | 'stateBytes'>

/** Before and after. */
export interface Change<T> {
  /** In the earlier snapshot. */
  readonly a: T
  /** In the later snapshot. */
  readonly b: T
}

/** An operator with another parallelism. */
export interface RescaledOperator extends Pick<InspectedOperator, 'id' | 'name' | 'uid'> {
  /** Subtasks. */
  readonly parallelism: Change<number>
  /** Key groups. */
  readonly maxParallelism: Change<number>
}

/** An operator whose state grew or shrank. */
export interface ResizedOperator extends Pick<InspectedOperator, 'id' | 'name' | 'uid'> {
  /** State in bytes. */
  readonly stateBytes: Change<number>
  /** `b` minus `a`. */
  readonly growthBytes: number
}

/** Distinct files and directories by the path that is written. */
export interface ReferenceDiff {
  /** Those that only the later snapshot names. */
  readonly added: PathList
  /** Those that only the earlier snapshot names. */
  readonly removed: PathList
  /** Those that both name. */
  readonly common: PathSum
}

/** Files and directories, summed up. */
export interface PathSum {
  /** How many there are. */
  readonly count: number
  /** Their size in bytes as far as the handles tell. */
  readonly bytes: number
}

/** The same, with their names. */
export interface PathList extends PathSum {
  /** As they are written. */
  readonly paths: readonly string[]
}

/** A snapshot to compare. */
export type DiffInput = SnapshotSummary & RestoreSide & { readonly outside: OutsideReport }

/** Compares two snapshots: `a` is the earlier, `b` the later. Pure. */
export function diffSnapshots(a: DiffInput, b: DiffInput): SnapshotDiff {
  const [before, after] = [byId(a.operators), byId(b.operators)]
  const both = b.operators.flatMap((operator) => {
    const former = before.get(operator.id)
    return former === undefined ? [] : [{ former, operator }]
  })
  const added = b.operators.filter(({ id }) => !before.has(id)).map(nameOf)
  const removed = a.operators.filter(({ id }) => !after.has(id)).map(nameOf)
  const rescaled = both
    .filter(isRescaled)
    .map(({ former, operator }) => ({
      ...labelOf(operator, former),
      parallelism: { a: former.parallelism, b: operator.parallelism },
      maxParallelism: { a: former.maxParallelism, b: operator.maxParallelism },
    }))
  const resized = both
    .filter(({ former, operator }) => former.stateBytes !== operator.stateBytes)
    .map(({ former, operator }) => ({
      ...labelOf(operator, former),
      stateBytes: { a: former.stateBytes, b: operator.stateBytes },
      growthBytes: operator.stateBytes - former.stateBytes,
    }))
    .sort((one, other) => Math.abs(other.growthBytes) - Math.abs(one.growthBytes))
  const references = diffReferences(a.references, b.references)
  const outside = diffOutside(a.outside, b.outside)
  const differs =
    added.length + removed.length + rescaled.length + references.added.count + references.removed.count > 0
    || outside.added.length + outside.removed.length > 0
    || a.metadataVersion !== b.metadataVersion
  return {
    a: sideOf(a),
    b: sideOf(b),
    differs,
    added,
    removed,
    rescaled,
    resized,
    references,
    outside,
    restore: {
      fromA: [...snapshotHindrances(a, b), ...restoreHindrances(a.operators, b.operators)],
      fromB: [...snapshotHindrances(b, a), ...restoreHindrances(b.operators, a.operators)],
    },
  }
}

function byId(operators: readonly InspectedOperator[]): ReadonlyMap<string, InspectedOperator> {
  return new Map(operators.map((operator) => [operator.id, operator]))
}

function isRescaled({
  former,
  operator,
}: {
  former: InspectedOperator
  operator: InspectedOperator
}): boolean {
  return former.parallelism !== operator.parallelism || former.maxParallelism !== operator.maxParallelism
}

function sideOf({
  path,
  kind,
  format,
  checkpointId,
  metadataVersion,
  flinkVersions,
  stateBytes,
}: SnapshotSummary): DiffSide {
  return { path, kind, ...(format && { format }), checkpointId, metadataVersion, flinkVersions, stateBytes }
}

function nameOf(operator: InspectedOperator): OperatorName {
  return { ...labelOf(operator), stateBytes: operator.stateBytes }
}

/**
 * Names stand in the file since Flink 2.0 only: where one of the two has them, that is the one that helps.
 */
function labelOf(
  operator: InspectedOperator,
  other?: InspectedOperator,
): Pick<InspectedOperator, 'id' | 'name' | 'uid'> {
  const name = operator.name ?? other?.name
  const uid = operator.uid ?? other?.uid
  return { id: operator.id, name, uid }
}

function diffReferences(a: readonly InspectedReference[], b: readonly InspectedReference[]): ReferenceDiff {
  const before = new Set(a.map(keyOf))
  const after = new Set(b.map(keyOf))
  const summed = (references: readonly InspectedReference[]): PathSum => ({
    count: references.length,
    bytes: references.reduce((sum, { bytes }) => sum + bytes, 0),
  })
  const [added, removed] = [
    b.filter((one) => !before.has(keyOf(one))),
    a.filter((one) => !after.has(keyOf(one))),
  ]
  return {
    added: { ...summed(added), paths: added.map(({ path }) => path) },
    removed: { ...summed(removed), paths: removed.map(({ path }) => path) },
    common: summed(b.filter((one) => before.has(keyOf(one)))),
  }
}

function keyOf({ kind, path }: InspectedReference): string {
  return kind === 'relative' ? `./${path}` : path
}

/** How two snapshots are compared. */
export interface DiffContext {
  readonly signal: AbortSignal
  /** No state is read to see what it points at. */
  readonly stateReads?: false
  /** Times and sizes of the S3 stores, for tests. */
  readonly tuning?: S3Tuning
}

/**
 * Reads the `_metadata` of two snapshots, and what their state points at, and tells what changed from `a` to
 * `b`.
 *
 * @throws SnapshotReadError and StorageError as `readSummary` does.
 */
export async function compareSnapshots(
  a: ComparedSnapshot,
  b: ComparedSnapshot,
  { signal, stateReads, tuning }: DiffContext,
): Promise<SnapshotDiff> {
  const inspected = async ({ location, s3 }: ComparedSnapshot, side: Side): Promise<DiffInput> => {
    const store = await openStore(location, side, s3, undefined, { tuning })
    try {
      return await readSummary(store, location, { stateReads, signal })
    } finally {
      store.close()
    }
  }
  return diffSnapshots(await inspected(a, 'source'), await inspected(b, 'target'))
}
