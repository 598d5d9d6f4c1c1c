import { runAction } from './action/run-action.ts'
import { githubToolkit } from './action/toolkit.ts'
import { abortOnSignals } from './face/interruption.ts'
import { relocate } from './relocation/relocate.ts'

process.exitCode = await runAction({ toolkit: githubToolkit, env: process.env, signal: abortOnSignals(process), relocate })
