import { parseLocation } from '../../../src/location/location.ts'
import { parseMetadata, type Snapshot } from '../../../src/metadata/snapshot.ts'
import { readOutside, type OutsideState } from '../../../src/snapshot/outside/outside.ts'
import {
  inLine,
  metadata,
  operator,
  partitionable,
  subtask,
  type NamedState,
  type Part,
} from '../../support/metadata-builder.ts'
import { stateStream } from '../../support/state-builder.ts'

/** Where the snapshots of these tests lie. */
export const DIRECTORY = parseLocation('s3://bucket/savepoints/savepoint-1')

/** States by name, each with its entries; a handle of them whose stream is put into `place`. */
export function stateHandle(
  states: Readonly<Record<string, readonly Uint8Array[]>>,
  place: (bytes: Uint8Array) => Part = (bytes) => inLine('n', bytes),
  head?: Uint8Array,
): Part {
  const { bytes, offsets } = stateStream(Object.values(states), head)
  const named: NamedState[] = Object.keys(states).map((name, index) => ({
    name,
    offsets: offsets[index] ?? [],
  }))
  return partitionable(named, place(bytes))
}

/** A snapshot of one operator, a handle of operator state for each of its subtasks. */
export function snapshotOfHandles(handles: readonly Part[], coordinator?: Part): Snapshot {
  return parseMetadata(
    metadata(6, [
      operator(
        6,
        { name: 'files', parallelism: Math.max(1, handles.length), ...(coordinator && { coordinator }) },
        handles.map((handle, index) => subtask(6, index, { managedOperator: handle })),
      ),
    ]),
  )
}

/** What states in `_metadata` itself point at. */
export async function outsideInLine(
  states: Readonly<Record<string, readonly Uint8Array[]>>,
): Promise<OutsideState> {
  return readOutside({ snapshot: snapshotOfHandles([stateHandle(states)]), directory: DIRECTORY }, () =>
    Promise.reject(new Error('nothing is to be read')),
  )
}
