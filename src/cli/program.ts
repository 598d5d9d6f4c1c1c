import { Command, Option } from 'commander'
import { PROGRAM } from '../face/failure.ts'
import { OPTION_SPECS, type OptionName, type OptionSpec, type OptionValues } from '../options/option-specs.ts'
import { READ_OPTIONS } from './arguments.ts'
import { runInspect, runRelocate, runRewrite, type Presentation } from './commands.ts'
import type { CliDependencies } from './dependencies.ts'
import { isFromEnvironment } from './environment.ts'
import { VERSION } from './version.ts'

const CREDENTIALS_HELP = `
Credentials are taken from the environment, never from arguments: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
AWS_SESSION_TOKEN, or whatever else the AWS SDK finds (profile, web identity, instance role).`

const SOURCE_CREDENTIALS_HELP = `${CREDENTIALS_HELP} The source may
have its own: SOURCE_AWS_ACCESS_KEY_ID, SOURCE_AWS_SECRET_ACCESS_KEY, SOURCE_AWS_SESSION_TOKEN.

Settings of S3 without "source-" are the target's, and the source's too unless it has its own.`

const EXIT_HELP = `
Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to standard output, everything else to standard error.`

/** The commands and their help. The parser ends by a CommanderError, never the process. */
export function createProgram(deps: CliDependencies): Command {
  const program = new Command(PROGRAM)
    .description('Moves Apache Flink savepoints and checkpoints to another place, to restore jobs from there.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', EXIT_HELP)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => { deps.stdout.write(text) },
      writeErr: (text) => { deps.stderr.write(text) },
      outputError: (text, write) => { write(text.replace(/^error: /, `${PROGRAM}: `)) },
      getOutHelpWidth: () => deps.stdout.columns ?? 110,
      getErrHelpWidth: () => deps.stderr.columns ?? 110,
    })
  addRelocate(program, deps)
  addInspect(program, deps)
  addRewrite(program, deps)
  return program
}

function addRelocate(program: Command, deps: CliDependencies): void {
  const names = OPTION_SPECS.map(({ name }) => name)
    .filter((name) => name !== 'source' && name !== 'target' && !isFromEnvironment(name))
  const command = subcommand(program, 'relocate', 'copy a snapshot, rewrite its _metadata and verify the result')
    .argument('<SOURCE>', helpOf('source'))
    .argument('<TARGET>', helpOf('target'))
    .option('--debug', 'print a line for each file as well')
    .addHelpText('after', `${SOURCE_CREDENTIALS_HELP}\n${EXIT_HELP}`)
  const read = addOptions(command, names)
  command.action(async (source: string, target: string) => {
    await runRelocate({ ...read(), source, target }, presentationOf(command), deps)
  })
}

function addInspect(program: Command, deps: CliDependencies): void {
  const command = subcommand(program, 'inspect', 'show what a snapshot\'s _metadata says, without reading state')
    .argument('<SOURCE>', helpOf('source'))
    .addHelpText('after', `${CREDENTIALS_HELP}\n${EXIT_HELP}`)
  const read = addOptions(command, READ_OPTIONS)
  command.action(async (source: string) => {
    await runInspect({ ...read(), source }, presentationOf(command), deps)
  })
}

function addRewrite(program: Command, deps: CliDependencies): void {
  const command = subcommand(program, 'rewrite', 'give new prefixes to the paths in a local _metadata; copies nothing')
    .argument('<IN>', 'local _metadata to read')
    .argument('<OUT>', 'local file to write')
    .addHelpText('after', `
Prefixes may have any scheme. Example for files that were copied from HDFS by another tool:
  ${PROGRAM} rewrite _metadata _metadata.new --path-map 'hdfs://nn:8020/flink => s3://bucket/flink'
${EXIT_HELP}`)
  const read = addOptions(command, ['path-map', 'overwrite'], {
    'path-map': 'rule "old-prefix => new-prefix"', overwrite: 'replace OUT where it exists',
  })
  command.action(async (input: string, output: string) => {
    await runRewrite({ input, output }, read(), presentationOf(command), deps)
  })
}

function subcommand(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).summary(description).helpOption('--help', 'print this help')
    .allowExcessArguments(false)
    .option('--json', 'print the result as JSON')
}

function presentationOf(command: Command): Presentation {
  const { json, debug } = command.opts<{ json?: boolean; debug?: boolean }>()
  return { json: json === true, debug: debug === true }
}

function specOf(name: OptionName): OptionSpec {
  const spec = OPTION_SPECS.find((one) => one.name === name)
  if (spec === undefined) throw new TypeError(`no specification of ${name}`)
  return spec
}

function helpOf(name: OptionName): string {
  return specOf(name).help
}

/**
 * Adds the settings to a command.
 *
 * @param helps what a setting means for this command, where that is not what it means for a relocation
 * @returns what reads them back as texts, after the parsing
 */
function addOptions(
  command: Command,
  names: readonly OptionName[],
  helps: Readonly<Partial<Record<OptionName, string>>> = {},
): () => OptionValues {
  const options = names.map((name) => {
    const spec = specOf(name)
    const option = createOption({ ...spec, help: helps[name] ?? spec.help })
    command.addOption(option)
    return { name, option }
  })
  return () => {
    const values: Partial<Record<OptionName, string>> = {}
    for (const { name, option } of options) {
      const value: unknown = command.getOptionValue(option.attributeName())
      if (typeof value === 'string') values[name] = value
    }
    return values
  }
}

function createOption(spec: OptionSpec): Option {
  const fallback = spec.fallback === undefined ? '' : ` (default: ${spec.fallback})`
  if (spec.form === 'flag') return new Option(`--${spec.name} [boolean]`, spec.help + fallback)
  if (spec.form === 'lines') {
    // One line for each occurrence reads better in a shell; several lines in one value work as in a workflow.
    return new Option(`--${spec.name} <${spec.placeholder}>`, `${spec.help}; may be repeated`)
      .argParser((value: string, former: string | undefined) => former === undefined ? value : `${former}\n${value}`)
  }
  return new Option(`--${spec.name} <${spec.placeholder}>`, spec.help + fallback)
}
