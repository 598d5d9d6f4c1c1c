import type { Command } from 'commander'
import { savepointLines } from '../presentation/savepoint-result.ts'
import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readSavepointRequest } from '../options/savepoint-options.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, isOption } from './environment.ts'
import { printJson, printLines } from './print.ts'
import { createCommandRunner } from '../platform/run-command.ts'
import { settleArguments } from './settle-arguments.ts'
import {
  addOptions,
  HELP,
  presentationOf,
  QUIET_HELP,
  subcommand,
  wrapped,
  type Presentation,
} from './subcommand.ts'
import { createTerminalNarrator } from './terminal.ts'

/** Adds `savepoint`. */
export function addSavepoint(program: Command, deps: CliDependencies): void {
  const names = COMMAND_OPTIONS.savepoint.filter((name) => isOption(name))
  const command = subcommand(
    program,
    'savepoint',
    'take a savepoint of a running job, over REST or by a command of yours',
  )
    .option('--quiet [boolean]', QUIET_HELP)
    .addHelpText(
      'after',
      wrapped(
        'Credentials for REST are taken from the environment, never from arguments: FLINK_REST_USERNAME with '
          + 'FLINK_REST_PASSWORD, or FLINK_REST_TOKEN.',
        HELP.exit,
      ),
    )
  const read = addOptions(command, names)
  command.action(async () => {
    await runSavepoint(read(), presentationOf(command), deps)
  })
}

/** The story goes to standard error, the result to standard output. */
async function runSavepoint(values: OptionValues, how: Presentation, deps: CliDependencies): Promise<void> {
  const settled = await settleArguments(values, commandLineLabel, 'savepoint', deps)
  const request = readSavepointRequest(settled.values, settled.label)
  const narrator = createTerminalNarrator(deps.stderr, how)
  const report = await deps.commands.savepoint(request, {
    narrator,
    signal: deps.signal,
    runCommand: createCommandRunner(deps.env),
  })
  if (how.json) printJson(deps, report)
  else printLines(deps, savepointLines(report))
}
