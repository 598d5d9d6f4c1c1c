import { constants } from 'node:os'
import { SavepointInterrupted } from '../flink/savepoint-request.ts'

/** The two signals that end a run: Ctrl-C or a cancelled workflow, and a polite kill. */
type EndingSignal = 'SIGINT' | 'SIGTERM'

/** The reason of an aborted run. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: number

  constructor(signal: EndingSignal) {
    super(`stopped by ${signal}: start it again, it continues where it stopped`)
    this.exitCode = 128 + constants.signals[signal]
  }
}

/** The part of `process` that is needed here. */
export interface SignalSource {
  on(event: EndingSignal, listener: () => void): unknown
  exit(code: number): void
}

/**
 * Turns the first SIGINT or SIGTERM into an abort whose reason is {@link Interrupted}, so that a run can clean up after
 * itself; the second one ends the process at once.
 */
export function abortOnSignals(source: SignalSource): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    source.on(name, () => {
      const interrupted = new Interrupted(name)
      if (controller.signal.aborted) source.exit(interrupted.exitCode)
      else controller.abort(interrupted)
    })
  }
  return controller.signal
}

/** What to tell and to exit with when a run failed: the signal that stopped it, or the error itself with 1. */
export function endOf(error: unknown, signal: AbortSignal): { readonly error: unknown; readonly exitCode: number } {
  const reason: unknown = signal.aborted ? signal.reason : undefined
  if (!(reason instanceof Interrupted)) return { error, exitCode: 1 }
  // What goes on outside although this program ends is more than that it ends.
  return { error: error instanceof SavepointInterrupted ? error : reason, exitCode: reason.exitCode }
}
