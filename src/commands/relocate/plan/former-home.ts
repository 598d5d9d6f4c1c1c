import {
  displayLocation,
  identityOf,
  isWithin,
  nameOf,
  parentOf,
  resolveWithin,
  sameLocation,
  type Location,
} from '../../../location/location.ts'
import type { PathRule } from '../../../location/path-map.ts'
import { writtenLocationOf } from '../../../snapshot/places.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import type { Reference, Snapshot } from '../../../metadata/snapshot.ts'
import type { SeenObjects } from '../../../storage/object-table.ts'
import { carry, jobBelow, type Move, type Placement } from './placement.ts'
import { RelocationError } from '../../relocation-error.ts'

/**
 * A snapshot whose files were moved before its `_metadata` was rewritten names its former home. Each move
 * returned here says: what the metadata places below `from` is to be read below `to`, never from the former
 * home.
 */
export function givenFormerHome(given: Location, snapshot: Snapshot, placement: Placement): Move[] {
  const named = nameOf(given) === METADATA_NAME ? (parentOf(given) ?? given) : given
  const former = belowRoot(named, snapshot, placement) ?? named
  const moves = formerMoves(former, placement)
  if (
    !isAnyWithin(
      snapshot,
      moves.map(({ from: place }) => place),
    )
  ) {
    throw new RelocationError(
      `moved-from ${displayLocation(former)}: nothing in _metadata lies there; `
        + 'leave moved-from out, or give the directory that `inspect` shows',
    )
  }
  return moves
}

/**
 * The former home where its parent was given: the root of all checkpoints, or the directory of all
 * savepoints. Told by what the metadata places below it.
 */
function belowRoot(
  given: Location,
  snapshot: Snapshot,
  { home, snapshot: { from } }: Placement,
): Location | undefined {
  const name = nameOf(home.from)
  if (name === '' || nameOf(given) === name || nameOf(given) === nameOf(from)) return undefined
  const below = resolveWithin(given, name)
  return isAnyWithin(snapshot, [below]) ? below : undefined
}

/**
 * The moves that a user's rules tell, those of the longest prefix first. What a replica of a bucket holds
 * is read in this way.
 *
 * @throws RelocationError naming a rule that nothing in the metadata needs.
 */
export function movesByRules(rules: readonly PathRule[], snapshot: Snapshot): Move[] {
  if (rules.length === 0) return []
  for (const { from, to } of rules) {
    if (isAnyWithin(snapshot, [from])) continue
    throw new RelocationError(
      `read-map ${displayLocation(from)} => ${displayLocation(to)}: nothing in _metadata lies there; `
        + 'leave the rule out, or give the directory that `inspect` shows',
    )
  }
  return [...rules].sort((a, b) => b.from.path.length - a.from.path.length)
}

/** A directory that may be a former home, and what the metadata places there. */
export interface FormerCandidate {
  readonly moves: readonly Move[]
  readonly files: readonly (readonly [Location, Reference])[]
}

/**
 * The directories outside the snapshot's home that could be its former home, by their form alone, but for
 * those that have a rule.
 */
export function formerCandidates(
  snapshot: Snapshot,
  placement: Placement,
  rules: readonly Move[] = [],
): FormerCandidate[] {
  const candidates = new Map<string, { moves: Move[]; files: [Location, Reference][] }>()
  for (const [location, reference] of absoluteLocations(snapshot)) {
    if (isWithin(location, placement.home.from) || rules.some((rule) => isWithin(location, rule.from)))
      continue
    const former = formerHomeOf(location, placement)
    if (former === undefined) continue
    const key = identityOf(former)
    const candidate = candidates.get(key) ?? { moves: formerMoves(former, placement), files: [] }
    candidate.files.push([location, reference])
    candidates.set(key, candidate)
  }
  return [...candidates.values()]
}

/**
 * The directories of earlier jobs below a former checkpoint root, which may have been moved along with the
 * job's own: the checkpoint of a restarted job names files of theirs. `found` are the former homes that are
 * known.
 */
export function earlierJobCandidates(
  snapshot: Snapshot,
  { home, root }: Placement,
  found: readonly Move[],
): (FormerCandidate & { readonly move: Move })[] {
  const candidates = new Map<string, { move: Move; moves: Move[]; files: [Location, Reference][] }>()
  for (const { from: former, to } of found) {
    const formerRoot = parentOf(former)
    if (root === undefined || formerRoot === undefined || !sameLocation(to, home.from)) continue
    for (const [location, reference] of absoluteLocations(snapshot)) {
      const job = isWithin(location, former) ? undefined : jobBelow(formerRoot, location)
      if (job === undefined) continue
      const move = { from: resolveWithin(formerRoot, job), to: resolveWithin(root.from, job) }
      const key = identityOf(move.from)
      const candidate = candidates.get(key) ?? { move, moves: [move], files: [] }
      candidate.files.push([location, reference])
      candidates.set(key, candidate)
    }
  }
  refuseMany(candidates.size)
  return [...candidates.values()]
}

/**
 * Finds the former homes without being told: those candidates of which every referenced file name is
 * present in the source with the same size. `listing` is everything below the snapshot's home.
 */
export function findFormerHomes(candidates: readonly FormerCandidate[], listing: SeenObjects): Move[] {
  const found = candidates.filter(({ moves, files }) =>
    files.every(([location, reference]) => isPresent(location, reference, moves, listing)),
  )
  refuseMany(found.length)
  return found.flatMap(({ moves }) => moves)
}

/**
 * A job that was moved has one former home, and as many directories of earlier jobs as it had restarts from
 * checkpoints.
 */
const MOST_HOMES = 256

/**
 * Each path of the metadata is compared with each former home, and each directory of an earlier job is
 * listed.
 */
function refuseMany(count: number): void {
  if (count <= MOST_HOMES) return
  throw new RelocationError(
    `${count} directories that _metadata names could be former homes of this snapshot, more than the ${MOST_HOMES} that are looked at: `
      + 'give the former home in moved-from; metadata with that many was probably made by hand',
  )
}

function isPresent(
  location: Location,
  reference: Reference,
  moves: readonly Move[],
  listing: SeenObjects,
): boolean {
  if (reference.kind === 'directory') return true
  const here = readPlace(moves, location)
  const size = here && listing.get(here)?.sizeBytes
  if (size === undefined) return false
  if (reference.sizeIs === 'unknown') return true
  return reference.sizeIs === 'exact' ? size === reference.sizeBytes : size >= reference.sizeBytes
}

/**
 * Where the bytes of a location of the metadata are read: below the source when it lies in a former home.
 */
export function readPlace(moves: readonly Move[], location: Location): Location | undefined {
  for (const move of moves) {
    const here = carry(move, location)
    if (here !== undefined) return here
  }
  return undefined
}

function isAnyWithin(snapshot: Snapshot, directories: readonly Location[]): boolean {
  for (const [location] of absoluteLocations(snapshot))
    if (directories.some((directory) => isWithin(location, directory))) return true
  return false
}

/**
 * One after the other: a list of hundreds of thousands would be garbage that lives long. A path that is no
 * location is refused by the plan, with a sentence of its own.
 */
function* absoluteLocations(snapshot: Snapshot): Generator<[Location, Reference], void> {
  for (const reference of snapshot.references) {
    if (reference.kind === 'relative') continue
    const location = writtenLocationOf(reference.path)
    if (location !== undefined) yield [location, reference]
  }
}

/**
 * Savepoint directories are flat; of a checkpoint the job directory is what people move, and its name
 * stays.
 */
function formerHomeOf(location: Location, placement: Placement): Location | undefined {
  if (placement.shape === 'savepoint') return parentOf(location)
  const segment = `/${nameOf(placement.home.from)}/`
  const at = location.path.indexOf(segment)
  return at < 0 ? undefined : { ...location, path: location.path.slice(0, at + segment.length - 1) }
}

/**
 * A checkpoint's former home may be given as its job directory or as `chk-N`; the job directory follows
 * from it.
 */
function formerMoves(former: Location, placement: Placement): Move[] {
  if (placement.shape === 'savepoint') return [{ from: former, to: placement.home.from }]
  if (nameOf(former) !== nameOf(placement.snapshot.from)) return [{ from: former, to: placement.home.from }]
  const job = parentOf(former)
  return [
    { from: former, to: placement.snapshot.from },
    ...(job ? [{ from: job, to: placement.home.from }] : []),
  ]
}
