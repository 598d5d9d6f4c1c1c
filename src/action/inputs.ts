import { OptionError } from '../options/option-error.ts'
import {
  formerNamesOf,
  specOf,
  type OptionLabel,
  type OptionName,
  type OptionValues,
} from '../options/option-specs.ts'
import { parseFlag } from '../options/option-reader.ts'
import type { Action } from './action.ts'
import type { ActionName } from './action-names.ts'
import { logText } from './log.ts'
import type { Toolkit } from './toolkit.ts'

/** A value that the runner masks, and where it came from. */
export interface MaskedValue {
  readonly name: string
  readonly value: string
}

/** Everything that an action was given, read once. */
export interface Inputs {
  readonly values: OptionValues
  /** What a setting is called in messages: the input, or the key of a file that gave it. */
  readonly label: OptionLabel
  /** Whether a job summary is wanted. */
  readonly summary: boolean
  readonly masked: readonly MaskedValue[]
}

/** The environment's secrets, which the SDK's default chain would use whatever the inputs are. */
const SECRET_VARIABLES = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']

/** The environment's secrets that may come into use. */
function secretVariables(names: readonly OptionName[]): ReadonlySet<string> {
  const own = names.map((name) => specOf(name)).filter(({ form }) => form === 'secret')
  return new Set([...SECRET_VARIABLES, ...own.flatMap(({ variable }) => variable ?? [])])
}

/**
 * Reads all inputs. Secret keys and session tokens are masked as they are read, before anything can fail;
 * bucket, endpoint, region and key id are not, for the runner drops every output that contains a masked
 * value.
 *
 * @throws OptionError where `summary` is neither true nor false
 */
export function readInputs(
  toolkit: Toolkit,
  env: NodeJS.ProcessEnv,
  { name: action, options: names }: Pick<Action, 'name' | 'options'>,
): Inputs {
  const values: Partial<Record<OptionName, string>> = {}
  const masked: MaskedValue[] = []
  const mask = (name: string, value: string): void => {
    if (value === '') return
    toolkit.setSecret(value)
    masked.push({ name, value })
  }
  for (const name of secretVariables(names)) mask(name, env[name]?.trim() ?? '')
  for (const name of names) {
    const value = toolkit.getInput(name)
    if (specOf(name).form === 'secret') mask(name, value)
    values[name] = value
  }
  takeFormerNames(toolkit, action, values)
  const { summary = '' } = values
  return { values, label: (name) => name, summary: summary === '' || parseFlag('summary', summary), masked }
}

/**
 * Takes what is given under a former name, and warns. A pipeline that worked goes on working.
 *
 * @throws OptionError where both names are given, and not the same
 */
function takeFormerNames(
  toolkit: Toolkit,
  action: ActionName,
  values: Partial<Record<OptionName, string>>,
): void {
  for (const { former, name, warning, valueNow } of formerNamesOf(action)) {
    const given = valueNow(toolkit.getInput(former))
    if (given === '') continue
    const now = values[name] ?? ''
    if (now !== '' && now !== given)
      throw new OptionError(`${former} and ${name} are both given, and are one setting: keep ${name}`)
    values[name] = given
    toolkit.warning(logText(warning))
  }
}

/**
 * Refuses a secret in what comes back in outputs, where the runner would drop it: better said before any
 * work is done.
 *
 * @throws OptionError naming the input and where the masked value comes from
 */
export function refuseMasked(name: OptionName, text: string, masked: readonly MaskedValue[]): void {
  const hit = masked.find(({ value }) => text.includes(value))
  if (hit === undefined) return
  throw new OptionError(
    `${name} contains the value of ${hit.name}, which is masked: the runner would drop the outputs that tell `
      + 'where the snapshot is; choose another name or another secret',
  )
}

/** The environment of the step for a program that it runs, without the inputs, secrets among them. */
export function withoutInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^INPUT_/i.test(name)))
}
