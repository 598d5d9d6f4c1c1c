import { explainFailure, PROGRAM } from '../presentation/failure.ts'
import { endOf, tellOfStopping } from '../presentation/interruption.ts'
import type { Commands } from '../commands/commands.ts'
import type { Action } from './action.ts'
import { readInputs } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { createActionNarrator } from './narrator.ts'
import { formerOutputsOf } from './output-specs.ts'
import { settleInputs } from './settle-inputs.ts'
import type { Toolkit } from './toolkit.ts'

/** What actions work with; `main.ts` gives the real ones. */
export interface ActionDependencies {
  readonly toolkit: Toolkit
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly commands: Commands
}

/**
 * Runs an action from reading its inputs to its outputs or its one sentence of failure.
 *
 * @returns the exit code
 */
export async function runAction(action: Action, dependencies: ActionDependencies): Promise<number> {
  const { env, signal } = dependencies
  const toolkit = withFormerOutputs(dependencies.toolkit, action)
  const narrator = createActionNarrator(toolkit)
  if (action.options.includes('overwrite'))
    tellOfStopping(signal, (text) => {
      toolkit.warning(logText(text))
    })
  try {
    const inputs = await settleInputs(readInputs(toolkit, env, action), action.name, {
      toolkit,
      env,
      narrator,
    })
    await action.run({ ...dependencies, toolkit, narrator, inputs })
    return 0
  } catch (error) {
    narrator.close()
    const end = endOf(error, signal)
    const { sentence, lines } = explainFailure(end.error)
    toolkit.setFailed(logText(`${PROGRAM}: ${sentence}`))
    for (const line of lines) logLine(toolkit, `  ${line}`)
    return end.exitCode
  }
}

/** Outputs are given out under their former names too. */
function withFormerOutputs(toolkit: Toolkit, action: Action): Toolkit {
  const names = formerOutputsOf(action.name)
  return {
    ...toolkit,
    setOutput: (name, value) => {
      toolkit.setOutput(name, value)
      for (const { former, name: now } of names) if (now === name) toolkit.setOutput(former, value)
    },
  }
}
