import type { SnapshotSummary } from '../../src/snapshot/summary.ts'
import { parseMetadata } from '../../src/metadata/snapshot.ts'
import type { CommandResult, FlinkLab } from './flink/flink-lab.ts'
import { operatorStatesOf, sorted } from './oracle-states.ts'
import { factsOf, occurrencesOf, withoutDerived, withoutPlace, type DumpedSnapshot } from './oracle-facts.ts'

/** Where two reports differ in thousands of places, the first ones tell enough. */
const MOST_TOLD = 12

/**
 * What Flink of one release reads of these local snapshot directories.
 *
 * @throws Error with Flink's reasons where it cannot read one.
 */
export async function dump(
  lab: FlinkLab,
  directories: readonly string[],
): Promise<readonly DumpedSnapshot[]> {
  const args = directories.flatMap((directory) => ['--metadata', directory])
  const result = (await lab.run('dump', ...args)) as CommandResult & { snapshots?: readonly DumpedSnapshot[] }
  if (result.snapshots === undefined) {
    throw new Error(
      `Flink ${lab.version} could not read what it wrote: ${(result.problems ?? []).join('; ')}`,
    )
  }
  return result.snapshots
}

/**
 * Where Flink's word and ours of one `_metadata` differ, as sentences: the report of `inspect`, and the codec
 * on the bytes, handle by handle, for the report sums up less than that.
 *
 * @throws Error for a class of Flink's that the comparison does not know.
 */
export function differencesFromFlink(
  bytes: Uint8Array,
  flink: DumpedSnapshot,
  report: SnapshotSummary,
): string[] {
  const facts = factsOf(flink)
  const snapshot = parseMetadata(bytes)
  const { metadataVersion, checkpointId, operators, references, inlineStates, masterStates, metadataBytes } =
    report
  const ours = {
    report: {
      metadataVersion,
      checkpointId,
      kind: snapshot.kind,
      operators: operators.map(withoutDerived),
      references: sorted(references.map(withoutPlace)),
      inlineStates,
      masterStates,
    },
    metadataBytes,
    occurrences: occurrencesOf(snapshot),
    inlineNames: [...snapshot.inlineNames].sort(),
    stateNames: snapshot.operators.map(({ stateNames }) => [...stateNames].sort()),
    operatorStates: operatorStatesOf(snapshot),
    hasChangelog: snapshot.hasChangelog,
    masterStates: snapshot.masterStates.map(({ name, version, bytes: size }) => ({
      name,
      version,
      bytes: size,
    })),
  }
  const theirs = {
    ...facts,
    metadataBytes: bytes.length,
    masterStates: flink.masterStates.map(({ name, version, state }) => ({
      name,
      version,
      bytes: state.bytes,
    })),
  }
  const found: string[] = []
  compare('', ours, theirs, found)
  return found.length > MOST_TOLD
    ? [...found.slice(0, MOST_TOLD), `and ${found.length - MOST_TOLD} more`]
    : found
}

function compare(place: string, ours: unknown, theirs: unknown, found: string[]): void {
  if (!isTree(ours) || !isTree(theirs)) {
    if (!Object.is(ours, theirs)) found.push(`${place}: ${told(ours)}, and Flink says ${told(theirs)}`)
    return
  }
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    compare(place === '' ? key : `${place}.${key}`, ours[key], theirs[key], found)
  }
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function told(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
