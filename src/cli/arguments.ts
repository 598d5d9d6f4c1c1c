import { resolve } from 'node:path'
import { OptionError } from '../options/option-error.ts'
import {
  calledNow,
  COMMAND_OPTIONS,
  formerNamesOf,
  OPTION_SPECS,
  type CommandName,
} from '../options/option-specs.ts'

/**
 * Settles what a flag's value is before the parser sees it. `--overwrite /a /b` must not take `/a` for the
 * value: only a following true or false belongs to a flag, in any case of letters. `--no-state-reads` is
 * `--state-reads false`, for each flag.
 */
export function settleFlags(args: readonly string[], flags: ReadonlySet<string>): string[] {
  const settled: string[] = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (arg === '--') return [...settled, ...args.slice(index)]
    if (!flags.has(arg)) {
      const negated = arg.replace(/^--no-/, '--')
      settled.push(negated !== arg && flags.has(negated) ? `${negated}=false` : arg)
      continue
    }
    const next = args[index + 1] ?? ''
    const hasValue = /^(true|false)$/i.test(next)
    settled.push(`${arg}=${hasValue ? next : 'true'}`)
    if (hasValue) index += 1
  }
  return settled
}

/**
 * Puts the names that options have now in the place of former ones.
 *
 * @param warn told of each
 * @throws OptionError where both names are given
 */
export function settleFormerNames(args: readonly string[], warn: (text: string) => void): string[] {
  const end = args.indexOf('--')
  const before = end < 0 ? args : args.slice(0, end)
  let settled = [...before]
  for (const { former, name, valueNow } of isCommand(args[0]) ? formerNamesOf(args[0]) : []) {
    const [written, now] = [`--${former}`, `--${name}`]
    const pattern = new RegExp(`^${written}(?==|$)`)
    if (!settled.some((arg) => pattern.test(arg))) continue
    if (settled.some((arg) => arg === now || arg.startsWith(`${now}=`)))
      throw new OptionError(`${written} and ${now} are both given, and are one setting: keep ${now}`)
    settled = settled.map((arg, index) => {
      if (settled[index - 1] === written) return valueNow(arg)
      if (!pattern.test(arg)) return arg
      const [, value] = /=(.*)$/s.exec(arg) ?? []
      return value === undefined ? now : `${now}=${valueNow(value)}`
    })
    warn(calledNow(written, now))
  }
  return [...settled, ...args.slice(before.length)]
}

function isCommand(text: string | undefined): text is CommandName {
  return text !== undefined && Object.hasOwn(COMMAND_OPTIONS, text)
}

/** The flags as they stand on a command line. */
export const FLAGS: ReadonlySet<string> = new Set(
  OPTION_SPECS.filter(({ form, actionOnly }) => form === 'flag' && actionOnly !== true).map(
    ({ name }) => `--${name}`,
  ),
)

/** Makes any path absolute that is no URI, for commands that work on local files only. */
export function resolveLocalPath(text: string, cwd: string): string {
  return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(text) ? text : resolve(cwd, text)
}
