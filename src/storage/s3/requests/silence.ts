import { onAbort } from './abort-listeners.ts'
import { S3Fault, type CallSignal, type ObjectRef, type SignOfLife } from '../s3-api.ts'

/**
 * What the time of silence is measured with. Tests put theirs forward by hand, so that no slow machine
 * looks like silence.
 */
export interface SilenceClock {
  /** Calls `expired` after so many milliseconds. */
  readonly start: (expired: () => void, ms: number) => unknown
  /** Stops what `start` returned; one that has expired or was stopped is no error. */
  readonly stop: (timer: unknown) => void
  /** Milliseconds, from any time on. */
  readonly now: () => number
}

/** The time of the machine. */
export const MACHINE_TIME: SilenceClock = {
  start: setTimeout,
  stop: (timer) => {
    clearTimeout(timer as NodeJS.Timeout)
  },
  now: () => performance.now(),
}

/** Time limits of one attempt, and who is told that it is not silent. */
export interface SilenceLimits {
  readonly limitMs: number
  /**
   * Once bytes of a body were sent, the answer may be as long in coming as they took, within this: behind a
   * slow line the last ones are on their way when the system has taken them all.
   */
  readonly sendingLimitMs: number
  /** Called with a sign of life of an attempt that is older than {@link LASTING_MS}. */
  readonly onLife?: () => void
}

/**
 * What the system takes of a body at once says nothing of the other end, which may have stopped; nor does
 * that it lets itself be connected. Bytes that move after so long do.
 */
const LASTING_MS = 5000

/**
 * Watches one attempt for silence: the signal that ends its request, and that is told of its signs of life.
 * Much lighter than a controller of Node's for each attempt; and `AbortSignal.any` would keep a trace of
 * every attempt in a long-lived signal.
 */
export class SilenceWatch implements CallSignal {
  aborted = false
  reason: unknown
  readonly #object: Partial<ObjectRef>
  readonly #limits: SilenceLimits
  readonly #clock: SilenceClock
  readonly #began: number
  readonly #forget: () => void
  readonly #listeners = new Set<() => void>()
  #heardAt: number
  #allowedMs: number
  /** What was heard since it was started is seen when it expires: no piece of a body starts another one. */
  #timer: unknown
  #resting = false
  #over = false
  #controller: AbortController | undefined

  constructor(
    object: Partial<ObjectRef>,
    limits: SilenceLimits,
    signal: AbortSignal | undefined,
    clock: SilenceClock,
  ) {
    this.#object = object
    this.#limits = limits
    this.#clock = clock
    this.#began = this.#heardAt = clock.now()
    this.#allowedMs = limits.limitMs
    this.#timer = clock.start(this.#expired, limits.limitMs)
    const forward = (): void => {
      this.#abort(signal?.reason)
    }
    if (signal?.aborted === true) forward()
    this.#forget = onAbort(signal, forward)
  }

  /** The same for what takes nothing but a signal of Node's. */
  get abortSignal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.aborted) this.#controller.abort(this.reason)
    }
    return this.#controller.signal
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }

  addEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.add(listener)
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.delete(listener)
  }

  heard(what: SignOfLife): void {
    if (this.#over) return
    const { limitMs, sendingLimitMs, onLife } = this.#limits
    this.#heardAt = this.#clock.now()
    const age = this.#heardAt - this.#began
    this.#allowedMs = what === 'sent' ? Math.max(limitMs, Math.min(age, sendingLimitMs)) : limitMs
    this.#resting = false
    this.#timer ??= this.#clock.start(this.#expired, limitMs)
    if (age >= LASTING_MS) onLife?.()
  }

  /** Stops the clock until the next sign of life: it is not the store that is waited for. */
  rest(): void {
    this.#resting = true
  }

  /** The attempt is over, whichever way. A body may still be told to give bytes. */
  end(): void {
    this.#over = true
    this.#clock.stop(this.#timer)
    this.#forget()
  }

  readonly #expired = (): void => {
    this.#timer = undefined
    if (this.#resting) return
    const silentMs = this.#clock.now() - this.#heardAt
    if (silentMs >= this.#allowedMs) this.#abort(stalled(this.#object, this.#allowedMs))
    else
      this.#timer = this.#clock.start(
        this.#expired,
        Math.min(this.#allowedMs - silentMs, this.#limits.limitMs),
      )
  }

  #abort(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    this.#controller?.abort(reason)
    for (const listener of [...this.#listeners]) listener()
  }
}

function stalled({ bucket = '', key }: Partial<ObjectRef>, silentMs: number): S3Fault {
  return new S3Fault(`nothing was heard for ${Math.round(silentMs / 1000)} seconds`, {
    operation: 'waiting',
    bucket,
    key,
    networkCode: 'STALLED',
  })
}
