import { setTimeout as sleep } from 'node:timers/promises'
import { ConnectionFault } from './connection-fault.ts'
import { FlinkRefusal } from './cluster.ts'

/** How long is waited for what. */
export interface RestTimes {
  /** From sending a request to the end of its answer. */
  readonly requestTimeoutMs: number
  /** Before the first question for the outcome; the pauses grow from there. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** Between two lines on how far the savepoint is. */
  readonly progressMs: number
  /** How long Flink may not answer, or answer with errors: long enough for a JobManager to restart. */
  readonly silenceMs: number
  /** How long a savepoint is looked for whose trigger had no answer. */
  readonly lookMs: number
}

/** What counts in earnest. */
export const REST_TIMES: RestTimes = {
  requestTimeoutMs: 30_000,
  firstPauseMs: 250,
  longestPauseMs: 3_000,
  progressMs: 10_000,
  silenceMs: 120_000,
  lookMs: 15_000,
}

/** Pauses that grow from the first to the longest. */
export class Pauses {
  readonly #longestMs: number
  #nextMs: number

  constructor({ firstPauseMs, longestPauseMs }: RestTimes) {
    this.#nextMs = firstPauseMs
    this.#longestMs = longestPauseMs
  }

  /** @throws the signal's reason when it is aborted meanwhile */
  async next(signal: AbortSignal): Promise<void> {
    const pauseMs = this.#nextMs
    this.#nextMs = Math.min(this.#longestMs, pauseMs * 1.5)
    await pause(pauseMs, signal)
  }
}

/** @throws the signal's reason when it is aborted meanwhile */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
  signal.throwIfAborted()
}

/** Whether what went wrong may go well a moment later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ConnectionFault) return !error.permanent
  return error instanceof FlinkRefusal && error.passing
}

/**
 * Whether Flink may have got a request that failed so: it answered, or the connection broke after the
 * request was on its way.
 */
export function mayHaveReached(error: unknown): boolean {
  return error instanceof ConnectionFault ? error.reached : error instanceof FlinkRefusal && error.passing
}

/**
 * Asks until there is an answer, for questions that change nothing.
 *
 * @param patience.silenceMs how long nothing but passing faults may come
 * @throws the last fault then, any other at once, and the signal's reason
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  patience: { readonly times: RestTimes; readonly silenceMs: number; readonly signal: AbortSignal },
): Promise<T> {
  const begin = performance.now()
  const pauses = new Pauses(patience.times)
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      patience.signal.throwIfAborted()
      if (!isPassing(error) || performance.now() - begin > patience.silenceMs) throw error
      await pauses.next(patience.signal)
    }
  }
}
