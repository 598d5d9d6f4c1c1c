import { METADATA_NAME } from '../../snapshot/read-snapshot.ts'
import { checkpointNumber, isCheckpointName, isJobName } from '../../location/flink-names.ts'
import { displayLocation, nameOf, resolveWithin, type Location } from '../../location/location.ts'
import { runPool } from '../../storage/pool.ts'
import type { ObjectInfo, ObjectStore } from '../../storage/object-store.ts'
import type { Kind } from '../../snapshot/kind.ts'
import { SearchError, type SearchRequest } from './request.ts'

/** A directory that is, or may become, a snapshot. */
export interface Candidate {
  readonly directory: Location
  readonly kind: Kind
  /** The job directory's name; of checkpoints only. */
  readonly job?: string
  /** The number of a `chk-N`. */
  readonly checkpointId?: bigint
  /** What a listing showed of its `_metadata`: the object, that it is absent, or nothing (`undefined`). */
  readonly metadata?: ObjectInfo | 'none'
}

/** Everything that a walk came by. */
export interface Walk {
  /** The checkpoints of each job directory, newest first: the highest number. */
  readonly jobs: readonly (readonly Candidate[])[]
  readonly savepoints: readonly Candidate[]
}

/** Requests at once, of the walk and of the looks that follow. */
export const SEARCH_CONCURRENCY = 16

/** Levels below the named directory: `<environment>/<job id>/chk-N`. */
const MOST_LEVELS = 2

/** Warns someone who named a whole bucket before the search becomes expensive. */
const MOST_DIRECTORIES = 10_000

/** As Flink names savepoints; the directory of a renamed one is listed. */
const SAVEPOINT = /^savepoint-[0-9a-f]{6}-[0-9a-f]{12}$/

/**
 * Directories of a job that hold state and never snapshots: CheckpointStorageAccess's `shared` and
 * `taskowned`, and `dstl` of the changelog. They are where a hundred thousand files lie.
 */
const STATE_DIRECTORIES: ReadonlySet<string> = new Set(['shared', 'taskowned', 'dstl'])

/**
 * Goes through a directory level by level: one listing for each directory that is not told by its name,
 * none for `chk-N`, `savepoint-…`, `shared/`, `taskowned/` and `dstl/`.
 *
 * @throws SearchError where there are more directories than a search should go through; StorageError where
 * the store fails
 */
export async function walk(store: ObjectStore, request: SearchRequest, signal: AbortSignal): Promise<Walk> {
  const walker = new Walker(store, request)
  await walker.run(signal)
  return walker.result()
}

interface Step {
  readonly directory: Location
  readonly level: number
}

class Walker {
  readonly #store: ObjectStore
  readonly #request: SearchRequest
  readonly #jobs = new Map<string, Candidate[]>()
  readonly #savepoints: Candidate[] = []
  #listed = 0

  constructor(store: ObjectStore, request: SearchRequest) {
    this.#store = store
    this.#request = request
  }

  async run(signal: AbortSignal): Promise<void> {
    let steps: Step[] = [{ directory: this.#request.directory, level: 0 }]
    while (steps.length > 0) {
      this.#listed += steps.length
      if (this.#listed > MOST_DIRECTORIES) throw this.#tooMany()
      const next: Step[] = []
      await runPool(steps, { concurrency: SEARCH_CONCURRENCY }, signal, async (step, both) => {
        next.push(...(await this.#visit(step, both)))
      })
      steps = next
    }
  }

  result(): Walk {
    const newestFirst = (a: Candidate, b: Candidate): number => {
      const difference = (b.checkpointId ?? 0n) - (a.checkpointId ?? 0n)
      return difference > 0n ? 1 : difference < 0n ? -1 : 0
    }
    return {
      jobs: [...this.#jobs.values()].map((all) => all.sort(newestFirst)),
      savepoints: this.#savepoints,
    }
  }

  /** Lists one level. @returns the directories that have to be looked into */
  async #visit({ directory, level }: Step, signal: AbortSignal): Promise<Step[]> {
    const below: Location[] = []
    let metadata: ObjectInfo | undefined
    let files = 0
    let pages = 0
    for await (const page of this.#store.listLevel(directory, { signal })) {
      files += page.objects.length
      metadata = page.objects.find(({ location }) => nameOf(location) === METADATA_NAME)
      below.push(...page.directories)
      // A snapshot of many files is known by one look, not by all of their names.
      if (metadata === undefined && files > 0 && pages === 1)
        metadata = await this.#store.stat(resolveWithin(directory, METADATA_NAME), { signal })
      if (metadata !== undefined) break
      pages++
    }
    if (metadata !== undefined) {
      this.#add(candidateOf(directory, metadata))
      return []
    }
    // An unfinished snapshot has files and nothing else; a file beside directories is somebody's note.
    if (files > 0 && (below.length === 0 || isCheckpointName(nameOf(directory))))
      this.#add(candidateOf(directory, 'none'))
    return this.#sort(below, level)
  }

  #sort(directories: readonly Location[], level: number): Step[] {
    const steps: Step[] = []
    for (const directory of directories) {
      const name = nameOf(directory)
      if (isCheckpointName(name) || SAVEPOINT.test(name)) this.#add(candidateOf(directory))
      else if (!STATE_DIRECTORIES.has(name) && level < MOST_LEVELS && this.#mayHold(name)) {
        steps.push({ directory, level: level + 1 })
      }
    }
    return steps
  }

  /** A job directory of another job is not worth a listing. */
  #mayHold(name: string): boolean {
    const { jobId, kind } = this.#request
    return !isJobName(name) || (kind !== 'savepoint' && (jobId === undefined || name === jobId))
  }

  #add(candidate: Candidate): void {
    const { kind, jobId } = this.#request
    if (kind !== 'any' && candidate.kind !== kind) return
    if (candidate.kind === 'savepoint') {
      if (isSavepointOf(nameOf(candidate.directory), jobId)) this.#savepoints.push(candidate)
      return
    }
    if (jobId !== undefined && candidate.job !== jobId) return
    const key = candidate.directory.path.slice(0, candidate.directory.path.lastIndexOf('/'))
    const job = this.#jobs.get(key)
    if (job === undefined) this.#jobs.set(key, [candidate])
    else job.push(candidate)
  }

  #tooMany(): SearchError {
    return new SearchError(
      `${displayLocation(this.#request.directory)} has more than ${MOST_DIRECTORIES.toLocaleString('en')} directories on its first levels: `
        + 'name the directory of the savepoints, of the checkpoints, or of one job',
    )
  }
}

/**
 * Flink names a savepoint after the first six digits of its job: `savepoint-<6 digits>-<12 random ones>`.
 */
function isSavepointOf(name: string, jobId: string | undefined): boolean {
  return jobId === undefined || name.startsWith(`savepoint-${jobId.slice(0, 6)}-`)
}

function candidateOf(directory: Location, metadata?: ObjectInfo | 'none'): Candidate {
  const number = checkpointNumber(nameOf(directory))
  const known = metadata === undefined ? {} : { metadata }
  if (number === undefined) return { directory, kind: 'savepoint', ...known }
  return {
    directory,
    kind: 'checkpoint',
    job: directory.path.split('/').at(-2) ?? '',
    checkpointId: number,
    ...known,
  }
}

/** What the store says of a candidate's `_metadata`. */
export async function lookAt(
  store: ObjectStore,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<ObjectInfo | 'none'> {
  if (candidate.metadata !== undefined) return candidate.metadata
  return (await store.stat(resolveWithin(candidate.directory, METADATA_NAME), { signal })) ?? 'none'
}
