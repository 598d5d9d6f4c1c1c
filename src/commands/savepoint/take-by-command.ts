import { findJobId, findTriggerId } from '../../flink/cli-output.ts'
import { innermostCause } from '../../flink/failure-cause.ts'
import type { FoundPath } from '../../flink/finding.ts'
import { NoSnapshotError } from '../../flink/no-snapshot-error.ts'
import { plainText } from '../../flink/plain-text.ts'
import {
  SavepointError,
  SavepointInterrupted,
  type CommandSavepointRequest,
  type SavepointNarrator,
  type SavepointReport,
} from './request.ts'
import { findSnapshot } from '../../flink/snapshot-text.ts'
import { CollectedOutput, type RunCommand } from '../../platform/run-command.ts'

/** What taking a savepoint by a command needs from its caller. */
export interface CommandContext {
  readonly narrator: SavepointNarrator
  readonly signal: AbortSignal
  readonly runCommand: RunCommand
}

/**
 * Takes a savepoint by a command that prints its path: `flink savepoint`, `flink stop`, the same by
 * `kubectl exec` or `docker exec`. Its output is passed on line by line.
 *
 * @throws SavepointError when the command failed or printed no path; SavepointInterrupted when the signal
 * was aborted
 */
export async function takeSavepointByCommand(
  { command }: CommandSavepointRequest,
  context: CommandContext,
): Promise<SavepointReport> {
  const { narrator, signal, runCommand } = context
  const begin = performance.now()
  const output = new CollectedOutput((line) => {
    narrator.info(line)
  })
  const exitCode = await runCommand(command, {
    signal,
    output: (stream, chunk) => {
      output.add(stream, chunk)
    },
  }).catch((error: unknown) => {
    throw explainStart(error, command[0], signal)
  })
  output.end()
  const [stdout, stderr] = [output.textOf('stdout'), output.textOf('stderr')]
  const text = `${stdout}\n${stderr}`
  if (exitCode !== 0) throw explainExit(exitCode, text, stderr)
  const found = findIn(text)
  const [jobId, triggerId] = [findJobId(text), findTriggerId(text)]
  return {
    snapshotPath: found.path,
    savepointPath: found.path,
    jobId,
    triggerId,
    takenFrom: found.takenFrom,
    durationMs: Math.round(performance.now() - begin),
  }
}

function findIn(text: string): FoundPath {
  try {
    return findSnapshot(text)
  } catch (error) {
    if (!(error instanceof NoSnapshotError)) throw error
    throw new SavepointError(
      `the command succeeded, but ${error.message.replace(/^the text /, 'its output ')}`,
      { cause: error.cause },
    )
  }
}

function explainStart(error: unknown, program: string, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return new SavepointInterrupted(
      `stopped while ${program} was running: a savepoint that it had triggered goes on in the cluster, for `
        + 'Flink cannot take it back; look at the job before another one is taken',
    )
  }
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
  return new SavepointError(`${program} could not be run: ${message}`)
}

const MOST_DETAILS = 5

function explainExit(exitCode: number, text: string, stderr: string): SavepointError {
  const lines = plainText(stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:at |\.\.\. \d)/.test(line))
  const details = lines.slice(-MOST_DETAILS)
  return new SavepointError(
    `the command ended with exit code ${exitCode}${reasonOf(text) ?? lastLine(details)}`,
    { details },
  )
}

/** What Flink itself said, `undefined` where it said nothing. */
function reasonOf(text: string): string | undefined {
  try {
    const { path } = findSnapshot(text)
    return `, though its output names ${path}: see what failed before that savepoint is used`
  } catch (error) {
    if (!(error instanceof NoSnapshotError)) throw error
    return error.message.startsWith('the text ') ? undefined : `: ${error.message}`
  }
}

function lastLine(lines: readonly string[]): string {
  const last = innermostCause(lines.at(-1) ?? '')
  return last === '' ? ' and said nothing' : `: ${last}`
}
