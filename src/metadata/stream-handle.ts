import { MAX_DEPTH, type Walk } from './parse-state.ts'

/** Codes of handles that lead to a stream of bytes. */
const IN_LINE = 1
const FILE = 2
const KEY_GROUPS = 3
const RELATIVE_FILE = 6
const SEGMENT = 15
const EMPTY_SEGMENT = 16

/** What a stream handle was: enough for those places where Flink accepts only some. */
export type StreamHandleKind = 'null' | 'in-line' | 'other'

/** Steps over one stream handle and keeps what it refers to. `what` names it in errors. */
export function readStreamHandle(walk: Walk, what: string, depth = 0): StreamHandleKind {
  const { cursor } = walk
  const code = cursor.byte(what)
  switch (code) {
    case 0:
      return 'null'
    case IN_LINE:
      readInLine(walk)
      return 'in-line'
    case FILE: {
      const size = cursor.size('the size of a file', -1)
      const offset = cursor.position
      const ascii = cursor.checkText('the path of a file')
      walk.reference('file', offset, ascii, size, size)
      return 'other'
    }
    case KEY_GROUPS:
      checkDepth(walk, depth)
      readKeyGroupOffsets(walk)
      readStreamHandle(walk, 'the stream of a key group handle', depth + 1)
      return 'other'
    case RELATIVE_FILE: {
      const offset = cursor.position
      const ascii = cursor.checkText('the name of a relative file')
      const size = cursor.size('the size of a relative file', -1)
      walk.reference('relative', offset, ascii, size, size)
      return 'other'
    }
    case SEGMENT:
      readSegment(walk)
      return 'other'
    case EMPTY_SEGMENT:
      return 'other'
    default:
      throw cursor.broken(`${what} (code 0, 1, 2, 3, 6, 15 or 16)`, `code ${code}`, cursor.position - 1)
  }
}

function readInLine(walk: Walk): void {
  const { cursor } = walk
  const name = cursor.text('the name of an in-line state')
  const length = cursor.count('a number of bytes of in-line state', 1)
  cursor.skip(length, 'in-line state')
  walk.inline(name, length)
}

function readSegment(walk: Walk): void {
  const { cursor } = walk
  const start = cursor.size('the start of a file segment', 0)
  const size = cursor.size('the size of a file segment', 0)
  const scope = cursor.int('the scope of a file segment')
  if (scope !== 0 && scope !== 1) {
    throw cursor.broken('the scope of a file segment (0 or 1)', String(scope), cursor.position - 4)
  }
  const offset = cursor.position
  const ascii = cursor.checkText('the path of a file segment')
  walk.reference('segment', offset, ascii, start + size, size)
  cursor.skipText('the logical file id of a segment')
}

/** Steps over a range of key groups with one offset for each. */
export function readKeyGroupOffsets(walk: Walk): void {
  const { cursor } = walk
  cursor.int('the first key group')
  const count = cursor.count('a number of key groups', 8)
  cursor.skip(count * 8, 'the offsets of key groups')
}

/** @throws MetadataFormatError where handles are nested deeper than any real file has them. */
export function checkDepth(walk: Walk, depth: number): void {
  if (depth < MAX_DEPTH) return
  throw walk.cursor.broken(
    `handles nested up to ${MAX_DEPTH} deep`,
    'one more handle inside',
    walk.cursor.position - 1,
  )
}
