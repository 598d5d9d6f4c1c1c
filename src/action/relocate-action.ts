import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readRelocationRequest } from '../options/relocation-options.ts'
import type { RelocationRequest } from '../commands/relocate/request.ts'
import type { Action, ActionContext } from './action.ts'
import { jobTokens } from './identity-tokens.ts'
import { refuseMasked } from './inputs.ts'
import { openOutputDirectory, RelocationOutputs, RELOCATION_OUTPUTS } from './relocation-outputs.ts'

/** Relocates a snapshot: the action at the top of the repository. */
export const relocateAction: Action = {
  name: 'relocate',
  options: COMMAND_OPTIONS.relocate,
  outputs: RELOCATION_OUTPUTS,
  run: async (context) => {
    const { inputs, narrator, signal, commands } = context
    const request = readRequest(context, context.inputs.values)
    const directory = await openOutputDirectory(inputs, request.dryRun)
    const outputs = new RelocationOutputs(directory, context)
    const report = await commands.relocate(request, {
      narrator,
      signal,
      onCommitted: (committed) => outputs.committed(committed),
    })
    narrator.close()
    await outputs.finish(report)
  },
}

/**
 * The request that the inputs make.
 *
 * @throws OptionError for what is wrong with them, a masked value in the target among it
 */
export function readRequest(
  { inputs: { label, masked }, toolkit, env }: ActionContext,
  values: OptionValues,
): RelocationRequest {
  const request = readRelocationRequest(values, label, jobTokens(toolkit, env))
  refuseMasked('target', values.target ?? '', masked)
  refuseMasked('target-name', request.targetName ?? '', masked)
  return request
}
