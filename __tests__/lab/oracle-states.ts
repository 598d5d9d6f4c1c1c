import type { Snapshot } from '../../src/metadata/snapshot.ts'
import type { Dumped } from './oracle-facts.ts'

/** A handle of operator state: where the entries of its states start, and the stream in which they do. */
export interface OperatorStateFacts {
  /** Sorted by name. */
  readonly states: readonly (readonly [name: string, mode: string, offsets: readonly number[]])[]
  /** The path with its place, or the length of what lies in the metadata. */
  readonly stream: readonly (string | number)[]
}

/** A handle by Flink's word. */
export function statesOf(handle: Dumped): OperatorStateFacts {
  const states = Object.entries(handle['stateNameToPartitionOffsets'] as Record<string, Dumped>)
  return {
    states: sorted(
      states.map(([name, state]): OperatorStateFacts['states'][number] => [
        textOfKey(name),
        MODES[state['distributionMode'] as string] ?? '',
        state['offsets'] as number[],
      ]),
    ),
    stream: streamOf(handle['delegateStateHandle'] as Dumped | null),
  }
}

/** Flink's words for how the entries of a state are handed out. */
const MODES: Readonly<Record<string, string>> = {
  SPLIT_DISTRIBUTE: 'split',
  UNION: 'union',
  BROADCAST: 'broadcast',
}

/** Where a stream lies; nothing where it has no byte. */
function streamOf(handle: Dumped | null): OperatorStateFacts['stream'] {
  if (handle === null) return []
  switch (handle.class) {
    case 'ByteStreamStateHandle':
      return ['inline', (handle['data'] as { bytes: number }).bytes]
    case 'FileStateHandle':
      return ['file', handle['filePath'] as string, 0, handle['stateSize'] as number]
    case 'RelativeFileStateHandle':
      return ['relative', handle['relativePath'] as string, 0, handle['stateSize'] as number]
    case 'SegmentFileStateHandle': {
      const { filePath, startPos, stateSize } = handle as Dumped & {
        filePath: string
        startPos: number
        stateSize: number
      }
      return ['segment', filePath, startPos, stateSize]
    }
    case 'KeyGroupsStateHandle':
      return streamOf(handle['stateHandle'] as Dumped | null)
    default:
      return []
  }
}

/** What the codec found of every operator, in the same words, sorted. */
export function operatorStatesOf(snapshot: Snapshot): OperatorStateFacts[][] {
  const found: OperatorStateFacts[][] = snapshot.operators.map(() => [])
  for (const { operator, states, stream } of snapshot.operatorStates.handles()) {
    found[operator]?.push({
      states: sorted(
        states.map(
          ({ name, mode, entries, offsetAt }) =>
            [name, mode, Array.from({ length: entries }, (_, index) => offsetAt(index))] as const,
        ),
      ),
      stream:
        stream === undefined
          ? []
          : stream.kind === 'inline'
            ? ['inline', stream.bytes.length]
            : [stream.kind, stream.path, stream.startBytes, stream.sizeBytes],
    })
  }
  return found.map(sorted)
}

/** The key of a map of Flink's, which comes with %XXXX for what JSON would escape. */
export function textOfKey(key: string): string {
  return key.replaceAll(/%([0-9a-f]{4})/g, (_, unit: string) => String.fromCharCode(parseInt(unit, 16)))
}

/** In an order of their own: Flink keeps some of its handles in maps, so theirs is not that of the file. */
export function sorted<T>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: JSON.stringify(item) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item)
}
