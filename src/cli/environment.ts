import { OptionError } from '../options/option-error.ts'
import type { OptionLabel, OptionName, OptionValues } from '../options/option-specs.ts'

/**
 * The command line takes secrets from the environment only: arguments are seen by everybody who can list
 * processes. The target's keys need no reading here, AWS_* is what the SDK's default chain looks at first.
 */
const VARIABLES: Readonly<Partial<Record<OptionName, string>>> = {
  'source-access-key-id': 'SOURCE_AWS_ACCESS_KEY_ID',
  'source-secret-access-key': 'SOURCE_AWS_SECRET_ACCESS_KEY',
  'source-session-token': 'SOURCE_AWS_SESSION_TOKEN',
  'rest-username': 'FLINK_REST_USERNAME',
  'rest-password': 'FLINK_REST_PASSWORD',
  'rest-token': 'FLINK_REST_TOKEN',
}

const KEYS: Readonly<Partial<Record<OptionName, string>>> = {
  'access-key-id': 'AWS_ACCESS_KEY_ID',
  'secret-access-key': 'AWS_SECRET_ACCESS_KEY',
  'session-token': 'AWS_SESSION_TOKEN',
}

/**
 * Settings of a GitHub job. Elsewhere AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE do the same, by the SDK's
 * default chain.
 */
const OF_A_JOB: ReadonlySet<OptionName> = new Set<OptionName>([
  'role-to-assume',
  'source-role-to-assume',
  'role-session-name',
  'role-duration-seconds',
  'role-audience',
])

/** Whether the setting is one that the command line takes: not a secret, and nothing of a GitHub job's. */
export function isOption(name: OptionName): boolean {
  return !isFromEnvironment(name) && !OF_A_JOB.has(name)
}

/** Whether the setting is one that only the environment may give. */
function isFromEnvironment(name: OptionName): boolean {
  return name in VARIABLES || name in KEYS
}

/** What only the environment may give, as settings: the source's own keys, and who asks Flink. */
export function readEnvironment(env: NodeJS.ProcessEnv): OptionValues {
  const entries = Object.entries(VARIABLES).map(([name, variable]) => [name, env[variable] ?? ''])
  return Object.fromEntries(entries) as OptionValues
}

/** What a setting is called on the command line. */
export const commandLineLabel: OptionLabel = (name) => {
  if (name === 'source' || name === 'target') return name.toUpperCase()
  return VARIABLES[name] ?? KEYS[name] ?? `--${name}`
}

/** As the storage names the inputs of the source, which fall back to those without prefix. */
const OF_SOURCE = /(?<![\w/-])source-([a-z-]+) \(or \1\)/g

/** Names that no other word is, and that stand alone: not within a path. */
const UNMISTAKABLE =
  /(?<![\w/.-])(?:source-)?(?:access-key-id|secret-access-key|session-token)(?![\w/-])|(?<![\w/.-])target-(?:sse|kms-key-id|storage-class|acl)(?![\w/-])/g

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
    const name = /^--([a-z-]+)/.exec(arg)?.[1] as OptionName | undefined
    if (name === undefined || !isFromEnvironment(name)) continue
    throw new OptionError(
      `--${name} is no option, for arguments can be seen in the list of processes: `
        + `set ${commandLineLabel(name)} in the environment`,
    )
  }
}
