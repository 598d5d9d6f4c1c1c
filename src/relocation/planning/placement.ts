import {
  displayLocation, isWithin, nameOf, parentOf, relativePath, resolveWithin, sameLocation, type Location,
} from '../../location/location.ts'
import { RelocationError } from '../relocation-error.ts'

/** A directory and the one that takes its place. */
export interface Move {
  readonly from: Location
  readonly to: Location
}

/** Where a snapshot and what belongs to it go. */
export interface Placement {
  readonly shape: 'savepoint' | 'checkpoint'
  /** The directory that holds `_metadata`. */
  readonly snapshot: Move
  /** What moves as a whole: the savepoint's directory, or the job directory that holds `chk-N`, `shared`, `taskowned`. */
  readonly home: Move
  /** For checkpoints: the root under which job directories lie, and `target`. Earlier jobs keep their names below it. */
  readonly root?: Move
}

const CHECKPOINT_DIRECTORY = /^chk-\d+$/
const JOB_ID = /^[0-9a-f]{32}$/

/** The job directory in which a location below a checkpoint root lies, by its name; `undefined` for any other place. */
export function jobBelow(root: Location, location: Location): string | undefined {
  const rest = relativePath(location, root)
  const job = rest?.slice(0, Math.max(0, rest.indexOf('/')))
  return job !== undefined && JOB_ID.test(job) ? job : undefined
}

/**
 * Places a snapshot under `target`, as Flink's own target directory is used: `<target>/<savepoint name>`, or for a
 * directory called `chk-<digits>` `<target>/<job directory>/chk-N`. `targetName` replaces the savepoint's name or the
 * job directory's.
 *
 * @throws RelocationError where no name can be told.
 */
export function placeSnapshot(directory: Location, target: Location, targetName: string | undefined): Placement {
  const name = nameOf(directory)
  if (!CHECKPOINT_DIRECTORY.test(name)) {
    const placed = targetName ?? name
    if (placed === '') {
      throw new RelocationError(
        `source ${displayLocation(directory)} is a root and has no name of its own: give target-name`,
      )
    }
    const move = { from: directory, to: resolveWithin(target, placed) }
    return { shape: 'savepoint', snapshot: move, home: move }
  }
  const job = parentOf(directory)
  const jobName = job === undefined ? '' : nameOf(job)
  if (job === undefined || (targetName === undefined && !JOB_ID.test(jobName))) {
    throw new RelocationError(
      `the checkpoint ${displayLocation(directory)} does not lie in a job directory (32 hex digits): `
      + 'give target-name, the name its job directory shall have under target',
    )
  }
  const home = { from: job, to: resolveWithin(target, targetName ?? jobName) }
  const snapshot = { from: directory, to: resolveWithin(home.to, name) }
  const root = JOB_ID.test(jobName) ? parentOf(job) : undefined
  return { shape: 'checkpoint', snapshot, home, ...(root && { root: { from: root, to: target } }) }
}

/**
 * Refuses a target that is, or lies in, a directory in which Flink itself creates and deletes files: `chk-N`, or `shared` and
 * `taskowned` of a job directory.
 */
export function refuseFlinksOwn(target: Location): void {
  const names = target.path.split('/')
  const own = names.findIndex((name, n) => CHECKPOINT_DIRECTORY.test(name)
    || (/^(shared|taskowned)$/.test(name) && JOB_ID.test(names[n - 1] ?? '')))
  if (own < 0) return
  throw new RelocationError(
    `target ${displayLocation(target)} lies in ${displayLocation({ ...target, path: names.slice(0, own + 1).join('/') })}, where a job `
    + 'keeps its own checkpoints: Flink deletes what is there with them; choose a directory beside the job\'s',
  )
}

/**
 * Refuses source and target that lie in one another. Only within one store: the same text on two endpoints is two
 * places. An equal source and target is the caller's to judge ({@link isInPlace}).
 */
export function refuseNested(placement: Placement): void {
  const { from, to } = placement.home
  if (sameLocation(from, to) || (!isWithin(from, to) && !isWithin(to, from))) return
  throw new RelocationError(
    `the snapshot would go to ${displayLocation(to)}, which ${isWithin(to, from) ? 'lies inside' : 'contains'} `
    + `the source ${displayLocation(from)}: choose a target (or target-name) beside it`,
  )
}

/** Whether the snapshot would stay where it is. */
export function isInPlace(placement: Placement): boolean {
  return sameLocation(placement.home.from, placement.home.to)
}

/** `location` carried over by `move`, `undefined` where it lies outside `move.from`. */
export function carry(move: Move, location: Location): Location | undefined {
  const rest = relativePath(location, move.from)
  if (rest === undefined) return undefined
  return rest === '' ? move.to : resolveWithin(move.to, rest)
}

/**
 * The move of the earlier job's directory in which the location lies: `<root>/<32 hex digits>/…` goes to
 * `<target>/<the same name>/…`. `undefined` for any other place.
 */
export function earlierJobOf(placement: Placement, location: Location): Move | undefined {
  if (placement.root === undefined) return undefined
  const job = jobBelow(placement.root.from, location)
  if (job === undefined) return undefined
  return { from: resolveWithin(placement.root.from, job), to: resolveWithin(placement.root.to, job) }
}
