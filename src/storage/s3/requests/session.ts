import type { Location } from '../../../location/location.ts'
import type { S3Settings, Side } from '../../settings.ts'
import { explainFault, type Action } from '../errors/explain.ts'
import { Pace, type Turn } from './pace.ts'
import { noTries, RetryBook, type RetryPolicy } from './retry.ts'
import { MACHINE_TIME, watchSilence, type SilenceClock, type SilenceWatch } from './silence.ts'
import { S3Fault, type ObjectRef, type S3Api } from '../s3-api.ts'

/**
 * How long a request may be silent. A copy answers when it is done, which takes a minute and more for large
 * parts.
 */
const SILENCE_MS = { quick: 60_000, copying: 300_000 } as const

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
  readonly settings: S3Settings
  readonly concurrency?: number
  readonly retry?: Partial<RetryPolicy>
  readonly silenceClock?: SilenceClock
}

/** One try of one request. `alive` is called when bytes move, so that only silence counts as a fault. */
export type Attempt<T> = (signal: AbortSignal, alive: () => void) => Promise<T>

/** Options of {@link Session.run}. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined
  readonly copying?: boolean
  /** Told of each fault, those that are retried too. */
  readonly onFault?: (fault: S3Fault) => void
}

/**
 * The requests of one store: their number at once, their time limits, their retries, and the words for their
 * faults.
 */
export class Session {
  readonly api: S3Api
  readonly side: Side
  readonly settings: S3Settings
  readonly book: RetryBook
  readonly #requests: Pace
  /**
   * Bodies being read have turns of their own: a part that is uploaded waits for one, while it holds a
   * request's.
   */
  readonly #reads: Pace
  readonly #silenceClock: SilenceClock
  readonly #listeners: Listeners
  #toldOfThrottling = false
  /** The bucket's policy was seen to accept writes with a condition only. */
  conditional = false
  /** The store was seen to refuse the directive that leaves tags behind, and to copy without it. */
  silentOnTags = false
  /** Whether the store lets itself be told the CRC-32 of what it gets. */
  crc32: 'untried' | 'accepted' | 'refused' = 'untried'
  /** The store was seen to encrypt with a key service: ETags of what is written prove nothing. */
  opaqueEtags = false
  /** No object was seen whose ETag looks like an MD5 and is none. */
  etagsAreMd5 = true

  constructor(api: S3Api, options: SessionOptions) {
    this.api = api
    this.side = options.side
    this.settings = options.settings
    this.book = new RetryBook(options.retry)
    this.#requests = new Pace(options.concurrency ?? MOST_REQUESTS, this.book.policy.now)
    this.#reads = new Pace(options.concurrency ?? MOST_REQUESTS, this.book.policy.now)
    this.#silenceClock = options.silenceClock ?? MACHINE_TIME
    this.#listeners = options
  }

  /**
   * Runs one request until it succeeds, or its fault is fatal or lasts. @throws S3Fault, or the signal's
   * reason.
   */
  async run<T>(object: Partial<ObjectRef>, attempt: Attempt<T>, options: RunOptions = {}): Promise<T> {
    const pace = this.#requests
    const tries = noTries()
    for (;;) {
      const turn = await pace.enter(options.signal)
      let wait: number | undefined
      try {
        const result = await this.watch(object, attempt, options)
        this.book.succeeded()
        turn.succeeded()
        return result
      } catch (error) {
        if (!(error instanceof S3Fault)) throw error
        options.onFault?.(error)
        const verdict = this.book.judge(error)
        tries[verdict]++
        wait = this.book.pause(error, verdict, tries)
        if (verdict === 'throttled') this.throttled(error)
        if (wait === undefined) throw error
      } finally {
        turn.end()
      }
      await this.book.policy.sleep(wait, options.signal)
    }
  }

  /** Takes note that the store asks for less. */
  throttled(fault: S3Fault): void {
    this.#requests.slowDown()
    this.#reads.slowDown()
    if (this.#toldOfThrottling) return
    this.#toldOfThrottling = true
    this.notice(
      `${fault.facts.bucket} (${this.side}) asks to slow down (${fault.facts.s3Code ?? fault.facts.status ?? ''}); waiting, with fewer requests at once`,
    )
  }

  /**
   * Ends an attempt that is silent for too long with a fault, and one whose caller gives up with the caller's
   * reason.
   */
  async watch<T>(object: Partial<ObjectRef>, attempt: Attempt<T>, options: RunOptions): Promise<T> {
    options.signal?.throwIfAborted()
    const watch = this.watchSilence(object, options)
    try {
      return await attempt(watch.signal, watch.alive)
    } catch (error) {
      watch.signal.throwIfAborted()
      throw error
    } finally {
      watch.end()
    }
  }

  /**
   * A signal that is aborted with the caller's reason, or with a fault when nothing was heard for too long.
   */
  watchSilence(object: Partial<ObjectRef>, { signal, copying }: RunOptions): SilenceWatch {
    return watchSilence(object, copying === true ? SILENCE_MS.copying : SILENCE_MS.quick, signal, this.#silenceClock)
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
