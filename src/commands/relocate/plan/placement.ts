import {
  displayLocation,
  isWithin,
  nameOf,
  parentOf,
  relativePath,
  resolveWithin,
  sameLocation,
  type Location,
} from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { RelocationError } from '../../relocation-error.ts'
import { isCheckpointName, isJobName } from '../../../location/flink-names.ts'

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
  /**
   * What moves as a whole: the savepoint's directory, or the job directory that holds `chk-N`, `shared`,
   * `taskowned`.
   */
  readonly home: Move
  /**
   * For checkpoints: the root under which job directories lie, and `target`. Earlier jobs keep their names
   * below it.
   */
  readonly root?: Move
}

/** What Flink keeps in a job directory beside its checkpoints (`AbstractFsCheckpointStorageAccess`). */
const FLINKS_OWN = /^(shared|taskowned)$/

/**
 * An id that more than one job has: all zeros in application mode, and, where high availability is on, one
 * made of nothing but the hash of the cluster's id (`PIPELINE_FIXED_JOB_ID`), which two clusters of one
 * name share.
 */
const FIXED_JOB_ID = /0{16}$/

/**
 * Whether a job directory keeps, in its new place, a name that was random: then what lies there already is
 * the same job's.
 */
export function isRandomJobId({ from, to }: Move): boolean {
  const name = nameOf(to)
  return isJobName(name) && !FIXED_JOB_ID.test(name) && name === nameOf(from)
}

/**
 * The job directory in which a location below a checkpoint root lies, by its name; `undefined` for any
 * other place.
 */
export function jobBelow(root: Location, location: Location): string | undefined {
  const rest = relativePath(location, root)
  const job = rest?.slice(0, Math.max(0, rest.indexOf('/')))
  return job !== undefined && isJobName(job) ? job : undefined
}

/**
 * Places a snapshot under `target`, as Flink's own target directory is used: `<target>/<savepoint name>`,
 * or for a directory called `chk-<digits>` `<target>/<job directory>/chk-N`. `targetName` replaces the
 * savepoint's name or the job directory's.
 *
 * @throws RelocationError where no name can be told.
 */
export function placeSnapshot(
  directory: Location,
  target: Location,
  targetName: string | undefined,
): Placement {
  const name = nameOf(directory)
  if (!isCheckpointName(name)) {
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
  if (job === undefined || (targetName === undefined && !isJobName(jobName))) {
    throw new RelocationError(
      `the checkpoint ${displayLocation(directory)} does not lie in a job directory (32 hex digits): `
        + 'give target-name, the name for its job directory under target',
    )
  }
  const home = { from: job, to: resolveWithin(target, targetName ?? jobName) }
  const snapshot = { from: directory, to: resolveWithin(home.to, name) }
  const root = isJobName(jobName) ? parentOf(job) : undefined
  return { shape: 'checkpoint', snapshot, home, root: root && { from: root, to: target } }
}

/**
 * Refuses a place that is, or lies in, a directory in which Flink itself creates and deletes files:
 * `chk-N`, or `shared` and `taskowned` of a job directory. `targetName` leads there as well as `target`
 * does.
 */
export function refuseFlinksOwn(
  { shape, home }: Placement,
  target: Location,
  targetName: string | undefined,
): void {
  refuseFlinksName(targetName)
  refuseMetadataName(target)
  const names = home.to.path.split('/')
  const own = names.findIndex(
    (name, n) => isCheckpointName(name) || (FLINKS_OWN.test(name) && isJobName(names[n - 1] ?? '')),
  )
  if (own < 0) return
  const place = { ...target, path: names.slice(0, own + 1).join('/') }
  throw new RelocationError(
    `target ${displayLocation(isWithin(target, place) ? target : home.to)} lies in ${displayLocation(place)}, where a job keeps its own `
      + `checkpoints: Flink deletes what is there with them; ${meantInstead(place, shape, nameOf(home.from))}`,
  )
}

/** A name that makes its directory look like one of Flink's own, wherever it lies. */
function refuseFlinksName(targetName: string | undefined): void {
  const own = targetName
    ?.split(/[\\/]+/)
    .find((name) => isCheckpointName(name) || FLINKS_OWN.test(name) || name === METADATA_NAME)
  if (own === undefined) return
  throw new RelocationError(
    `target-name ${JSON.stringify(targetName)}: ${own} is a name that Flink gives to what it creates and deletes itself: choose another one`,
  )
}

function refuseMetadataName(target: Location): void {
  const snapshot = nameOf(target) === METADATA_NAME ? parentOf(target) : undefined
  if (snapshot === undefined) return
  throw new RelocationError(
    `target ${displayLocation(target)} names a ${METADATA_NAME}: target is the directory under which a snapshot is placed, you probably meant `
      + displayLocation(parentOf(snapshot) ?? snapshot),
  )
}

/**
 * Whoever names the checkpoint's own new place means the directory above its job's; anybody else a place
 * beside the job's.
 */
function meantInstead(place: Location, shape: Placement['shape'], jobName: string): string {
  const job = parentOf(place)
  const root = job && parentOf(job)
  if (shape === 'savepoint' || job === undefined || root === undefined || nameOf(job) !== jobName)
    return "choose a directory beside the job's"
  return `target is the directory under which ${jobName} is placed, you probably meant ${displayLocation(root)}`
}

/**
 * Refuses a target that ends in the name of the snapshot, as one writes it for tools that copy one
 * directory onto another: the snapshot would go to `…/savepoint-X/savepoint-X`. `targetName` allows it.
 */
export function refuseTwiceNamed(
  { shape, home }: Placement,
  target: Location,
  targetName: string | undefined,
): void {
  const name = nameOf(target)
  if (targetName !== undefined || name === '' || name !== nameOf(home.to)) return
  throw new RelocationError(
    `target ${displayLocation(target)} ends in the name of the ${shape === 'savepoint' ? 'savepoint' : 'job directory'}, which would go to `
      + `${displayLocation(home.to)}: target is the directory under which ${name} is placed, you probably meant `
      + `${displayLocation(parentOf(target) ?? target)}; to place it there all the same, set target-name to ${name}`,
  )
}

/**
 * Refuses source and target that lie in one another. Only within one store: the same text on two endpoints
 * is two places. An equal source and target is the caller's to judge ({@link isInPlace}).
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
