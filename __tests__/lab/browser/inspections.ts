import type { Inspection } from '../../../src/commands/inspect/inspect.ts'
import type { InspectedOperator, InspectedReference } from '../../../src/snapshot/summary.ts'
import { noBytes } from '../../../src/snapshot/places.ts'
import { sampleInspection, sampleOperator } from '../../support/sample-inspection.ts'

const JOB = `s3://flink-state/checkpoints/${'0'.repeat(32)}`

/** An operator of `parallelism` subtasks, the last of which has `factor` times the state of each other. */
export function skewedOperator(
  index: number,
  parallelism: number,
  bytes: number,
  factor = 1,
): InspectedOperator {
  const each = Math.floor(bytes / (parallelism - 1 + factor))
  const sizes = Array.from({ length: parallelism }, (_, subtask) =>
    subtask === parallelism - 1 ? each * factor : each,
  )
  const stateBytes = sizes.reduce((sum, size) => sum + size, 0)
  const mean = stateBytes / parallelism
  return sampleOperator({
    id: index.toString(16).padStart(32, '0'),
    name: `operator ${index}`,
    uid: `uid-${index}`,
    parallelism,
    subtasks: parallelism,
    stateBytes,
    bytesByPlace: { ...noBytes(), shared: stateBytes },
    subtaskBytes: Object.fromEntries(sizes.entries()),
    skew: {
      minBytes: each,
      medianBytes: each,
      maxBytes: each * factor,
      ratio: Math.round((each * factor * 100) / mean) / 100,
    },
  })
}

/** References in as many directories as there are in `sizes`, each with so many files. */
export function filesIn(sizes: readonly number[]): InspectedReference[] {
  return sizes.flatMap((count, directory) =>
    Array.from({ length: count }, (_, file): InspectedReference => ({
      kind: 'file',
      path: `${JOB}/shared-${directory}/file-${file}`,
      place: 'shared',
      bytes: 1000 + file,
      count: 1,
    })),
  )
}

/** An inspection with these operators and references. */
export function inspectionOf(
  operators: readonly InspectedOperator[],
  references: readonly InspectedReference[],
): Inspection {
  const stateBytes = operators.reduce((sum, operator) => sum + operator.stateBytes, 0)
  return sampleInspection({
    path: `${JOB}/chk-42`,
    operators,
    references,
    stateBytes,
    bytesByPlace: { ...noBytes(), shared: stateBytes },
  })
}
