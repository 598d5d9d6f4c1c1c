import {
  displayLocation,
  isWithin,
  nameOf,
  relativePath,
  resolveWithin,
  type Location,
} from '../../../location/location.ts'
import { checkpointNumber } from '../../../location/flink-names.ts'
import type { ReadSnapshot } from '../../../snapshot/read-snapshot.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { isRandomJobId } from '../plan/placement.ts'
import type { Plan } from '../plan/make-plan.ts'
import { RelocationError } from '../../relocation-error.ts'
import { sameBytes } from '../look/target-metadata.ts'
import { checkpointsIn, filesOf, pathInHome, readNeighbour, type Neighbour } from './neighbours.ts'

/** Both ends, of which only snapshots are read. */
interface Ends {
  readonly source: ObjectStore
  readonly target: ObjectStore
}

/**
 * Whether the files of two checkpoints show that they are of one job or of two, if they show either. `why`
 * continues the sentence about the neighbour.
 */
type Verdict = { readonly is: 'same' } | { readonly is: 'other' | 'unknown'; readonly why: string }

/** Paths below the job directory, with sizes where handles tell them exactly. */
type Paths = ReadonlyMap<string, number | undefined>

/** Most checkpoints that are read: those with the nearest numbers decide, the others are not looked at. */
const MOST_READ = 20

/**
 * Refuses a job directory in the target that holds checkpoints of another job: `find` would call one of
 * them the newest, and a job that claims it would go on from the wrong state. A random id is the same job
 * by its name alone. In application mode Flink gives every job the same id, and a `target-name` says
 * nothing of whose checkpoints are there: then files have to show it.
 *
 * One job: a checkpoint of the same number has the very same files of its own; one of another number shares
 * a file of incremental state (their names are random), or the source still has that checkpoint too, with
 * the same files. Equal operators are no evidence: staging and production run the same program.
 *
 * @throws RelocationError also where nothing is shown; `overwrite` is no permission for that.
 */
export async function refuseOtherJobs(
  plan: Plan,
  own: ReadSnapshot,
  ends: Ends,
  signal: AbortSignal,
): Promise<void> {
  const { shape, home, snapshot } = plan.placement
  if (shape !== 'checkpoint' || plan.inPlace || isRandomJobId(home)) return
  const numberOf = (directory: Location): number => Number(checkpointNumber(nameOf(directory)) ?? 0)
  const number = numberOf(snapshot.to)
  const distance = (directory: Location): number => Math.abs(numberOf(directory) - number)
  const directories = (await checkpointsIn(ends.target, home.to, signal)).sort(
    (a, b) => distance(a) - distance(b),
  )
  let undecided: { neighbour: Neighbour; why: string } | undefined
  let read = 0
  for (const directory of directories) {
    const neighbour = read < MOST_READ ? await readNeighbour(ends.target, directory, signal) : undefined
    if (neighbour === undefined) continue
    read++
    const verdict = await judge(neighbour, plan, own, ends.source, signal)
    if (verdict.is === 'same') return
    if (verdict.is === 'other')
      throw refusal(plan, neighbour, `holds checkpoints of another job: ${verdict.why}`)
    undecided ??= { neighbour, why: verdict.why }
  }
  if (undecided === undefined) return
  throw refusal(
    plan,
    undecided.neighbour,
    `holds checkpoints of which nothing shows that they are the same job's: ${undecided.why}`,
  )
}

function refusal({ placement: { home } }: Plan, { directory }: Neighbour, what: string): RelocationError {
  const fixed =
    nameOf(home.to) === nameOf(home.from)
      ? `; Flink gives the id ${nameOf(home.to)} to more than one job in application mode`
      : ''
  return new RelocationError(
    `the job directory ${displayLocation(home.to)} ${what} (${displayLocation(directory)})${fixed}; nothing was written: give `
      + (nameOf(home.to) === nameOf(home.from)
        ? 'target-name, the name of a directory for this job alone'
        : 'another target-name, one for this checkpoint alone')
      + ', or choose another target; overwrite does not allow this',
  )
}

async function judge(
  neighbour: Neighbour,
  plan: Plan,
  own: ReadSnapshot,
  source: ObjectStore,
  signal: AbortSignal,
): Promise<Verdict> {
  const name = nameOf(neighbour.directory)
  if ('unreadable' in neighbour) return { is: 'unknown', why: `${name} cannot be read` }
  const { home, snapshot } = plan.placement
  const { bytes, snapshot: there } = neighbour.read
  const [ours, theirs] = [plannedPaths(plan), pathsOf(there, neighbour.directory, [home.to, home.from])]
  if (isWithin(neighbour.directory, snapshot.to)) {
    const same = sameBytes(bytes, plan.metadata) || sameOwnFiles(ours, theirs, name)
    return same ? { is: 'same' } : { is: 'other', why: `its ${name} has other files than this one` }
  }
  const still = await readNeighbour(source, resolveWithin(home.from, name), signal)
  if (still !== undefined && 'read' in still) {
    const before = pathsOf(still.read.snapshot, still.directory, [home.from, home.to])
    if (sameOwnFiles(before, theirs, name)) return { is: 'same' }
    if (before.size > 0 && theirs.size > 0)
      return { is: 'other', why: `${name} has other files there than at the source` }
  }
  if (shareFile(ours, theirs)) return { is: 'same' }
  return haveCommonOperator(own.snapshot, there)
    ? { is: 'unknown', why: `${name} has the same operators, but no file in common with this checkpoint` }
    : { is: 'other', why: `${name} has other operators` }
}

/** By where the plan puts them: what `_metadata` names may be a former home. */
function plannedPaths({ placement: { home }, files, staying }: Plan): Paths {
  const paths = new Map<string, number | undefined>()
  for (const file of [...files, ...staying]) {
    const path = relativePath(file.to, home.to)
    if (path !== undefined) paths.set(path, file.sizeIs === 'exact' ? file.sizeBytes : undefined)
  }
  return paths
}

function pathsOf(snapshot: Snapshot, directory: Location, homes: readonly Location[]): Paths {
  const paths = new Map<string, number | undefined>()
  for (const { location, reference } of filesOf(snapshot, directory)) {
    const path = pathInHome(location, homes)
    if (path !== undefined) paths.set(path, reference.sizeIs === 'exact' ? reference.sizeBytes : undefined)
  }
  return paths
}

/** Flink's own names in a job directory: what an earlier relocation gathered into it has others. */
const FLINKS = /^(chk-\d+|shared|taskowned)\//

/**
 * Whether two descriptions of one `chk-N` have the same files in it, or, where it has none, the same ones
 * beside it.
 */
function sameOwnFiles(a: Paths, b: Paths, name: string): boolean {
  const inside = (paths: Paths): string[] => [...paths.keys()].filter((path) => path.startsWith(`${name}/`))
  const [mine, theirs] = [inside(a), inside(b)]
  if (mine.length > 0 || theirs.length > 0) return equalPaths(mine, theirs, a, b)
  const flinks = (paths: Paths): string[] => [...paths.keys()].filter((path) => FLINKS.test(path))
  const [left, right] = [flinks(a), flinks(b)]
  return left.length > 0 && equalPaths(left, right, a, b)
}

function equalPaths(left: readonly string[], right: readonly string[], a: Paths, b: Paths): boolean {
  return (
    left.length === right.length && left.every((path) => b.has(path) && sameSize(a.get(path), b.get(path)))
  )
}

function shareFile(a: Paths, b: Paths): boolean {
  for (const [path, size] of a)
    if (FLINKS.test(path) && b.has(path) && sameSize(size, b.get(path))) return true
  return false
}

function sameSize(a: number | undefined, b: number | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

function haveCommonOperator(a: Snapshot, b: Snapshot): boolean {
  const ids = new Set(a.operators.map(({ id }) => id))
  return b.operators.some(({ id }) => ids.has(id))
}
