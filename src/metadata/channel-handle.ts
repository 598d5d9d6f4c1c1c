import { readStreamHandle } from './stream-handle.ts'
import type { Walk } from './parse-state.ts'

/** Codes in front of channel handles, version 6 and later. */
const INPUT = 1
const OUTPUT = 2
const MERGED_INPUT = 3
const MERGED_OUTPUT = 4

/**
 * What the smallest channel handle takes: two ints, no offsets, a size and a stream (merged: even less, but
 * one byte).
 */
const CHANNEL_HANDLE_BYTES = 18

/** Steps over the in-flight data of one subtask (unaligned checkpoints) in one direction. */
export function readChannelHandles(walk: Walk, direction: 'input' | 'output'): void {
  const { cursor } = walk
  const { channelHandles } = walk.dialect
  const count = cursor.count(`a number of ${direction} channel handles`, CHANNEL_HANDLE_BYTES)
  walk.channelHandleCount += count
  for (let index = 0; index < count; index++) {
    if (channelHandles !== 'typed') {
      readPlain(walk, channelHandles === 'with-subtask')
      continue
    }
    const code = cursor.byte('the code of a channel handle')
    if (code === (direction === 'input' ? INPUT : OUTPUT)) readPlain(walk, true)
    else if (code === (direction === 'input' ? MERGED_INPUT : MERGED_OUTPUT)) readMerged(walk)
    else {
      const codes = direction === 'input' ? 'code 1 or 3' : 'code 2 or 4'
      throw cursor.broken(`an ${direction} channel handle (${codes})`, `code ${code}`, cursor.position - 1)
    }
  }
}

function readPlain(walk: Walk, withSubtask: boolean): void {
  const { cursor } = walk
  if (withSubtask) readIndex(walk, 'the subtask of a channel handle')
  readIndex(walk, 'the gate or partition of a channel handle')
  readIndex(walk, 'the channel or subpartition of a channel handle')
  const offsets = cursor.count('a number of offsets of a channel handle', 8)
  cursor.skip(offsets * 8, 'the offsets of a channel handle')
  readDelegate(walk)
}

function readMerged(walk: Walk): void {
  const { cursor } = walk
  readIndex(walk, 'the subtask of a merged channel handle')
  readDelegate(walk)
  const length = cursor.count('a number of bytes of the offsets of a merged channel handle', 1)
  cursor.skip(length, 'the offsets of a merged channel handle')
}

/**
 * The size of this channel's part, and the stream that holds it: one file for many channels, so the part
 * counts.
 */
function readDelegate(walk: Walk): void {
  const { cursor } = walk
  const size = Math.max(0, cursor.size('the size of a channel state', -1))
  const before = walk.stateBytes
  walk.share = size
  const start = cursor.position
  // Flink accepts no null here; to see that is what tells the two layouts of version 3 apart.
  if (readStreamHandle(walk, 'the stream of a channel handle') === 'null') {
    throw cursor.broken('the stream of a channel handle', 'null (code 0)', start)
  }
  walk.share = -1
  // An empty segment has nothing that could take the share; Flink counts the channel by its own size all the
  // same.
  walk.stateBytes = before + size
}

function readIndex(walk: Walk, what: string): void {
  const value = walk.cursor.int(what)
  if (value < 0) throw walk.cursor.broken(`${what}, 0 or more`, String(value), walk.cursor.position - 4)
}
