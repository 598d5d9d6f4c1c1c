import { skewOf } from '../../src/snapshot/skew.ts'
import type { Operator } from '../../src/metadata/snapshot.ts'

function operator(subtaskBytes: readonly number[], changes: Partial<Operator> = {}): Operator {
  return {
    id: '0'.repeat(32),
    parallelism: subtaskBytes.length,
    maxParallelism: 128,
    subtasks: subtaskBytes.length,
    finishedSubtasks: 0,
    fullyFinished: false,
    stateBytes: 0,
    coordinatorBytes: 0,
    changelogDeltaBytes: 0,
    stateNames: [],
    subtaskIndexes: Uint32Array.from(subtaskBytes, (_, index) => index),
    subtaskBytes: Float64Array.from(subtaskBytes),
    ...changes,
  }
}

describe('the skew of an operator', () => {
  it.each([
    ['even', [5, 5, 5, 5], { minBytes: 5, medianBytes: 5, maxBytes: 5, ratio: 1 }],
    ['one subtask with all of it', [0, 0, 0, 8], { minBytes: 0, medianBytes: 0, maxBytes: 8, ratio: 4 }],
    ['two in the middle', [1, 2, 4, 9], { minBytes: 1, medianBytes: 3, maxBytes: 9, ratio: 2.25 }],
    [
      'sizes beyond 32 bits, not compared as texts',
      [9, 5e12, 1e11],
      { minBytes: 9, medianBytes: 1e11, maxBytes: 5e12, ratio: 2.94 },
    ],
  ])('%s', (_, bytes, skew) => {
    expect(skewOf(operator(bytes))).toEqual(skew)
  })

  it('counts subtasks that the file does not list as without state', () => {
    expect(skewOf(operator([6, 6], { parallelism: 6 }))).toEqual({
      minBytes: 0,
      medianBytes: 0,
      maxBytes: 6,
      ratio: 3,
    })
    expect(skewOf(operator([6, 6, 6], { parallelism: 4 }))).toEqual({
      minBytes: 0,
      medianBytes: 6,
      maxBytes: 6,
      ratio: 1.33,
    })
  })

  it('leaves finished subtasks out', () => {
    expect(skewOf(operator([6, 6], { parallelism: 6, finishedSubtasks: 4 }))).toMatchObject({
      minBytes: 6,
      ratio: 1,
    })
  })

  it('builds nothing for a parallelism that only the file believes in', () => {
    expect(skewOf(operator([3], { parallelism: 2 ** 31 - 1 }))).toMatchObject({
      medianBytes: 0,
      ratio: 2 ** 31 - 1,
    })
  })

  it.each([
    ['a single subtask', operator([7])],
    ['no state', operator([0, 0])],
    ['all finished', operator([], { parallelism: 4, fullyFinished: true })],
    ['one running beside finished ones', operator([7], { parallelism: 4, finishedSubtasks: 3 })],
  ])('is not told of %s', (_, one) => {
    expect(skewOf(one)).toBeUndefined()
  })
})
