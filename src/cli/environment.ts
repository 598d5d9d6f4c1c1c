import { OptionError } from '../options/option-error.ts'
import { OPTION_SPECS, specOf, type OptionLabel, type OptionName } from '../options/option-specs.ts'

/**
 * Whether the setting is one that the command line takes: no key, for arguments are seen by everybody who
 * can list processes (the environment gives these), and nothing of a GitHub job's (elsewhere AWS_ROLE_ARN
 * and AWS_WEB_IDENTITY_TOKEN_FILE do the same as its roles).
 */
export function isOption(name: OptionName): boolean {
  const { variable, actionOnly } = specOf(name)
  return variable === undefined && actionOnly !== true
}

/** What a setting is called on the command line. */
export const commandLineLabel: OptionLabel = (name) => {
  if (name === 'source' || name === 'target') return name.toUpperCase()
  return specOf(name).variable ?? `--${name}`
}

/** Names that no other word is, for they have a hyphen, and that stand alone: not within a path. */
const UNMISTAKABLE = new RegExp(
  `(?<![\\w/.-])(?:${OPTION_SPECS.filter(
    ({ name, side }) => side === undefined && name.includes('-') && isOption(name),
  )
    .map(({ name }) => name)
    .join('|')})(?![\\w/-])`,
  'g',
)

/**
 * A sentence about inputs, with the names that the command line has for them. Those of reaching a store are
 * called so from the beginning.
 */
export function inWordsOfCommandLine(sentence: string): string {
  return sentence.replace(UNMISTAKABLE, (name) => commandLineLabel(name as OptionName))
}

/** @throws OptionError for a key given as an argument, without repeating its value. */
export function refuseSecretArguments(args: readonly string[]): void {
  for (const arg of args) {
    const name = /^--([a-z-]+)/.exec(arg)?.[1]
    const variable = OPTION_SPECS.find((spec) => spec.name === name)?.variable
    if (name === undefined || variable === undefined) continue
    throw new OptionError(
      `--${name} is no option, for arguments can be seen in the list of processes: set ${variable} in the environment`,
    )
  }
}
