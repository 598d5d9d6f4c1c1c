import { CollectedOutput, createCommandRunner } from '../platform/run-command.ts'
import {
  fillPlaceholders,
  formerPlaceholders,
  type CommandWords,
  type Placeholder,
} from '../options/promotion-options.ts'
import type { RelocationReport } from '../commands/relocate/report.ts'
import type { ActionContext } from './action.ts'
import { logLine, logText } from './log.ts'
import { withoutInputs } from './inputs.ts'

/** The job was not started, or not known to be. The message says where the snapshot is. */
export class RestoreCommandError extends Error {
  override readonly name = 'RestoreCommandError'
}

/** The same values in the environment of the command, for scripts; after the first, former names. */
const VARIABLES: Readonly<Record<Placeholder, readonly string[]>> = {
  'snapshot-path': ['FLINK_SNAPSHOT_PATH', 'FLINK_SNAPSHOT_SAVEPOINT_PATH'],
  'metadata-path': ['FLINK_SNAPSHOT_METADATA_PATH'],
  'claim-mode': ['FLINK_SNAPSHOT_CLAIM_MODE'],
  'job-files': ['FLINK_SNAPSHOT_JOB_FILES', 'FLINK_SNAPSHOT_RESUME_DIR'],
}

/**
 * Runs the command that starts the job from the relocated snapshot, without a shell, its output in the log.
 *
 * @throws RestoreCommandError when it cannot be run, or ends with another exit code than 0: the snapshot is
 * complete all the same
 */
export async function runRestoreCommand(
  command: CommandWords,
  report: RelocationReport,
  directory: string | undefined,
  { env, narrator, signal, toolkit }: ActionContext,
): Promise<void> {
  const begin = `the snapshot is complete at ${report.snapshotPath}`
  if (report.claimMode === undefined && command.some((word) => word.includes('{claim-mode}'))) {
    throw new RestoreCommandError(
      `${begin}, but restore-command names {claim-mode}, and the Flink that wrote metadata version `
        + `${report.metadataVersion} knows none: leave it out, and run again with source ${report.snapshotPath} or start the job by hand`,
    )
  }
  const values = {
    'snapshot-path': report.snapshotPath,
    'metadata-path': report.metadataPath,
    'claim-mode': report.claimMode ?? '',
    'job-files': directory ?? '',
  }
  const variables = Object.fromEntries(
    Object.entries(VARIABLES).flatMap(([name, variables]) =>
      variables.map((variable) => [variable, values[name as Placeholder]]),
    ),
  )
  const output = new CollectedOutput((line) => {
    narrator.info(line)
  })
  for (const text of formerPlaceholders(command)) narrator.warning(text)
  toolkit.startGroup('Restore')
  try {
    const run = createCommandRunner({ ...withoutInputs(env), ...variables })
    const exitCode = await run(fillPlaceholders(command, values), {
      signal,
      output: (stream, chunk) => {
        output.add(stream, chunk)
      },
    })
    output.end()
    if (exitCode !== 0) {
      throw new RestoreCommandError(
        `${begin}, but restore-command (${command[0]}) ended with exit code ${exitCode}: see its output `
          + 'above, and start the job from there; nothing needs to be taken or copied again',
      )
    }
  } catch (error) {
    if (signal.aborted) {
      toolkit.warning(
        logText(
          `${begin}; restore-command (${command[0]}) was running when this step was stopped: see whether the job was started`,
        ),
      )
    }
    if (error instanceof RestoreCommandError || signal.aborted) throw error
    throw new RestoreCommandError(
      `${begin}, but restore-command (${command[0]}) could not be run: check that the program is on the runner, `
        + 'and start the job from there',
      { cause: error },
    )
  } finally {
    toolkit.endGroup()
  }
  logLine(toolkit, `restore-command (${command[0]}) succeeded`)
}
