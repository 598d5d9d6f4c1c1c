import type { OutsideFinding, OutsideReport } from '../../snapshot/outside/outside-report.ts'

/** What the state of one of two snapshots points at, and the other's does not. */
export interface OutsideDiff {
  /** What only the later snapshot points at. */
  readonly added: readonly PointedAt[]
  /** What only the earlier snapshot points at. */
  readonly removed: readonly PointedAt[]
}

/** What the state of an operator points at in one of two snapshots. */
export interface PointedAt extends Pick<OutsideFinding, 'operator' | 'state' | 'certainty' | 'what'> {
  /** Of what it is the state. */
  readonly kind: OutsideFinding['kind']
  /** Those of its paths that the other does not have, of long lists those that were kept. */
  readonly paths: readonly string[]
  /** Those of its ids that the other does not have. */
  readonly ids: readonly string[]
}

/**
 * Compares by operator, state and kind, and there by path and id; of long lists the paths that were told.
 * How often something is pointed at, and by which subtasks, makes no difference.
 */
export function diffOutside(a: OutsideReport, b: OutsideReport): OutsideDiff {
  return { added: onlyIn(b, a), removed: onlyIn(a, b) }
}

function onlyIn({ findings }: OutsideReport, other: OutsideReport): PointedAt[] {
  const known = new Map<string, { paths: Set<string>; ids: Set<string> }>()
  for (const finding of other.findings) {
    const there = known.get(keyOf(finding)) ?? { paths: new Set(), ids: new Set() }
    for (const path of finding.paths) there.paths.add(path)
    for (const id of finding.ids) there.ids.add(id)
    known.set(keyOf(finding), there)
  }
  return findings.flatMap((finding) => {
    const there = known.get(keyOf(finding))
    const { kind, operator, state, certainty, what } = finding
    const paths = finding.paths.filter((path) => there?.paths.has(path) !== true)
    const ids = finding.ids.filter((id) => there?.ids.has(id) !== true)
    if (there !== undefined && paths.length + ids.length === 0) return []
    return [{ kind, operator, state, certainty, what, paths, ids }]
  })
}

function keyOf({ kind, operator, state }: OutsideFinding): string {
  return `${operator.id} ${kind} ${state}`
}
