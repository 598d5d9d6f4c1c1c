import type { Commands } from '../commands/commands.ts'
import type { OptionName } from '../options/option-specs.ts'
import type { ActionName } from './action-names.ts'
import type { Inputs } from './inputs.ts'
import type { ActionNarrator } from './narrator.ts'
import type { OutputName } from './output-specs.ts'
import type { Toolkit } from './toolkit.ts'

/** What an action works with while it runs. */
export interface ActionContext {
  readonly inputs: Inputs
  readonly toolkit: Toolkit
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly narrator: ActionNarrator
  readonly commands: Commands
}

/** One of this repository's actions, as its `action.yml` describes it (a test compares them). */
export interface Action {
  readonly name: ActionName
  /** The inputs. */
  readonly options: readonly OptionName[]
  /** Names of the outputs in the order of `action.yml`. */
  readonly outputs: readonly OutputName[]
  /** Does the work and gives out the outputs. What it throws becomes the one sentence of failure. */
  readonly run: (context: ActionContext) => Promise<void>
}
