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

/** What the time of silence is measured with. Tests put theirs forward by hand, so that no slow machine looks like silence. */
export interface SilenceClock {
  /** Calls `expired` after so many milliseconds. */
  readonly start: (expired: () => void, ms: number) => unknown
  /** Stops what `start` returned; one that has expired or was stopped is no error. */
  readonly stop: (timer: unknown) => void
}

/** The time of the machine. */
export const MACHINE_TIME: SilenceClock = {
  start: setTimeout,
  stop: (timer) => {
    clearTimeout(timer as NodeJS.Timeout)
  },
}

const WATCHES = new WeakMap<object, () => void>()

/** Something was heard of the attempt that was given this signal; for places where only the signal gets to. */
export function heard(signal: object | undefined): void {
  if (signal !== undefined) WATCHES.get(signal)?.()
}

/** Has `listener` called for whatever is {@link heard} of the attempt with this signal. */
export function onHeard(signal: object, listener: () => void): void {
  WATCHES.set(signal, listener)
}

/** Starts the clock. `AbortSignal.any` would keep a trace of every attempt in a long-lived signal. */
export function watchSilence(
  object: Partial<ObjectRef>,
  limitMs: number,
  signal: AbortSignal | undefined,
  clock: SilenceClock,
): SilenceWatch {
  const controller = new AbortController()
  const forward = (): void => {
    controller.abort(signal?.reason)
  }
  const expired = (): void => {
    const { bucket = '', key } = object
    controller.abort(
      new S3Fault(`nothing was heard for ${limitMs / 1000} seconds`, {
        operation: 'waiting',
        bucket,
        ...(key !== undefined && { key }),
        networkCode: 'STALLED',
      }),
    )
  }
  let timer = clock.start(expired, limitMs)
  let over = false
  const rest = (): void => {
    clock.stop(timer)
  }
  if (signal?.aborted === true) forward()
  const forget = onAbort(signal, forward)
  const alive = (): void => {
    rest()
    // A body may still be told to give bytes when its attempt has ended already.
    if (!over) timer = clock.start(expired, limitMs)
  }
  onHeard(controller.signal, alive)
  return {
    signal: controller.signal,
    rest,
    alive,
    end: () => {
      over = true
      rest()
      forget()
      // Without this, the minor collector of V8 would keep it: what an old weak map holds is dead for the major one only.
      WATCHES.delete(controller.signal)
    },
  }
}
