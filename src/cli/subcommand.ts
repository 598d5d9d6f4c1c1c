import { Option, type Command } from 'commander'
import {
  specOf,
  type CommandName,
  type OptionName,
  type OptionSpec,
  type OptionValues,
} from '../options/option-specs.ts'

const CREDENTIALS_HELP = `
Credentials are taken from the environment, never from arguments: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
AWS_SESSION_TOKEN, or whatever else the AWS SDK finds (profile, web identity, instance role). A key with which objects are
encrypted (SSE-C) is S3_SSE_CUSTOMER_KEY.`

/** What stands below the options of a command. */
export const HELP = {
  exit: `
Exit codes: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n. Results go
to standard output, everything else to standard error. With --json a failure is in the JSON as well.`,
  credentials: CREDENTIALS_HELP,
  bothCredentials: `${CREDENTIALS_HELP}

A setting without prefix is for both sides, "--source-…" and "--target-…" are for one, and count there before it. One side's
keys are SOURCE_AWS_ACCESS_KEY_ID, SOURCE_AWS_SECRET_ACCESS_KEY and SOURCE_AWS_SESSION_TOKEN, or TARGET_AWS_…, and
SOURCE_S3_SSE_CUSTOMER_KEY or TARGET_S3_….`,
} as const

/** How the result is wanted. */
export interface Presentation {
  readonly json: boolean
  readonly debug: boolean
}

/** Adds a command that can print its result as JSON. */
export function subcommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .summary(description)
    .helpOption('--help', 'print this help')
    .allowExcessArguments(false)
    .option('--json', 'print the result as JSON')
}

/** How the user wants the result, after the parsing. */
export function presentationOf(command: Command): Presentation {
  const { json, debug } = command.opts<{ json?: boolean; debug?: boolean }>()
  return { json: json === true, debug: debug === true }
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

function createOption(spec: OptionSpec): Option {
  const fallback = spec.fallback === undefined ? '' : ` (default: ${spec.fallback})`
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
