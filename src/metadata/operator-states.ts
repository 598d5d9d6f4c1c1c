import { Cursor } from './cursor.ts'

/**
 * How Flink hands the entries of an operator state out at a restore: `split` among the subtasks, `union` all
 * to each, `broadcast` one copy to each. In the order of `OperatorStateHandle.Mode`, whose ordinal is
 * written.
 */
export const DISTRIBUTION_MODES = ['split', 'union', 'broadcast'] as const

/** One of {@link DISTRIBUTION_MODES}. */
export type DistributionMode = (typeof DISTRIBUTION_MODES)[number]

/**
 * Where the bytes of a state lie: `inline` in `_metadata` itself, or from `startBytes` on in the file at
 * `path`, as it is written (`relative` is a name beside `_metadata`). `sizeBytes` is -1 where the handle does
 * not say.
 */
export type StateStream =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'file' | 'relative' | 'segment'
      readonly path: string
      readonly startBytes: number
      readonly sizeBytes: number
    }

/** One named state in a handle of operator state. */
export interface NamedState {
  readonly name: string
  readonly mode: DistributionMode
  /** Number of its entries; 0 says that there is no state but its name. */
  readonly entries: number
  /** Where the entry of this index starts in the stream, in bytes. Read from `_metadata` with each call. */
  readonly offsetAt: (index: number) => number
}

/** A handle of operator state of one subtask (codes 4 and 17). */
export interface OperatorStateHandle {
  /** Index into the snapshot's operators. */
  readonly operator: number
  readonly subtask: number
  /** Written by the operator itself (a stream of its own), not by way of named states. */
  readonly raw: boolean
  readonly states: readonly NamedState[]
  /** `undefined` where there is no byte. */
  readonly stream: StateStream | undefined
}

/** State of an operator's coordinator, which runs in the JobManager (V3+). */
export interface CoordinatorState {
  /** Index into the snapshot's operators. */
  readonly operator: number
  readonly stream: StateStream
}

const FIRST_ROWS = 16
const MERGED = 17
const RAW = 0x8000_0000

/**
 * The handles of operator state of one file, as the places where they stand in the bytes: twelve bytes each,
 * for a large job has hundreds of thousands. What one holds is read again when somebody asks for it.
 */
export class OperatorStateTable {
  readonly #bytes: Buffer
  #rows = 0
  #positions = new Uint32Array(FIRST_ROWS)
  #operators = new Uint32Array(FIRST_ROWS)
  /** The subtask, with a bit for raw state. */
  #subtasks = new Uint32Array(FIRST_ROWS)
  /** Operator and place, in turns. */
  readonly #coordinators: number[] = []

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Adds a handle that was walked and found right; `position` is that of its code. */
  add(position: number, operator: number, subtask: number, raw: boolean): void {
    const row = this.#rows++
    if (row === this.#positions.length) {
      this.#positions = grown(this.#positions)
      this.#operators = grown(this.#operators)
      this.#subtasks = grown(this.#subtasks)
    }
    this.#positions[row] = position
    this.#operators[row] = operator
    this.#subtasks[row] = raw ? subtask + RAW : subtask
  }

  /** Adds the state of an operator's coordinator; `position` is that of its handle's code. */
  addCoordinator(position: number, operator: number): void {
    this.#coordinators.push(operator, position)
  }

  /** Every handle, in the order of the file. */
  *handles(): Iterable<OperatorStateHandle> {
    for (let row = 0; row < this.#rows; row++) yield this.#handle(row)
  }

  /** The state of every coordinator that has some, in the order of the file. */
  *coordinators(): Iterable<CoordinatorState> {
    for (let at = 0; at < this.#coordinators.length; at += 2) {
      const stream = readStream(this.#cursorAt(this.#coordinators[at + 1] ?? 0))
      if (stream !== undefined) yield { operator: this.#coordinators[at] ?? 0, stream }
    }
  }

  #handle(row: number): OperatorStateHandle {
    const cursor = this.#cursorAt(this.#positions[row] ?? 0)
    const marked = this.#subtasks[row] ?? 0
    const raw = marked >= RAW
    const code = cursor.byte('a handle of operator state')
    const states = readStates(cursor)
    if (code === MERGED) {
      cursor.skipText('the task-owned directory')
      cursor.skipText('the shared directory')
      cursor.byte('the mark of an empty state')
    }
    return {
      operator: this.#operators[row] ?? 0,
      subtask: raw ? marked - RAW : marked,
      raw,
      states,
      stream: readStream(cursor),
    }
  }

  #cursorAt(position: number): Cursor {
    const cursor = new Cursor(this.#bytes)
    cursor.position = position
    return cursor
  }
}

function grown(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2)
  larger.set(column)
  return larger
}

function readStates(cursor: Cursor): NamedState[] {
  const count = cursor.count('a number of operator states', 1)
  const states: NamedState[] = []
  for (let index = 0; index < count; index++) {
    const name = cursor.text('the name of an operator state')
    const mode = DISTRIBUTION_MODES[cursor.byte('the distribution mode of an operator state')] ?? 'split'
    const entries = cursor.count('a number of offsets of an operator state', 8)
    const { bytes, position } = cursor
    cursor.skip(entries * 8, 'the offsets of an operator state')
    // An offset beyond 2^53, which no file has, comes out nearly right, and is beyond any file all the same.
    const offsetAt = (index: number): number => Number(bytes.readBigInt64BE(position + index * 8))
    states.push({ name, mode, entries, offsetAt })
  }
  return states
}

/** The stream handle here, which was walked before; what stands around it is of no account. */
function readStream(cursor: Cursor): StateStream | undefined {
  for (;;) {
    switch (cursor.byte('a stream handle')) {
      case 1: {
        cursor.skipText('the name of an in-line state')
        const length = cursor.count('a number of bytes of in-line state', 1)
        return { kind: 'inline', bytes: cursor.bytes.subarray(cursor.position, cursor.position + length) }
      }
      case 2: {
        const sizeBytes = cursor.size('the size of a file', -1)
        return { kind: 'file', path: cursor.text('the path of a file'), startBytes: 0, sizeBytes }
      }
      case 3: {
        cursor.int('the first key group')
        cursor.skip(cursor.count('a number of key groups', 8) * 8, 'the offsets of key groups')
        break
      }
      case 6: {
        const path = cursor.text('the name of a relative file')
        return {
          kind: 'relative',
          path,
          startBytes: 0,
          sizeBytes: cursor.size('the size of a relative file', -1),
        }
      }
      case 15: {
        const startBytes = cursor.size('the start of a file segment', 0)
        const sizeBytes = cursor.size('the size of a file segment', 0)
        cursor.int('the scope of a file segment')
        return { kind: 'segment', path: cursor.text('the path of a file segment'), startBytes, sizeBytes }
      }
      default:
        return undefined
    }
  }
}
