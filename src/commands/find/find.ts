import { checkFiles, problemText } from '../../snapshot/check-files.ts'
import { kindAndFormatOf } from '../../snapshot/kind.ts'
import {
  METADATA_NAME,
  readSnapshot,
  SnapshotReadError,
  type ReadSnapshot,
} from '../../snapshot/read-snapshot.ts'
import { displayLocation, formatLocation, nameOf, resolveWithin } from '../../location/location.ts'
import { claimModeOf } from '../../snapshot/claim-mode.ts'
import { RECEIPT } from '../../snapshot/internal-names.ts'
import { runPool } from '../../storage/pool.ts'
import type { ObjectInfo, ObjectStore } from '../../storage/object-store.ts'
import { openStore } from '../../storage/open-store.ts'
import { countOf, formatDuration, shorten } from '../../text/quantities.ts'
import {
  type FoundSnapshot,
  type ListedSnapshot,
  type ListedState,
  type SearchContext,
  SearchError,
  type SearchReport,
  type SearchRequest,
} from './request.ts'
import { lookAt, SEARCH_CONCURRENCY, walk, type Candidate } from './walk.ts'

/**
 * Finds the newest complete snapshot: by checkpoint number within a job, by the time of `_metadata` across
 * jobs and savepoints. What vanishes between listing and reading, cannot be read, or lacks files where they
 * are asked for, gives way to the next older one. Reads only.
 *
 * @throws SearchError where there is none, or the newest is too old, with what was seen
 * @throws StorageError where the store fails
 */
export async function findSnapshot(request: SearchRequest, context: SearchContext): Promise<SearchReport> {
  const warnings: string[] = []
  const warn = (text: string): void => {
    warnings.push(text)
    context.onWarning(text)
  }
  const store = await openStore(request.directory, 'source', request.s3, undefined, {
    oneSided: true,
    onWarning: warn,
    tuning: context.tuning,
  })
  try {
    return await new Search(store, request, context, warn).run(warnings)
  } finally {
    store.close()
  }
}

/** A candidate and what has become known of it. */
interface Seen {
  readonly candidate: Candidate
  readonly metadata: ObjectInfo | 'none'
  problem?: string
  read?: ReadSnapshot
  /** Its files in other places, `undefined` as long as no file was looked for. */
  notChecked?: number
}

/** The candidates of a job, or a single savepoint: newest first, looked at as far as `seen` goes. */
interface Queue {
  readonly rest: Candidate[]
  readonly seen: Seen[]
}

class Search {
  readonly #store: ObjectStore
  readonly #request: SearchRequest
  readonly #signal: AbortSignal
  readonly #nowMs: number
  readonly #warn: (text: string) => void
  readonly #all: Seen[] = []
  #unlooked = 0

  constructor(
    store: ObjectStore,
    request: SearchRequest,
    context: SearchContext,
    warn: (text: string) => void,
  ) {
    this.#store = store
    this.#request = request
    this.#signal = context.signal
    this.#nowMs = context.nowMs ?? Date.now()
    this.#warn = warn
  }

  async run(warnings: readonly string[]): Promise<SearchReport> {
    const { jobs, savepoints } = await walk(this.#store, this.#request, this.#signal)
    const queues = [...jobs, ...savepoints.map((one) => [one])].map((rest): Queue => ({
      rest: [...rest],
      seen: [],
    }))
    await runPool(queues, { concurrency: SEARCH_CONCURRENCY }, this.#signal, (queue, signal) =>
      this.#look(queue, signal),
    )
    const chosen = await this.#choose(queues)
    this.#unlooked = queues.reduce((sum, { rest }) => sum + rest.length, 0)
    if (chosen === undefined) throw this.#nothing()
    const found = this.#describe(chosen)
    this.#refuseOld(found)
    const directory = formatLocation(this.#request.directory)
    return {
      directory,
      found,
      snapshots: this.#listing().slice(0, this.#request.mostListed),
      seen: this.#all.length + this.#unlooked,
      unfinished: this.#all.filter(({ metadata }) => metadata === 'none').length,
      warnings,
    }
  }

  /** Looks at a job's checkpoints, newest first, until one has a `_metadata` and the listing has enough. */
  async #look(queue: Queue, signal: AbortSignal): Promise<void> {
    let looked = 0
    while (queue.rest.length > 0 && (queue.seen.length === 0 || looked < this.#request.mostListed)) {
      const candidate = queue.rest.shift() as Candidate
      const seen: Seen = { candidate, metadata: await lookAt(this.#store, candidate, signal) }
      if (seen.metadata === 'none' && (await this.#wasRelocated(candidate, signal))) continue
      this.#all.push(seen)
      if (seen.metadata !== 'none') queue.seen.push(seen)
      looked++
    }
  }

  /** Where `delete-source` left its receipt nothing is unfinished, and nothing is to be found. */
  async #wasRelocated({ directory }: Candidate, signal: AbortSignal): Promise<boolean> {
    return (await this.#store.stat(resolveWithin(directory, RECEIPT), { signal })) !== undefined
  }

  /**
   * The first of the queues' heads that holds what was asked for, the one with the latest `_metadata`
   * first.
   */
  async #choose(queues: readonly Queue[]): Promise<Seen | undefined> {
    for (;;) {
      const heads = queues.flatMap((queue) =>
        queue.seen[0] === undefined ? [] : [{ queue, head: queue.seen[0] }],
      )
      const best = heads.sort((a, b) => compareSeen(a.head, b.head))[0]
      if (best === undefined) return undefined
      const problem = await this.#try(best.head)
      if (problem === undefined) return best.head
      best.head.problem = problem
      this.#warn(`${displayLocation(best.head.candidate.directory)} is passed over: ${problem}`)
      best.queue.seen.shift()
      if (best.queue.seen.length === 0) await this.#look(best.queue, this.#signal)
    }
  }

  /** Reads a snapshot. @returns why a job cannot be restored from it, `undefined` where it can */
  async #try(seen: Seen): Promise<string | undefined> {
    try {
      seen.read = await readSnapshot(this.#store, seen.candidate.directory, { signal: this.#signal })
    } catch (error) {
      if (!(error instanceof SnapshotReadError)) throw error
      // A job that runs on discards its older checkpoints.
      return error.reason === 'not-found' ? `its ${METADATA_NAME} is gone since it was listed` : error.message
    }
    return this.#request.complete === 'files' ? await this.#missing(seen, seen.read) : undefined
  }

  async #missing(seen: Seen, { directory, snapshot }: ReadSnapshot): Promise<string | undefined> {
    const { checked, notChecked, problems } = await checkFiles(this.#store, directory, snapshot, this.#signal)
    const [first] = problems
    if (first !== undefined) {
      return `${problems.length} of ${countOf(checked, 'file')} cannot be used, such as ${problemText(first)}`
    }
    seen.notChecked = notChecked
    if (notChecked > 0) {
      this.#warn(
        `${displayLocation(directory)} names ${countOf(notChecked, 'file')} in other places, which were not looked for: whether it is complete is not known`,
      )
    }
    return undefined
  }

  #describe({ candidate, metadata, read }: Seen): FoundSnapshot {
    if (read === undefined) throw new TypeError('a snapshot was chosen that was not read')
    const { snapshot } = read
    const claimMode = claimModeOf(snapshot)
    const modifiedAt = read.metadata.modifiedAt ?? (metadata === 'none' ? undefined : metadata.modifiedAt)
    return {
      path: formatLocation(candidate.directory),
      metadataPath: formatLocation(resolveWithin(candidate.directory, METADATA_NAME)),
      ...kindAndFormatOf(snapshot, candidate.directory),
      metadataVersion: snapshot.version,
      checkpointId: String(snapshot.checkpointId),
      claimMode,
      ...(modifiedAt && {
        modified: modifiedAt.toISOString(),
        ageMs: Math.max(0, this.#nowMs - modifiedAt.getTime()),
      }),
      stateBytes: snapshot.operators.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
    }
  }

  #refuseOld({ path, modified, ageMs }: FoundSnapshot): void {
    const { maxAgeMs } = this.#request
    if (maxAgeMs === undefined || (ageMs !== undefined && ageMs <= maxAgeMs)) return
    const age =
      ageMs === undefined ? 'of an unknown time' : `${formatDuration(ageMs)} old (written ${modified ?? ''})`
    throw new SearchError(
      `the newest complete snapshot ${path} is ${age}, more than the ${formatDuration(maxAgeMs)} of max-age: `
        + 'look whether the job still takes snapshots, or allow an older one',
      this.#details(),
    )
  }

  #nothing(): SearchError {
    const { directory, kind, jobId } = this.#request
    const place = displayLocation(directory)
    const wanted = `${kind === 'any' ? 'snapshot' : kind}${jobId === undefined ? '' : ` of the job ${jobId}`}`
    if (this.#all.length === 0) {
      return new SearchError(
        `no ${wanted} is in ${place}: check the directory (bucket, path and spelling); it is one of savepoints, of chk-N, or of jobs`,
      )
    }
    return new SearchError(
      `no ${wanted} in ${place} is complete (examined: ${this.#all.length}): `
        + 'take a savepoint, or look into another directory',
      this.#details(),
    )
  }

  #details(): string[] {
    return shorten(
      this.#listing().map((one) => {
        const time = one.modified === undefined ? '' : `, written ${one.modified}`
        return `${one.state}: ${one.path}${time}${one.problem === undefined ? '' : `: ${one.problem}`}`
      }),
      this.#request.mostListed,
    )
  }

  #listing(): ListedSnapshot[] {
    return [...this.#all].sort(compareSeen).map(listedOf)
  }
}

function listedOf(seen: Seen): ListedSnapshot {
  const { candidate, metadata, problem, read, notChecked = 0 } = seen
  const { directory, kind, job, checkpointId } = candidate
  const id = read?.snapshot.checkpointId ?? checkpointId
  const info = metadata === 'none' ? undefined : metadata
  return {
    path: formatLocation(directory),
    name: nameOf(directory),
    kind,
    job,
    checkpointId: id?.toString(),
    modified: info?.modifiedAt?.toISOString(),
    metadataBytes: info?.sizeBytes,
    state: stateOf(seen),
    problem,
    notChecked: notChecked > 0 ? notChecked : undefined,
  }
}

function stateOf({ metadata, problem, read, notChecked }: Seen): ListedState {
  if (metadata === 'none') return 'unfinished'
  if (problem !== undefined) return 'skipped'
  if (read === undefined) return 'unread'
  return notChecked === 0 ? 'complete' : 'unchecked'
}

/** The latest `_metadata` first, then the higher number; what has no `_metadata` comes last. */
function compareSeen(a: Seen, b: Seen): number {
  const difference = timeOf(b) - timeOf(a)
  if (difference !== 0 && !Number.isNaN(difference)) return difference
  const ids = (b.candidate.checkpointId ?? 0n) - (a.candidate.checkpointId ?? 0n)
  if (ids !== 0n) return ids > 0n ? 1 : -1
  return a.candidate.directory.path < b.candidate.directory.path ? 1 : -1
}

function timeOf({ metadata }: Seen): number {
  return metadata === 'none' ? -1 : (metadata.modifiedAt?.getTime() ?? 0)
}
