import type { Operator } from './snapshot.ts'
import type { Walk } from './parse-state.ts'

/**
 * The operator state of `GenericWriteAheadSink`, whose handles are hidden inside Java-serialised user state.
 */
export const WRITE_AHEAD_STATE = 'pending-checkpoints'

/** What a person should know of a snapshot before it is moved, as sentences. */
export function warningsOf(walk: Walk, operators: readonly Operator[]): string[] {
  const warnings: string[] = []
  for (const operator of withPendingBatches(walk, operators)) warnings.push(writeAheadWarning(operator))
  const paths = [...walk.inlineNames].filter(looksLikePath)
  if (paths[0] !== undefined) warnings.push(inlineNamesWarning(paths.length, paths[0]))
  if (walk.hasChangelog) {
    warnings.push(
      'this snapshot has changelog state: after a move Flink restores it with claim mode CLAIM only',
    )
  }
  if (walk.dialect.channelHandles === 'without-subtask') {
    warnings.push(
      'this is an unaligned checkpoint of Flink 1.11 with data in flight: only Flink 1.11 reads it',
    )
  }
  return warnings
}

/** A sink that has none pending has the state all the same, without entries. */
function withPendingBatches(walk: Walk, operators: readonly Operator[]): Set<Operator> {
  const found = new Set<Operator>()
  if (!operators.some(({ stateNames }) => stateNames.includes(WRITE_AHEAD_STATE))) return found
  for (const { operator, states } of walk.operatorStates.handles()) {
    const owner = operators[operator]
    if (owner !== undefined && states.some(({ name, entries }) => name === WRITE_AHEAD_STATE && entries > 0))
      found.add(owner)
  }
  return found
}

function writeAheadWarning(operator: Operator): string {
  return (
    `operator ${describeOperator(operator)} has pending batches of a GenericWriteAheadSink (state "${WRITE_AHEAD_STATE}"): their files `
    + 'are named inside serialised user state and cannot be relocated, and Flink loses them without a failure'
  )
}

/** The operator's id, with its name or uid where the file has one. */
export function describeOperator(operator: Pick<Operator, 'id' | 'name' | 'uid'>): string {
  const label = operator.name ?? operator.uid
  return label === undefined ? operator.id : `${JSON.stringify(label)} (${operator.id})`
}

function inlineNamesWarning(count: number, example: string): string {
  const subject =
    count === 1 ? 'one in-line state has a name that looks' : `${count} in-line states have names that look`
  return (
    `${subject} like a path, such as ${JSON.stringify(example)}: these are identifiers that Flink compares and never `
    + 'opens, so they remain as they are'
  )
}

function looksLikePath(name: string): boolean {
  return name.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:\//.test(name)
}
