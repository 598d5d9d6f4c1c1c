import { formatLocation, resolveWithin } from '../location/location.ts'
import { METADATA_NAME, type ReadSnapshot } from '../inspection/read-snapshot.ts'
import type { Transfer } from '../storage/object-store.ts'
import { claimModeOf } from './claim-mode.ts'
import { totalBytes } from './copying/copy.ts'
import type { Deleted } from './deletion/delete-source.ts'
import type { Plan } from './planning/plan.ts'
import type { SeenFile } from './copying/presence.ts'
import { countProved } from './proved.ts'
import type { PlannedFile, PlannedFiles, RelocationReport } from './report.ts'
import type { ShardReport } from './copying/shard.ts'

/** What is known of the result so far; becomes the report. */
export class Outcome {
  readonly read: ReadSnapshot
  readonly plan: Plan
  readonly transfer: Transfer
  /** Where the source stood in the text that named it. */
  readonly takenFrom: string | undefined
  /** The shard that this run is about. */
  shard: ShardReport | undefined
  /** Of the whole plan; absent where nobody needs it. */
  planFingerprint: string | undefined
  files: readonly SeenFile[] = []
  copied: readonly SeenFile[] = []
  orphans: readonly string[] = []
  deletion: Deleted | undefined
  alreadyThere = false
  requests = 0
  estimate: { requests: number; files: number; bytes: number; skipped: number } | undefined

  constructor(read: ReadSnapshot, plan: Plan, transfer: Transfer, takenFrom: string | undefined) {
    this.read = read
    this.plan = plan
    this.transfer = transfer
    this.takenFrom = takenFrom
  }

  get #ending(): RelocationReport['outcome'] {
    if (this.estimate !== undefined) return 'planned'
    if (this.shard !== undefined) return 'shard-copied'
    return this.alreadyThere ? 'already-there' : 'relocated'
  }

  /** The report as of now. */
  report(durationMs: number, warnings: readonly string[]): RelocationReport {
    const { plan, estimate } = this
    const { snapshot, directory } = this.read
    const claimMode = claimModeOf(snapshot)
    return {
      dryRun: estimate !== undefined,
      outcome: this.#ending,
      ...(this.shard !== undefined && { shard: this.shard }),
      source: formatLocation(directory),
      ...(this.takenFrom !== undefined && { sourceTakenFrom: this.takenFrom }),
      savepointPath: formatLocation(plan.placement.snapshot.to),
      metadataPath: formatLocation(resolveWithin(plan.placement.snapshot.to, METADATA_NAME)),
      kind: snapshot.kind,
      metadataVersion: snapshot.version,
      flinkVersions: snapshot.flinkVersions,
      ...(claimMode !== undefined && { claimMode }),
      checkpointId: snapshot.checkpointId.toString(),
      filesCopied: this.copied.length,
      filesSkipped: estimate?.skipped ?? this.files.length - this.copied.length,
      bytesCopied: totalBytes(this.copied),
      ...(estimate === undefined && { proved: countProved(this.files) }),
      urisRewritten: this.shard === undefined ? plan.urisRewritten : 0,
      transferMode: this.transfer.mode,
      ...(estimate && { estimatedRequests: estimate.requests, estimatedFiles: estimate.files, estimatedBytes: estimate.bytes }),
      durationMs: Math.round(durationMs),
      warnings,
      orphans: this.orphans,
      deleted: this.deletion?.deleted ?? 0,
      ...(this.deletion && { leftAtSource: { shared: this.deletion.shared, changed: this.deletion.changed.map((one) => formatLocation(one)) } }),
      ...(this.planFingerprint !== undefined && { planFingerprint: this.planFingerprint }),
      plan: { files: new FileTexts(this.files) },
    }
  }
}

/** Made one by one when somebody asks for them: of a million files the texts alone take hundreds of megabytes. */
class FileTexts implements PlannedFiles {
  readonly #files: readonly SeenFile[]

  constructor(files: readonly SeenFile[]) {
    this.#files = files
  }

  get length(): number {
    return this.#files.length
  }

  * [Symbol.iterator](): Generator<PlannedFile, void> {
    for (const { file, sizeBytes } of this.#files) yield { from: formatLocation(file.from), to: formatLocation(file.to), bytes: sizeBytes }
  }

  /** For `JSON.stringify`, which does not go through what is no array. */
  toJSON(): PlannedFile[] {
    return [...this]
  }
}
