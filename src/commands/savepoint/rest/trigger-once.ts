import { SavepointError, type RestSavepointRequest, type SavepointNarrator } from '../request.ts'
import { FlinkRefusal, type FlinkCluster, type FlinkVersion } from './cluster.ts'
import { isPassing, mayHaveReached, Pauses, type RestTimes } from './pauses.ts'
import { lastCheckpointId, savepointsOf } from './progress.ts'

/**
 * A savepoint that was triggered: known by the trigger's id, or, where the answer with that was lost, by
 * its number.
 */
export type Pending =
  | { readonly kind: 'trigger'; readonly triggerId: string }
  | { readonly kind: 'checkpoint'; readonly checkpointId: number }

/** What {@link triggerOnce} works with. */
export interface TriggerContext {
  readonly cluster: FlinkCluster
  readonly request: RestSavepointRequest
  readonly version: FlinkVersion
  /** 32 hex digits, for a Flink that takes one. */
  readonly triggerId: string
  readonly narrator: SavepointNarrator
  readonly times: RestTimes
  readonly signal: AbortSignal
  /** Asks patiently what changes nothing. */
  readonly ask: <T>(question: () => Promise<T>) => Promise<T>
  /** Told once Flink may have begun with the savepoint. */
  readonly asked: () => void
}

/**
 * Triggers one savepoint, also where the answer is lost on its way. Since 1.15 the trigger has an id of
 * ours: Flink is asked for it, and where it is unknown the same trigger is sent again, which Flink takes
 * once only (FLINK-18312). Before, the job's checkpoint statistics tell whether a savepoint has begun
 * since.
 *
 * @throws SavepointError, FlinkRefusal or ConnectionFault when nothing was triggered, or it is not known
 */
export async function triggerOnce(context: TriggerContext): Promise<Pending> {
  const before = context.version.takesTriggerId ? undefined : await lastCheckpoint(context)
  const begin = performance.now()
  const pauses = new Pauses(context.times)
  for (;;) {
    try {
      context.asked()
      return {
        kind: 'trigger',
        triggerId: await context.cluster.trigger(context.request, context.version, context.triggerId),
      }
    } catch (error) {
      context.signal.throwIfAborted()
      if (!isPassing(error)) throw explainRefusal(error, context)
      if (mayHaveReached(error)) {
        context.narrator.info(
          `the trigger had no answer (${messageOf(error)}): looking whether Flink has begun`,
        )
        const begun = await findBegun(context, before, error)
        if (begun !== undefined) return begun
      }
      if (performance.now() - begin > context.times.silenceMs) throw error
      await pauses.next(context.signal)
    }
  }
}

/**
 * The number of the newest checkpoint, `undefined` where the job has no statistics: then nothing can be
 * looked up later.
 */
async function lastCheckpoint({ cluster, request, ask }: TriggerContext): Promise<number | undefined> {
  try {
    return lastCheckpointId(await ask(() => cluster.statistics(request.jobId)))
  } catch (error) {
    // The job has no checkpoints; if there is no such job, the trigger will say so.
    if (error instanceof FlinkRefusal && error.status === 404) return undefined
    throw error
  }
}

async function findBegun(
  context: TriggerContext,
  before: number | undefined,
  lost: unknown,
): Promise<Pending | undefined> {
  const { cluster, request, version, triggerId, ask } = context
  if (!version.takesTriggerId) return await lookForSavepoint(context, before, lost)
  try {
    await ask(() => cluster.status(request.jobId, triggerId))
    return { kind: 'trigger', triggerId }
  } catch (error) {
    if (error instanceof FlinkRefusal && error.status === 404) return undefined
    throw error
  }
}

async function lookForSavepoint(
  context: TriggerContext,
  before: number | undefined,
  lost: unknown,
): Promise<Pending | undefined> {
  const { cluster, request, times, signal, ask } = context
  if (before === undefined) throw cannotTell(context, lost, 'for the job has no checkpoint statistics')
  const end = performance.now() + times.lookMs
  const pauses = new Pauses(times)
  do {
    const statistics = await ask(() => cluster.statistics(request.jobId))
    const [begun, another] = savepointsOf(statistics).filter(({ id }) => id > before)
    if (another !== undefined) throw cannotTell(context, lost, 'for several were triggered at that time')
    if (begun !== undefined) return { kind: 'checkpoint', checkpointId: begun.id }
    await pauses.next(signal)
  } while (performance.now() < end)
  return undefined
}

function cannotTell({ version }: TriggerContext, lost: unknown, why: string): SavepointError {
  return new SavepointError(
    `the trigger had no answer (${messageOf(lost)}), and whether Flink ${version.text} has begun with the savepoint `
      + `cannot be told, ${why}: look before another one is taken; since 1.15 triggers can be repeated safely`,
    { cause: lost },
  )
}

function explainRefusal(error: unknown, { request, version }: TriggerContext): unknown {
  if (!(error instanceof FlinkRefusal)) return error
  if (
    request.stop
    && (error.status === 404 || error.status === 405)
    && !/[Jj]ob|Flink answered/.test(error.message)
  ) {
    return new SavepointError(
      `Flink ${version.text} cannot stop a job with a savepoint over REST (${error.message}): that came with 1.9`,
      { cause: error },
    )
  }
  return new SavepointError(error.message.replace(/^Flink answered \d+/, 'Flink took no savepoint'), {
    cause: error,
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
