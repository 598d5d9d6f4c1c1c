import { resolve } from 'node:path'
import { OPTION_SPECS } from '../options/option-specs.ts'

/**
 * Settles what a flag's value is before the parser sees it. `--overwrite /a /b` must not take `/a` for the
 * value: only a following true or false belongs to a flag, in any case of letters.
 */
export function settleFlags(args: readonly string[], flags: ReadonlySet<string>): string[] {
  const settled: string[] = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (arg === '--') return [...settled, ...args.slice(index)]
    if (!flags.has(arg)) {
      settled.push(arg)
      continue
    }
    const next = args[index + 1] ?? ''
    const hasValue = /^(true|false)$/i.test(next)
    settled.push(`${arg}=${hasValue ? next : 'true'}`)
    if (hasValue) index += 1
  }
  return settled
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
