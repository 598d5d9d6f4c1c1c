import { onAbort } from './abort-listeners.ts'
import { S3Fault, type ObjectRef } from '../s3-api.ts'

/** Watches one attempt for silence. */
export interface SilenceWatch {
  /** Aborted with the caller's reason, or with a fault when nothing was heard for too long. */
  readonly signal: AbortSignal
  /** Something was heard: the time starts anew. */
  readonly alive: () => void
  /** Stops the clock until the next {@link alive}: it is not the store that is waited for. */
  readonly rest: () => void
  /** The attempt is over, whichever way; what it left open is aborted. */
  readonly end: () => void
}

/**
 * What the time of silence is measured with. Tests put theirs forward by hand, so that no slow machine looks
 * like silence.
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

/** What was heard: bytes of a body went out, or anything came in. */
export type SignOfLife = 'sent' | 'came'

const WATCHES = new WeakMap<object, (what: SignOfLife) => void>()

/**
 * Something was heard of the attempt that was given this signal; for places where only the signal gets to.
 * Whatever moves bytes calls it: for bytes that it sends as often as the system takes some (see `slices.ts`),
 * for an answer with each piece.
 */
export function heard(signal: object | undefined, what: SignOfLife = 'came'): void {
  if (signal !== undefined) WATCHES.get(signal)?.(what)
}

/** Has `listener` called for whatever is {@link heard} of the attempt with this signal. */
export function onHeard(signal: object, listener: (what: SignOfLife) => void): void {
  WATCHES.set(signal, listener)
}

/** Starts the clock. `AbortSignal.any` would keep a trace of every attempt in a long-lived signal. */
export function watchSilence(
  object: Partial<ObjectRef>,
  { limitMs, sendingLimitMs, onLife }: SilenceLimits,
  signal: AbortSignal | undefined,
  clock: SilenceClock,
): SilenceWatch {
  const controller = new AbortController()
  const forward = (): void => {
    controller.abort(signal?.reason)
  }
  const began = clock.now()
  let allowedMs = limitMs
  const expired = (): void => {
    controller.abort(stalled(object, allowedMs))
  }
  let timer = clock.start(expired, allowedMs)
  let over = false
  const rest = (): void => {
    clock.stop(timer)
  }
  if (signal?.aborted === true) forward()
  const forget = onAbort(signal, forward)
  const alive = (): void => {
    hear('came')
  }
  const hear = (what: SignOfLife): void => {
    rest()
    // A body may still be told to give bytes when its attempt has ended already.
    if (over) return
    const age = clock.now() - began
    allowedMs = what === 'sent' ? Math.max(limitMs, Math.min(age, sendingLimitMs)) : limitMs
    timer = clock.start(expired, allowedMs)
    if (age >= LASTING_MS) onLife?.()
  }
  onHeard(controller.signal, hear)
  return {
    signal: controller.signal,
    rest,
    alive,
    end: () => {
      over = true
      rest()
      forget()
      // Without this, the minor collector of V8 would keep it: what an old weak map holds is dead for the
      // major one only.
      WATCHES.delete(controller.signal)
    },
  }
}

function stalled({ bucket = '', key }: Partial<ObjectRef>, silentMs: number): S3Fault {
  return new S3Fault(`nothing was heard for ${Math.round(silentMs / 1000)} seconds`, {
    operation: 'waiting',
    bucket,
    ...(key !== undefined && { key }),
    networkCode: 'STALLED',
  })
}
