import type { Command } from 'commander'
import { printable } from '../presentation/printable.ts'
import { searchLines } from '../presentation/find-lines.ts'
import { COMMAND_OPTIONS, type OptionLabel, type OptionValues } from '../options/option-specs.ts'
import { readSearchRequest } from '../options/find-options.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, isOption } from './environment.ts'
import { settleArguments } from './settle-arguments.ts'
import { resolvePlace } from './place-argument.ts'
import { printJson, printLines } from './print.ts'
import {
  addOptions,
  HELP,
  helpOf,
  presentationOf,
  subcommand,
  wrapped,
  type Presentation,
} from './subcommand.ts'

/** Adds `find DIRECTORY`. */
export function addFind(program: Command, deps: CliDependencies): void {
  const names = COMMAND_OPTIONS.find.filter((name) => name !== 'directory' && isOption(name))
  const command = subcommand(program, 'find', 'find the newest complete snapshot in a directory')
    .argument('[DIRECTORY]', `${helpOf('directory')}; may be left out with --flink-config`)
    .addHelpText(
      'after',
      wrapped(
        'Checkpoints of one job are ordered by their numbers, everything else by the time of _metadata.',
        HELP.credentials,
        HELP.exit,
      ),
    )
  const read = addOptions(command, names)
  command.action(async (directory?: string) => {
    await runFind({ ...read(), directory }, presentationOf(command), deps)
  })
}

async function runFind(values: OptionValues, how: Presentation, deps: CliDependencies): Promise<void> {
  const given = {
    ...values,
    directory: resolvePlace(findLabel('directory'), values.directory ?? '', deps.cwd),
  }
  const settled = await settleArguments(given, findLabel, 'find', deps)
  const request = readSearchRequest(settled.values, settled.label)
  const report = await deps.commands.find(request, {
    signal: deps.signal,
    onWarning: (text) => {
      deps.stderr.write(`warning: ${printable(text)}\n`)
    },
  })
  if (how.json) printJson(deps, report)
  else printLines(deps, searchLines(report))
}

const findLabel: OptionLabel = (name) => (name === 'directory' ? 'DIRECTORY' : commandLineLabel(name))
