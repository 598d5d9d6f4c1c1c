import { LocationMap, LocationSet } from '../location/location-map.ts'
import { displayLocation, formatLocation, isWithin, nameOf, sameLocation, type Location } from '../location/location.ts'
import type { PathRule } from '../location/path-map.ts'
import { METADATA_NAME } from '../inspection/read-snapshot.ts'
import { rewriteMetadata } from '../metadata/rewrite.ts'
import type { Reference, Snapshot } from '../metadata/snapshot.ts'
import { describeOperator, WRITE_AHEAD_STATE } from '../metadata/warnings.ts'
import type { ObjectInfo } from '../storage/object-store.ts'
import { countOf } from '../text/quantities.ts'
import { isInternalName } from './internal-names.ts'
import { refuseSharedDirectories } from './merged-directories.ts'
import { isInPlace, type Move, type Placement } from './placement.ts'
import { RelocationError, shorten } from './relocation-error.ts'
import type { Listed } from './survey.ts'
import { Router, type Route } from './route.ts'

/** One physical file to copy, with what the handles that name it tell of its size. */
export interface PlanFile {
  readonly from: Location
  readonly to: Location
  /** `exact`: the only size it may have; `at-least`: a lower bound; `unknown`: the store decides. */
  readonly sizeIs: 'exact' | 'at-least' | 'unknown'
  readonly sizeBytes: number
  /** Named by a handle, or merely lying beside `_metadata`. */
  readonly referenced: boolean
  /** Lies in the snapshot's own directory and belongs to nothing else, so that `delete-source` may delete it. */
  readonly exclusive: boolean
  /** Named relative to `_metadata` by incremental state: where such a file lacks, the cause is known (FLINK-39964). */
  readonly relativeIncremental: boolean
}

/** What a relocation is going to do, decided without any I/O. */
export interface Plan {
  readonly placement: Placement
  /** Files to copy, one per physical file. */
  readonly files: readonly PlanFile[]
  /** Files that lie already where they shall: a snapshot whose files were moved before its `_metadata` was rewritten. */
  readonly staying: readonly PlanFile[]
  /** Files that stay where they are and that the result goes on referring to. */
  readonly kept: readonly PlanFile[]
  /** The rewritten `_metadata`; byte-identical to the source's where nothing had to change. */
  readonly metadata: Uint8Array
  readonly urisRewritten: number
  readonly inPlace: boolean
  readonly warnings: readonly string[]
}

/** The choices that shape a plan. */
export interface PlanOptions {
  readonly pathMap: readonly PathRule[]
  readonly externalFiles: 'fail' | 'copy' | 'keep'
  /** See `former-home.ts`. */
  readonly formerHomes: readonly Move[]
  /** Files of the savepoints that the job claimed. */
  readonly claimed: readonly ObjectInfo[]
  readonly references: 'preserve' | 'relative'
  readonly unrelocatableState: 'fail' | 'ignore'
  /** Whether source and target are one store, so that equal locations are one place. */
  readonly oneStore: boolean
}

/** S3's limit for the UTF-8 form of a key. */
const MAX_KEY_BYTES = 1024

/**
 * Turns a snapshot into a plan. Pure.
 *
 * @param listing the objects in the snapshot's directory: of a savepoint, those that no handle names are copied too.
 * @throws RelocationError for everything that forbids the move, with the rule lines to add where a rule would allow it.
 */
export function planRelocation(
  metadata: Uint8Array, snapshot: Snapshot, placement: Placement, listing: Listed, options: PlanOptions,
): Plan {
  if (options.unrelocatableState === 'fail') refuseHiddenFiles(snapshot)
  const inPlace = options.oneStore && isInPlace(placement)
  const canBeRelative = snapshot.version > 2 && placement.shape === 'savepoint'
  const router = new Router(placement, {
    ...options, listed: listing,
    references: canBeRelative ? options.references : 'preserve',
  })
  const files = new FileSet()
  const kept = new FileSet()
  const warnings = [...snapshot.warnings, ...referenceWarnings(snapshot, placement, options)]
  const directories: Move[] = []
  for (const reference of snapshot.references) {
    const route = router.route(reference)
    if (route.kind === 'refused') continue
    if (reference.kind === 'directory') directories.push(route)
    else (route.kind === 'kept' ? kept : files).add(route, reference, placement)
  }
  router.refuse()
  if (!inPlace) refuseSharedDirectories(directories, placement, files.values())
  if (placement.shape === 'savepoint') addFilesBeside(files, listing, placement, warnings)
  warnings.push(...router.warnings())
  if (canBeRelative && options.references === 'relative') warnings.push(...leftAbsolute(router.countAbsolute(snapshot.references)))

  const stays = (file: PlanFile): boolean => options.oneStore && sameLocation(file.from, file.to)
  const all = [...files.values()]
  refuseCollisions(all)
  if (options.oneStore && !inPlace && options.pathMap.length > 0) refuseIntoSource(all, placement)
  refuseLongKeys(all, placement)
  const rewritten = rewriteMetadata(metadata, snapshot, (reference) => router.rewrite(reference))
  return {
    placement, files: all.filter((file) => !stays(file)), staying: all.filter(stays), kept: [...kept.values()],
    metadata: rewritten.bytes, urisRewritten: rewritten.rewritten, inPlace, warnings,
  }
}

/** The files of such state are named inside Java-serialised user data, where nobody can find them. */
function refuseHiddenFiles(snapshot: Snapshot): void {
  const operators = snapshot.operators.filter(({ stateNames }) => stateNames.includes(WRITE_AHEAD_STATE))
  if (operators.length === 0) return
  throw new RelocationError(
    `${countOf(operators.length, 'operator')} with the state "${WRITE_AHEAD_STATE}" of a GenericWriteAheadSink: its files cannot be `
    + 'relocated, and Flink would lose the pending batch without a failure; nothing was written: set unrelocatable-state to '
    + 'ignore to relocate the rest all the same',
    { details: shorten(operators.map(describeOperator)) },
  )
}

/** What is asked for and cannot be done is said, for the result is valid without it. */
function referenceWarnings(snapshot: Snapshot, placement: Placement, { references }: PlanOptions): string[] {
  if (references === 'preserve') return []
  if (placement.shape === 'checkpoint') return ['references: relative counts for savepoints only: this checkpoint\'s stay as they are']
  if (snapshot.version > 2) return []
  return ['references: relative has no effect on metadata version 2, whose readers know no relative handles']
}

/** Files of incremental state keep absolute handles, or the next checkpoint of a job that claims the savepoint is broken (FLINK-39964). */
function leftAbsolute(count: number): string[] {
  if (count === 0) return []
  return [
    `references: relative leaves ${countOf(count, 'handle')} absolute (files of incremental state or outside of the savepoint's directory): `
    + 'this savepoint cannot be moved again by a plain copy',
  ]
}

/** Files by the place they are read from: many handles may name one physical file. */
class FileSet {
  readonly #files = new LocationMap<{ -readonly [K in keyof PlanFile]: PlanFile[K] }>()

  add(route: Route & { kind: 'copied' | 'kept' }, reference: Reference, placement: Placement): void {
    const { sizeIs, sizeBytes } = reference
    const known = this.#files.get(route.from)
    if (known === undefined) {
      const exclusive = !reference.incremental && isWithin(route.from, placement.snapshot.from)
      const relativeIncremental = reference.kind === 'relative' && reference.incremental
      this.#files.set(route.from, { from: route.from, to: route.to, sizeIs, sizeBytes, referenced: true, exclusive, relativeIncremental })
      return
    }
    if (reference.incremental) known.exclusive = false
    if (known.sizeIs === 'exact' && sizeIs === 'exact' && known.sizeBytes !== sizeBytes) {
      throw new RelocationError(
        `_metadata gives ${displayLocation(route.from)} two sizes, ${known.sizeBytes} and ${sizeBytes} bytes: `
        + 'it is damaged; take a new savepoint or choose another checkpoint',
      )
    }
    if (sizeIs === 'exact' || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)) {
      known.sizeIs = sizeIs
      known.sizeBytes = sizeBytes
    }
  }

  addBeside(info: ObjectInfo, to: Location): void {
    this.#files.set(info.location, {
      from: info.location, to, sizeIs: 'exact', sizeBytes: info.sizeBytes, referenced: false, exclusive: true,
      relativeIncremental: false,
    })
  }

  has(location: Location): boolean {
    return this.#files.has(location)
  }

  values(): Iterable<PlanFile> {
    return this.#files.values()
  }
}

/** Only files directly beside `_metadata`: Flink's savepoint directories are flat, deeper files belong to something else. */
function addFilesBeside(
  files: FileSet, listing: Listed, placement: Placement, warnings: string[],
): void {
  const { to } = placement.snapshot
  let beside = 0
  let deeper = 0
  for (const info of listing.values()) {
    const name = nameOf(info.location)
    if (isInternalName(name) || files.has(info.location)) continue
    if (!liesBeside(info, placement)) deeper++
    else if (name !== METADATA_NAME) {
      beside++
      files.addBeside(info, { ...to, path: `${to.path}/${name}` })
    }
  }
  if (beside > 0) warnings.push(`${countOf(beside, 'file')} beside _metadata that no state handle names: copied too`)
  if (deeper > 0) {
    warnings.push(`${countOf(deeper, 'file')} in subdirectories of the savepoint that no state handle names: not copied`)
  }
}

function liesBeside({ location }: ObjectInfo, { snapshot: { from } }: Placement): boolean {
  const prefix = from.path === '/' ? '/' : `${from.path}/`
  return location.path.startsWith(prefix) && !location.path.includes('/', prefix.length)
}

function refuseCollisions(files: readonly PlanFile[]): void {
  const taken = new LocationMap<Location>()
  for (const { from, to } of files) {
    const other = taken.get(to)
    if (other !== undefined) {
      throw new RelocationError(
        `${displayLocation(other)} and ${displayLocation(from)} would both become ${displayLocation(to)}: `
        + 'add a path-map rule that sends one of them elsewhere',
      )
    }
    taken.set(to, from)
    if (nameOf(to) === METADATA_NAME) {
      throw new RelocationError(
        `a state handle names ${displayLocation(from)}, which would become ${displayLocation(to)}: `
        + '_metadata is no state file; the snapshot is damaged or was made by hand',
      )
    }
  }
}

/** A rule may lead anywhere, but a copy over what is yet to be read, or amid the source, would damage it. */
function refuseIntoSource(files: readonly PlanFile[], { home }: Placement): void {
  const sources = new LocationSet(files.map(({ from }) => from))
  const harmful = files.filter(({ from, to }) => (
    !sameLocation(from, to) && (isWithin(to, home.from) || sources.has(to))
  ))
  if (harmful.length === 0) return
  throw new RelocationError(
    `path-map sends ${countOf(harmful.length, 'file')} into the source itself, which is only read; nothing was written: let the `
    + 'right-hand sides of its rules lie below the target',
    { details: shorten(harmful.map(({ from, to }) => `${displayLocation(from)} => ${displayLocation(to)}`)) },
  )
}

function refuseLongKeys(files: readonly PlanFile[], placement: Placement): void {
  if (placement.snapshot.to.scheme === 'file') return
  const encoder = new TextEncoder()
  const long = files.filter(({ to }) => to.path.length * 3 > MAX_KEY_BYTES
    && encoder.encode(to.path).length - 1 > MAX_KEY_BYTES)
  if (long.length === 0) return
  throw new RelocationError(
    `${countOf(long.length, 'file')} would get a key of more than ${MAX_KEY_BYTES} bytes, S3's limit: choose a shorter target`,
    { details: shorten(long.map(({ to }) => formatLocation(to))) },
  )
}
