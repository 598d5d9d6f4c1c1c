import type { InspectedOperator, InspectedReference, SnapshotSummary } from '../../src/snapshot/summary.ts'
import type { Reference, Snapshot } from '../../src/metadata/snapshot.ts'
import { sorted, statesOf, textOfKey, type OperatorStateFacts } from './oracle-states.ts'

/**
 * An object of Flink's as the generator's `dump` tells it: its class, and its fields under Flink's own
 * names.
 */
export interface Dumped {
  readonly class: string
  readonly 'getStateSize()'?: number
  readonly [field: string]: unknown
}

interface DumpedOperator {
  readonly id: string
  readonly name: string | null
  readonly uid: string | null
  readonly parallelism: number
  readonly maxParallelism: number
  readonly fullyFinished: boolean
  /** `OperatorState.getStateSize()`. */
  readonly stateSize: number
  readonly coordinator: Dumped | null
  readonly subtasks: readonly { readonly index: number; readonly state: Dumped }[]
}

/** One `_metadata` as Flink read it. */
export interface DumpedSnapshot {
  readonly version: number
  readonly checkpointId: string
  readonly operators: readonly DumpedOperator[]
  readonly masterStates: readonly {
    readonly name: string
    readonly version: number
    readonly state: { readonly bytes: number }
  }[]
  readonly properties: Dumped | null
}

/** One path of one handle, in the words of {@link Reference} without the place in the file. */
export type Occurrence = Pick<
  Reference,
  'kind' | 'path' | 'sizeIs' | 'sizeBytes' | 'operator' | 'incremental' | 'changelog'
>

/** What Flink's word is asked about; skew, places and states are worked out from it, and tested elsewhere. */
export type OperatorFacts = Omit<InspectedOperator, 'skew' | 'bytesByPlace' | 'states'>
export type ReferenceFacts = Omit<InspectedReference, 'place'>

/** An operator of a report, as far as Flink's word goes. */
export function withoutDerived(operator: InspectedOperator): OperatorFacts {
  const derived = new Set(['skew', 'bytesByPlace', 'states'])
  return Object.fromEntries(
    Object.entries(operator).filter(([key]) => !derived.has(key)),
  ) as unknown as OperatorFacts
}

/** A reference of a report, as far as Flink's word goes. */
export function withoutPlace({ kind, path, bytes, count }: InspectedReference): ReferenceFacts {
  return { kind, path, bytes, count }
}

/** What `inspect` must say of a snapshot by Flink's word, and what else the codec must have found. */
export interface FlinkFacts {
  readonly report: Pick<
    SnapshotSummary,
    'metadataVersion' | 'checkpointId' | 'inlineStates' | 'masterStates'
  > & {
    readonly kind: Snapshot['kind']
    readonly operators: readonly OperatorFacts[]
    readonly references: readonly ReferenceFacts[]
  }
  /** Sorted; the report's references are too. */
  readonly occurrences: readonly Occurrence[]
  readonly inlineNames: readonly string[]
  /** Sorted, for each operator. */
  readonly stateNames: readonly (readonly string[])[]
  /** Every handle of operator state, sorted, for each operator. */
  readonly operatorStates: readonly (readonly OperatorStateFacts[])[]
  readonly hasChangelog: boolean
}

interface Place {
  readonly operator: number
  readonly incremental: boolean
  readonly changelog: boolean
  /** Within a changelog's delta, whose sizes are not those of files. */
  readonly sizeUnknown: boolean
  /**
   * Whether the size of what lies here counts: a channel, and a changelog's delta, count for all that is
   * inside.
   */
  readonly counts: boolean
}

/**
 * Walks Flink's objects. Each class is known by name: one that is not is an error, not something to pass
 * over.
 */
class Gatherer {
  readonly occurrences: Occurrence[] = []
  readonly inlineNames = new Set<string>()
  readonly stateNames: Set<string>[] = []
  readonly operatorStates: OperatorStateFacts[][] = []
  inlineCount = 0
  inlineBytes = 0
  stateBytes = 0
  /** Files of unknown size that count: Flink adds their -1 to its sums, the codec adds nothing. */
  unknownSizes = 0
  hasChangelog = false
  hasSavepointKeyGroups = false

  visit(node: unknown, place: Place): void {
    if (node === null || node === undefined) return
    const handle = node as Dumped
    switch (handle.class) {
      case 'OperatorSubtaskState':
        for (const states of Object.values(handle)) if (Array.isArray(states)) this.visitAll(states, place)
        return
      case 'FinishedOperatorSubtaskState':
      case 'EmptySegmentFileStateHandle':
        return
      case 'ByteStreamStateHandle':
        this.inline(handle, place)
        return
      case 'FileStateHandle':
        this.file('file', handle['filePath'], handle, place)
        return
      case 'RelativeFileStateHandle':
        this.file('relative', handle['relativePath'], handle, place)
        return
      case 'SegmentFileStateHandle':
        this.segment(handle, place)
        return
      case 'KeyGroupsSavepointStateHandle':
        this.hasSavepointKeyGroups = true
        this.visit(handle['stateHandle'], place)
        return
      case 'KeyGroupsStateHandle':
        this.visit(handle['stateHandle'], place)
        return
      case 'FileMergingOperatorStreamStateHandle':
      case 'EmptyFileMergingOperatorStreamStateHandle':
        this.directory(handle['taskOwnedDirHandle'], place)
        this.directory(handle['sharedDirHandle'], place)
        this.partitionable(handle, place)
        return
      case 'OperatorStreamStateHandle':
        this.partitionable(handle, place)
        return
      default:
        this.visitComposite(handle, place)
    }
  }

  private visitComposite(handle: Dumped, place: Place): void {
    switch (handle.class) {
      case 'IncrementalRemoteKeyedStateHandle':
        this.visit(handle['metaStateHandle'], place)
        this.visitAll(listed(handle['sharedState']), { ...place, incremental: true })
        this.visitAll(listed(handle['privateState']), { ...place, incremental: true })
        return
      case 'ChangelogStateBackendHandleImpl':
        this.hasChangelog = true
        this.visitAll(handle['materialized'] as unknown[], { ...place, changelog: true })
        this.visitAll(handle['nonMaterialized'] as unknown[], { ...place, changelog: true })
        return
      case 'InMemoryChangelogStateHandle':
        for (const { change } of handle['changes'] as { change: { bytes: number } }[]) {
          this.count(change.bytes, place)
        }
        return
      case 'ChangelogStateHandleStreamImpl': {
        this.count(handle['size'] as number, place)
        const inside = { ...place, changelog: true, sizeUnknown: true, counts: false }
        this.visitAll(
          (handle['handlesAndOffsets'] as { f0: unknown }[]).map(({ f0 }) => f0),
          inside,
        )
        return
      }
      case 'InputChannelStateHandle':
      case 'ResultSubpartitionStateHandle':
      case 'MergedInputChannelStateHandle':
      case 'MergedResultSubpartitionStateHandle':
        this.count(handle['size'] as number, place)
        this.visit(handle['delegate'], { ...place, counts: false })
        return
      default:
        throw new Error(
          `Flink has a class here that this comparison does not know: ${JSON.stringify(handle)}`,
        )
    }
  }

  private visitAll(nodes: readonly unknown[], place: Place): void {
    for (const node of nodes) this.visit(node, place)
  }

  private count(bytes: number, place: Place): void {
    if (place.counts) this.stateBytes += bytes
  }

  private inline(handle: Dumped, place: Place): void {
    const { bytes } = handle['data'] as { bytes: number }
    this.inlineCount++
    this.inlineBytes += bytes
    this.inlineNames.add(handle['handleName'] as string)
    this.count(bytes, place)
  }

  private file(kind: 'file' | 'relative', path: unknown, handle: Dumped, place: Place): void {
    const size = handle['stateSize'] as number
    if (size >= 0) this.count(size, place)
    else if (place.counts) this.unknownSizes++
    this.occurrence(kind, path, size >= 0 ? 'exact' : 'unknown', size, place)
  }

  private segment(handle: Dumped, place: Place): void {
    const size = handle['stateSize'] as number
    this.count(size, place)
    this.occurrence('segment', handle['filePath'], 'at-least', (handle['startPos'] as number) + size, place)
  }

  private directory(handle: unknown, place: Place): void {
    this.occurrence('directory', (handle as Dumped)['directory'], 'unknown', 0, place)
  }

  private partitionable(handle: Dumped, place: Place): void {
    for (const name of Object.keys(handle['stateNameToPartitionOffsets'] as object)) {
      this.stateNames.at(-1)?.add(textOfKey(name))
    }
    this.operatorStates.at(-1)?.push(statesOf(handle))
    this.visit(handle['delegateStateHandle'], place)
  }

  private occurrence(
    kind: Occurrence['kind'],
    path: unknown,
    told: Occurrence['sizeIs'],
    size: number,
    place: Place,
  ): void {
    const { operator, incremental, changelog } = place
    const sizeIs = place.sizeUnknown ? 'unknown' : told
    const sizeBytes = sizeIs === 'unknown' ? 0 : size
    this.occurrences.push({ kind, path: path as string, sizeIs, sizeBytes, operator, incremental, changelog })
  }
}

/** The files of an incremental handle: a map by local name up to 1.16, a list of pairs later. */
function listed(files: unknown): unknown[] {
  if (!Array.isArray(files)) return Object.values(files as object)
  return files.map(({ handle }: { handle: unknown }) => handle)
}

/**
 * The facts of a snapshot by Flink's word.
 *
 * @throws Error for a class of Flink's that is not known here, and where the sizes of the handles do not
 * add up to what Flink itself takes for the size of an operator.
 */
export function factsOf(snapshot: DumpedSnapshot): FlinkFacts {
  const gatherer = new Gatherer()
  const operators = snapshot.operators.map((operator, index) => gatherOperator(gatherer, operator, index))
  const occurrences = sorted(gatherer.occurrences)
  return {
    report: {
      metadataVersion: snapshot.version,
      checkpointId: snapshot.checkpointId,
      kind: kindOf(snapshot, gatherer),
      operators,
      references: distinct(occurrences),
      inlineStates: { count: gatherer.inlineCount, bytes: gatherer.inlineBytes },
      masterStates: snapshot.masterStates.map(({ name }) => name),
    },
    occurrences,
    inlineNames: [...gatherer.inlineNames].sort(),
    stateNames: gatherer.stateNames.map((names) => [...names].sort()),
    operatorStates: gatherer.operatorStates.map(sorted),
    hasChangelog: gatherer.hasChangelog,
  }
}

function gatherOperator(gatherer: Gatherer, operator: DumpedOperator, index: number): OperatorFacts {
  const { id, name, uid, parallelism, maxParallelism, fullyFinished } = operator
  gatherer.stateNames.push(new Set())
  gatherer.operatorStates.push([])
  gatherer.stateBytes = 0
  gatherer.unknownSizes = 0
  const place = { operator: index, incremental: false, changelog: false, sizeUnknown: false, counts: true }
  gatherer.visit(operator.coordinator, place)
  const coordinatorBytes = gatherer.stateBytes
  const subtaskBytes: Record<string, number> = {}
  for (const { index: subtask, state } of operator.subtasks) {
    const before = gatherer.stateBytes
    gatherer.visit(state, place)
    if (!isFinished(state)) subtaskBytes[subtask] = gatherer.stateBytes - before
  }
  const { stateBytes, unknownSizes } = gatherer
  if (stateBytes - unknownSizes !== operator.stateSize) {
    const sum = stateBytes - unknownSizes
    throw new Error(`the handles of operator ${id} add up to ${sum} bytes, Flink says ${operator.stateSize}`)
  }
  const finishedSubtasks = operator.subtasks.filter(({ state }) => isFinished(state)).length
  return {
    id,
    name: name ?? undefined,
    uid: uid ?? undefined,
    parallelism,
    maxParallelism,
    subtasks: operator.subtasks.length - finishedSubtasks,
    finishedSubtasks,
    fullyFinished,
    stateBytes,
    coordinatorBytes,
    subtaskBytes,
  }
}

function isFinished(state: Dumped): boolean {
  return state.class === 'FinishedOperatorSubtaskState'
}

/** The properties tell (V4+); without them, only canonical savepoints have key groups of their own kind. */
function kindOf({ properties }: DumpedSnapshot, { hasSavepointKeyGroups }: Gatherer): Snapshot['kind'] {
  const type = properties?.['checkpointType'] as Dumped | undefined
  if (type === undefined) return hasSavepointKeyGroups ? 'savepoint-canonical' : 'unknown'
  if (type.class !== 'SavepointType') return 'checkpoint'
  return type['formatType'] === 'NATIVE' ? 'savepoint-native' : 'savepoint-canonical'
}

function distinct(occurrences: readonly Occurrence[]): ReferenceFacts[] {
  const all = new Map<string, { kind: Occurrence['kind']; path: string; bytes: number; count: number }>()
  for (const { kind, path, sizeBytes } of occurrences) {
    const known = all.get(`${kind} ${path}`) ?? { kind, path, bytes: 0, count: 0 }
    all.set(`${kind} ${path}`, {
      kind,
      path,
      bytes: Math.max(known.bytes, sizeBytes),
      count: known.count + 1,
    })
  }
  return sorted([...all.values()])
}

/** What the codec found, in the same words and order as {@link FlinkFacts.occurrences}. */
export function occurrencesOf(snapshot: Snapshot): Occurrence[] {
  return sorted(
    snapshot.references.map(({ kind, path, sizeIs, sizeBytes, operator, incremental, changelog }) => ({
      kind,
      path,
      sizeIs,
      sizeBytes,
      operator,
      incremental,
      changelog,
    })),
  )
}
