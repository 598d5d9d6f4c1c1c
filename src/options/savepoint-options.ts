import { CommandTextError, splitCommand } from './split-command.ts'
import type { RestCredentials, SavepointRequest } from '../commands/savepoint/request.ts'
import { LocationError, parseLocation } from '../location/location.ts'
import { OptionError } from './option-error.ts'
import { createOptionReader, listed, type OptionReader } from './option-reader.ts'
import {
  COMMAND_OPTIONS,
  specOf,
  type OptionLabel,
  type OptionName,
  type OptionValues,
} from './option-specs.ts'

const DEFAULT_TIMEOUT_MS = 30 * 60_000
const LONGEST_TIMEOUT_MS = 24 * 60 * 60_000

/**
 * Turns settings as texts into a request for a savepoint.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @throws OptionError naming the setting, its value (never a secret's) and what to do
 */
export function readSavepointRequest(
  values: OptionValues,
  label: OptionLabel = (name) => name,
): SavepointRequest {
  const reader = createOptionReader(values, label)
  const command = reader.text('command')
  const restUrl = reader.text('rest-url')
  if (command === undefined && restUrl === undefined) {
    throw new OptionError(
      `${label('command')} or ${label('rest-url')} is required: give the command that takes the savepoint, `
        + `or the URL of Flink's REST interface with ${label('job-id')}`,
    )
  }
  if (command !== undefined && restUrl !== undefined) {
    throw new OptionError(`${label('command')} and ${label('rest-url')} are both given: keep one of them`)
  }
  return command === undefined ? readRest(reader) : readCommand(reader, command)
}

/** What a command says by its own arguments. */
const REST_ONLY: readonly OptionName[] = COMMAND_OPTIONS.savepoint.filter(
  (name) => name !== 'command' && specOf(name).group === 'What',
)

function readCommand(reader: OptionReader, command: string): SavepointRequest {
  const given = REST_ONLY.filter((name) => isGiven(reader, name))
  if (given.length > 0) {
    throw new OptionError(
      `${listed(given.map(reader.label), 'and')} ${given.length === 1 ? 'counts' : 'count'} for `
        + `${reader.label('rest-url')} only: say it in ${reader.label('command')} by Flink's own options`,
    )
  }
  try {
    return { by: 'command', command: splitCommand(command) }
  } catch (error) {
    if (!(error instanceof CommandTextError)) throw error
    throw new OptionError(`${reader.label('command')} ${error.message}`, { cause: error })
  }
}

/** action.yml gives its defaults as if they were typed. */
function isGiven(reader: OptionReader, name: OptionName): boolean {
  const value = reader.text(name)
  return value !== undefined && value !== specOf(name).fallback
}

function readRest(reader: OptionReader): SavepointRequest {
  const stop = reader.flag('stop') ?? false
  const drain = reader.flag('drain') ?? false
  if (drain && !stop) {
    throw new OptionError(
      `${reader.label('drain')} is true but ${reader.label('stop')} is not: a job is drained when it is stopped for good`,
    )
  }
  const format = reader.choice('format', ['canonical', 'native'])
  const targetDirectory = readTargetDirectory(reader)
  const credentials = readCredentials(reader)
  const certificates = reader.text('rest-ca')
  return {
    by: 'rest',
    endpoint: { url: readRestUrl(reader), credentials, certificates },
    jobId: readJobId(reader),
    stop,
    drain,
    format,
    targetDirectory,
    timeoutMs: reader.duration('timeout', 1_000, LONGEST_TIMEOUT_MS) ?? DEFAULT_TIMEOUT_MS,
  }
}

/** @throws OptionError for no whole URL; a password in it is not repeated in the message */
function readRestUrl(reader: OptionReader): string {
  const text = reader.required('rest-url')
  const shown = JSON.stringify(
    text.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@').replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}…`),
  )
  const begin = `${reader.label('rest-url')} is ${shown}`
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new OptionError(`${begin}: write a whole URL such as http://jobmanager:8081`)
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    throw new OptionError(
      `${begin} and contains a user or password: write only the URL, and give them as `
        + `${reader.label('rest-username')} and ${reader.label('rest-password')}`,
    )
  }
  if (url.search !== '' || url.hash !== '') {
    throw new OptionError(
      `${begin}: write only where the interface is, ${url.origin}${url.pathname}; a page of the web interface is no part of it`,
    )
  }
  return `${url.origin}${url.pathname}`
}

function readJobId(reader: OptionReader): string {
  const jobId = reader.required('job-id')
  if (/^[0-9a-f]{32}$/i.test(jobId)) return jobId.toLowerCase()
  throw new OptionError(
    `${reader.label('job-id')} is ${JSON.stringify(jobId)}: write the 32 hex digits that flink list shows, not the job's name`,
  )
}

function readTargetDirectory(reader: OptionReader): string | undefined {
  const text = reader.text('target-directory')
  try {
    if (text !== undefined) parseLocation(text)
    return text
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new OptionError(`${reader.label('target-directory')}: ${error.message}`, { cause: error })
  }
}

function readCredentials(reader: OptionReader): RestCredentials | undefined {
  const [username, password, token] = [
    reader.text('rest-username'),
    reader.text('rest-password'),
    reader.text('rest-token'),
  ]
  const [userLabel, passwordLabel, tokenLabel] = [
    reader.label('rest-username'),
    reader.label('rest-password'),
    reader.label('rest-token'),
  ]
  if (token !== undefined) {
    if (username === undefined && password === undefined) return { token }
    throw new OptionError(
      `${tokenLabel} is given beside ${username === undefined ? passwordLabel : userLabel}: keep the token, or user and password`,
    )
  }
  if (username === undefined && password === undefined) return undefined
  if (username === undefined || password === undefined) {
    const [given, missing] = username === undefined ? [passwordLabel, userLabel] : [userLabel, passwordLabel]
    throw new OptionError(`${given} is given without ${missing}: did you mean to set ${missing}?`)
  }
  if (username.includes(':'))
    throw new OptionError(`${userLabel} contains a colon, which HTTP basic authentication cannot carry`)
  return { username, password }
}
