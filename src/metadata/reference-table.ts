import { decodeModifiedUtf8 } from './modified-utf8.ts'
import type { Reference, ReferenceKind } from './snapshot.ts'

const KINDS: readonly ReferenceKind[] = ['file', 'relative', 'segment', 'directory']
const KIND_BITS = 0b11
const INCREMENTAL = 0b100
const CHANGELOG = 0b1000
/** The path is plain ASCII. */
const ASCII = 0b10000

const FIRST_ROWS = 64

/**
 * The references of one file in columns, their paths left where they stand in the bytes. A large file has
 * hundreds of thousands: as objects with their texts they would take several times the file.
 */
export class ReferenceTable {
  readonly references: Reference[] = []
  readonly #bytes: Buffer
  #offsets = new Uint32Array(FIRST_ROWS)
  #operators = new Uint32Array(FIRST_ROWS)
  #subtasks = new Int32Array(FIRST_ROWS)
  #objectBytes = new Float64Array(FIRST_ROWS)
  #statesBytes = new Float64Array(FIRST_ROWS)
  #flags = new Uint8Array(FIRST_ROWS)
  /** The path that was asked for last: whoever looks at one mostly looks at it again. */
  #lastRow = -1
  #lastPath = ''

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Adds a reference whose text was checked; `offset` is that of the text's length prefix. */
  add(
    kind: ReferenceKind,
    offset: number,
    ascii: boolean,
    objectBytes: number,
    stateBytes: number,
    operator: number,
    subtask: number,
    incremental: boolean,
    changelog: boolean,
  ): void {
    const row = this.references.length
    if (row === this.#offsets.length) this.#grow(row * 2)
    this.#offsets[row] = offset
    this.#operators[row] = operator
    this.#subtasks[row] = subtask
    this.#objectBytes[row] = objectBytes
    this.#statesBytes[row] = stateBytes
    this.#flags[row] =
      KINDS.indexOf(kind)
      | (incremental ? INCREMENTAL : 0)
      | (changelog ? CHANGELOG : 0)
      | (ascii ? ASCII : 0)
    this.references.push(new TableReference(this, row))
  }

  path(row: number): string {
    if (row !== this.#lastRow) {
      const start = this.offset(row) + 2
      const end = start + this.byteLength(row)
      const ascii = ((this.#flags[row] ?? 0) & ASCII) !== 0
      this.#lastPath = ascii
        ? this.#bytes.toString('latin1', start, end)
        : decodeModifiedUtf8(this.#bytes, start, end)
      this.#lastRow = row
    }
    return this.#lastPath
  }

  offset(row: number): number {
    return this.#offsets[row] ?? 0
  }

  byteLength(row: number): number {
    const offset = this.offset(row)
    return ((this.#bytes[offset] ?? 0) << 8) | (this.#bytes[offset + 1] ?? 0)
  }

  kind(row: number): ReferenceKind {
    return KINDS[(this.#flags[row] ?? 0) & KIND_BITS] ?? 'file'
  }

  /** -1 for unknown. */
  sizeBytes(row: number): number {
    return this.#objectBytes[row] ?? 0
  }

  stateBytes(row: number): number {
    return this.#statesBytes[row] ?? 0
  }

  operator(row: number): number {
    return this.#operators[row] ?? 0
  }

  subtask(row: number): number {
    return this.#subtasks[row] ?? -1
  }

  incremental(row: number): boolean {
    return ((this.#flags[row] ?? 0) & INCREMENTAL) !== 0
  }

  changelog(row: number): boolean {
    return ((this.#flags[row] ?? 0) & CHANGELOG) !== 0
  }

  #grow(rows: number): void {
    this.#offsets = copied(this.#offsets, new Uint32Array(rows))
    this.#operators = copied(this.#operators, new Uint32Array(rows))
    this.#subtasks = copied(this.#subtasks, new Int32Array(rows))
    this.#objectBytes = copied(this.#objectBytes, new Float64Array(rows))
    this.#statesBytes = copied(this.#statesBytes, new Float64Array(rows))
    this.#flags = copied(this.#flags, new Uint8Array(rows))
  }
}

function copied<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** A row, looking like any other reference. */
class TableReference implements Reference {
  readonly #table: ReferenceTable
  readonly #row: number

  constructor(table: ReferenceTable, row: number) {
    this.#table = table
    this.#row = row
  }

  get kind(): ReferenceKind {
    return this.#table.kind(this.#row)
  }

  get path(): string {
    return this.#table.path(this.#row)
  }

  get offset(): number {
    return this.#table.offset(this.#row)
  }

  get byteLength(): number {
    return this.#table.byteLength(this.#row)
  }

  get sizeIs(): Reference['sizeIs'] {
    if (this.#table.sizeBytes(this.#row) < 0) return 'unknown'
    return this.kind === 'segment' ? 'at-least' : 'exact'
  }

  get sizeBytes(): number {
    return Math.max(0, this.#table.sizeBytes(this.#row))
  }

  get stateBytes(): number {
    return this.#table.stateBytes(this.#row)
  }

  get operator(): number {
    return this.#table.operator(this.#row)
  }

  get subtask(): number {
    return this.#table.subtask(this.#row)
  }

  get incremental(): boolean {
    return this.#table.incremental(this.#row)
  }

  get changelog(): boolean {
    return this.#table.changelog(this.#row)
  }
}
