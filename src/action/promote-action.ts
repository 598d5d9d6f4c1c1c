import { savepointLines } from '../presentation/savepoint-result.ts'
import type { SavepointRequest } from '../commands/savepoint/request.ts'
import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readPromotionOptions } from '../options/promotion-options.ts'
import type { Action, ActionContext } from './action.ts'
import { createCommandRunner } from '../platform/run-command.ts'
import { refuseMasked, withoutInputs } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { setOutputs } from './outputs.ts'
import { readRequest } from './relocate-action.ts'
import { openOutputDirectory, RelocationOutputs, RELOCATION_OUTPUTS } from './relocation-outputs.ts'
import { runRestoreCommand } from './restore-command.ts'

/** Takes a savepoint, relocates it, and runs the command that starts the job from it. */
export const promoteAction: Action = {
  name: 'promote',
  options: COMMAND_OPTIONS.promote,
  outputs: ['source-snapshot-path', 'job-id', ...RELOCATION_OUTPUTS],
  run: async (context) => {
    const {
      inputs: { label },
    } = context
    const values = withStricterDefault(context.inputs.values)
    const { savepoint, restoreCommand } = readPromotionOptions(values, label)
    // A running job must not be stopped for a relocation that would be refused at once.
    const { dryRun } = readRequest(context, {
      ...values,
      source: values.source?.trim() || 's3://savepoint/not-yet-taken',
    })
    const directory = await openOutputDirectory(context.inputs, dryRun)
    const taken = savepoint === undefined ? undefined : await takeSavepoint(savepoint, context)
    const outputs = new RelocationOutputs(directory, context)
    const report = await relocate(
      taken === undefined ? values : { ...values, source: taken },
      taken,
      outputs,
      context,
    )
    context.narrator.close()
    if (taken === undefined)
      setOutputs(
        context.toolkit,
        { 'source-snapshot-path': report.source, 'job-id': '' },
        context.inputs.masked,
      )
    await outputs.finish(report)
    if (restoreCommand !== undefined && !dryRun)
      await runRestoreCommand(restoreCommand, report, directory, context)
  },
}

/** A promoted job starts at once: what it would write or read elsewhere is looked at before. */
function withStricterDefault(values: OptionValues): OptionValues {
  return { ...values, 'outside-state': values['outside-state']?.trim() || 'fail' }
}

/** @returns where it is, which is in the outputs from now on */
async function takeSavepoint(
  request: SavepointRequest,
  { toolkit, env, inputs, narrator, signal, commands }: ActionContext,
): Promise<string> {
  if (request.by === 'rest') refuseMasked('target-directory', request.targetDirectory ?? '', inputs.masked)
  toolkit.startGroup('Savepoint')
  try {
    const report = await commands.savepoint(request, {
      narrator,
      signal,
      runCommand: createCommandRunner(withoutInputs(env)),
    })
    for (const line of savepointLines(report)) logLine(toolkit, line)
    setOutputs(
      toolkit,
      { 'source-snapshot-path': report.snapshotPath, 'job-id': report.jobId ?? '' },
      inputs.masked,
    )
    return report.snapshotPath
  } finally {
    toolkit.endGroup()
  }
}

async function relocate(
  values: OptionValues,
  taken: string | undefined,
  outputs: RelocationOutputs,
  context: ActionContext,
): ReturnType<ActionContext['commands']['relocate']> {
  const { narrator, signal, toolkit, commands } = context
  try {
    return await commands.relocate(readRequest(context, values), {
      narrator,
      signal,
      onCommitted: (report) => outputs.committed(report),
    })
  } catch (error) {
    narrator.close()
    // The failure itself is told by its own sentence; a second savepoint would be for nothing, and the job
    // may be stopped.
    if (taken !== undefined) {
      toolkit.warning(
        logText(
          `the savepoint was taken, is at ${taken}, and stays there: run again with source ${taken} in place of taking another one`,
        ),
      )
    }
    throw error
  }
}
