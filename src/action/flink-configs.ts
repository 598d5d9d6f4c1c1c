import { resolve } from 'node:path'
import { settleFlinkConfigs, type ConfigScope } from '../options/flink-config-options.ts'
import type { OptionName } from '../options/option-specs.ts'
import type { Inputs } from './inputs.ts'
import type { ActionNarrator } from './narrator.ts'
import type { Toolkit } from './toolkit.ts'

/** What the reading of configuration files works with. */
export interface FlinkConfigsContext {
  readonly toolkit: Toolkit
  readonly env: NodeJS.ProcessEnv
  readonly narrator: ActionNarrator
}

/**
 * The inputs with what Flink configuration files add to them. Values that Flink itself hides are masked
 * before anything else is done with a file; what was taken from where is told in the log.
 *
 * @throws OptionError for a file that cannot be read or says two things
 */
export async function withFlinkConfigs(
  inputs: Inputs,
  options: readonly OptionName[],
  { toolkit, env, narrator }: FlinkConfigsContext,
): Promise<Inputs> {
  if (!options.includes('source-flink-config')) return inputs
  const masked = [...inputs.masked]
  const { values, label, notes, warnings } = await settleFlinkConfigs(inputs.values, {
    scope: scopeOf(options),
    label: inputs.label,
    directory: resolve(env['GITHUB_WORKSPACE']?.trim() ?? ''),
    onSecret: (name, value) => {
      toolkit.setSecret(value)
      masked.push({ name, value })
    },
  })
  for (const note of notes) narrator.info(note)
  for (const warning of warnings) narrator.warning(warning)
  return { ...inputs, values, label, masked }
}

function scopeOf(options: readonly OptionName[]): ConfigScope {
  if (options.includes('target-flink-config')) return 'both-sides'
  return options.includes('directory') ? 'search' : 'one-side'
}
