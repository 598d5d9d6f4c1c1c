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

/** As the storage names the inputs of the source, which fall back to those without prefix. */
const OF_SOURCE = /(?<![\w/-])source-([a-z-]+) \(or \1\)/g

/** Names that no other word is, and that stand alone: not within a path. */
const UNMISTAKABLE =
  /(?<![\w/.-])(?:source-)?(?:access-key-id|secret-access-key|session-token|sse-customer-key|request-payer)(?![\w/-])|(?<![\w/.-])target-(?:sse|kms-key-id|storage-class|acl)(?![\w/-])/g

/** A sentence about inputs, with the names that the command line has for them. */
export function inWordsOfCommandLine(sentence: string): string {
  const label = (name: string): string => commandLineLabel(name as OptionName)
  return sentence
    .replace(OF_SOURCE, (_, name: string) => `${label(`source-${name}`)} (or ${label(name)})`)
    .replace(UNMISTAKABLE, (name) => label(name))
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
