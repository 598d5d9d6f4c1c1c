/**
 * What the page's script gets as JSON. Imports nothing, for both sides read it: the program that writes the
 * page and the script that runs in the browser. All texts are printable.
 */
export interface PageModel {
  /**
   * The places where bytes lie, in the order in which they are shown; others point to them by their index.
   */
  readonly places: readonly PagePlace[]
  readonly operators: readonly PageOperator[]
  readonly groups: readonly PageGroup[]
}

/** A place where bytes lie. */
export interface PagePlace {
  /** Part of class names. */
  readonly key: string
  readonly label: string
}

/** An operator, one row of the table. */
export interface PageOperator {
  readonly id: string
  readonly name?: string
  readonly uid?: string
  readonly parallelism: number
  readonly maxParallelism: number
  /** `3 with state, 1 finished`. */
  readonly subtasks: string
  readonly stateBytes: number
  readonly coordinatorBytes: number
  /** By place. */
  readonly placeBytes: readonly number[]
  readonly skew?: {
    readonly minBytes: number
    readonly medianBytes: number
    readonly maxBytes: number
    readonly ratio: number
  }
  /** Operator states with their entries: `writer_raw_states: 4 entries`. */
  readonly states: readonly string[]
  /** State of each subtask that has some; absent where the page would become too large. */
  readonly subtaskBytes?: readonly number[]
  /** Their indexes; absent where these are 0, 1, 2 and so on. */
  readonly subtaskIndexes?: readonly number[]
}

/** References that lie in one directory. */
export interface PageGroup {
  readonly directory: string
  readonly kind: string
  readonly place: number
  readonly paths: number
  readonly handles: number
  readonly bytes: number
  /** The largest first; fewer than `paths` where the page would become too large. */
  readonly files: readonly PageFile[]
}

/** Name in its directory, size in bytes, handles that name it. */
export type PageFile = readonly [name: string, bytes: number, handles: number]
