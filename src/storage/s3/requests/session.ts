import type { Location } from '../../../location/location.ts'
import type { S3Settings, Side } from '../../settings.ts'
import { isThroughTls } from '../endpoint.ts'
import { explainFault, type Action } from '../errors/explain.ts'
import { tellOutage, tellReturn } from '../errors/explain-outage.ts'
import { noTries, RetryBook, type RetryPolicy, type Tries } from './retry.ts'
import { Turns, type Turn } from './turns.ts'
import { MACHINE_TIME, SilenceWatch, type SilenceClock, type SilenceLimits } from './silence.ts'
import { S3Fault, type ObjectRef, type S3Api } from '../s3-api.ts'

/**
 * How long a request may be silent. A copy answers when it is done, which takes a minute and more for large
 * parts.
 */
const SILENCE_MS = { quick: 60_000, copying: 300_000 } as const

/** A blip is not worth a line in the log; an outage of so long is. */
const TELL_AFTER_MS = 5000

/** At once, where the user does not cap them: a store 30 ms away answers 8,000 a second then. */
const MOST_REQUESTS = 256

/** Told of what a person may want to know. */
export interface Listeners {
  readonly onNotice?: (text: string) => void
  readonly onWarning?: (text: string) => void
}

/** What a store is made of. Tests have clocks of their own. */
export interface SessionOptions extends Listeners {
  readonly side: Side
  /** There is no other side, so that no setting is of one of them. */
  readonly oneSided?: boolean
  readonly settings: S3Settings
  readonly concurrency?: number
  readonly retry?: Partial<RetryPolicy>
  readonly silenceClock?: SilenceClock
}

/** One try of one request, which is told when bytes move, so that only silence counts as a fault. */
export type Attempt<T> = (signal: SilenceWatch) => Promise<T>

/** Options of {@link Session.run}. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined
  readonly copying?: boolean
  /** The caller has another way: it is not waited for a store that refuses this one. */
  readonly otherWay?: boolean
  /** Told of each fault, those that are retried too. */
  readonly onFault?: (fault: S3Fault) => void
}

/**
 * The requests of one store: their number at once, their time limits, their retries, and the words for
 * their faults.
 */
export class Session {
  readonly api: S3Api
  readonly side: Side
  readonly settings: S3Settings
  readonly #oneSided: boolean
  readonly book: RetryBook
  readonly #requests: Turns
  /**
   * Bodies being read have turns of their own: a part that is uploaded waits for one, while it holds a
   * request's.
   */
  readonly #reads: Turns
  readonly #silenceClock: SilenceClock
  readonly #limits: Readonly<Record<keyof typeof SILENCE_MS, SilenceLimits>>
  readonly #listeners: Listeners
  #toldOfThrottling = false
  /** Whether all that comes and goes is guarded by TLS. */
  readonly throughTls: boolean
  /** The bucket's policy was seen to accept writes with a condition only. */
  conditional = false
  /**
   * The store was seen to encrypt with a key service, or is told to with a key of the user's: ETags of what
   * is written prove nothing.
   */
  opaqueEtags = false
  /** No object was seen whose ETag looks like an MD5 and is none. */
  etagsAreMd5 = true
  /** No object was seen whose ETag looks like one of parts' MD5s and is none. */
  etagsAreComposed = true
  /** No object was seen whose checksum is none of its content. */
  checksumsHold = true
  /** The store was seen to refuse requests that ask for checksums. */
  refusesChecksumMode = false

  constructor(api: S3Api, options: SessionOptions) {
    this.api = api
    this.side = options.side
    this.#oneSided = options.oneSided === true
    this.settings = options.settings
    this.throughTls = isThroughTls(options.settings)
    if (options.settings.customerKey !== undefined) {
      this.opaqueEtags = true
      this.etagsAreMd5 = false
      this.etagsAreComposed = false
    }
    this.book = new RetryBook(options.retry)
    this.#requests = new Turns(options.concurrency ?? MOST_REQUESTS, this.book.policy.now)
    this.#reads = new Turns(options.concurrency ?? MOST_REQUESTS, this.book.policy.now)
    this.#silenceClock = options.silenceClock ?? MACHINE_TIME
    this.#listeners = options
    const limits = {
      sendingLimitMs: SILENCE_MS.copying,
      onLife: () => {
        this.book.alive()
      },
    }
    this.#limits = {
      quick: { limitMs: SILENCE_MS.quick, ...limits },
      copying: { limitMs: SILENCE_MS.copying, ...limits },
    }
  }

  /**
   * Runs one request until it succeeds, or its fault is fatal or lasts. @throws S3Fault, or the signal's
   * reason.
   */
  async run<T>(object: Partial<ObjectRef>, attempt: Attempt<T>, options: RunOptions = {}): Promise<T> {
    const tries = noTries()
    for (;;) {
      const turn = await this.#requests.enter(options.signal)
      const beganMs = this.book.policy.now()
      let fault: S3Fault
      try {
        const result = await this.watch(object, attempt, options)
        this.succeeded()
        turn.succeeded()
        return result
      } catch (error) {
        if (!(error instanceof S3Fault)) throw error
        fault = error
      } finally {
        turn.end()
      }
      options.onFault?.(fault)
      await this.pause(object, fault, tries, { beganMs, ...options })
    }
  }

  /** A request succeeded. */
  succeeded(): void {
    const outage = this.book.succeeded()
    if (outage?.told === true)
      this.notice(tellReturn(this.side, this.settings, outage.sinceMs, this.book.policy.now()))
  }

  /**
   * Waits until the request may be tried again, and has fewer requests under way where that may be the
   * reason.
   *
   * @param beganMs when the try began that ended with the fault.
   * @throws S3Fault where it shall not be tried again; the signal's reason
   */
  async pause(
    object: Partial<ObjectRef>,
    fault: S3Fault,
    tries: Tries,
    { beganMs, signal, otherWay }: RunOptions & { readonly beganMs: number },
  ): Promise<void> {
    const { book } = this
    const verdict = book.judge(fault)
    const waitMs = book.pause(fault, verdict, tries, otherWay)
    if (verdict === 'throttled') this.#throttled(fault, beganMs)
    else if (fault.facts.networkCode === 'STALLED') this.#slowDown('stalled', beganMs)
    if (waitMs === undefined) throw verdict === 'fatal' ? fault : book.givenUp(fault, tries)
    this.#tellOfOutage(object, fault)
    if (waitMs > 0) await book.policy.sleep(waitMs, signal)
  }

  #tellOfOutage(object: Partial<ObjectRef>, fault: S3Fault): void {
    const { outage, policy, reached } = this.book
    if (outage === undefined || outage.told || !reached) return
    if (policy.now() - outage.sinceMs < TELL_AFTER_MS && fault.facts.networkCode !== 'STALLED') return
    outage.told = true
    this.notice(
      tellOutage(
        this.side,
        this.settings,
        { ...fault.facts, ...object },
        fault.message,
        outage.sinceMs,
        policy.outageGiveUpMs,
      ),
    )
  }

  #slowDown(kind: 'throttled' | 'stalled', beganMs: number): void {
    this.#requests.slowDown(kind, beganMs)
    this.#reads.slowDown(kind, beganMs)
  }

  /** Takes note that the store asks for less. */
  #throttled(fault: S3Fault, beganMs: number): void {
    this.#slowDown('throttled', beganMs)
    if (this.#toldOfThrottling) return
    this.#toldOfThrottling = true
    const { networkCode } = fault.facts
    this.notice(
      networkCode !== undefined
        ? `this machine has no file left for more connections (${networkCode}); going on with fewer, a higher limit (ulimit -n) is faster`
        : `${fault.facts.bucket} (${this.side}) asks to slow down (${fault.facts.s3Code ?? fault.facts.status ?? ''}); waiting, with fewer requests at once`,
    )
  }

  /**
   * Ends an attempt that is silent for too long with a fault, and one whose caller gives up with the
   * caller's reason.
   */
  async watch<T>(object: Partial<ObjectRef>, attempt: Attempt<T>, options: RunOptions): Promise<T> {
    options.signal?.throwIfAborted()
    const watch = this.watchSilence(object, options)
    try {
      return await attempt(watch)
    } catch (error) {
      watch.throwIfAborted()
      throw error
    } finally {
      watch.end()
    }
  }

  /**
   * A signal that is aborted with the caller's reason, or with a fault when nothing was heard for too long.
   */
  watchSilence(object: Partial<ObjectRef>, { signal, copying }: RunOptions): SilenceWatch {
    const limits = copying === true ? this.#limits.copying : this.#limits.quick
    return new SilenceWatch(object, limits, signal, this.#silenceClock)
  }

  /** A turn to read a body. */
  enterRead(signal: AbortSignal | undefined): Promise<Turn> {
    return this.#reads.enter(signal)
  }

  /** Does what `work` does, and turns its faults into sentences about `location`. */
  async explained<T>(action: Action, location: Location, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw this.explain(error, action, location)
    }
  }

  /** A fault as a {@link StorageError} about `location`; anything else as it is. */
  explain(error: unknown, action: Action, location: Location): unknown {
    if (!(error instanceof S3Fault)) return error
    return explainFault(error, {
      action,
      location,
      side: this.side,
      oneSided: this.#oneSided,
      settings: this.settings,
      throttled: this.book.judge(error) === 'throttled',
    })
  }

  notice(text: string): void {
    this.#listeners.onNotice?.(text)
  }

  warn(text: string): void {
    this.#listeners.onWarning?.(text)
  }
}
