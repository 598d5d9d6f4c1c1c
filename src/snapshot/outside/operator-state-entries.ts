import type { DistributionMode, Operator, Snapshot } from '../../metadata/snapshot.ts'

/** A named operator state over the subtasks of its operator. */
export interface OperatorStateEntries {
  readonly operator: Operator
  /** Its name, as the operator registered it. */
  readonly state: string
  readonly mode: DistributionMode
  /** Number of its entries over all subtasks; 0 says that only the name is there. */
  readonly entries: number
  /** Indexes of the subtasks that have entries, in ascending order. */
  readonly subtasks: readonly number[]
}

interface GrowingEntries extends OperatorStateEntries {
  entries: number
  subtasks: number[]
}

/**
 * The operator states of a snapshot by operator and name, in the order of the file. Raw state, which an
 * operator writes without names, is not among them.
 */
export function operatorStates(snapshot: Snapshot): OperatorStateEntries[] {
  const found: GrowingEntries[] = []
  let index = -1
  let names = new Map<string, GrowingEntries>()
  for (const { operator, subtask, raw, states } of snapshot.operatorStates.handles()) {
    const owner = snapshot.operators[operator]
    if (raw || owner === undefined) continue
    // The handles of an operator stand side by side.
    if (operator !== index) names = new Map()
    index = operator
    for (const { name, mode, entries } of states) {
      let known = names.get(name)
      if (known === undefined) {
        known = { operator: owner, state: name, mode, entries: 0, subtasks: [] }
        names.set(name, known)
        found.push(known)
      }
      known.entries += entries
      if (entries > 0 && known.subtasks.at(-1) !== subtask) known.subtasks.push(subtask)
    }
  }
  for (const { subtasks } of found) subtasks.sort((a, b) => a - b)
  return found
}
