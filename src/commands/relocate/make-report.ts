import { formatLocation, resolveWithin } from '../../location/location.ts'
import { METADATA_NAME } from '../../snapshot/read-snapshot.ts'
import { claimModeOf } from '../../snapshot/claim-mode.ts'
import { kindAndFormatOf } from '../../snapshot/kind.ts'
import { totalBytes } from './look/copy-work.ts'
import type { SeenFile } from './look/source-files.ts'
import type { Deleted } from './delete-source/delete-files.ts'
import type { Looked } from './look.ts'
import type { PlannedFile, PlannedFiles, ProvedCounts, RelocationReport } from './report.ts'

/** What a report says beside what was looked at. */
export interface Ending {
  readonly outcome: RelocationReport['outcome']
  readonly orphans?: readonly string[]
  readonly deleted?: Deleted
}

/** What became of a run that was not a dry one: a shard is copied, a snapshot relocated or found there. */
export function endingOf({ shard, existing, work }: Looked): RelocationReport['outcome'] {
  if (shard !== undefined) return 'shard-copied'
  return existing === 'same' && work.pending.length === 0 ? 'already-there' : 'relocated'
}

/** The report as of now; of a dry run with what a run would take. */
export function reportOf(looked: Looked, { outcome, orphans = [], deleted }: Ending): RelocationReport {
  const {
    run,
    read: { snapshot, directory },
    plan,
    files,
    work,
    shard,
    outside,
    planFingerprint,
  } = looked
  const dryRun = outcome === 'planned'
  const copied = dryRun ? [] : work.pending
  const claimMode = claimModeOf(snapshot)
  const { takenFrom } = run.request
  const snapshotPath = formatLocation(plan.placement.snapshot.to)
  return {
    dryRun,
    outcome,
    shard,
    source: formatLocation(directory),
    sourceTakenFrom: takenFrom,
    snapshotPath,
    savepointPath: snapshotPath,
    metadataPath: formatLocation(resolveWithin(plan.placement.snapshot.to, METADATA_NAME)),
    ...kindAndFormatOf(snapshot, directory),
    metadataVersion: snapshot.version,
    flinkVersions: snapshot.flinkVersions,
    claimMode,
    checkpointId: snapshot.checkpointId.toString(),
    filesCopied: copied.length,
    filesSkipped: dryRun ? work.present.length : files.length - copied.length,
    bytesCopied: totalBytes(copied),
    proved: dryRun ? undefined : countProved(files),
    urisRewritten: shard === undefined ? plan.urisRewritten : 0,
    transferMode: run.stores.transfer.mode,
    ...(dryRun && estimateOf(looked)),
    durationMs: Math.round(performance.now() - run.startedMs),
    warnings: run.warnings,
    outside,
    orphans,
    deleted: deleted?.deleted ?? 0,
    leftAtSource: deleted && {
      shared: deleted.shared,
      changed: deleted.changed.map((one) => formatLocation(one)),
    },
    planFingerprint,
    plan: { files: new FileTexts(files) },
  }
}

/** What a run would copy, with how many requests. */
export function estimateOf({
  run: {
    stores: { transfer },
  },
  work: { pending },
  shard,
  requests,
}: Looked): Required<Pick<RelocationReport, 'estimatedRequests' | 'estimatedFiles' | 'estimatedBytes'>> {
  // Seen again by the verification, then `_metadata`, which no shard writes: two conditional writes and one
  // read.
  const rest = requests + (shard === undefined ? 3 : 0)
  return {
    estimatedRequests: pending.reduce((sum, { sizeBytes }) => sum + transfer.requestsFor(sizeBytes), rest),
    estimatedFiles: pending.length,
    estimatedBytes: totalBytes(pending),
  }
}

/**
 * Made one by one when somebody asks for them: of a million files the texts alone take hundreds of
 * megabytes.
 */
class FileTexts implements PlannedFiles {
  readonly #files: readonly SeenFile[]

  constructor(files: readonly SeenFile[]) {
    this.#files = files
  }

  get length(): number {
    return this.#files.length
  }

  *[Symbol.iterator](): Generator<PlannedFile, void> {
    for (const { file, sizeBytes } of this.#files)
      yield { from: formatLocation(file.from), to: formatLocation(file.to), bytes: sizeBytes }
  }

  /** For `JSON.stringify`, which does not go through what is no array. */
  toJSON(): PlannedFile[] {
    return [...this]
  }
}

/**
 * Counts the files by what proves that the target has their content. Those of which nothing is known had
 * their size compared.
 */
function countProved(files: Iterable<SeenFile>): ProvedCounts {
  const counts = { etag: 0, checksum: 0, bytes: 0, size: 0 }
  for (const { proof = 'size' } of files) counts[proof]++
  const { size, ...proved } = counts
  return { ...proved, sizeOnly: size }
}
