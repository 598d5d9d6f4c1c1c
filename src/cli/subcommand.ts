import { Option, type Command } from 'commander'
import { parseFlag } from '../options/option-reader.ts'
import { PROGRAM } from '../presentation/failure.ts'
import {
  specOf,
  type CommandName,
  type NamedSpec,
  type OptionName,
  type OptionSpec,
  type OptionValues,
} from '../options/option-specs.ts'

const CREDENTIALS_HELP =
  'Credentials are taken from the environment, never from arguments: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and '
  + 'AWS_SESSION_TOKEN, or whatever else the AWS SDK finds (profile, web identity, instance role). A key with which '
  + 'objects are encrypted (SSE-C) is S3_SSE_CUSTOMER_KEY.'

/** What stands below the options of a command, a paragraph each. */
export const HELP = {
  exit:
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted (SIGINT), 143 terminated (SIGTERM), 141 the reader of '
    + 'standard output went away. Results go to standard output, everything else to standard error. With --json a failure '
    + 'is in the JSON as well.',
  credentials: CREDENTIALS_HELP,
  sides:
    'A setting without a prefix applies to both sides; "--source-…" and "--target-…" apply to one, and take precedence '
    + "there. One side's keys are SOURCE_AWS_ACCESS_KEY_ID, SOURCE_AWS_SECRET_ACCESS_KEY and SOURCE_AWS_SESSION_TOKEN, or "
    + 'TARGET_AWS_…, and SOURCE_S3_SSE_CUSTOMER_KEY or TARGET_S3_….',
} as const

/** How help is asked for, of the program and of each command. */
export const HELP_OPTION = ['-h, --help', 'print this help'] as const

/** Paragraphs below a help text, broken at the width of the terminal. */
export function wrapped(
  ...paragraphs: readonly string[]
): (context: { readonly error: boolean; readonly command: Command }) => string {
  return ({ error, command }) => {
    const output = command.configureOutput()
    const width = (error ? output.getErrHelpWidth?.() : output.getOutHelpWidth?.()) ?? 80
    return `\n${paragraphs.map((text) => command.createHelp().boxWrap(text, width)).join('\n\n')}`
  }
}

/** What `--quiet` does. */
export const QUIET_HELP = 'print nothing but warnings, failures and the result'

/** Where help is, the last line of every usage error. */
export function adviceFor(command?: string): string {
  return `Try "${[PROGRAM, command, '--help'].filter((word) => word !== undefined).join(' ')}".`
}

/** How the result is wanted. */
export interface Presentation {
  readonly json: boolean
  readonly debug: boolean
  /** Nothing but warnings, failures and the result. */
  readonly quiet: boolean
}

/** Adds a command that can print its result as JSON. */
export function subcommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .summary(description)
    .helpOption(...HELP_OPTION)
    .showHelpAfterError(adviceFor(name))
    .allowExcessArguments(false)
    .option('--json [boolean]', 'print the result as JSON')
}

/**
 * How the user wants the result, after the parsing.
 *
 * @throws OptionError for what is neither true nor false
 */
export function presentationOf(command: Command): Presentation {
  const {
    json = 'false',
    debug = 'false',
    quiet = 'false',
  } = command.opts<{ json?: string; debug?: string; quiet?: string }>()
  return {
    json: parseFlag('--json', json),
    debug: parseFlag('--debug', debug),
    quiet: parseFlag('--quiet', quiet),
  }
}

/** One line on a setting, for an argument that stands for it. */
export function helpOf(name: OptionName): string {
  return specOf(name).help
}

/**
 * Adds the settings to a command.
 *
 * @returns what reads them back as texts, after the parsing
 */
export function addOptions(command: Command, names: readonly OptionName[]): () => OptionValues {
  const options = names.map((name) => {
    const option = createOption(specOf(name, command.name() as CommandName))
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

function createOption(spec: NamedSpec): Option {
  return optionOf(spec).helpGroup(`${spec.group}:`)
}

function optionOf(spec: OptionSpec): Option {
  const off = spec.form === 'flag' && spec.fallback === 'true' ? `; --no-${spec.name} turns it off` : ''
  const fallback = spec.fallback === undefined ? '' : ` (default: ${spec.fallback}${off})`
  if (spec.form === 'flag') return new Option(`--${spec.name} [boolean]`, spec.help + fallback)
  if (spec.form === 'lines') {
    // One line for each occurrence reads better in a shell; several lines in one value work as in a
    // workflow.
    return new Option(`--${spec.name} <${spec.placeholder}>`, `${spec.help}; may be repeated`).argParser(
      (value: string, former: string | undefined) => (former === undefined ? value : `${former}\n${value}`),
    )
  }
  return new Option(`--${spec.name} <${spec.placeholder}>`, spec.help + fallback)
}
