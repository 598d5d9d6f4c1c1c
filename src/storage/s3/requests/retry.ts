import { setTimeout as delay } from 'node:timers/promises'
import type { S3Fault } from '../s3-api.ts'
import { judge, type Verdict } from './verdict.ts'

/** How long faults are put up with. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries of one request in all, where faults are transient. */
  readonly transientAttempts: number
  readonly transientBaseMs: number
  readonly transientCapMs: number
  readonly throttleBaseMs: number
  readonly throttleCapMs: number
  /** Throttling is given up when nothing in the whole store succeeded for so long. */
  readonly throttleGiveUpMs: number
  readonly now: () => number
  readonly random: () => number
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

/** Minutes for throttling, about ten seconds for anything else. */
export const DEFAULT_RETRY: RetryPolicy = {
  transientAttempts: 6,
  transientBaseMs: 500,
  transientCapMs: 10_000,
  throttleBaseMs: 500,
  throttleCapMs: 30_000,
  throttleGiveUpMs: 15 * 60_000,
  now: Date.now,
  random: Math.random,
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      signal?.throwIfAborted()
      throw error
    })
  },
}

/**
 * What one store knows about its faults. All its requests share one, so that one success anywhere is hope
 * everywhere.
 */
export class RetryBook {
  readonly policy: RetryPolicy
  #lastSuccess: number | undefined
  #throttledSince: number | undefined

  constructor(policy: Partial<RetryPolicy> = {}) {
    this.policy = { ...DEFAULT_RETRY, ...policy }
  }

  /** Whether a request ever succeeded. */
  get reached(): boolean {
    return this.#lastSuccess !== undefined
  }

  succeeded(): void {
    this.#lastSuccess = this.policy.now()
    this.#throttledSince = undefined
  }

  judge(fault: S3Fault): Verdict {
    return judge(fault, this.reached)
  }

  /**
   * How long to wait before the next try, `undefined` where there shall be none. Waits are random below a bound that
   * doubles ("full jitter"), so that requests that failed together do not come back together.
   */
  pause(fault: S3Fault, verdict: Verdict, tries: Readonly<Record<Verdict, number>>): number | undefined {
    const { policy } = this
    if (verdict === 'fatal') return undefined
    if (verdict === 'transient') {
      if (tries.transient >= policy.transientAttempts) return undefined
      return jitter(policy.random, policy.transientBaseMs, policy.transientCapMs, tries.transient)
    }
    const now = policy.now()
    this.#throttledSince ??= now
    if (now - this.#throttledSince >= policy.throttleGiveUpMs) return undefined
    const wait = jitter(policy.random, policy.throttleBaseMs, policy.throttleCapMs, tries.throttled)
    return Math.max(wait, Math.min(fault.facts.retryAfterMs ?? 0, policy.throttleCapMs))
  }
}

function jitter(random: () => number, baseMs: number, capMs: number, tries: number): number {
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(tries, 20))
}

/** The count of faults of one request so far. */
export function noTries(): Record<Verdict, number> {
  return { throttled: 0, transient: 0, fatal: 0 }
}
