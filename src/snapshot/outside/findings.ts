import type { NamedState, Snapshot } from '../../metadata/snapshot.ts'
import type { ReadEntries } from './entries.ts'
import type { Found, StateRow } from './formats.ts'
import type { Outside, UnreadState } from './types.ts'
import type { NotRead } from './state-files.ts'

interface Growing {
  readonly operator: number
  readonly state: string
  readonly found: Omit<Found, 'paths' | 'ids'>
  readonly subtasks: Set<number>
  readonly paths: Set<string>
  readonly ids: Set<string>
  entries: number
}

interface GrowingUnread extends Omit<UnreadState, 'operator' | 'subtasks'> {
  readonly operator: number
  readonly subtasks: Set<number>
}

/** Sums up, over the subtasks of each operator, what entries of states say. */
export class Findings {
  readonly #snapshot: Snapshot
  readonly #mostPaths: number
  readonly #findings = new Map<string, Growing>()
  readonly #unread = new Map<string, GrowingUnread>()

  constructor(snapshot: Snapshot, mostPaths: number) {
    this.#snapshot = snapshot
    this.#mostPaths = mostPaths
  }

  /** Takes what the entries of one state of one subtask say. */
  read(operator: number, subtask: number, row: StateRow, state: NamedState, read: ReadEntries): void {
    for (const entry of read.entries) {
      const counted = new Set<Growing>()
      for (const found of entry) {
        const growing = this.#growing(operator, subtask, state.name, found)
        for (const path of found.paths) growing.paths.add(path)
        for (const id of found.ids) growing.ids.add(id)
        if (!counted.has(growing)) growing.entries++
        counted.add(growing)
      }
    }
    const { trouble } = read
    if (trouble === undefined) return
    const rest = state.entries - read.entries.length
    if (trouble !== 'not-understood')
      this.#noteUnread(operator, subtask, row, state, rest, { reason: trouble })
    else if (row.notUnderstood !== 'nothing') {
      this.#unknown(operator, subtask, row, state, rest, row.notUnderstood)
    }
  }

  /** Takes it that a state of one subtask was not read. */
  notRead(operator: number, subtask: number, row: StateRow, state: NamedState, why: NotRead): void {
    this.#noteUnread(operator, subtask, row, state, state.entries, why)
  }

  /** In the order of the operators in the file. */
  all(): Outside[] {
    return inOrder(this.#findings.values()).flatMap(
      ({ operator, state, found, subtasks, paths, ids, entries }) => {
        const owner = this.#snapshot.operators[operator]
        if (owner === undefined) return []
        return {
          ...found,
          operator: owner,
          subtasks: ascending(subtasks),
          state,
          entries,
          paths: [...paths].slice(0, this.#mostPaths),
          pathCount: paths.size,
          ids: [...ids].slice(0, this.#mostPaths),
        }
      },
    )
  }

  unread(): UnreadState[] {
    return inOrder(this.#unread.values()).flatMap(({ operator, subtasks, ...rest }) => {
      const owner = this.#snapshot.operators[operator]
      return owner === undefined ? [] : { operator: owner, subtasks: ascending(subtasks), ...rest }
    })
  }

  #noteUnread(
    operator: number,
    subtask: number,
    row: StateRow,
    state: NamedState,
    entries: number,
    { reason, message }: NotRead,
  ): void {
    if (row.byName === 'nothing' && isNobodysConcern(reason, subtask)) return
    const key = `${operator} ${reason} ${state.name}`
    let unread = this.#unread.get(key)
    if (unread === undefined) {
      unread = {
        operator,
        state: state.name,
        subtasks: new Set(),
        reason,
        ...(message !== undefined && { message }),
      }
      this.#unread.set(key, unread)
    }
    if (subtask >= 0) unread.subtasks.add(subtask)
    if (row.byName !== 'nothing') this.#unknown(operator, subtask, row, state, entries, row.byName)
  }

  #unknown(
    operator: number,
    subtask: number,
    { kind, beside, uncommitted }: StateRow,
    state: NamedState,
    entries: number,
    certainty: 'likely' | 'unknown',
  ): void {
    const names = this.#snapshot.operators[operator]?.stateNames ?? []
    if (beside !== undefined && names.includes(beside.name)) {
      this.#growing(operator, subtask, state.name, {
        kind: beside.kind,
        certainty: 'likely',
        uncommitted,
      }).entries += entries
      return
    }
    this.#growing(operator, subtask, state.name, { kind, certainty, uncommitted }).entries += entries
  }

  #growing(operator: number, subtask: number, state: string, found: Growing['found']): Growing {
    const { kind, certainty, uncommitted } = found
    const key = `${operator} ${kind} ${certainty} ${uncommitted} ${state}`
    let growing = this.#findings.get(key)
    if (growing === undefined) {
      growing = {
        operator,
        state,
        found: { kind, certainty, uncommitted },
        subtasks: new Set(),
        paths: new Set(),
        ids: new Set(),
        entries: 0,
      }
      this.#findings.set(key, growing)
    }
    if (subtask >= 0) growing.subtasks.add(subtask)
    return growing
  }
}

/**
 * Every source has a state under the name that those of files have too: that one of Kafka was not read is
 * nobody's concern. Some is not read for what it is, though: much of it points at many files.
 */
function isNobodysConcern(reason: NotRead['reason'], subtask: number): boolean {
  return reason !== 'failed' && reason !== 'too-large' && (reason !== 'left-out' || subtask >= 0)
}

/** What is read from files comes after what lies in `_metadata`: sorted, it stands with its operator. */
function inOrder<T extends { readonly operator: number }>(all: Iterable<T>): T[] {
  return [...all].sort((a, b) => a.operator - b.operator)
}

function ascending(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((a, b) => a - b)
}
