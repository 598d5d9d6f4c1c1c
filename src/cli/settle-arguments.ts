import { printable } from '../presentation/printable.ts'
import { settleOptions, type SettledOptions } from '../options/settle-options.ts'
import type { CommandName, OptionLabel, OptionValues } from '../options/option-specs.ts'
import type { CliDependencies } from './dependencies.ts'

/**
 * The settings with what configuration files of Flink and the environment add to them; what was taken from
 * which file goes to standard error.
 *
 * @throws OptionError for a file that cannot be read or says two things
 */
export async function settleArguments(
  values: OptionValues,
  label: OptionLabel,
  command: CommandName,
  { env, cwd, stderr }: CliDependencies,
): Promise<Pick<SettledOptions, 'values' | 'label'>> {
  const settled = await settleOptions(values, { command, label, directory: cwd, env })
  for (const note of settled.notes) stderr.write(`${printable(note)}\n`)
  for (const warning of settled.warnings) stderr.write(`warning: ${printable(warning)}\n`)
  return settled
}
