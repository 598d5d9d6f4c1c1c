import { resolve } from 'node:path'
import type { Command } from 'commander'
import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readRelocationRequest } from '../options/relocation-options.ts'
import { readOutputDirectory } from '../options/job-files-options.ts'
import type { RelocationReport } from '../commands/relocate/report.ts'
import { makeJobFilesDirectory, writeJobFiles } from '../job-files/write-job-files.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, isOption } from './environment.ts'
import { settleArguments } from './settle-arguments.ts'
import { resolvePlace } from './place-argument.ts'
import { RelocationPrinter } from './relocation-printer.ts'
import { readSourceArgument } from './source-argument.ts'
import {
  addOptions,
  HELP,
  helpOf,
  presentationOf,
  QUIET_HELP,
  subcommand,
  wrapped,
  type Presentation,
} from './subcommand.ts'
import { createTerminalNarrator } from './terminal.ts'

/** Adds `relocate SOURCE TARGET`. */
export function addRelocate(program: Command, deps: CliDependencies): void {
  const names = COMMAND_OPTIONS.relocate.filter(
    (name) => name !== 'source' && name !== 'target' && isOption(name),
  )
  const command = subcommand(
    program,
    'relocate',
    'copy a snapshot, rewrite its _metadata and verify the result',
  )
    .argument('<SOURCE>', helpOf('source'))
    .argument('[TARGET]', `${helpOf('target')}; may be left out with --flink-config or --target-flink-config`)
    .option('--debug [boolean]', 'print a line for each file as well')
    .option('--quiet [boolean]', QUIET_HELP)
    .addHelpText('after', wrapped(HELP.credentials, HELP.sides, HELP.exit))
  const read = addOptions(command, names)
  command.action(async (source: string, target?: string) => {
    await runRelocate({ ...read(), source, target }, presentationOf(command), deps)
  })
}

/** The story goes to standard error, the result to standard output. */
async function runRelocate(values: OptionValues, how: Presentation, deps: CliDependencies): Promise<void> {
  const settled = await settleArguments(
    {
      ...values,
      source: await readSourceArgument(values.source ?? '', deps),
      target: resolvePlace(commandLineLabel('target'), values.target ?? '', deps.cwd),
    },
    commandLineLabel,
    'relocate',
    deps,
  )
  const request = readRelocationRequest(settled.values, settled.label)
  const outputDirectory = readOutputDirectory(values, commandLineLabel)
  const directory =
    outputDirectory === undefined || request.dryRun ? undefined : resolve(deps.cwd, outputDirectory)
  if (directory !== undefined) await makeJobFilesDirectory(directory, commandLineLabel('job-files'))
  const narrator = createTerminalNarrator(deps.stderr, how)
  const printer = new RelocationPrinter(deps, how.json)
  let written = false
  const writeFiles = async (report: RelocationReport): Promise<void> => {
    if (directory === undefined || written) return
    written = await writeJobFiles(report, directory)
    if (written) narrator.info(`files that start a job from it are in ${directory}`)
  }
  const onCommitted = async (report: RelocationReport): Promise<void> => {
    narrator.close()
    await printer.committed(report)
    await writeFiles(report)
  }
  try {
    const report = await deps.commands.relocate(request, { narrator, signal: deps.signal, onCommitted })
    narrator.close()
    printer.finish(report)
    await writeFiles(report)
  } catch (error) {
    printer.failed()
    throw error
  } finally {
    narrator.close()
  }
}
