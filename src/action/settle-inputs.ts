import { resolve } from 'node:path'
import { settleOptions } from '../options/settle-options.ts'
import type { ActionName } from './action-names.ts'
import type { Inputs } from './inputs.ts'
import type { ActionNarrator } from './narrator.ts'
import type { Toolkit } from './toolkit.ts'

/** What the settling works with. */
export interface SettlingContext {
  readonly toolkit: Toolkit
  readonly env: NodeJS.ProcessEnv
  readonly narrator: ActionNarrator
}

/**
 * The inputs with what configuration files of Flink and the environment add to them. Values that Flink
 * itself hides are masked before anything else is done with a file; what was taken from where is told in
 * the log.
 *
 * @throws OptionError for a file that cannot be read or says two things
 */
export async function settleInputs(
  inputs: Inputs,
  command: ActionName,
  { toolkit, env, narrator }: SettlingContext,
): Promise<Inputs> {
  const masked = [...inputs.masked]
  const { values, label, notes, warnings } = await settleOptions(inputs.values, {
    command,
    label: inputs.label,
    directory: resolve(env['GITHUB_WORKSPACE']?.trim() ?? ''),
    env,
    onSecret: (name, value) => {
      toolkit.setSecret(value)
      masked.push({ name, value })
    },
  })
  for (const note of notes) narrator.info(note)
  for (const warning of warnings) narrator.warning(warning)
  return { ...inputs, values, label, masked }
}
