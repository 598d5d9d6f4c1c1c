import { printable } from '../presentation/printable.ts'
import { settleFlinkConfigs, type ConfigScope, type SettledOptions } from '../options/flink-config-options.ts'
import type { OptionLabel, OptionValues } from '../options/option-specs.ts'
import type { CliDependencies } from './dependencies.ts'

/**
 * The settings with what Flink configuration files add to them; what was taken from where goes to standard
 * error. Keys in the environment count before those of a file: it is where a command line's own keys come
 * from.
 *
 * @throws OptionError for a file that cannot be read or says two things
 */
export async function withFlinkConfigs(
  values: OptionValues,
  label: OptionLabel,
  scope: ConfigScope,
  { env, cwd, stderr }: CliDependencies,
): Promise<Pick<SettledOptions, 'values' | 'label'>> {
  const settled = await settleFlinkConfigs(values, {
    scope,
    label,
    directory: cwd,
    hasIdentity: (env['AWS_ACCESS_KEY_ID']?.trim() ?? '') !== '',
  })
  for (const note of settled.notes) stderr.write(`${printable(note)}\n`)
  for (const warning of settled.warnings) stderr.write(`warning: ${printable(warning)}\n`)
  return settled
}
