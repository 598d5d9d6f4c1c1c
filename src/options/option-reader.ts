import { NO_IDENTITY_TOKENS, type IdentityTokens } from './identity-tokens.ts'
import { OptionError } from './option-error.ts'
import {
  ofSide,
  specOf,
  type OptionLabel,
  type OptionName,
  type OptionSpec,
  type OptionValues,
  type SidePrefix,
  type SideSetting,
} from './option-specs.ts'

/** Reads single settings and says in the user's words what is wrong with them. */
export interface OptionReader {
  readonly label: OptionLabel
  /** What roles are taken with. */
  readonly tokens: IdentityTokens
  /** The trimmed text, `undefined` when not given. @throws OptionError for control characters. */
  text(name: OptionName): string | undefined
  /** The text as it was given, trimmed and not looked at; empty when not given. */
  given(name: OptionName): string
  /** As {@link text}. @throws OptionError when not given. */
  required(name: OptionName): string
  /** @throws OptionError for anything but YAML's true and false. */
  flag(name: OptionName): boolean | undefined
  /** @throws OptionError for anything but one of the choices, in their spelling. */
  choice<T extends string>(name: OptionName, choices: readonly T[]): T | undefined
  /** A whole number. @throws OptionError for anything else, and outside of the bounds. */
  count(name: OptionName, least: number, most: number): number | undefined
  /**
   * A duration such as `90s` or `1h30m`, in milliseconds.
   *
   * @throws OptionError for anything else, and outside of the bounds.
   */
  duration(name: OptionName, leastMs: number, mostMs: number): number | undefined
}

/** A reader over the given values. */
export function createOptionReader(
  values: OptionValues,
  label: OptionLabel,
  tokens: IdentityTokens = NO_IDENTITY_TOKENS,
): OptionReader {
  const given = (name: OptionName): string => values[name]?.trim() ?? ''
  const text = (name: OptionName): string | undefined => {
    const value = given(name)
    if (value === '') return undefined
    refuseControlCharacters(label(name), value, specOf(name).form)
    return value
  }
  return {
    label,
    tokens,
    given,
    text,
    required: (name) => {
      const value = text(name)
      if (value !== undefined) return value
      throw new OptionError(`${label(name)} is required: ${specOf(name).help}`)
    },
    flag: (name) => {
      const value = text(name)
      return value === undefined ? undefined : parseFlag(label(name), value)
    },
    choice: (name, choices) => {
      const value = text(name)
      return value === undefined ? undefined : parseChoice(label(name), value, choices)
    },
    count: (name, least, most) => {
      const value = text(name)
      return value === undefined ? undefined : parseCount(label(name), value, least, most)
    },
    duration: (name, leastMs, mostMs) => {
      const value = text(name)
      return value === undefined ? undefined : parseDuration(label(name), value, leastMs, mostMs)
    },
  }
}

/** The setting of a side where it is given, else the one for both. */
export function nameThatCounts(reader: OptionReader, prefix: SidePrefix, name: SideSetting): OptionName {
  return reader.text(ofSide(prefix, name)) === undefined ? name : ofSide(prefix, name)
}

/**
 * Refuses what would break a line or steer a terminal, wherever the value is shown.
 *
 * @throws OptionError naming the setting
 */
export function refuseControlCharacters(label: string, value: string, form: OptionSpec['form']): void {
  if (form === 'document') return
  const pattern =
    form === 'lines' ? /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/
  if (!pattern.test(value)) return
  const shown = form === 'secret' ? '' : ` (${JSON.stringify(value)})`
  throw new OptionError(
    `${label} contains a line break or another control character${shown}: give it without`,
  )
}

/**
 * Reads the booleans of YAML 1.2's core schema, as GitHub's own toolkit does: `true`, `True`, `TRUE` and
 * their opposites. `yes`, `1` and `on` are refused, for a guess could delete or overwrite something.
 *
 * @throws OptionError naming the setting and the value.
 */
export function parseFlag(label: string, value: string): boolean {
  if (value === 'true' || value === 'True' || value === 'TRUE') return true
  if (value === 'false' || value === 'False' || value === 'FALSE') return false
  throw new OptionError(`${label} is ${JSON.stringify(value)}: write true or false`)
}

function parseChoice<T extends string>(label: string, value: string, choices: readonly T[]): T {
  const exact = choices.find((choice) => choice === value)
  if (exact !== undefined) return exact
  const near = choices.find((choice) => choice.toLowerCase() === value.toLowerCase())
  const advice = near === undefined ? `write ${listed(choices, 'or')}` : `did you mean ${near}?`
  throw new OptionError(`${label} is ${JSON.stringify(value)}: ${advice}`)
}

function parseCount(label: string, value: string, least: number, most: number): number {
  const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : NaN
  if (number >= least && number <= most) return number
  throw new OptionError(`${label} is ${JSON.stringify(value)}: write a whole number from ${least} to ${most}`)
}

const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
]

function parseDuration(label: string, value: string, leastMs: number, mostMs: number): number {
  const parts = /^(?:(\d{1,6})d)? ?(?:(\d{1,6})h)? ?(?:(\d{1,6})m)? ?(?:(\d{1,6})s)?$/.exec(value)?.slice(1)
  const ms =
    parts === undefined
      ? NaN
      : UNITS.reduce((sum, [, unitMs], index) => sum + Number(parts[index] ?? 0) * unitMs, 0)
  if (ms >= leastMs && ms <= mostMs) return ms
  throw new OptionError(
    `${label} is ${JSON.stringify(value)}: write a duration from ${durationText(leastMs)} to ${durationText(mostMs)}, `
      + 'such as 90s, 30m or 1h30m',
  )
}

function durationText(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, each]) => ms % each === 0) ?? ['s', 1_000]
  return `${ms / unitMs}${unit}`
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`
}
