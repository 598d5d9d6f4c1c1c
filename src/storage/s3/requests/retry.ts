import { setTimeout as delay } from 'node:timers/promises'
import { S3Fault } from '../s3-api.ts'
import { judge, type Verdict } from './verdict.ts'

/** How long faults are put up with. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries of one request in all, where the store has never answered one: a wrong setting shall end soon. */
  readonly transientAttempts: number
  /**
   * Tries of one request that fail while others of the same store succeed: it is the request then, not the
   * store.
   */
  readonly ownAttempts: number
  /** An outage is given up when nothing in the whole store succeeded for so long. */
  readonly outageGiveUpMs: number
  readonly transientBaseMs: number
  readonly transientCapMs: number
  readonly throttleBaseMs: number
  readonly throttleCapMs: number
  /** Throttling is given up when nothing in the whole store succeeded for so long. */
  readonly throttleGiveUpMs: number
  /** "Not now" without a code of S3's, by something that never showed to be an S3 store. */
  readonly strangerGiveUpMs: number
  readonly now: () => number
  readonly random: () => number
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

/** Minutes for a store that is known, about ten seconds for one that never answered. */
export const DEFAULT_RETRY: RetryPolicy = {
  transientAttempts: 6,
  ownAttempts: 20,
  outageGiveUpMs: 5 * 60_000,
  transientBaseMs: 500,
  transientCapMs: 10_000,
  throttleBaseMs: 500,
  throttleCapMs: 30_000,
  throttleGiveUpMs: 15 * 60_000,
  strangerGiveUpMs: 60_000,
  now: Date.now,
  random: Math.random,
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      signal?.throwIfAborted()
      throw error
    })
  },
}

/** A time in which a store answers nothing well, from its first fault on. */
export interface Outage {
  readonly sinceMs: number
  /** A person was told that it is waited for. */
  told: boolean
}

/** The faults of one request so far. */
export interface Tries {
  transient: number
  throttled: number
  /** Those of the transient ones that happened while other requests succeeded. */
  own: number
  /** Those on connections that had served before, which cost nothing but a fresh connection. */
  reused: number
  /** Successes in the store when the last fault came. */
  successes: number
  /** When the first fault came. */
  sinceMs: number | undefined
}

/** No faults yet. */
export function noTries(): Tries {
  return { transient: 0, throttled: 0, own: 0, reused: 0, successes: 0, sinceMs: undefined }
}

/**
 * A request that died on a reused connection is sent again at once, so often; a server that ends each
 * connection after one request does not end the run, and one that does so for ever does not keep it.
 */
const FREE_TRIES = 3

/**
 * What one store knows about its faults. All its requests share one, so that one success anywhere is hope
 * everywhere.
 */
export class RetryBook {
  readonly policy: RetryPolicy
  #successes = 0
  #throttledSince: number | undefined
  #outage: Outage | undefined

  constructor(policy: Partial<RetryPolicy> = {}) {
    this.policy = { ...DEFAULT_RETRY, ...policy }
  }

  /** Whether a request ever succeeded. */
  get reached(): boolean {
    return this.#successes > 0
  }

  /** The outage that lasts, or the last fault that nothing succeeded after. */
  get outage(): Outage | undefined {
    return this.#outage
  }

  /** A request succeeded. @returns the outage that ended with it. */
  succeeded(): Outage | undefined {
    this.#successes++
    this.#throttledSince = undefined
    const ended = this.#outage
    this.#outage = undefined
    return ended
  }

  /** Bytes move, though no request is done yet: the time of an outage starts anew. */
  alive(): void {
    if (this.#outage !== undefined) this.#outage = { sinceMs: this.policy.now(), told: this.#outage.told }
  }

  judge(fault: S3Fault): Verdict {
    return judge(fault, this.reached)
  }

  /**
   * Takes note of a fault. Waits are random below a bound that doubles ("full jitter"), so that requests that
   * failed together do not come back together.
   *
   * @param otherWay the caller has another way to its end: a store that refuses this one with a status is not
   * waited for.
   * @returns how long to wait before the next try, `undefined` where there shall be none.
   */
  pause(fault: S3Fault, verdict: Verdict, tries: Tries, otherWay = false): number | undefined {
    if (verdict === 'fatal') return undefined
    if (fault.facts.reused === true && tries.reused < FREE_TRIES) {
      tries.reused++
      return 0
    }
    tries.sinceMs ??= this.policy.now()
    return verdict === 'throttled'
      ? this.#pauseThrottled(fault, tries)
      : this.#pauseTransient(fault, tries, otherWay)
  }

  #pauseTransient({ facts }: S3Fault, tries: Tries, otherWay: boolean): number | undefined {
    const { policy } = this
    const now = policy.now()
    this.#outage ??= { sinceMs: now, told: false }
    tries.transient++
    // The first fault tells nothing of what came before it.
    if (tries.transient > 1 && this.#successes > tries.successes) tries.own++
    tries.successes = this.#successes
    const patient = this.reached && !(otherWay && facts.status !== undefined)
    const over = patient
      ? tries.own >= policy.ownAttempts || now - this.#outage.sinceMs >= policy.outageGiveUpMs
      : tries.transient >= policy.transientAttempts
    return over
      ? undefined
      : jitter(policy.random, policy.transientBaseMs, policy.transientCapMs, tries.transient)
  }

  #pauseThrottled({ facts }: S3Fault, tries: Tries): number | undefined {
    const { policy } = this
    const now = policy.now()
    tries.throttled++
    // Whoever asks for less is there.
    this.alive()
    this.#throttledSince ??= now
    const stranger = !this.reached && facts.s3Code === undefined
    if (now - this.#throttledSince >= (stranger ? policy.strangerGiveUpMs : policy.throttleGiveUpMs))
      return undefined
    const wait = jitter(policy.random, policy.throttleBaseMs, policy.throttleCapMs, tries.throttled)
    return Math.max(wait, Math.min(facts.retryAfterMs ?? 0, policy.throttleCapMs))
  }

  /** The fault of a request that is given up, with how long it was hoped in vain. */
  givenUp(fault: S3Fault, tries: Tries): S3Fault {
    const whole = tries.own < this.policy.ownAttempts
    const sinceMs = whole ? (this.#outage?.sinceMs ?? this.#throttledSince) : tries.sinceMs
    if (sinceMs === undefined) return fault
    const waited = {
      sinceMs,
      untilMs: this.policy.now(),
      tries: tries.transient + tries.throttled,
      by: !this.reached ? 'stranger' : whole ? 'store' : 'request',
    } as const
    return new S3Fault(fault.message, { ...fault.facts, waited }, { cause: fault.cause })
  }
}

function jitter(random: () => number, baseMs: number, capMs: number, tries: number): number {
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(tries, 20))
}
