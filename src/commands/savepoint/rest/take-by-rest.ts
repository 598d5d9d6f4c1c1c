import { randomBytes } from 'node:crypto'
import { formatDuration } from '../../../text/quantities.ts'
import { isPath } from '../../../flink/finding.ts'
import { findInRestAnswer, isRunning } from '../../../flink/rest-answer.ts'
import {
  SavepointError,
  SavepointInterrupted,
  type RestSavepointRequest,
  type SavepointNarrator,
  type SavepointReport,
} from '../request.ts'
import { FlinkCluster, FlinkRefusal, type FlinkVersion } from './cluster.ts'
import { InvalidCertificates, readCertificates } from '../../../platform/certificates.ts'
import { RestConnection } from './connection.ts'
import { askPatiently, isPassing, Pauses, REST_TIMES, type RestTimes } from './pauses.ts'
import { progressText, savepointsOf } from './progress.ts'
import { triggerOnce, type Pending } from './trigger-once.ts'

/** What taking a savepoint needs from its caller. */
export interface RestContext {
  readonly narrator: SavepointNarrator
  /** Ends the waiting. The savepoint goes on: Flink cannot take it back. */
  readonly signal: AbortSignal
  readonly times?: RestTimes
}

/**
 * Takes a savepoint over Flink's REST interface and waits for its end. A trigger whose answer was lost does
 * not lead to a second savepoint.
 *
 * @throws SavepointError with what Flink said; SavepointInterrupted when the signal was aborted after the
 * trigger, else the
 *   signal's reason
 */
export async function takeSavepointByRest(
  request: RestSavepointRequest,
  context: RestContext,
): Promise<SavepointReport> {
  const connection = await openConnection(request, context.times ?? REST_TIMES)
  try {
    return await new RestSavepoint(request, new FlinkCluster(connection, context.signal), context).run()
  } finally {
    connection.close()
  }
}

async function openConnection({ endpoint }: RestSavepointRequest, times: RestTimes): Promise<RestConnection> {
  try {
    const certificates = endpoint.certificates && (await readCertificates('rest-ca', endpoint.certificates))
    return new RestConnection({ ...endpoint, certificates }, times)
  } catch (error) {
    throw asSavepointError(error)
  }
}

/** Questions that tell how a savepoint ended, and three of them unanswered in a row are no accident. */
const MOST_UNKNOWN = 3

class RestSavepoint {
  readonly #request: RestSavepointRequest
  readonly #cluster: FlinkCluster
  readonly #narrator: SavepointNarrator
  readonly #signal: AbortSignal
  readonly #times: RestTimes
  readonly #begin = performance.now()
  readonly #deadline: number
  /** Given to Flink by us, where it takes one; replaced by Flink's own where not. */
  #triggerId = randomBytes(16).toString('hex')
  #asked = false
  #toldMs = 0
  #told = ''

  constructor(
    request: RestSavepointRequest,
    cluster: FlinkCluster,
    { narrator, signal, times = REST_TIMES }: RestContext,
  ) {
    this.#request = request
    this.#cluster = cluster
    this.#narrator = narrator
    this.#signal = signal
    this.#times = times
    this.#deadline = this.#begin + request.timeoutMs
  }

  async run(): Promise<SavepointReport> {
    try {
      this.#warnOfPlainText()
      const version = await this.#ask(() => this.#cluster.version(), this.#times.lookMs)
      this.#refuseUnknownFormat(version)
      const pending = await this.#trigger(version)
      const { path, takenFrom } = await this.#follow(pending)
      return {
        snapshotPath: path,
        savepointPath: path,
        jobId: this.#request.jobId,
        triggerId: pending.kind === 'trigger' ? pending.triggerId : undefined,
        flinkVersion: version.text,
        takenFrom,
        durationMs: Math.round(performance.now() - this.#begin),
      }
    } catch (error) {
      throw this.#explain(error)
    }
  }

  #warnOfPlainText(): void {
    const { hostname, protocol } = new URL(this.#request.endpoint.url)
    const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
    if (this.#request.endpoint.credentials === undefined || protocol === 'https:' || isLocal) return
    this.#narrator.warning(
      `the credentials for ${hostname} are sent without encryption, for rest-url is http: use https`,
    )
  }

  #refuseUnknownFormat(version: FlinkVersion): void {
    if (this.#request.format !== 'native' || version.takesTriggerId) return
    throw new SavepointError(
      `format is native, but Flink ${version.text} writes canonical savepoints only: native ones came with 1.15`,
    )
  }

  async #trigger(version: FlinkVersion): Promise<Pending> {
    const { jobId, stop, drain, format, targetDirectory } = this.#request
    const what = stop
      ? `the job is stopped with ${drain ? 'a last watermark and ' : ''}a savepoint`
      : 'a savepoint is taken'
    this.#narrator.info(
      `Flink ${version.text}: ${what}, job ${jobId}${format === undefined ? '' : `, format ${format}`}`
        + (targetDirectory === undefined ? ", in Flink's configured directory" : `, in ${targetDirectory}`),
    )
    const pending = await triggerOnce({
      cluster: this.#cluster,
      request: this.#request,
      version,
      triggerId: this.#triggerId,
      narrator: this.#narrator,
      times: this.#times,
      signal: this.#signal,
      ask: (question) => this.#ask(question, this.#times.silenceMs),
      asked: () => {
        this.#asked = true
      },
    })
    if (pending.kind === 'trigger') this.#triggerId = pending.triggerId
    this.#narrator.info(
      pending.kind === 'trigger'
        ? `trigger id ${pending.triggerId}`
        : `found as savepoint ${pending.checkpointId} of the job`,
    )
    return pending
  }

  async #follow(pending: Pending): Promise<{ path: string; takenFrom: string }> {
    const pauses = new Pauses(this.#times)
    for (let unknown = 0; ;) {
      try {
        const found = await this.#ask(() => this.#outcome(pending), this.#times.silenceMs)
        if (found !== undefined) return found
        unknown = 0
        await this.#tellProgress()
      } catch (error) {
        // Where several JobManagers stand behind one address, one of them may not know of the savepoint.
        if (!(error instanceof FlinkRefusal) || error.status !== 404 || ++unknown === MOST_UNKNOWN)
          throw error
      }
      if (performance.now() > this.#deadline) throw this.#tookTooLong()
      await pauses.next(this.#signal)
    }
  }

  /** `undefined` while the savepoint runs. */
  async #outcome(pending: Pending): Promise<{ path: string; takenFrom: string } | undefined> {
    if (pending.kind === 'checkpoint') return await this.#seenOutcome(pending.checkpointId)
    const status = await this.#cluster.status(this.#request.jobId, pending.triggerId)
    if (isRunning(status)) return undefined
    const [found] = findInRestAnswer(status) ?? []
    if (found !== undefined && isPath(found)) return found
    const [told] = findInRestAnswer(this.#cluster.withoutSecrets(status)) ?? []
    throw new SavepointError(
      told !== undefined && !isPath(told)
        ? told.reason
        : "Flink's answer says nothing of the savepoint: check that rest-url is its REST interface",
    )
  }

  async #seenOutcome(checkpointId: number): Promise<{ path: string; takenFrom: string } | undefined> {
    const { jobId, stop } = this.#request
    const seen = savepointsOf(await this.#cluster.statistics(jobId)).find(({ id }) => id === checkpointId)
    if (seen?.status === 'IN_PROGRESS') return undefined
    if (seen?.status !== 'COMPLETED' || seen.path === undefined) {
      const failure =
        seen?.failure === undefined ? undefined : String(this.#cluster.withoutSecrets(seen.failure))
      throw new SavepointError(
        `Flink took no savepoint: ${failure ?? `savepoint ${checkpointId} is no longer in the job's history`}`,
      )
    }
    if (stop) {
      const state = await this.#cluster.jobState(jobId)
      if (state === 'RUNNING' || state.endsWith('ING')) return undefined
      if (state !== 'FINISHED')
        throw new SavepointError(
          `there is a savepoint at ${seen.path}, but the job did not finish: it is ${state}`,
        )
    }
    return {
      path: seen.path,
      takenFrom: `external_path of savepoint ${checkpointId} in the job's checkpoint statistics`,
    }
  }

  async #tellProgress(): Promise<void> {
    const elapsedMs = performance.now() - this.#begin
    if (elapsedMs - this.#toldMs < this.#times.progressMs) return
    this.#toldMs = elapsedMs
    const statistics = await this.#cluster.statistics(this.#request.jobId).catch(() => undefined)
    this.#signal.throwIfAborted()
    const text = progressText(statistics) ?? 'the savepoint has not ended'
    if (text !== this.#told) this.#narrator.info(`${text}, after ${formatDuration(elapsedMs)}`)
    this.#told = text
  }

  #ask<T>(question: () => Promise<T>, silenceMs: number): Promise<T> {
    return askPatiently(question, { times: this.#times, silenceMs, signal: this.#signal })
  }

  #tookTooLong(): SavepointError {
    return new SavepointError(
      `the savepoint has not ended within ${formatDuration(this.#request.timeoutMs)}: ${this.#goesOn()}; `
        + 'give a longer timeout if it needs one',
    )
  }

  #explain(error: unknown): unknown {
    if (this.#signal.aborted) {
      if (!this.#asked) return this.#signal.reason
      return new SavepointInterrupted(
        `stopped while a savepoint of job ${this.#request.jobId} was on its way: ${this.#goesOn()}`,
      )
    }
    if (!this.#asked) return asSavepointError(error)
    if (error instanceof FlinkRefusal && error.status === 404) {
      return new SavepointError(
        `Flink does not know of the savepoint any more (${error.message}): was the JobManager restarted? It may `
          + `be complete or not${this.#look()}`,
        { cause: error },
      )
    }
    if (isPassing(error)) {
      return new SavepointError(
        `Flink's REST interface went away before it told how the savepoint ended (${messageOf(error)}): it may be `
          + `complete or not${this.#look()}`,
        { cause: error },
      )
    }
    return asSavepointError(error)
  }

  #goesOn(): string {
    const { jobId, stop } = this.#request
    return (
      `it goes on in the cluster${stop ? ', and the job stops when it is complete' : ''}; its outcome is told by `
      + `GET ${this.#cluster.statusUrl(jobId, this.#triggerId)}`
    )
  }

  #look(): string {
    const { targetDirectory, jobId } = this.#request
    const where = targetDirectory ?? "Flink's savepoint directory"
    return `, look for savepoint-${jobId.slice(0, 6)}-… with a _metadata in ${where} before another one is taken`
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function asSavepointError(error: unknown): unknown {
  if (error instanceof InvalidCertificates) return new SavepointError(error.message, { cause: error.cause })
  if (error instanceof SavepointError || !(error instanceof Error) || error.name !== 'ConnectionFault')
    return error
  return new SavepointError(error.message, { cause: error.cause })
}
