import type { S3Tuning } from '../../storage/open-store.ts'
import { countOf, formatBytes } from '../../text/quantities.ts'
import { ContentProof } from './delete-source/content-proof.ts'
import { readSource } from './delete-source/finish-deletion.ts'
import type { Narrator } from './narrator.ts'
import { endingOf, estimateOf, reportOf } from './make-report.ts'
import { copyAndCommit } from './commit.ts'
import { prepare } from './copy.ts'
import { deleteAfterCommit } from './delete-source.ts'
import { look, type Looked } from './look.ts'
import { planRun } from './plan.ts'
import type { Run, Started } from './run.ts'
import type { RelocationReport } from './report.ts'
import type { RelocationRequest } from './request.ts'
import { openStores } from './stores.ts'

/** What a relocation needs from its caller. */
export interface RelocationContext {
  readonly narrator: Narrator
  /**
   * Stops the run at once: own multipart uploads are aborted and nothing that looks like a snapshot is
   * left.
   */
  readonly signal: AbortSignal
  /**
   * With `delete-source`: told the report when the snapshot is committed and nothing is deleted yet, to
   * bring into safety what the user needs. When it fails, nothing is deleted.
   */
  readonly onCommitted?: (report: RelocationReport) => Promise<void>
  /** Times and sizes of the S3 stores, for tests. */
  readonly tuning?: S3Tuning
}

/**
 * Relocates a snapshot: locate, read, plan, copy, verify, commit. Data goes first and `_metadata` last, so
 * that a run that ends early leaves nothing that Flink could take for a snapshot, and the next run
 * continues object by object.
 *
 * With `shard` it copies and proves one part of the files and does not commit; the run without `shard`
 * finds all present.
 *
 * @returns what was done; with `dryRun` what would be done, and nothing is written.
 * @throws RelocationError, StorageError, MetadataFormatError or LocationError with a sentence for people;
 * the signal's
 *   reason when it was aborted.
 */
export async function relocate(
  request: RelocationRequest,
  context: RelocationContext,
): Promise<RelocationReport> {
  const warnings: string[] = []
  const warn = (text: string): void => {
    warnings.push(text)
    context.narrator.warning(text)
  }
  const { narrator, signal, onCommitted } = context
  const stores = await openStores(request, warn, narrator, context.tuning)
  const run = { request, stores, narrator, signal, warn, warnings, startedMs: performance.now(), onCommitted }
  try {
    return await relocateWith(run)
  } finally {
    stores.source.close()
    stores.target.close()
  }
}

/** The phases in the order in which they happen; each is given what the one before it found. */
async function relocateWith(run: Run): Promise<RelocationReport> {
  run.narrator.phase('Plan')
  const started = await start(run)
  if ('finished' in started) return started.finished
  const looked = await look(await planRun(started))
  if (run.request.dryRun) return dryReport(looked)
  const { source, target, transfer } = started.run.stores
  const proof = new ContentProof({ source, target, transfer })
  const prepared = await prepare(looked, proof)
  await copyAndCommit(prepared)
  const ending = { outcome: endingOf(prepared), orphans: prepared.orphans }
  if (!run.request.deleteSource || prepared.shard !== undefined) return reportOf(prepared, ending)
  const deleted = await deleteAfterCommit(prepared, proof, reportOf(prepared, ending))
  return reportOf(prepared, { ...ending, deleted })
}

/**
 * Reads the source, or finds that an earlier run with `delete-source` has begun to take it away, or has
 * done it all.
 */
async function start(run: Run): Promise<Started | { readonly finished: RelocationReport }> {
  const begun = await readSource(run.request, run.stores, run.signal)
  if (begun.kind === 'finished') {
    for (const warning of begun.report.warnings) run.warn(warning)
    return { finished: begun.report }
  }
  if (begun.kind === 'fresh') return { run, read: begun.read }
  run.narrator.info('an earlier run was stopped while it deleted the source, and this one goes on with that')
  // From now on the source is as it was before that run began.
  const { read, source } = begun
  return {
    read,
    run: {
      ...run,
      resumed: source,
      stores: { ...run.stores, source, transfer: source.trusting(run.stores.transfer) },
    },
  }
}

function dryReport(looked: Looked): RelocationReport {
  const {
    narrator,
    stores: { transfer },
  } = looked.run
  const { estimatedBytes, estimatedRequests } = estimateOf(looked)
  const cost = transfer.mode === 'local' ? '' : ` with about ${countOf(estimatedRequests, 'request')} to S3`
  narrator.info(
    `a run would copy ${formatBytes(estimatedBytes)} (${transfer.mode})${cost}; nothing was written`,
  )
  return reportOf(looked, { outcome: 'planned' })
}
