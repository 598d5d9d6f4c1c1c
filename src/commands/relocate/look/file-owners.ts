import { nameOf, type Location } from '../../../location/location.ts'
import type { Reference, Snapshot } from '../../../metadata/snapshot.ts'
import { ownerText } from '../../../snapshot/check-files.ts'

/**
 * Tells whose state a file is: ` (operator <name or id>, subtask 2)`, of the first handle that names it;
 * empty where none does. By the file's own name, which Flink makes unique: files may have been moved since.
 * The references are read only when the first owner is asked for.
 */
export function ownersOf({
  operators,
  references,
}: Pick<Snapshot, 'operators' | 'references'>): (file: Location) => string {
  let owners: Map<string, Reference> | undefined
  const find = (): Map<string, Reference> => {
    const found = new Map<string, Reference>()
    for (const reference of references) {
      const name = reference.path.slice(reference.path.lastIndexOf('/') + 1)
      if (reference.kind !== 'directory' && !found.has(name)) found.set(name, reference)
    }
    return found
  }
  return (file) => {
    owners ??= find()
    const reference = owners.get(nameOf(file))
    const operator = reference && operators[reference.operator]
    if (reference === undefined || operator === undefined) return ''
    return ` (${ownerText(operator, reference.subtask < 0 ? undefined : reference.subtask)})`
  }
}
