import { DISTRIBUTION_MODES } from './operator-states.ts'
import { readStreamHandle } from './stream-handle.ts'
import type { Walk } from './parse-state.ts'

/** Codes of handles of operator state. */
const PARTITIONABLE = 4
const PARTITIONABLE_MERGED = 17

/** An empty name, a mode, no offsets. */
const STATE_BYTES = 7
const LAST_MODE = DISTRIBUTION_MODES.length - 1

/**
 * Steps over one handle of operator state, `raw` or managed, and keeps where it stands and what it refers to.
 */
export function readOperatorHandle(walk: Walk, raw: boolean): void {
  const { cursor } = walk
  const what = `a ${raw ? 'raw' : 'managed'} operator state handle`
  const code = cursor.byte(what)
  if (code === 0) return
  if (code !== PARTITIONABLE && code !== PARTITIONABLE_MERGED) {
    throw cursor.broken(`${what} (code 0, 4 or 17)`, `code ${code}`, cursor.position - 1)
  }
  walk.operatorStates.add(cursor.position - 1, walk.operator, walk.subtask, raw)
  readStates(walk)
  if (code === PARTITIONABLE_MERGED) {
    readDirectory(walk, 'the task-owned directory')
    readDirectory(walk, 'the shared directory')
    cursor.byte('the mark of an empty state')
  }
  readStreamHandle(walk, 'the stream of an operator state handle')
}

function readStates(walk: Walk): void {
  const { cursor } = walk
  const count = cursor.count('a number of operator states', STATE_BYTES)
  for (let index = 0; index < count; index++) {
    const name = cursor.position
    cursor.checkText('the name of an operator state')
    walk.stateNames.add(name + 2, cursor.position)
    const mode = cursor.byte('the distribution mode of an operator state')
    if (mode > LAST_MODE) {
      throw cursor.broken('a distribution mode between 0 and 2', String(mode), cursor.position - 1)
    }
    const offsets = cursor.count('a number of offsets of an operator state', 8)
    cursor.skip(offsets * 8, 'the offsets of an operator state')
  }
}

function readDirectory(walk: Walk, what: string): void {
  const offset = walk.cursor.position
  const ascii = walk.cursor.checkText(what)
  walk.reference('directory', offset, ascii, -1, 0)
}
