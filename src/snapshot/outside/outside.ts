import { isWithin, type Location } from '../../location/location.ts'
import type { NamedState, Snapshot, StateStream } from '../../metadata/snapshot.ts'
import { homeOf, locationOf } from '../places.ts'
import { COMPRESSION_HEADER_BYTES, readEntries } from './entries.ts'
import { Findings } from './findings.ts'
import type { StateRow } from './formats.ts'
import { COORDINATOR_ROW, rowOf } from './rows.ts'
import type { OutsideLimits, OutsideSource, OutsideState, ReadRange } from './types.ts'
import {
  DEFAULT_LIMITS,
  readRanges,
  type NotRead,
  type StateWindow,
  type WantedRange,
} from './state-files.ts'

export { operatorStates, type OperatorStateEntries } from './operator-state-entries.ts'
export { OUTSIDE_KINDS } from './types.ts'
export type {
  Certainty,
  Outside,
  OutsideKind,
  OutsideLimits,
  OutsideSource,
  OutsideState,
  ReadRange,
  UnreadReason,
  UnreadState,
} from './types.ts'

/**
 * Tells what the state of a snapshot points at. State in `_metadata` is read from there; small state files of
 * the snapshot itself with `read`, one request each; nothing else is ever opened. Without `read` only names
 * and counts, and what lies in `_metadata`, are told.
 *
 * A failed read (a `StorageError`) is told in {@link OutsideState.unread}; whatever else `read` throws is
 * thrown.
 */
export async function readOutside(
  source: OutsideSource,
  read: ReadRange | undefined,
  limits: OutsideLimits = {},
): Promise<OutsideState> {
  const bounds = { ...DEFAULT_LIMITS, ...limits }
  const findings = new Findings(source.snapshot, bounds.paths)
  const look = new Look(source, findings, read !== undefined, bounds)
  const owned = [...ownersIn(source.snapshot)]
  const quotas = fairShares(countFiles(owned), bounds.files)
  for (const { owner, stream } of owned) look.at(owner, stream, quotas)
  const { answers, reads } =
    read === undefined ? { answers: [], reads: 0 } : await readRanges(look.ranges, read, bounds)
  look.owners.forEach((owner, index) => {
    look.take(owner, answers[index] ?? { reason: 'not-asked' })
  })
  return { findings: findings.all(), unread: findings.unread(), reads }
}

/** The states of one subtask that lie in one stream and are to be read. */
interface Owner {
  readonly operator: number
  /** -1 for a coordinator. */
  readonly subtask: number
  readonly wanted: readonly { readonly row: StateRow; readonly state: NamedState }[]
}

/** An owner, and where its states lie: `undefined` where there is no byte. */
interface Owned {
  readonly owner: Owner
  readonly stream: StateStream | undefined
}

/** Whoever has a state that is to be read: coordinators behind the subtasks. */
function* ownersIn({ operatorStates }: Snapshot): Generator<Owned> {
  for (const { operator, subtask, raw, states, stream } of operatorStates.handles()) {
    const wanted = raw ? [] : wantedStates(states)
    if (wanted.length > 0) yield { owner: { operator, subtask, wanted }, stream }
  }
  for (const { operator, stream } of operatorStates.coordinators())
    yield { owner: { operator, subtask: -1, wanted: [COORDINATOR] }, stream }
}

const COORDINATOR = {
  row: COORDINATOR_ROW,
  state: { name: 'coordinator', mode: 'split', entries: 1, offsetAt: () => 0 },
} as const

/** Names are those of a map's keys: one that comes again is not Flink's. */
function wantedStates(states: readonly NamedState[]): Owner['wanted'] {
  const wanted = new Map<string, Owner['wanted'][number]>()
  for (const state of states) {
    const row = state.entries > 0 ? rowOf(state.name) : undefined
    if (row !== undefined && !wanted.has(state.name)) wanted.set(state.name, { row, state })
  }
  return [...wanted.values()]
}

/** Goes over the states, takes what lies in `_metadata`, and gathers what is to be read. */
class Look {
  readonly ranges: WantedRange[] = []
  /** Whose range it is, by its index. */
  readonly owners: Owner[] = []
  readonly #source: OutsideSource
  readonly #findings: Findings
  readonly #reads: boolean
  #inlineLeft: number

  constructor(
    source: OutsideSource,
    findings: Findings,
    reads: boolean,
    { totalBytes }: Required<OutsideLimits>,
  ) {
    this.#source = source
    this.#findings = findings
    this.#reads = reads
    this.#inlineLeft = totalBytes
  }

  at(owner: Owner, stream: StateStream | undefined, quotas: Map<number, number>): void {
    if (stream?.kind === 'inline') {
      this.#inlineLeft -= stream.bytes.length
      this.take(
        owner,
        this.#inlineLeft < 0 ? { reason: 'left-out' } : { bytes: stream.bytes, offsetBytes: 0, cut: false },
      )
      return
    }
    if (!this.#reads) {
      this.take(owner, { reason: 'not-asked' })
      return
    }
    const location = stream === undefined ? undefined : this.#locate(stream)
    const left = quotas.get(owner.operator) ?? 0
    if (stream === undefined || location === undefined || left === 0) {
      this.take(owner, { reason: location === undefined ? 'elsewhere' : 'left-out' })
      return
    }
    quotas.set(owner.operator, left - 1)
    const first = owner.wanted.reduce((least, { state }) => Math.min(least, state.offsetAt(0)), Infinity)
    this.owners.push(owner)
    this.ranges.push({
      location,
      startBytes: stream.startBytes,
      sizeBytes: stream.sizeBytes,
      firstBytes: Math.max(0, first - COMPRESSION_HEADER_BYTES),
    })
  }

  take({ operator, subtask, wanted }: Owner, answer: StateWindow | NotRead): void {
    for (const { row, state } of wanted) {
      if ('reason' in answer) this.#findings.notRead(operator, subtask, row, state, answer)
      else this.#findings.read(operator, subtask, row, state, readEntries(row, state, answer))
    }
  }

  #locate(stream: Exclude<StateStream, { kind: 'inline' }>): Location | undefined {
    const { directory, locate } = this.#source
    if (locate !== undefined) return locate(stream)
    if (directory === undefined) return undefined
    const location = locationOf(stream, directory)
    return location !== undefined && isWithin(location, homeOf(directory)) ? location : undefined
  }
}

/** Number of state files of each operator that there are to read. */
function countFiles(owned: readonly Owned[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { owner, stream } of owned) {
    if (stream === undefined || stream.kind === 'inline') continue
    counts.set(owner.operator, (counts.get(owner.operator) ?? 0) + 1)
  }
  return counts
}

/** How many of them each operator gets: none is left out because another has many. */
function fairShares(counts: Map<number, number>, most: number): Map<number, number> {
  const share = Math.max(1, Math.floor(most / Math.max(1, counts.size)))
  const shares = new Map([...counts].map(([operator, count]) => [operator, Math.min(count, share)]))
  let left = most - [...shares.values()].reduce((sum, each) => sum + each, 0)
  for (const [operator, count] of counts) {
    const more = Math.max(0, Math.min(left, count - share))
    shares.set(operator, (shares.get(operator) ?? 0) + more)
    left -= more
  }
  return shares
}
