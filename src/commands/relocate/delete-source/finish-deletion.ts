import {
  displayLocation,
  formatLocation,
  nameOf,
  parentOf,
  parseWrittenLocation,
  resolveWithin,
  sameLocation,
  type Location,
} from '../../../location/location.ts'
import {
  MAX_METADATA_BYTES,
  METADATA_NAME,
  readSnapshot,
  SnapshotReadError,
  type ReadSnapshot,
} from '../../../snapshot/read-snapshot.ts'
import { parseMetadata } from '../../../metadata/parse.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { repeatable } from '../../../storage/repeatable.ts'
import { claimModeOf } from '../../../snapshot/claim-mode.ts'
import { kindAndFormatOf } from '../../../snapshot/kind.ts'
import { DELETING_METADATA, isInternalName } from '../../../snapshot/internal-names.ts'
import { placeSnapshot, type Placement } from '../plan/placement.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { RelocationReport } from '../report.ts'
import type { RelocationRequest } from '../request.ts'
import type { Stores } from '../stores.ts'
import { survey } from '../../../storage/survey.ts'
import { HealedSource } from './healed-source.ts'
import { readIfAny, readReceipt, sha256Of, type Receipt } from './receipt.ts'

/** What a run begins with. */
export type Begun =
  | { readonly kind: 'fresh'; readonly read: ReadSnapshot }
  /** An earlier run was stopped while it deleted the source. */
  | { readonly kind: 'resumed'; readonly read: ReadSnapshot; readonly source: HealedSource }
  /** An earlier run has done it all. */
  | { readonly kind: 'finished'; readonly report: RelocationReport }

/**
 * Reads the source. Where there is no `_metadata`, an earlier run with `delete-source` may have taken it
 * away: then what that run left says how to go on.
 *
 * @throws SnapshotReadError where nothing was left either; RelocationError where what was left does not fit
 * the request
 */
export async function readSource(
  request: RelocationRequest,
  stores: Stores,
  signal: AbortSignal,
): Promise<Begun> {
  const { source, from, to } = stores
  try {
    return { kind: 'fresh', read: await readSnapshot(source, from, { signal }) }
  } catch (error) {
    if (!(error instanceof SnapshotReadError) || error.reason !== 'not-found') throw error
    const directory = nameOf(from) === METADATA_NAME ? (parentOf(from) ?? from) : from
    const marker = await readIfAny(
      source,
      resolveWithin(directory, DELETING_METADATA),
      MAX_METADATA_BYTES,
      signal,
    )
    const receipt = marker === undefined ? await readReceipt(source, directory, signal) : undefined
    if (marker !== undefined) {
      const { bytes } = marker
      if (!request.deleteSource) throw beingDeleted(directory, error)
      const placement = placeSnapshot(directory, to, request.targetName)
      const there = await stores.target.stat(resolveWithin(placement.snapshot.to, METADATA_NAME), { signal })
      if (there === undefined) requireRelocated(placement, 'none')
      return {
        kind: 'resumed',
        read: {
          directory,
          bytes,
          snapshot: parseMetadata(bytes),
          metadata: { location: resolveWithin(directory, METADATA_NAME), sizeBytes: bytes.length },
        },
        source: await HealedSource.open(source, stores.target, placement, request.pathMap, signal),
      }
    }
    if (receipt === undefined || (await wasWrittenTo(source, directory, receipt, signal))) throw error
    if (!request.deleteSource) throw wasDeleted(directory, receipt, error)
    return { kind: 'finished', report: await finished(request, stores, directory, receipt, error, signal) }
  }
}

/** Whether somebody has begun to write another snapshot there since. */
async function wasWrittenTo(
  source: ObjectStore,
  directory: Location,
  { writtenAt }: Receipt,
  signal: AbortSignal,
): Promise<boolean> {
  if (writtenAt === undefined) return true
  for await (const page of source.list(directory, { signal })) {
    if (
      page.some(
        ({ location, modifiedAt }) =>
          !isInternalName(nameOf(location)) && (modifiedAt ?? writtenAt) > writtenAt,
      )
    )
      return true
  }
  return false
}

function beingDeleted(directory: Location, cause: Error): RelocationError {
  return new RelocationError(
    `the snapshot at ${displayLocation(directory)} was relocated, and an earlier run was stopped while it deleted it here: run again with `
      + 'delete-source and the same target to finish that, or take the relocated snapshot as the source',
    { cause },
  )
}

function wasDeleted(directory: Location, { relocatedTo, deletedAt }: Receipt, cause: Error): RelocationError {
  return new RelocationError(
    `the snapshot at ${displayLocation(directory)} was relocated to ${displayLocation(relocatedTo)} and deleted here at ${deletedAt}: take `
      + `${displayLocation(relocatedTo)} as the source`,
    { cause },
  )
}

/**
 * @throws RelocationError unless the target has what the receipt says, and every file that its `_metadata`
 * names is there
 */
async function finished(
  request: RelocationRequest,
  { target, to, transfer }: Stores,
  directory: Location,
  receipt: Receipt,
  cause: Error,
  signal: AbortSignal,
): Promise<RelocationReport> {
  const started = performance.now()
  const placement = placeSnapshot(directory, to, request.targetName)
  const place = placement.snapshot.to
  if (!sameLocation(place, receipt.relocatedTo)) throw wasDeleted(directory, receipt, cause)
  const metadataPlace = resolveWithin(place, METADATA_NAME)
  const bytes = (await readIfAny(target, metadataPlace, MAX_METADATA_BYTES, signal))?.bytes
  if (bytes === undefined || sha256Of(bytes) !== receipt.metadataSha256) {
    throw new RelocationError(
      `the snapshot at ${displayLocation(directory)} was relocated to ${displayLocation(place)} and deleted here at ${receipt.deletedAt}, but `
        + `${bytes === undefined ? 'there is no _metadata there any more' : 'another _metadata is there now'}: see who else writes there`,
      { code: 'changed', cause },
    )
  }
  const snapshot = parseMetadata(bytes)
  const files = await presentFiles(
    { directory: place, metadata: { location: metadataPlace, sizeBytes: bytes.length }, bytes, snapshot },
    placement,
    target,
    signal,
  )
  const warning =
    `nothing was done: an earlier run relocated this snapshot to ${displayLocation(place)} and deleted it at `
    + `${displayLocation(directory)}, at ${receipt.deletedAt}`
  const claimMode = claimModeOf(snapshot)
  return {
    dryRun: request.dryRun,
    outcome: request.dryRun ? 'planned' : 'already-there',
    source: formatLocation(directory),
    sourceTakenFrom: request.takenFrom,
    snapshotPath: formatLocation(place),
    savepointPath: formatLocation(place),
    metadataPath: formatLocation(metadataPlace),
    ...kindAndFormatOf(snapshot, directory),
    metadataVersion: snapshot.version,
    flinkVersions: snapshot.flinkVersions,
    claimMode,
    checkpointId: snapshot.checkpointId.toString(),
    filesCopied: 0,
    filesSkipped: files,
    bytesCopied: 0,
    urisRewritten: 0,
    transferMode: transfer.mode,
    ...(request.dryRun && { estimatedRequests: 0, estimatedFiles: 0, estimatedBytes: 0 }),
    durationMs: Math.round(performance.now() - started),
    warnings: [warning],
    orphans: [],
    deleted: 0,
    plan: { files: [] },
  }
}

/**
 * @returns how many files the snapshot has in the target's own place
 *
 * @throws RelocationError naming those that lack
 */
async function presentFiles(
  { directory, snapshot }: ReadSnapshot,
  { home }: Placement,
  target: ObjectStore,
  signal: AbortSignal,
): Promise<number> {
  const wanted = repeatable(function* () {
    for (const { kind, path } of snapshot.references) {
      if (kind === 'directory') continue
      const location = kind === 'relative' ? resolveWithin(directory, path) : parseWrittenLocation(path)
      if (
        location.authority === home.to.authority
        && (location.scheme === 'file') === (target.type === 'file')
      )
        yield location
    }
  })
  const seen = await survey(target, wanted, signal)
  const missing: string[] = []
  let count = 0
  for (const location of wanted) {
    if (seen.has(location)) count++
    else missing.push(`missing: ${displayLocation(location)}`)
  }
  if (missing.length === 0) return count
  throw new RelocationError(
    `the snapshot was relocated to ${displayLocation(directory)} and deleted at the source, but ${countOf(missing.length, 'file')} of it `
      + `${missing.length === 1 ? 'is' : 'are'} missing there now: see who else deletes there`,
    { code: 'missing-files', details: shorten([...new Set(missing)]) },
  )
}

/**
 * What an earlier run that began to delete the source must have left in the target.
 *
 * @throws RelocationError where it is not there: nothing is copied then, and nothing deleted
 */
export function requireRelocated(
  placement: Placement,
  existing: 'none' | 'same' | 'other',
  lacking = 0,
): void {
  if (existing === 'same' && lacking === 0) return
  const { from, to } = placement.snapshot
  throw new RelocationError(
    `an earlier run was stopped while it deleted ${displayLocation(from)} after it had relocated it, but what it must have left at `
      + `${displayLocation(to)} is not there (${existing === 'same' ? countOf(lacking, 'file') : 'another _metadata, or none'}); nothing was deleted: give the same `
      + 'target and options as that run, or see who else writes there',
  )
}
