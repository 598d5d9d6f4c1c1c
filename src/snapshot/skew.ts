import type { Operator } from '../metadata/snapshot.ts'

/** How evenly an operator's state lies over its subtasks. */
export interface Skew {
  /** State of the smallest subtask in bytes. */
  readonly minBytes: number
  /** The median over the subtasks in bytes; half a byte may remain. */
  readonly medianBytes: number
  /** State of the largest subtask in bytes. */
  readonly maxBytes: number
  /**
   * The largest subtask's share against an even one (maximum through mean): 1 is even, 4 is four times the
   * mean.
   */
  readonly ratio: number
}

/**
 * The skew of an operator over its subtasks that have not finished; one that the file does not list has no
 * state. `undefined` where there is nothing to compare: fewer than two such subtasks, or no state in any.
 */
export function skewOf({
  parallelism,
  finishedSubtasks,
  fullyFinished,
  subtaskBytes,
}: Operator): Skew | undefined {
  const running = fullyFinished ? 0 : Math.max(parallelism - finishedSubtasks, subtaskBytes.length)
  const sorted = Float64Array.from(subtaskBytes).sort()
  const maxBytes = sorted.at(-1) ?? 0
  if (running < 2 || maxBytes === 0) return undefined
  // The parallelism is a number from the file and may be anything: subtasks without state are counted, not
  // built.
  const empty = running - sorted.length
  const ranked = (rank: number): number => (rank < empty ? 0 : (sorted[rank - empty] ?? 0))
  const middle = (running - 1) / 2
  const medianBytes = (ranked(Math.floor(middle)) + ranked(Math.ceil(middle))) / 2
  const total = sorted.reduce((sum, bytes) => sum + bytes, 0)
  return {
    minBytes: ranked(0),
    medianBytes,
    maxBytes,
    ratio: Math.round((maxBytes * running * 100) / total) / 100,
  }
}
