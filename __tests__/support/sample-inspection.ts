import type { Inspection } from '../../src/commands/inspect/inspect.ts'
import type { InspectedOperator } from '../../src/snapshot/summary.ts'
import { noBytes } from '../../src/snapshot/places.ts'

/**
 * An operator with the given fields changed: two subtasks, one with three times the state of the other, all
 * of it shared.
 */
export function sampleOperator(changes: Partial<InspectedOperator> = {}): InspectedOperator {
  return {
    id: 'a'.repeat(32),
    parallelism: 2,
    maxParallelism: 128,
    subtasks: 2,
    finishedSubtasks: 0,
    fullyFinished: false,
    stateBytes: 4096,
    coordinatorBytes: 0,
    bytesByPlace: { ...noBytes(), shared: 4096 },
    states: [],
    skew: { minBytes: 1024, medianBytes: 2048, maxBytes: 3072, ratio: 1.5 },
    subtaskBytes: { 0: 1024, 1: 3072 },
    ...changes,
  }
}

/** An inspection with the given fields changed. */
export function sampleInspection(changes: Partial<Inspection> = {}): Inspection {
  return {
    path: `s3://b/${'0'.repeat(32)}/chk-7`,
    metadataVersion: 5,
    flinkVersions: '2.0',
    checkpointId: '7',
    kind: 'checkpoint',
    metadataBytes: 4096,
    stateBytes: 4096,
    bytesByPlace: { ...noBytes(), shared: 4096 },
    operators: [sampleOperator()],
    references: [
      { kind: 'file', path: `s3://b/${'0'.repeat(32)}/shared/x`, place: 'shared', bytes: 3072, count: 2 },
      { kind: 'relative', path: 'y', place: 'exclusive', bytes: 1024, count: 1 },
    ],
    inlineStates: { count: 2, bytes: 300 },
    masterStates: [],
    warnings: [],
    outside: { findings: [], unread: [] },
    ...changes,
  }
}
