import type { InspectedReference } from '../snapshot/summary.ts'
import type { StatePlace } from '../snapshot/places.ts'

/** References that lie in one directory, are of one kind and in one place. */
export interface ReferenceGroup {
  /** As written, {@link BESIDE} for relative names. */
  readonly directory: string
  readonly kind: InspectedReference['kind']
  readonly place: StatePlace
  readonly references: readonly InspectedReference[]
  /** Handles that name one of them. */
  readonly handles: number
  readonly bytes: number
}

/** Where relative files are. */
export const BESIDE = 'beside _metadata'

/**
 * References by their directory, largest first: nobody reads a table of ten thousand files, what counts is
 * in which directories they lie.
 */
export function groupReferences(references: readonly InspectedReference[]): ReferenceGroup[] {
  const groups = new Map<
    string,
    ReferenceGroup & { references: InspectedReference[]; handles: number; bytes: number }
  >()
  for (const reference of references) {
    const { kind, place } = reference
    const directory = directoryOf(reference)
    const key = `${kind} ${place} ${directory}`
    let group = groups.get(key)
    if (group === undefined) {
      group = { directory, kind, place, references: [], handles: 0, bytes: 0 }
      groups.set(key, group)
    }
    group.references.push(reference)
    group.handles += reference.count
    group.bytes += reference.bytes
  }
  return [...groups.values()].sort((a, b) => b.bytes - a.bytes)
}

function directoryOf({ kind, path }: InspectedReference): string {
  if (kind === 'directory') return path
  const end = path.lastIndexOf('/')
  return kind === 'relative' || end <= 0 ? BESIDE : path.slice(0, end)
}
