import type { Command } from 'commander'
import { parseLocation } from '../location/location.ts'
import { createOptionReader } from '../options/option-reader.ts'
import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readSource } from '../options/place-options.ts'
import { readS3Settings } from '../options/s3-options.ts'
import { resolveDotPath } from './arguments.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, isFromEnvironment } from './environment.ts'
import { inspectLines } from './inspect-text.ts'
import { printJson, printLines } from './print.ts'
import { addOptions, HELP, helpOf, presentationOf, subcommand, type Presentation } from './subcommand.ts'

/** Adds `inspect SOURCE`. */
export function addInspect(program: Command, deps: CliDependencies): void {
  const names = COMMAND_OPTIONS.inspect.filter((name) => name !== 'source' && !isFromEnvironment(name))
  const command = subcommand(program, 'inspect', 'show what a snapshot\'s _metadata says, without reading state')
    .argument('<SOURCE>', helpOf('source'))
    .addHelpText('after', `${HELP.credentials}\n${HELP.exit}`)
  const read = addOptions(command, names)
  command.action(async (source: string) => {
    await runInspect({ ...read(), source }, presentationOf(command), deps)
  })
}

/** What a `_metadata` says; no state file is read. */
async function runInspect(values: OptionValues, how: Presentation, deps: CliDependencies): Promise<void> {
  const source = resolveDotPath(values.source ?? '', deps.cwd)
  const reader = createOptionReader({ ...values, source }, commandLineLabel)
  const location = parseLocation(readSource(reader))
  const inspection = await deps.useCases.inspect(location, readS3Settings(reader), deps.signal)
  if (how.json) printJson(deps, inspection)
  else printLines(deps, inspectLines(inspection))
}
