import {
  displayLocation,
  formatLocation,
  isWithin,
  nameOf,
  sameLocation,
  type Location,
} from '../../../location/location.ts'
import type { PathRule } from '../../../location/path-map.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { prepareRewrite } from '../../../metadata/rewrite.ts'
import type { Reference, Snapshot } from '../../../metadata/snapshot.ts'
import { describeOperator, WRITE_AHEAD_STATE } from '../../../metadata/warnings.ts'
import type { ObjectInfo } from '../../../storage/object-store.ts'
import { operatorStates } from '../../../snapshot/outside/outside.ts'
import { entriesText, subtasksText } from '../../../snapshot/outside/outside-report.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { FileTable, type PlanFile } from './file-table.ts'
import { isInternalName } from '../../../snapshot/internal-names.ts'
import { refuseSharedDirectories } from './merged-directories.ts'
import type { SeenObjects } from '../../../storage/object-table.ts'
import { isInPlace, type Move, type Placement } from './placement.ts'
import { RelocationError } from '../../relocation-error.ts'
import { Router } from './route.ts'

/** What a relocation is going to do, decided without any I/O. */
export interface Plan {
  readonly placement: Placement
  /** Files to copy, one per physical file. */
  readonly files: readonly PlanFile[]
  /**
   * Files that are in their place already: a snapshot whose files were moved before its `_metadata` was
   * rewritten.
   */
  readonly staying: readonly PlanFile[]
  /** Files that stay where they are and that the result goes on referring to. */
  readonly kept: readonly PlanFile[]
  /**
   * The rewritten `_metadata`, made when it is asked for; byte-identical to the source's where nothing had
   * to change.
   */
  readonly metadata: Uint8Array
  readonly metadataBytes: number
  readonly urisRewritten: number
  readonly inPlace: boolean
  readonly warnings: readonly string[]
  /** Where the file of a handle is read; `undefined` for one that is no part of what is relocated. */
  readonly placeRead: (reference: Pick<Reference, 'kind' | 'path'>) => Location | undefined
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
  readonly outsideState: 'fail' | 'warn' | 'ignore'
  /** Whether source and target are one store, so that equal locations are one place. */
  readonly oneStore: boolean
}

/** S3's limit for the UTF-8 form of a key. */
const MAX_KEY_BYTES = 1024

/**
 * Turns a snapshot into a plan. Pure.
 *
 * @param listing the objects in the snapshot's directory: of a savepoint, those that no handle names are
 * copied too.
 * @throws RelocationError for everything that forbids the move, with the rule lines to add where a rule
 * would allow it.
 */
export function planRelocation(
  metadata: Uint8Array,
  snapshot: Snapshot,
  placement: Placement,
  listing: SeenObjects,
  options: PlanOptions,
): Plan {
  if (options.outsideState !== 'ignore') refusePendingBatches(snapshot)
  const inPlace = options.oneStore && isInPlace(placement)
  const canBeRelative = snapshot.version > 2 && placement.shape === 'savepoint'
  const router = new Router(placement, {
    ...options,
    listed: listing,
    references: canBeRelative ? options.references : 'preserve',
  })
  const files = new FileTable()
  const kept = new FileTable()
  const warnings = [...snapshot.warnings, ...referenceWarnings(snapshot, placement, options)]
  const directories: Move[] = []
  for (const reference of snapshot.references) {
    const route = router.route(reference)
    if (route.kind === 'refused') continue
    if (reference.kind === 'directory') directories.push(route)
    else (route.kind === 'kept' ? kept : files).add(route, reference, placement)
  }
  router.refuse()
  if (!inPlace) refuseSharedDirectories(directories, placement, files)
  if (placement.shape === 'savepoint') addFilesBeside(files, listing, placement, warnings)
  warnings.push(...router.warnings())
  if (canBeRelative && options.references === 'relative')
    warnings.push(...leftAbsolute(router.countAbsolute(snapshot.references)))

  refuseCollisions(files)
  if (options.oneStore && !inPlace && options.pathMap.length > 0) refuseIntoSource(files, placement)
  refuseLongKeys(files, placement)
  const moving: PlanFile[] = []
  const staying: PlanFile[] = []
  for (const file of files)
    (options.oneStore && sameLocation(file.from, file.to) ? staying : moving).push(file)
  const rewrite = prepareRewrite(metadata, snapshot, (reference) => router.rewrite(reference))
  let made: Uint8Array | undefined
  return {
    placement,
    files: moving,
    staying,
    kept: [...kept],
    metadataBytes: rewrite.byteLength,
    urisRewritten: rewrite.rewritten,
    get metadata() {
      made ??= rewrite.make()
      return made
    },
    inPlace,
    warnings,
    placeRead: (reference) => {
      const route = router.route({ changelog: false, ...reference })
      return route.kind === 'copied' ? route.from : undefined
    },
  }
}

/**
 * The files of a write-ahead sink's pending batches are named inside Java-serialised user data, where nobody
 * can give them another place. A sink that has none pending has the state all the same, without entries.
 */
function refusePendingBatches(snapshot: Snapshot): void {
  if (!snapshot.operators.some(({ stateNames }) => stateNames.includes(WRITE_AHEAD_STATE))) return
  const pending = operatorStates(snapshot).filter(
    ({ state, entries }) => state === WRITE_AHEAD_STATE && entries > 0,
  )
  if (pending.length === 0) return
  throw new RelocationError(
    `${countOf(pending.length, 'operator')} with pending batches of a GenericWriteAheadSink (state "${WRITE_AHEAD_STATE}"): their files `
      + 'cannot be relocated, and Flink would lose them without a failure; nothing was written: take a savepoint after a checkpoint '
      + 'without new records, in which no batch is pending, or set outside-state to ignore to relocate the rest all the same',
    {
      details: shorten(
        pending.map(
          ({ operator, entries, subtasks }) =>
            `${describeOperator(operator)}: ${entriesText(entries)} in ${subtasksText(subtasks)}`,
        ),
      ),
    },
  )
}

/** What is asked for and cannot be done is said, for the result is valid without it. */
function referenceWarnings(snapshot: Snapshot, placement: Placement, { references }: PlanOptions): string[] {
  if (references === 'preserve') return []
  if (placement.shape === 'checkpoint')
    return ["references: relative counts for savepoints only: this checkpoint's stay as they are"]
  if (snapshot.version > 2) return []
  return ['references: relative has no effect on metadata version 2, whose readers know no relative handles']
}

/**
 * Files of incremental state keep absolute handles, or the next checkpoint of a job that claims the
 * savepoint is broken (FLINK-39964).
 */
function leftAbsolute(count: number): string[] {
  if (count === 0) return []
  return [
    `references: relative leaves ${countOf(count, 'handle')} absolute (files of incremental state or outside of the savepoint's directory): `
      + 'this savepoint cannot be moved again by a plain copy',
  ]
}

/**
 * Only files directly beside `_metadata`: Flink's savepoint directories are flat, deeper files belong to
 * something else.
 */
function addFilesBeside(
  files: FileTable,
  listing: SeenObjects,
  placement: Placement,
  warnings: string[],
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
  if (beside > 0)
    warnings.push(`${countOf(beside, 'file')} beside _metadata that no state handle names: copied too`)
  if (deeper > 0) {
    warnings.push(
      `${countOf(deeper, 'file')} in subdirectories of the savepoint that no state handle names: not copied`,
    )
  }
}

function liesBeside({ location }: ObjectInfo, { snapshot: { from } }: Placement): boolean {
  const prefix = from.path === '/' ? '/' : `${from.path}/`
  return location.path.startsWith(prefix) && !location.path.includes('/', prefix.length)
}

function refuseCollisions(files: FileTable): void {
  if (files.collision !== undefined) {
    const { first, second, to } = files.collision
    throw new RelocationError(
      `${displayLocation(first)} and ${displayLocation(second)} would both become ${displayLocation(to)}: `
        + 'add a path-map rule that sends one of them elsewhere',
    )
  }
  for (const { from, to } of files) {
    if (nameOf(to) !== METADATA_NAME) continue
    throw new RelocationError(
      `a state handle names ${displayLocation(from)}, which would become ${displayLocation(to)}: `
        + '_metadata is no state file; the snapshot is damaged or was made by hand',
      { code: 'bad-snapshot' },
    )
  }
}

/**
 * A rule may lead anywhere, but a copy over what is yet to be read, or amid the source, would damage it.
 */
function refuseIntoSource(files: FileTable, { home }: Placement): void {
  const harmful = [...files].filter(
    ({ from, to }) => !sameLocation(from, to) && (isWithin(to, home.from) || files.has(to)),
  )
  if (harmful.length === 0) return
  throw new RelocationError(
    `path-map sends ${countOf(harmful.length, 'file')} into the source itself, which is only read; nothing was written: let the `
      + 'right-hand sides of its rules lie below the target',
    { details: shorten(harmful.map(({ from, to }) => `${displayLocation(from)} => ${displayLocation(to)}`)) },
  )
}

function refuseLongKeys(files: FileTable, placement: Placement): void {
  if (placement.snapshot.to.scheme === 'file') return
  const encoder = new TextEncoder()
  const long: Location[] = []
  for (const { to } of files) {
    if (to.path.length * 3 > MAX_KEY_BYTES && encoder.encode(to.path).length - 1 > MAX_KEY_BYTES)
      long.push(to)
  }
  if (long.length === 0) return
  throw new RelocationError(
    `${countOf(long.length, 'file')} would get a key of more than ${MAX_KEY_BYTES} bytes, S3's limit: choose a shorter target`,
    { details: shorten(long.map((to) => formatLocation(to))) },
  )
}
