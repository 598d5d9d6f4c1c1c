import { displayLocation, resolveWithin } from '../../location/location.ts'
import { METADATA_NAME, type ReadSnapshot } from '../../snapshot/read-snapshot.ts'
import { kindAndFormatOf } from '../../snapshot/kind.ts'
import { runBoth } from '../../storage/pool.ts'
import { areTwoNamespaces } from './look/namespaces.ts'
import { listClaimed } from './look/claimed-savepoints.ts'
import { refuseShardInPlace } from './shard.ts'
import { FORMER_METADATA } from '../../snapshot/internal-names.ts'
import { refuseOtherJobs } from './other-snapshots/same-job.ts'
import { refuseSnapshotDirectory } from './other-snapshots/snapshot-directory.ts'
import {
  earlierJobCandidates,
  findFormerHomes,
  formerCandidates,
  givenFormerHome,
  movesByRules,
} from './plan/former-home.ts'
import {
  placeSnapshot,
  refuseFlinksOwn,
  refuseNested,
  refuseTwiceNamed,
  type Move,
  type Placement,
} from './plan/placement.ts'
import { planRelocation, type Plan } from './plan/make-plan.ts'
import { RelocationError } from '../relocation-error.ts'
import { filesExpectedIn } from './look/listing-hints.ts'
import { listAll, listIfEmpty, type Listing } from '../../storage/survey.ts'
import type { Run, Started } from './run.ts'

/** What is going to be done. */
export interface Planned extends Started {
  readonly plan: Plan
}

/** A plan, and what had to be listed for it: no more is kept of that than looking at the files needs. */
export interface Listed extends Planned {
  /** Of the snapshot's directory at the source. */
  readonly listing: Listing
  /** Of the snapshot's directory at the target, where nothing was in it. */
  readonly emptyTarget: Listing | undefined
}

/**
 * Says what goes where, and refuses what must not be done, before anything is looked at file by file.
 *
 * @throws RelocationError, StorageError
 */
export async function planRun({ run, read }: Started): Promise<Listed> {
  const { request, stores, narrator, signal } = run
  const { snapshot, directory } = read
  narrator.info(
    `source ${displayLocation(directory)}: ${kindAndFormatOf(snapshot, directory).kind}, checkpoint `
      + `${snapshot.checkpointId}, metadata version ${snapshot.version} (Flink ${snapshot.flinkVersions})`,
  )
  const placement = placeSnapshot(directory, stores.to, request.targetName)
  refuseFlinksOwn(placement, stores.to, request.targetName)
  const oneStore = stores.oneStore && !(await areTwoNamespaces(run, placement))
  if (oneStore) refuseNested(placement)
  refuseTwiceNamed(placement, stores.to, request.targetName)
  const { listing, emptyTarget } = await listBoth(run, read, placement)
  const plan = planRelocation(read.bytes, snapshot, placement, listing.objects, {
    pathMap: request.pathMap,
    externalFiles: request.externalFiles,
    formerHomes: await formerHomesOf(run, read, placement, listing),
    oneStore,
    claimed: await listClaimed(request.claimedSavepoints, stores.from, stores.source, signal),
    references: request.references,
    outsideState: request.outsideState,
  })
  for (const warning of plan.warnings) run.warn(warning)
  if (plan.inPlace && request.shard !== undefined) refuseShardInPlace(placement.snapshot.to)
  if (plan.inPlace) refuseIdleInPlace(run, plan, listing)
  await refuseOtherJobs(plan, read, stores, signal)
  return { run, read, plan, listing, emptyTarget }
}

/** Of a target where nothing is yet that is all there is to know, and no time passes until it is known. */
async function listBoth(
  { stores: { source, target, to }, signal }: Run,
  { directory, snapshot }: ReadSnapshot,
  placement: Placement,
): Promise<{ listing: Listing; emptyTarget: Listing | undefined }> {
  const place = placement.snapshot.to
  const [objects, [emptyTarget]] = await runBoth(
    signal,
    (both) => listAll(source, directory, both, filesExpectedIn(directory, snapshot)),
    (either) =>
      runBoth(
        either,
        (both) => listIfEmpty(target, place, resolveWithin(place, METADATA_NAME), both),
        (both) => refuseSnapshotDirectory(target, to, placement, both),
      ),
  )
  return { listing: { directory, objects }, emptyTarget }
}

async function formerHomesOf(
  run: Run,
  { snapshot }: ReadSnapshot,
  placement: Placement,
  listing: Listing,
): Promise<Move[]> {
  const {
    request: { movedFrom, readMap },
    stores: { source },
    narrator,
    signal,
  } = run
  const byRules = movesByRules(readMap ?? [], snapshot)
  const listHome = async (): Promise<Listing['objects']> =>
    // A checkpoint's other files lie in the job directory; list it only when something could be found
    // there.
    placement.shape === 'savepoint' ? listing.objects : listAll(source, placement.home.from, signal)
  const candidates = movedFrom === undefined ? formerCandidates(snapshot, placement, byRules) : []
  const own =
    movedFrom === undefined
      ? candidates.length === 0
        ? []
        : findFormerHomes(candidates, await listHome())
      : givenFormerHome(movedFrom, snapshot, placement)
  const earlier: Move[] = []
  for (const candidate of earlierJobCandidates(snapshot, placement, own)) {
    earlier.push(...findFormerHomes([candidate], await listAll(source, candidate.move.to, signal)))
  }
  for (const move of movedFrom === undefined ? [...own, ...earlier] : earlier) {
    narrator.info(
      `the files were moved before: what _metadata places in ${displayLocation(move.from)} is read from `
        + `${displayLocation(move.to)}, where each of them lies with the right size`,
    )
  }
  return [...byRules, ...own, ...earlier]
}

function refuseIdleInPlace({ request }: Run, plan: Plan, listing: Listing): void {
  const place = displayLocation(plan.placement.snapshot.from)
  if (request.deleteSource) {
    throw new RelocationError(
      `delete-source: source and target are both ${place}; it would delete the result itself`,
    )
  }
  const before = listing.objects.has(resolveWithin(listing.directory, FORMER_METADATA))
  if (plan.urisRewritten > 0 || before) return
  throw new RelocationError(
    `source and target are the same place, ${place}, and nothing in _metadata has to change: choose another target`,
  )
}
