import type { RunCommand } from '../../platform/run-command.ts'
import { takeSavepointByCommand } from './take-by-command.ts'
import type { RestTimes } from './rest/pauses.ts'
import { takeSavepointByRest } from './rest/take-by-rest.ts'
import type { SavepointNarrator, SavepointReport, SavepointRequest } from './request.ts'

/** What taking a savepoint needs from its caller. */
export interface SavepointContext {
  readonly narrator: SavepointNarrator
  readonly signal: AbortSignal
  readonly runCommand: RunCommand
  /** For tests. */
  readonly times?: RestTimes
}

/**
 * Takes a savepoint of a running job, over REST or by a command, and waits until it is complete.
 *
 * @throws SavepointError with the reason, in Flink's own words where it gave one
 */
export function takeSavepoint(
  request: SavepointRequest,
  context: SavepointContext,
): Promise<SavepointReport> {
  return request.by === 'rest'
    ? takeSavepointByRest(request, context)
    : takeSavepointByCommand(request, context)
}
