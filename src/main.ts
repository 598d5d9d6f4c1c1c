import { MAIN_ACTION } from './action/action-names.ts'
import { actionOf } from './action/actions.ts'
import { runAction } from './action/run-action.ts'
import { githubToolkit } from './action/toolkit.ts'
import { abortOnSignals } from './face/interruption.ts'
import { useCases } from './use-cases.ts'

// The runner starts this file without arguments; the modules of the other actions put their name there.
const action = actionOf(process.argv[2] ?? MAIN_ACTION)

process.exitCode = await runAction(action, {
  toolkit: githubToolkit,
  env: process.env,
  signal: abortOnSignals(process),
  useCases,
})
