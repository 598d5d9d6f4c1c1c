import type { KeyedStateForm } from './snapshot.ts'
import { checkDepth, readKeyGroupOffsets, readStreamHandle } from './stream-handle.ts'
import type { Walk } from './parse-state.ts'

/** Codes of handles of keyed state. */
const KEY_GROUPS = 3
const INCREMENTAL = 5
const SAVEPOINT_KEY_GROUPS = 7
const CHANGELOG = 8
const CHANGELOG_IN_LINE = 9
const CHANGELOG_FILES = 10
const INCREMENTAL_V2 = 11
const KEY_GROUPS_V2 = 12
const CHANGELOG_FILES_V2 = 13
const CHANGELOG_V2 = 14

/** The least that a keyed handle takes: the code of a null one. */
const KEYED_HANDLE_BYTES = 1
/** An empty local path, and a null handle. */
const LIST_ENTRY_BYTES = 3
/** A key group and a length. */
const CHANGE_BYTES = 8
/** An offset, and a null handle. */
const DELTA_ENTRY_BYTES = 9

/** Steps over one handle of keyed state and keeps what it refers to. `what` names it in errors. */
export function readKeyedHandle(walk: Walk, what: string, depth = 0): void {
  const { cursor } = walk
  const code = cursor.byte(what)
  switch (code) {
    case 0:
      return
    case KEY_GROUPS:
    case SAVEPOINT_KEY_GROUPS:
    case KEY_GROUPS_V2:
      readKeyGroupOffsets(walk)
      readStreamHandle(walk, 'the stream of a key group handle', depth)
      if (code === KEY_GROUPS_V2) cursor.skipText('the id of a key group handle')
      if (code === SAVEPOINT_KEY_GROUPS) walk.hasSavepointKeyGroups = true
      noteForm(walk, code === SAVEPOINT_KEY_GROUPS ? 'canonical' : 'key-groups')
      return
    case INCREMENTAL:
    case INCREMENTAL_V2:
      readIncremental(walk, code === INCREMENTAL_V2)
      noteForm(walk, 'incremental')
      return
    case CHANGELOG:
    case CHANGELOG_V2:
      checkDepth(walk, depth)
      readChangelog(walk, code === CHANGELOG_V2, depth)
      return
    case CHANGELOG_IN_LINE:
      readInLineChanges(walk)
      return
    case CHANGELOG_FILES:
    case CHANGELOG_FILES_V2:
      readChangeFiles(walk, code === CHANGELOG_FILES_V2)
      return
    default:
      throw cursor.broken(`${what} (code 0, 3, 5 or 7 to 14)`, `code ${code}`, cursor.position - 1)
  }
}

function noteForm(walk: Walk, form: KeyedStateForm): void {
  if (walk.managedKeyed) walk.keyedStateForms.add(form)
}

function readIncremental(walk: Walk, second: boolean): void {
  const { cursor } = walk
  cursor.skip(8, 'the checkpoint id of an incremental handle')
  cursor.skipText('the backend id of an incremental handle')
  readKeyGroupRange(walk)
  if (second) cursor.skip(8, 'the checkpointed size of an incremental handle')
  readStreamHandle(walk, 'the meta stream of an incremental handle')
  walk.incremental = true
  readHandleList(walk, 'shared files')
  readHandleList(walk, 'private files')
  walk.incremental = false
  if (second) cursor.skipText('the id of an incremental handle')
}

function readHandleList(walk: Walk, what: string): void {
  const { cursor } = walk
  const count = cursor.count(`a number of ${what}`, LIST_ENTRY_BYTES)
  for (let index = 0; index < count; index++) {
    cursor.skipText('the local path of a file')
    readStreamHandle(walk, 'the stream of a shared or private file')
  }
}

function readChangelog(walk: Walk, second: boolean, depth: number): void {
  const { cursor } = walk
  const released = walk.dialect.changelog === 'released'
  const outer = walk.changelog
  walk.changelog = true
  walk.hasChangelog = true
  if (!second) walk.hasOldChangelogCode = true
  readKeyGroupRange(walk)
  if (released) cursor.skip(8, 'the size of a changelog handle')
  for (const part of ['materialised handles', 'changelog increments']) {
    const count = cursor.count(`a number of ${part}`, KEYED_HANDLE_BYTES)
    for (let index = 0; index < count; index++) readKeyedHandle(walk, `one of the ${part}`, depth + 1)
  }
  if (released) cursor.skip(8, 'the materialisation id of a changelog handle')
  if (second) cursor.skip(8, 'the checkpoint id of a changelog handle')
  if (released) cursor.skipText('the id of a changelog handle')
  walk.changelog = outer
}

function readInLineChanges(walk: Walk): void {
  const { cursor } = walk
  walk.hasOldChangelogCode = true
  readKeyGroupRange(walk)
  cursor.skip(16, 'the range of changes')
  const count = cursor.count('a number of changes', CHANGE_BYTES)
  for (let index = 0; index < count; index++) {
    cursor.int('the key group of a change')
    const length = cursor.count('a number of bytes of a change', 1)
    cursor.skip(length, 'a change')
    walk.stateBytes += length
  }
  if (walk.dialect.changelog === 'released') cursor.skipText('the id of a changelog increment')
}

function readChangeFiles(walk: Walk, second: boolean): void {
  const { cursor } = walk
  const released = walk.dialect.changelog === 'released'
  const outer = walk.changelog
  if (!second) walk.hasOldChangelogCode = true
  walk.changelog = true
  // The sizes inside count bytes before compression, and increments of several handles may lie in one file.
  walk.sizeUnknown = true
  walk.share = 0
  readKeyGroupRange(walk)
  const count = cursor.count('a number of files of changes', DELTA_ENTRY_BYTES)
  for (let index = 0; index < count; index++) {
    cursor.skip(8, 'an offset in a file of changes')
    readStreamHandle(walk, 'the stream of a file of changes')
  }
  walk.changelog = outer
  walk.sizeUnknown = false
  walk.share = -1
  const deltaBytes = Math.max(0, cursor.long('the size of a changelog increment'))
  walk.stateBytes += deltaBytes
  walk.changelogDeltaBytes += deltaBytes
  if (released) {
    cursor.skip(8, 'the checkpointed size of a changelog increment')
    cursor.skipText('the id of a changelog increment')
  }
  if (second) cursor.skipText('the storage identifier of a changelog increment')
}

function readKeyGroupRange(walk: Walk): void {
  walk.cursor.int('the first key group')
  const count = walk.cursor.int('a number of key groups')
  if (count >= 0) return
  throw walk.cursor.broken('a number of key groups of 0 or more', String(count), walk.cursor.position - 4)
}
