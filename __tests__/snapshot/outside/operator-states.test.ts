import { parseMetadata } from '../../../src/metadata/snapshot.ts'
import { operatorStates } from '../../../src/snapshot/outside/outside.ts'
import { metadata, operator, partitionable, relativeFile, subtask } from '../../support/metadata-builder.ts'

const stream = relativeFile('x', 100)

it('operator states are summed up by operator and name, over its subtasks', () => {
  const snapshot = parseMetadata(
    metadata(5, [
      operator(5, { name: 'first', parallelism: 4 }, [
        subtask(5, 3, {
          managedOperator: partitionable(
            [
              { name: 'a', offsets: [1, 2] },
              { name: 'b', mode: 1 },
            ],
            stream,
          ),
        }),
        subtask(5, 1, {
          managedOperator: partitionable(
            [
              { name: 'b', mode: 1, offsets: [7] },
              { name: 'a', offsets: [3] },
            ],
            stream,
          ),
          rawOperator: partitionable([{ name: '_default_', offsets: [0] }], stream),
        }),
        subtask(5, 0, { managedOperator: partitionable([{ name: 'a' }], stream) }),
      ]),
      operator(5, { name: 'second' }, [
        subtask(5, 0, { managedOperator: partitionable([{ name: 'a', mode: 2, offsets: [4] }], stream) }),
      ]),
      operator(5, { name: 'third' }, [subtask(5, 0)]),
    ]),
  )
  const [first, second] = snapshot.operators
  expect(operatorStates(snapshot)).toEqual([
    { operator: first, state: 'a', mode: 'split', entries: 3, subtasks: [1, 3] },
    { operator: first, state: 'b', mode: 'union', entries: 1, subtasks: [1] },
    { operator: second, state: 'a', mode: 'broadcast', entries: 1, subtasks: [0] },
  ])
})
