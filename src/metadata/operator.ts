import { readChannelHandles } from './channel-handle.ts'
import { UnsupportedMetadataError } from './errors.ts'
import { readKeyedHandle } from './keyed-handle.ts'
import { readOperatorHandle } from './operator-handle.ts'
import type { Operator } from './snapshot.ts'
import { readStreamHandle } from './stream-handle.ts'
import type { Walk } from './parse-state.ts'

/** An id, two ints, a chain length or a coordinator's code, and a number of subtasks. */
export const OPERATOR_BYTES = 29
/** The index of a finished subtask; one with state takes more. */
const SUBTASK_BYTES = 4

/** Steps over one operator with all its subtasks. */
export function readOperator(walk: Walk): Operator {
  const {
    cursor,
    dialect: { version },
  } = walk
  walk.stateNames.clear()
  walk.subtasks.clear()
  walk.stateBytes = 0
  walk.changelogDeltaBytes = 0
  const name = version >= 5 ? cursor.text('the name of an operator') : ''
  const uid = version >= 5 ? cursor.text('the uid of an operator') : ''
  const id = readId(walk)
  const parallelism = cursor.int('the parallelism of an operator')
  const maxParallelism = cursor.int('the maximum parallelism of an operator')
  const hasCoordinator = version >= 3 ? readCoordinator(walk) : skipChainLength(walk)
  const coordinatorBytes = walk.stateBytes
  const subtasks = readSubtasks(walk, id, parallelism, hasCoordinator)
  return {
    id,
    name: name === '' ? undefined : name,
    uid: uid === '' ? undefined : uid,
    parallelism,
    maxParallelism,
    subtasks: subtasks.present,
    finishedSubtasks: subtasks.finished,
    fullyFinished: subtasks.fullyFinished,
    stateBytes: walk.stateBytes,
    coordinatorBytes,
    changelogDeltaBytes: walk.changelogDeltaBytes,
    subtaskIndexes: walk.subtasks.indexes(),
    subtaskBytes: walk.subtasks.stateBytes(),
    stateNames: walk.stateNames.texts(),
  }
}

function readId(walk: Walk): string {
  const start = walk.cursor.position
  walk.cursor.skip(16, 'the id of an operator')
  // In one piece: put together digit by digit it would take ten times the memory.
  return walk.cursor.bytes.toString('hex', start, start + 16)
}

function skipChainLength(walk: Walk): false {
  walk.cursor.int('the chain length of an operator')
  return false
}

function readCoordinator(walk: Walk): boolean {
  const start = walk.cursor.position
  const kind = readStreamHandle(walk, 'the coordinator state of an operator')
  if (kind === 'in-line') walk.operatorStates.addCoordinator(start, walk.operator)
  if (kind !== 'other') return kind === 'in-line'
  throw walk.cursor.broken(
    'the coordinator state of an operator (code 0 or 1)',
    `code ${walk.cursor.bytes[start] ?? 0}`,
    start,
  )
}

interface Subtasks {
  present: number
  finished: number
  fullyFinished: boolean
}

function readSubtasks(walk: Walk, id: string, parallelism: number, hasCoordinator: boolean): Subtasks {
  const {
    cursor,
    dialect: { version },
  } = walk
  const found: Subtasks = { present: 0, finished: 0, fullyFinished: false }
  if (version >= 3 && (cursor.peek() ?? 0) >= 0x80) {
    cursor.int('a number of subtasks')
    if (hasCoordinator) {
      throw cursor.broken('no coordinator state of a finished operator', 'one', cursor.position - 4)
    }
    found.fullyFinished = true
    return found
  }
  const count = cursor.count('a number of subtasks', SUBTASK_BYTES)
  for (let subtask = 0; subtask < count; subtask++) {
    const written = cursor.int('the index of a subtask')
    const finished = version >= 3 && written < 0
    const index = finished ? -(written + 1) : written
    if (index < 0 || index >= parallelism) {
      throw cursor.broken(
        `the index of a subtask, below the operator's parallelism of ${parallelism}`,
        String(index),
        cursor.position - 4,
      )
    }
    if (finished) {
      found.finished++
    } else {
      const before = walk.stateBytes
      walk.subtask = index
      readSubtask(walk, id, index)
      walk.subtask = -1
      walk.subtasks.add(index, walk.stateBytes - before)
      found.present++
    }
  }
  return found
}

function readSubtask(walk: Walk, id: string, index: number): void {
  const {
    cursor,
    dialect: { version },
  } = walk
  if (version === 2) {
    cursor.skip(8, 'the duration of a subtask')
    refuseLegacyState(walk, id, index)
  }
  if (readFlag(walk)) readOperatorHandle(walk, false)
  if (readFlag(walk)) readOperatorHandle(walk, true)
  walk.managedKeyed = true
  readKeyedHandle(walk, 'a managed keyed state handle')
  walk.managedKeyed = false
  readKeyedHandle(walk, 'a raw keyed state handle')
  if (version >= 3) {
    readChannelHandles(walk, 'input')
    readChannelHandles(walk, 'output')
  }
}

function refuseLegacyState(walk: Walk, id: string, index: number): void {
  const legacy = walk.cursor.int('a number of legacy states')
  if (legacy === 0) return
  if (legacy < 0) {
    throw walk.cursor.broken(
      'a number of legacy states of 0 or more',
      String(legacy),
      walk.cursor.position - 4,
    )
  }
  throw new UnsupportedMetadataError(
    `subtask ${index} of operator ${id} has state of Flink 1.1 or older (the Checkpointed interface), which Flink `
      + 'dropped after 1.3: restore this savepoint with Flink 1.3, let the operator use CheckpointedFunction and take a '
      + 'new savepoint',
    'legacy-state',
    2,
  )
}

function readFlag(walk: Walk): boolean {
  const flag = walk.cursor.int('the mark of an operator state')
  if (flag === 0 || flag === 1) return flag === 1
  throw walk.cursor.broken('the mark of an operator state (0 or 1)', String(flag), walk.cursor.position - 4)
}
