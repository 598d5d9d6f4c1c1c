import { findArchives, seenAt } from '../../storage/archives.ts'
import { displayLocation, resolveWithin } from '../../location/location.ts'
import { METADATA_NAME } from '../../snapshot/read-snapshot.ts'
import { countOf, formatBytes } from '../../text/quantities.ts'
import { readTargetMetadata, sameBytes } from './look/target-metadata.ts'
import { concurrencyOf } from './copy/copy-files.ts'
import { findWork, totalBytes, type CopyWork } from './look/copy-work.ts'
import { ownersOf } from './look/file-owners.ts'
import { lookOutside } from './look/outside.ts'
import type { OutsideReport } from '../../snapshot/outside/outside-report.ts'
import { placesWritten, requirePresent, type SeenFile } from './look/source-files.ts'
import { settleReplaced } from './copy/replacing.ts'
import { refuseReplacingBesides, shardSentence, splitSentence, takeShard, type ShardReport } from './shard.ts'
import { refuseOneDirectory } from './look/same-place.ts'
import { requireApartForDeletion } from './delete-source/delete-files.ts'
import { requireRelocated } from './delete-source/finish-deletion.ts'
import { fingerprintOf, refuseOtherPlan } from './look/plan-fingerprint.ts'
import { findLeftovers } from './look/leftovers.ts'
import { placesRead } from './plan/file-table.ts'
import { RelocationError } from '../relocation-error.ts'
import { survey, type Survey } from '../../storage/survey.ts'
import type { Listed, Planned } from './plan.ts'
import { endsOf } from './run.ts'

/** What lies in the place of the new `_metadata`: nothing, the very same file, or another snapshot. */
export type Existing = 'none' | 'same' | 'other'

/** What both stores hold of the plan, and what there is to do. */
export interface Looked extends Planned {
  /** What is copied: all files of the plan, or one shard's. */
  readonly files: readonly SeenFile[]
  /** What has to be at the target in the end, files that stay in their place among it. */
  readonly all: readonly SeenFile[]
  readonly existing: Existing
  readonly work: CopyWork
  /** The target as it was before this run. */
  readonly before: Survey
  readonly shard: ShardReport | undefined
  /** Of the whole plan; absent where it is not needed. */
  readonly planFingerprint: string | undefined
  /** What the state points at; absent where it was not looked for. */
  readonly outside: OutsideReport | undefined
  /** How many requests it took to look, and will take to look again. */
  readonly requests: number
}

/**
 * Looks at what the plan needs at both ends. Nothing is copied or replaced; with `delete-source` a probe is
 * written and removed.
 *
 * @throws RelocationError where files are missing, or what is at the target must not be replaced
 */
export async function look(planned: Listed): Promise<Looked> {
  const { run, read, plan } = planned
  const present = await lookAtSource(planned)
  const planFingerprint = bindPlan(planned, [...present.files, ...present.staying])
  await requireTwoPlaces(planned)
  const existing = await findExisting(planned)
  if (run.resumed !== undefined) requireRelocated(plan.placement, existing)
  const { files, shard } = share(planned, present.files)
  const target = await lookAtTarget(planned, files, existing, shard)
  if (run.resumed !== undefined) requireRelocated(plan.placement, existing, target.work.pending.length)
  const { outside, requests } = await lookOutside({
    request: run.request,
    source: run.stores.source,
    read,
    plan,
    seen: present.seen,
    warn: run.warn,
    signal: run.signal,
  })
  return {
    run,
    read,
    plan,
    ...target,
    outside,
    files,
    shard,
    existing,
    planFingerprint,
    all: shard === undefined ? [...files, ...present.staying] : files,
    requests: present.requests + target.before.requests + requests,
  }
}

async function lookAtSource({
  run: {
    stores: { source },
    signal,
  },
  read,
  plan,
  listing,
}: Listed): Promise<{ files: SeenFile[]; staying: SeenFile[]; seen: Survey; requests: number }> {
  const readable = plan.kept.filter(
    (file) =>
      file.from.authority === plan.placement.snapshot.from.authority
      && file.from.scheme !== 'file'
      && source.type === 's3',
  )
  const wanted = [...plan.files, ...plan.staying, ...readable]
  const seen = await survey(source, placesRead(wanted), signal, listing)
  const archives = await findArchives(source, seenAt(placesRead(wanted), seen), signal)
  const present = requirePresent(wanted, seen, archives, ownersOf(read.snapshot))
  return {
    files: present.slice(0, plan.files.length),
    staying: present.slice(plan.files.length, plan.files.length + plan.staying.length),
    seen,
    requests: seen.requests,
  }
}

/** Before anything is written: what is about to be done is what somebody agreed to. */
function bindPlan({ run, read, plan }: Planned, files: readonly SeenFile[]): string | undefined {
  const { request, stores } = run
  const { dryRun, expectPlan } = request
  if (!dryRun && expectPlan === undefined) return undefined
  const fingerprint = fingerprintOf({
    request,
    source: run.resumed?.rest ?? stores.source,
    target: stores.target,
    read,
    plan,
    files,
  })
  if (expectPlan !== undefined) refuseOtherPlan(expectPlan, fingerprint)
  return fingerprint
}

/** Refuses one place under two names before hours of copying, not only when the source is to be deleted. */
async function requireTwoPlaces({ run, plan }: Planned): Promise<void> {
  const {
    request,
    stores: { source, target },
    resumed,
    signal,
  } = run
  if (plan.inPlace) return
  await refuseOneDirectory(endsOf(run, plan.placement))
  if (!request.deleteSource || request.dryRun) return
  await requireApartForDeletion(
    plan,
    resumed?.rest ?? source,
    target,
    'nothing was written or deleted: leave delete-source out, or choose another target',
    signal,
  )
}

async function findExisting({
  run: {
    request,
    stores: { target },
    signal,
  },
  plan,
  emptyTarget,
}: Listed): Promise<Existing> {
  if (emptyTarget !== undefined) return 'none'
  const bytes = await readTargetMetadata(
    target,
    resolveWithin(plan.placement.snapshot.to, METADATA_NAME),
    plan.metadataBytes,
    signal,
  )
  if (bytes === undefined) return 'none'
  if (sameBytes(bytes, plan.metadata)) return 'same'
  if (plan.inPlace || request.overwrite) return 'other'
  throw new RelocationError(
    `another snapshot is at ${displayLocation(plan.placement.snapshot.to)} already; nothing was written: choose another `
      + 'target or target-name, or set overwrite to true to replace it',
  )
}

/** The files that this run copies: all of them, or one shard's. */
function share(
  {
    run: {
      request: { shard, dryRun },
      narrator,
    },
  }: Planned,
  files: readonly SeenFile[],
): { files: readonly SeenFile[]; shard: ShardReport | undefined } {
  if (shard === undefined) return { files, shard }
  const { own, told } = takeShard(files, shard, dryRun)
  narrator.info(shardSentence(told))
  if (told.split !== undefined) narrator.info(splitSentence(told.split))
  return { files: own, shard: told }
}

async function lookAtTarget(
  { run, plan, emptyTarget }: Listed,
  files: readonly SeenFile[],
  existing: Existing,
  shard: ShardReport | undefined,
): Promise<{ work: CopyWork; before: Survey }> {
  const {
    request,
    stores: { source, target, transfer },
    narrator,
    signal,
  } = run
  const { placement } = plan
  const before = await survey(target, placesWritten(files), signal, emptyTarget)
  const work = await settleReplaced(
    await findWork(
      files,
      before,
      transfer,
      existing === 'same',
      concurrencyOf(request.concurrency, transfer),
      signal,
    ),
    { placement, seen: before, source, target, overwrite: request.overwrite },
    signal,
  )
  if (shard !== undefined && existing === 'other') refuseReplacingBesides(work, shard, placement.snapshot.to)
  const leftovers = await findLeftovers(work.pending, target, signal)
  if (leftovers !== undefined) run.warn(leftovers)
  narrator.info(
    `target ${displayLocation(placement.snapshot.to)}: ${countOf(work.pending.length, 'file')} to copy `
      + `(${formatBytes(totalBytes(work.pending))}, ${transfer.mode}), ${work.present.length} there already`
      + (shard === undefined ? `, ${countOf(plan.urisRewritten, 'URI')} to rewrite` : ''),
  )
  return { work, before }
}
