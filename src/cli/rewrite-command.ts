import type { Command } from 'commander'
import { PROGRAM } from '../presentation/failure.ts'
import { printable } from '../presentation/printable.ts'
import { LocationError, parseLocation, type Location } from '../location/location.ts'
import { OptionError } from '../options/option-error.ts'
import { createOptionReader } from '../options/option-reader.ts'
import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readPathMap } from '../options/place-options.ts'
import type { RewriteReport } from '../commands/rewrite/rewrite.ts'
import { formatCount } from '../text/quantities.ts'
import { resolveLocalPath } from './arguments.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel } from './environment.ts'
import { printJson, printLines, warningLines } from './print.ts'
import { addOptions, HELP, presentationOf, subcommand, type Presentation } from './subcommand.ts'

interface Paths {
  readonly input: string
  readonly output: string
}

/** Adds `rewrite IN OUT`. */
export function addRewrite(program: Command, deps: CliDependencies): void {
  const command = subcommand(
    program,
    'rewrite',
    'give new prefixes to the paths in a local _metadata; copies nothing',
  )
    .argument('<IN>', 'local _metadata to read')
    .argument('<OUT>', 'local file to write')
    .addHelpText(
      'after',
      `
Prefixes may have any scheme. Example for files that were copied from HDFS by another tool:
  ${PROGRAM} rewrite _metadata _metadata.new --path-map 'hdfs://nn:8020/flink => s3://bucket/flink'
${HELP.exit}`,
    )
  const read = addOptions(command, COMMAND_OPTIONS.rewrite)
  command.action(async (input: string, output: string) => {
    await runRewrite({ input, output }, read(), presentationOf(command), deps)
  })
}

/** A local `_metadata` with other prefixes in it, whatever their schemes. */
async function runRewrite(
  paths: Paths,
  values: OptionValues,
  how: Presentation,
  deps: CliDependencies,
): Promise<void> {
  const reader = createOptionReader(values, commandLineLabel)
  const rules = readPathMap(reader)
  if (rules.length === 0) {
    throw new OptionError("--path-map is required: give at least one --path-map 'old-prefix => new-prefix'")
  }
  const input = localFile('IN', paths.input, deps.cwd)
  const output = localFile('OUT', paths.output, deps.cwd)
  const overwrite = reader.flag('overwrite') ?? false
  const result = await deps.commands.rewrite(input, output, rules, { overwrite, signal: deps.signal })
  if (how.json) printJson(deps, result)
  else printLines(deps, rewriteLines(result))
}

function localFile(label: string, text: string, cwd: string): Location {
  try {
    const location = parseLocation(resolveLocalPath(text, cwd))
    if (location.scheme === 'file' && location.authority === '') return location
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new OptionError(`${label}: ${error.message}`, { cause: error })
  }
  throw new OptionError(
    `${label} is ${JSON.stringify(text)}: rewrite works on local files only; `
      + "fetch _metadata with the store's own tool first, and put the result back with it",
  )
}

function rewriteLines(result: RewriteReport): string[] {
  return [
    `Written to ${result.output}`,
    `  from             ${result.input}`,
    `  metadata         version ${result.metadataVersion}`,
    `  URIs rewritten   ${formatCount(result.urisRewritten)}`,
    `  left unchanged   ${formatCount(result.urisUnchanged)}`,
    ...warningLines(result.warnings),
  ].map(printable)
}
