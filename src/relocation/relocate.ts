import { displayLocation, resolveWithin } from '../location/location.ts'
import { METADATA_NAME, type ReadSnapshot } from '../inspection/read-snapshot.ts'
import type { ObjectInfo } from '../storage/object-store.ts'
import type { S3Tuning } from '../storage/open-store.ts'
import { countOf, formatBytes } from '../text/quantities.ts'
import { listClaimed } from './claimed-savepoints.ts'
import { commitMetadata, keepFormerMetadata, readTargetMetadata, sameBytes } from './commit.ts'
import { concurrencyOf, copyFiles, findWork, totalBytes, type CopyWork } from './copying/copy.ts'
import { describeOnePlace, refuseOneDirectory, refuseOverwritingItself, type Ends } from './deletion/apart.ts'
import { deleteSource, describeShared, notTheSame, refuseChanged, requireApartForDeletion } from './deletion/delete-source.ts'
import type { HealedSource } from './deletion/healed-source.ts'
import { ContentProof } from './deletion/prove.ts'
import { readSource, requireRelocated } from './deletion/resume.ts'
import { filesExpectedIn } from './survey/expected-files.ts'
import { placesRead } from './planning/file-table.ts'
import { earlierJobCandidates, findFormerHomes, formerCandidates, givenFormerHome, movesByRules } from './planning/former-home.ts'
import { fingerprintOf, refuseOtherPlan } from './fingerprint.ts'
import { FORMER_METADATA } from './internal-names.ts'
import { findLeftovers } from './leftovers.ts'
import { prepareLocalTarget } from './local-target.ts'
import { mendFiles } from './mend.ts'
import type { Narrator } from './narrator.ts'
import { findOrphans } from './orphans.ts'
import { leaveNoMixture, requireOwn, requireStillOwn, type Stamps } from './one-writer.ts'
import { Outcome } from './outcome.ts'
import { placeSnapshot, refuseFlinksOwn, refuseNested, refuseTwiceNamed, type Move, type Placement } from './planning/placement.ts'
import { planRelocation, type Plan } from './planning/plan.ts'
import { runBoth } from '../storage/pool.ts'
import { placesWritten, requirePresent, type SeenFile } from './copying/presence.ts'
import { settleReplaced } from './copying/replacing.ts'
import { RelocationError } from './relocation-error.ts'
import type { RelocationReport } from './report.ts'
import type { RelocationRequest } from './request.ts'
import { refuseReplacingBesides, refuseShardInPlace, shardSentence, splitSentence, takeShard } from './copying/shard.ts'
import { openStores, type Stores } from './stores.ts'
import { ObjectTable } from './survey/object-table.ts'
import { listAll, listIfEmpty, survey, type Listing } from './survey/survey.ts'
import { refuseOtherJobs } from './neighbours/same-job.ts'
import { refuseSnapshotDirectory } from './neighbours/snapshot-directory.ts'
import { verifyFiles, type Verified } from './verify.ts'

/** What a relocation needs from whoever runs it. */
export interface RelocationContext {
  readonly narrator: Narrator
  /** Stops the run at once: own multipart uploads are aborted and nothing that looks like a snapshot is left. */
  readonly signal: AbortSignal
  /**
   * With `delete-source`: told the report when the snapshot is committed and nothing is deleted yet, to bring into safety what
   * the user needs. When it fails, nothing is deleted.
   */
  readonly onCommitted?: (report: RelocationReport) => Promise<void>
  /** Times and sizes of the S3 stores, for tests. */
  readonly tuning?: S3Tuning
}

/**
 * Relocates a snapshot: locate, read, plan, copy, verify, commit. Data goes first and `_metadata` last, so that a run
 * that ends early leaves nothing that Flink could take for a snapshot, and the next run continues object by object.
 *
 * With `shard` it copies and proves one part of the files and does not commit; the run without `shard` finds all present.
 *
 * @returns what was done; with `dryRun` what would be done, and nothing is written.
 * @throws RelocationError, StorageError, MetadataFormatError or LocationError with a sentence for people; the signal's
 *   reason when it was aborted.
 */
export async function relocate(request: RelocationRequest, context: RelocationContext): Promise<RelocationReport> {
  const warnings: string[] = []
  const warn = (text: string): void => {
    warnings.push(text)
    context.narrator.warning(text)
  }
  const stores = await openStores(request, warn, context.narrator, context.tuning)
  try {
    return await new Relocation(request, stores, { ...context, warn, warnings }).run()
  } finally {
    stores.source.close()
    stores.target.close()
  }
}

/** One run; its methods are the phases in the order in which they happen. */
class Relocation {
  readonly #request: RelocationRequest
  #stores: Stores
  readonly #narrator: Narrator
  readonly #signal: AbortSignal
  readonly #warn: (text: string) => void
  readonly #warnings: readonly string[]
  readonly #onCommitted: RelocationContext['onCommitted']
  /** The source, where an earlier run had begun to delete it. */
  #resumed: HealedSource | undefined
  readonly #started = performance.now()
  #listing: Listing | undefined
  /** The listing of the snapshot's directory in the target, where nothing was in it. */
  #emptyTarget: Listing | undefined
  #stamps: Stamps = { written: new ObjectTable(), lastWrittenMs: 0, before: { get: () => undefined } }

  constructor(
    request: RelocationRequest, stores: Stores,
    context: RelocationContext & { warn: (text: string) => void; warnings: readonly string[] },
  ) {
    this.#request = request
    this.#stores = stores
    this.#narrator = context.narrator
    this.#signal = context.signal
    this.#warn = context.warn
    this.#warnings = context.warnings
    this.#onCommitted = context.onCommitted
  }

  async run(): Promise<RelocationReport> {
    const signal = this.#signal
    this.#narrator.phase('Plan')
    const begun = await readSource(this.#request, this.#stores, signal)
    if (begun.kind === 'finished') return this.#finished(begun.report)
    if (begun.kind === 'resumed') this.#resume(begun.source)
    const { read } = begun
    const { source, target, transfer } = this.#stores
    const proof = new ContentProof({ source, target, transfer })
    const plan = await this.#plan(read)
    const outcome = new Outcome(read, plan, this.#stores.transfer, this.#request.takenFrom)
    await refuseOtherJobs(plan, read, this.#stores, signal)
    const { files, staying } = await this.#present(plan, outcome)
    this.#bindPlan(outcome, [...files, ...staying])
    await this.#requireApart(plan)
    const existing = await this.#existing(plan)
    if (this.#resumed !== undefined) requireRelocated(plan.placement, existing)
    outcome.files = this.#share(files, outcome)
    let work = await this.#work(outcome.files, existing, outcome)
    if (this.#resumed !== undefined) requireRelocated(plan.placement, existing, work.pending.length)
    if (this.#request.dryRun) return this.#report(this.#estimate(outcome, work))
    if (existing === 'other' && !plan.inPlace && outcome.shard === undefined) await refuseOverwritingItself(this.#ends(plan), read.bytes, signal)
    if (this.#request.deleteSource) work = await this.#provePresent(work, proof)
    await this.#prepare(plan, work, existing, outcome)
    if (existing === 'other' && outcome.shard === undefined) await this.#makeWay(plan, work, outcome)
    try {
      const all = outcome.shard === undefined ? [...files, ...staying] : outcome.files
      const verified = await this.#copy(work, all, outcome)
      if (outcome.shard !== undefined) return this.#report(outcome)

      this.#narrator.phase('Commit')
      await this.#commit(read, plan, existing, verified, outcome)
      if (existing !== 'same' || outcome.copied.length > 0) await requireStillOwn(all, this.#stamps, plan, this.#stores, signal)
    } catch (error) {
      const left = outcome.shard === undefined
        ? await leaveNoMixture(error, plan, read.snapshot, this.#stamps, this.#stores.target, signal) : undefined
      if (left !== undefined) this.#warn(left)
      throw error
    }
    if (this.#request.deleteSource) await this.#deleteSource(read, plan, [...files, ...staying], proof, outcome)
    return this.#report(outcome)
  }

  async #copy(work: CopyWork, all: readonly SeenFile[], outcome: Outcome): Promise<Verified> {
    const { source, target, transfer } = this.#stores
    const { concurrency, overwrite, verify } = this.#request
    const onWritten = (written: ObjectInfo): void => {
      this.#stamps.written.add(written)
      this.#stamps.lastWrittenMs = Date.now()
    }
    this.#narrator.phase('Copy')
    await copyFiles(work, transfer, concurrency, this.#narrator, this.#signal, onWritten)
    outcome.copied = work.pending

    this.#narrator.phase('Verify')
    const mending = { transfer, target, concurrency, narrator: this.#narrator, own: work.pending, overwrite, onWritten }
    const verified = await verifyFiles(all, source, target, verify, this.#narrator, (wrong, compare) => (
      mendFiles(wrong, compare, mending, this.#signal)), this.#signal)
    await requireOwn(all, this.#stamps, verified, this.#stores, this.#signal)
    this.#narrator.info(`${countOf(verified.count, 'file')} in the target, each with the size of its source`
      + (verify === 'strict' ? ' and the same SHA-256' : ''))
    return verified
  }

  async #plan(read: ReadSnapshot): Promise<Plan> {
    const { oneStore, to } = this.#stores
    const { snapshot, directory } = read
    this.#narrator.info(
      `source ${displayLocation(directory)}: ${snapshot.kind === 'unknown' ? 'snapshot' : snapshot.kind}, checkpoint `
      + `${snapshot.checkpointId}, metadata version ${snapshot.version} (Flink ${snapshot.flinkVersions})`,
    )
    const { targetName } = this.#request
    const placement = placeSnapshot(directory, to, targetName)
    refuseFlinksOwn(placement, to, targetName)
    if (oneStore) refuseNested(placement)
    refuseTwiceNamed(placement, to, targetName)
    const expected = filesExpectedIn(directory, snapshot)
    const { source, target } = this.#stores
    // Of a target where nothing is yet that is all there is to know, and no time passes until it is known.
    const [objects, [emptyTarget]] = await runBoth(
      this.#signal,
      (signal) => listAll(source, directory, signal, expected),
      (signal) => runBoth(
        signal,
        (both) => listIfEmpty(target, placement.snapshot.to, resolveWithin(placement.snapshot.to, METADATA_NAME), both),
        (both) => refuseSnapshotDirectory(target, to, placement, both),
      ),
    )
    const listing = { directory, objects }
    this.#listing = listing
    this.#emptyTarget = emptyTarget
    const formerHomes = await this.#formerHomes(read, placement, listing)
    const claimed = await listClaimed(this.#request.claimedSavepoints, this.#stores.from, this.#stores.source, this.#signal)
    const plan = planRelocation(read.bytes, snapshot, placement, listing.objects, {
      pathMap: this.#request.pathMap, externalFiles: this.#request.externalFiles, formerHomes, oneStore,
      claimed, references: this.#request.references, unrelocatableState: this.#request.unrelocatableState,
    })
    for (const warning of plan.warnings) this.#warn(warning)
    if (plan.inPlace && this.#request.shard !== undefined) refuseShardInPlace(plan.placement.snapshot.to)
    if (plan.inPlace) this.#refuseIdleInPlace(plan, listing)
    return plan
  }

  async #formerHomes(read: ReadSnapshot, placement: Placement, listing: Listing): Promise<Move[]> {
    const byRules = movesByRules(this.#request.movedRules ?? [], read.snapshot)
    const own = this.#request.movedFrom === undefined
      ? await this.#findFormerHomes(read, placement, listing, byRules)
      : givenFormerHome(this.#request.movedFrom, read.snapshot, placement)
    const earlier: Move[] = []
    for (const candidate of earlierJobCandidates(read.snapshot, placement, own)) {
      const objects = await listAll(this.#stores.source, candidate.move.to, this.#signal)
      earlier.push(...findFormerHomes([candidate], objects))
    }
    for (const move of this.#request.movedFrom === undefined ? [...own, ...earlier] : earlier) {
      this.#narrator.info(
        `the files were moved before: what _metadata places in ${displayLocation(move.from)} is read from `
        + `${displayLocation(move.to)}, where each of them lies with the right size`,
      )
    }
    return [...byRules, ...own, ...earlier]
  }

  async #findFormerHomes(read: ReadSnapshot, placement: Placement, listing: Listing, byRules: readonly Move[]): Promise<Move[]> {
    // A checkpoint's other files lie in the job directory; listing it is only worth while when something could be found.
    const candidates = formerCandidates(read.snapshot, placement, byRules)
    if (candidates.length === 0) return []
    const objects = placement.shape === 'savepoint'
      ? listing.objects
      : await listAll(this.#stores.source, placement.home.from, this.#signal)
    return findFormerHomes(candidates, objects)
  }

  #refuseIdleInPlace(plan: Plan, listing: Listing): void {
    const place = displayLocation(plan.placement.snapshot.from)
    if (this.#request.deleteSource) {
      throw new RelocationError(`delete-source: source and target are both ${place}; it would delete the result itself`)
    }
    const before = listing.objects.has(resolveWithin(listing.directory, FORMER_METADATA))
    if (plan.urisRewritten > 0 || before) return
    throw new RelocationError(
      `source and target are the same place, ${place}, and nothing in _metadata has to change: choose another target`,
    )
  }

  /** What lies in the place of the new `_metadata`: nothing, the very same file, or another snapshot. */
  async #existing(plan: Plan): Promise<'none' | 'same' | 'other'> {
    if (this.#emptyTarget !== undefined) return 'none'
    const location = resolveWithin(plan.placement.snapshot.to, METADATA_NAME)
    const bytes = await readTargetMetadata(this.#stores.target, location, plan.metadataBytes, this.#signal)
    if (bytes === undefined) return 'none'
    if (sameBytes(bytes, plan.metadata)) return 'same'
    if (plan.inPlace || this.#request.overwrite) return 'other'
    throw new RelocationError(
      `another snapshot is at ${displayLocation(plan.placement.snapshot.to)} already; nothing was written: choose another `
      + 'target or target-name, or set overwrite to true to replace it',
    )
  }

  async #present(plan: Plan, outcome: Outcome): Promise<{ files: SeenFile[]; staying: SeenFile[] }> {
    const { source } = this.#stores
    const readable = plan.kept.filter((file) => file.from.authority === plan.placement.snapshot.from.authority
      && file.from.scheme !== 'file' && source.type === 's3')
    const wanted = [...plan.files, ...plan.staying, ...readable]
    const seen = await survey(source, placesRead(wanted), this.#signal, this.#listing)
    this.#listing = undefined
    const present = requirePresent(wanted, seen)
    outcome.requests += seen.requests
    return {
      files: present.slice(0, plan.files.length),
      staying: present.slice(plan.files.length, plan.files.length + plan.staying.length),
    }
  }

  /** Before anything is written: what is about to be done is what somebody agreed to. */
  #bindPlan(outcome: Outcome, files: readonly SeenFile[]): void {
    const { dryRun, expectPlan } = this.#request
    if (!dryRun && expectPlan === undefined) return
    outcome.planFingerprint = fingerprintOf({ request: this.#request, read: outcome.read, plan: outcome.plan, files })
    if (expectPlan !== undefined) refuseOtherPlan(expectPlan, outcome.planFingerprint)
  }

  /** The files that this run copies: all of them, or one shard's. */
  #share(files: readonly SeenFile[], outcome: Outcome): readonly SeenFile[] {
    const { shard, dryRun } = this.#request
    if (shard === undefined) return files
    const { own, told } = takeShard(files, shard, dryRun)
    outcome.shard = told
    this.#narrator.info(shardSentence(told))
    if (told.split !== undefined) this.#narrator.info(splitSentence(told.split))
    return own
  }

  async #work(files: readonly SeenFile[], existing: 'none' | 'same' | 'other', outcome: Outcome): Promise<CopyWork> {
    const { target, transfer } = this.#stores
    const seen = await survey(target, placesWritten(files), this.#signal, this.#emptyTarget)
    outcome.requests += seen.requests
    this.#stamps = { ...this.#stamps, before: seen }
    const concurrency = concurrencyOf(this.#request.concurrency, transfer)
    const work = await settleReplaced(
      await findWork(files, seen, transfer, existing === 'same', concurrency, this.#signal),
      { placement: outcome.plan.placement, seen, source: this.#stores.source, target, overwrite: this.#request.overwrite }, this.#signal,
    )
    if (outcome.shard !== undefined && existing === 'other') {
      refuseReplacingBesides(work, outcome.shard, outcome.plan.placement.snapshot.to)
    }
    const leftovers = await findLeftovers(work.pending, target, this.#signal)
    if (leftovers !== undefined) this.#warn(leftovers)
    const { plan } = outcome
    this.#narrator.info(
      `target ${displayLocation(plan.placement.snapshot.to)}: ${countOf(work.pending.length, 'file')} to copy `
      + `(${formatBytes(totalBytes(work.pending))}, ${transfer.mode}), ${work.present.length} there already`
      + (outcome.shard === undefined ? `, ${countOf(plan.urisRewritten, 'URI')} to rewrite` : ''),
    )
    return work
  }

  async #prepare(plan: Plan, work: CopyWork, existing: 'none' | 'same' | 'other', outcome: Outcome): Promise<void> {
    const isShard = outcome.shard !== undefined
    const metadata = isShard || existing === 'same' ? undefined : resolveWithin(plan.placement.snapshot.to, METADATA_NAME)
    const writes = { work, metadata, replaces: existing === 'other', isShard }
    for (const sentence of await prepareLocalTarget(this.#stores.target, writes, this.#signal)) this.#warn(sentence)
  }

  /** An existing snapshot must not be left complete while files of it get other content. */
  async #makeWay(plan: Plan, work: CopyWork, outcome: Outcome): Promise<void> {
    const { target } = this.#stores
    if (!plan.inPlace) {
      outcome.orphans = await findOrphans(plan, target, this.#signal)
      if (outcome.orphans.length > 0) {
        this.#warn(`${countOf(outcome.orphans.length, 'file')} of the replaced snapshot ${outcome.orphans.length === 1 ? 'is' : 'are'} `
          + 'referred to by nothing now and not deleted: the report lists them')
      }
    }
    if (work.replaced.length > 0) {
      this.#narrator.info('files of the existing snapshot get other content: its _metadata is deleted first')
      await target.remove([resolveWithin(plan.placement.snapshot.to, METADATA_NAME)], { signal: this.#signal })
    }
  }

  async #commit(
    read: ReadSnapshot, plan: Plan, existing: 'none' | 'same' | 'other', verified: Verified, outcome: Outcome,
  ): Promise<void> {
    const { target } = this.#stores
    const signal = this.#signal
    const location = displayLocation(resolveWithin(plan.placement.snapshot.to, METADATA_NAME))
    if (existing === 'same') {
      outcome.alreadyThere = outcome.copied.length === 0
      const onePlace = this.#request.deleteSource || plan.inPlace ? undefined : await describeOnePlace(this.#ends(plan), signal)
      if (onePlace !== undefined) this.#warn(onePlace)
      this.#narrator.info(`${location} is already there, byte for byte the one that would be written`)
      return
    }
    if (plan.inPlace) {
      const kept = await keepFormerMetadata(target, plan.placement.snapshot.to, read.bytes, signal)
      this.#narrator.info(`the former _metadata is kept as ${displayLocation(kept)}`)
    }
    const committed = await commitMetadata(plan, target, verified, existing === 'other' || this.#request.overwrite, signal)
    if (committed.alreadyThere) this.#narrator.info(`another run wrote the same ${location} first`)
    else this.#narrator.info(`${location} written and read back, ${countOf(plan.urisRewritten, 'URI')} rewritten`)
    if (!committed.conditionHonoured) {
      this.#warn('the target store ignores conditional writes: two relocations to one target at the same moment would not '
        + 'notice each other')
    }
  }

  #finished(report: RelocationReport): RelocationReport {
    for (const warning of report.warnings) this.#warn(warning)
    return report
  }

  /** From now on the source is as it was before an earlier run began to delete it. */
  #resume(source: HealedSource): void {
    this.#resumed = source
    this.#stores = { ...this.#stores, source, transfer: source.trusting(this.#stores.transfer) }
    this.#narrator.info('an earlier run was stopped while it deleted the source, and this one goes on with that')
  }

  #ends({ placement }: Plan): Ends {
    return { source: this.#stores.source, target: this.#stores.target, placement }
  }

  /** What can be known before hours of copying is told before. */
  async #requireApart(plan: Plan): Promise<void> {
    const { source, target } = this.#stores
    if (plan.inPlace) return
    await refuseOneDirectory(this.#ends(plan))
    if (!this.#request.deleteSource || this.#request.dryRun) return
    await requireApartForDeletion(plan, this.#resumed?.rest ?? source, target, 'nothing was written or deleted: leave delete-source out, or choose another target', this.#signal)
  }

  /** With `delete-source` what an earlier run, or somebody else, left in the target is proved by content as well. */
  async #provePresent(work: CopyWork, proof: ContentProof): Promise<CopyWork> {
    const seen = await survey(this.#stores.target, placesWritten(work.present), this.#signal)
    const isGone = ({ file }: SeenFile): boolean => this.#resumed?.isGone(file.from) === true
    const differences = await proof.differences(work.present, ({ file }) => seen.get(file.to), isGone, this.#signal)
    if (differences.length === 0) return work
    if (!this.#request.overwrite || this.#resumed !== undefined) {
      throw notTheSame(differences, 'nothing was written or deleted: set overwrite to true to have them copied again')
    }
    const wrong = new Set(differences.map(({ file }) => file))
    return {
      pending: [...work.pending, ...wrong], present: work.present.filter((file) => !wrong.has(file)),
      replaced: [...work.replaced, ...[...wrong].map(({ file }) => file.to)],
    }
  }

  /** When everybody has what is needed to start the job: see {@link RelocationContext.onCommitted}. */
  async #deleteSource(read: ReadSnapshot, plan: Plan, files: readonly SeenFile[], proof: ContentProof, outcome: Outcome): Promise<void> {
    const { source, target } = this.#stores
    try {
      await this.#onCommitted?.(this.#report(outcome))
      const copied = new Set(outcome.copied)
      const deletion = await deleteSource({
        plan, read, files, proof, target, source: this.#resumed?.rest ?? source, signal: this.#signal,
        isProved: (file) => (copied.has(file) && file.proof !== 'size') || this.#resumed?.isGone(file.file.from) === true,
        ...(this.#resumed && { resumed: this.#resumed }),
      })
      outcome.deletion = deletion
      this.#narrator.info(`${countOf(deletion.deleted, 'file')} deleted at the source`)
      const left = describeShared(deletion)
      if (left !== undefined) this.#warn(left)
    } catch (error) {
      this.#narrator.warning(`the snapshot is at ${displayLocation(plan.placement.snapshot.to)}; its source was not deleted, or not all of it: run again `
        + 'with delete-source and the same target to do that')
      throw error
    }
    refuseChanged(outcome.deletion)
  }

  #estimate(outcome: Outcome, work: CopyWork): Outcome {
    const { transfer } = this.#stores
    // Seen again by the verification, then `_metadata`, which no shard writes: two conditional writes and one read.
    const rest = outcome.requests + (outcome.shard === undefined ? 3 : 0)
    outcome.estimate = {
      requests: work.pending.reduce((sum, { sizeBytes }) => sum + transfer.requestsFor(sizeBytes), rest),
      files: work.pending.length,
      bytes: totalBytes(work.pending),
      skipped: work.present.length,
    }
    const cost = transfer.mode === 'local' ? '' : ` with about ${countOf(outcome.estimate.requests, 'request')} to S3`
    this.#narrator.info(`a run would copy ${formatBytes(outcome.estimate.bytes)} (${transfer.mode})${cost}; nothing was written`)
    return outcome
  }

  #report(outcome: Outcome): RelocationReport {
    return outcome.report(performance.now() - this.#started, this.#warnings)
  }
}
