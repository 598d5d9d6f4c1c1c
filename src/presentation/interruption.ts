import { constants } from 'node:os'
import { SavepointInterrupted } from '../commands/savepoint/request.ts'

/**
 * The signals that end a run: a terminal that goes away, Ctrl-C or a cancelled workflow, Ctrl-\, and a polite
 * kill.
 */
const ENDING = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const

type EndingSignal = (typeof ENDING)[number]

/** The reason of an aborted run. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: number
  readonly signal: EndingSignal

  constructor(signal: EndingSignal) {
    super(`stopped by ${signal}: start it again, it continues where it stopped`)
    this.signal = signal
    this.exitCode = 128 + constants.signals[signal]
  }
}

/** The part of `process` that is needed here. */
export interface SignalSource {
  on(event: EndingSignal, listener: () => void): unknown
  exit(code: number): void
}

/**
 * Turns the first signal into an abort whose reason is {@link Interrupted}, so that a run can clean up after
 * itself; the second one ends the process at once. A cancelled job gets SIGINT, SIGTERM after 7.5 s and
 * SIGKILL after 2.5 s more.
 *
 * @param tell gets what may be left, before the process ends by a second signal
 */
export function abortOnSignals(source: SignalSource, tell: (text: string) => void): AbortSignal {
  const controller = new AbortController()
  for (const name of ENDING) {
    source.on(name, () => {
      const interrupted = new Interrupted(name)
      if (!controller.signal.aborted) {
        controller.abort(interrupted)
        return
      }
      tell(
        `${name}: ended before all was cleaned up: unfinished multipart uploads or .flink-snapshot-*.tmp files may be left at the target; `
          + 'start it again, it continues where it stopped',
      )
      source.exit(interrupted.exitCode)
    })
  }
  return controller.signal
}

/**
 * Tells, as soon as a signal comes, what a run that writes is about to leave: who has to be quick is killed
 * before it has cleaned up.
 */
export function tellOfStopping(signal: AbortSignal, tell: (text: string) => void): void {
  signal.addEventListener(
    'abort',
    () => {
      if (!(signal.reason instanceof Interrupted)) return
      tell(
        `${signal.reason.signal}: stopping and cleaning up: uploads under way are aborted, what is copied stays; without _metadata the target `
          + 'is no snapshot, and the same run started again continues from what is there',
      )
    },
    { once: true },
  )
}

/**
 * What to tell and to exit with when a run failed: the signal that stopped it, or the error itself with 1.
 */
export function endOf(
  error: unknown,
  signal: AbortSignal,
): { readonly error: unknown; readonly exitCode: number } {
  const reason: unknown = signal.aborted ? signal.reason : undefined
  if (!(reason instanceof Interrupted)) return { error, exitCode: 1 }
  // What goes on outside although this program ends is more than that it ends.
  return { error: error instanceof SavepointInterrupted ? error : reason, exitCode: reason.exitCode }
}
