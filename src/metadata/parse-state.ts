import type { Cursor } from './cursor.ts'
import { OperatorStateTable } from './operator-states.ts'
import { ReferenceTable } from './reference-table.ts'
import type { KeyedStateForm, ReferenceKind } from './snapshot.ts'
import { SubtaskTable } from './subtask-table.ts'
import { TextSet } from './text-set.ts'

/** Which of the layouts that share code numbers the bytes follow. */
export interface Dialect {
  readonly version: 2 | 3 | 4 | 5 | 6
  /** Channel handles as 1.11 wrote them (no subtask), as 1.12 - 2.0 did, or with a code byte (V6). */
  readonly channelHandles: 'without-subtask' | 'with-subtask' | 'typed'
  /** Codes 8 to 10 as the experimental changelog of 1.14 wrote them, or as released. */
  readonly changelog: '1.14' | 'released'
}

/**
 * Handles hold handles: a changelog holds materialised ones, code 3 may wrap code 3. Flink nests two or three
 * deep; the limit keeps hostile bytes from exhausting the stack.
 */
export const MAX_DEPTH = 16

/**
 * One walk over the bytes: where it stands, the surroundings of the present handle, and what was found so
 * far.
 */
export class Walk {
  readonly cursor: Cursor
  readonly dialect: Dialect

  /** Index of the present operator. */
  operator = 0
  /** Index of the present subtask, -1 outside of any. */
  subtask = -1
  /**
   * Within the managed keyed state of a subtask: heap timers are raw keyed state, of code 3 whatever the
   * backend.
   */
  managedKeyed = false
  /** Within the shared or private list of codes 5 and 11. */
  incremental = false
  /** Within codes 8 to 10, 13 and 14. */
  changelog = false
  /** Within codes 10 and 13, where the size in a stream handle is not the object's. */
  sizeUnknown = false
  /**
   * Bytes of state that the handle around takes for itself, -1 where it says nothing: many channel handles
   * may share one file, so the size of the stream handle inside must not be added.
   */
  share = -1

  readonly table: ReferenceTable
  inlineCount = 0
  inlineBytes = 0
  readonly inlineNames = new Set<string>()
  /** Names of the present operator's partitionable states. */
  readonly stateNames: TextSet
  /** Handles of operator state, of all operators. */
  readonly operatorStates: OperatorStateTable
  /** Bytes of the present operator's state. */
  stateBytes = 0
  /** What of it are changelog increments in files. */
  changelogDeltaBytes = 0
  /** The present operator's subtasks. */
  readonly subtasks = new SubtaskTable()
  /** Codes 8 or 14 occurred. */
  hasChangelog = false
  /** Any of codes 8 to 10 occurred: their fields differ in 1.14. */
  hasOldChangelogCode = false
  /** Code 7 occurred, which only canonical savepoints have. */
  hasSavepointKeyGroups = false
  channelHandleCount = 0
  readonly keyedStateForms = new Set<KeyedStateForm>()

  constructor(cursor: Cursor, dialect: Dialect) {
    this.cursor = cursor
    this.dialect = dialect
    this.table = new ReferenceTable(cursor.bytes)
    this.stateNames = new TextSet(cursor.bytes)
    this.operatorStates = new OperatorStateTable(cursor.bytes)
  }

  /**
   * Keeps a path that was just stepped over; `offset` is that of its length prefix, `ascii` whether it is
   * plain. `objectBytes` is what the handle says of the object and `stateBytes` of its part in it, -1 for
   * unknown.
   */
  reference(
    kind: ReferenceKind,
    offset: number,
    ascii: boolean,
    objectBytes: number,
    stateBytes: number,
  ): void {
    const state = Math.max(0, this.share >= 0 ? this.share : stateBytes)
    this.stateBytes += state
    this.table.add(
      kind,
      offset,
      ascii,
      this.sizeUnknown ? -1 : objectBytes,
      state,
      this.operator,
      this.subtask,
      this.incremental,
      this.changelog,
    )
  }

  /** Counts a state that lies in the metadata itself, under `name`. */
  inline(name: string, bytes: number): void {
    this.inlineCount++
    this.inlineBytes += bytes
    this.inlineNames.add(name)
    this.stateBytes += this.share >= 0 ? this.share : bytes
  }
}
