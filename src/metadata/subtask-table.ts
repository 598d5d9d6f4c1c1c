const FIRST_ROWS = 64

/** Shared by all operators without subtasks: an empty column of its own takes some hundred bytes. */
const NO_INDEXES = new Uint32Array(0)
const NO_BYTES = new Float64Array(0)

/**
 * The subtasks of one operator in columns, used for one operator after the other: a job has hundreds of
 * thousands, and an object for each would cost more than what is known of it.
 */
export class SubtaskTable {
  #indexes = new Uint32Array(FIRST_ROWS)
  #bytes = new Float64Array(FIRST_ROWS)
  #rows = 0

  add(index: number, stateBytes: number): void {
    if (this.#rows === this.#indexes.length) this.#grow(this.#rows * 2)
    this.#indexes[this.#rows] = index
    this.#bytes[this.#rows] = stateBytes
    this.#rows++
  }

  clear(): void {
    this.#rows = 0
  }

  /** A copy in the size that is needed. */
  indexes(): Uint32Array {
    return this.#rows === 0 ? NO_INDEXES : this.#indexes.slice(0, this.#rows)
  }

  /** A copy in the size that is needed, row by row what belongs to {@link indexes}. */
  stateBytes(): Float64Array {
    return this.#rows === 0 ? NO_BYTES : this.#bytes.slice(0, this.#rows)
  }

  #grow(rows: number): void {
    const [indexes, bytes] = [new Uint32Array(rows), new Float64Array(rows)]
    indexes.set(this.#indexes)
    bytes.set(this.#bytes)
    this.#indexes = indexes
    this.#bytes = bytes
  }
}
