import { MAIN_ACTION } from './action/action-names.ts'
import { actionOf } from './action/actions.ts'
import { logText } from './action/log.ts'
import { runAction } from './action/run-action.ts'
import { githubToolkit } from './action/toolkit.ts'
import { abortOnSignals } from './presentation/interruption.ts'
import { endOnUncaught, GuardedStream } from './presentation/standard-streams.ts'
import { commands } from './commands/commands.ts'

// The runner starts this file without arguments; the modules of the other actions put their name there.
const action = actionOf(process.argv[2] ?? MAIN_ACTION)

// The toolkit writes to standard output by itself; a fault there must not end a run halfway.
const log = new GuardedStream(process.stdout)
endOnUncaught(process, (sentence, lines) => {
  githubToolkit.setFailed(logText(sentence))
  for (const line of lines) githubToolkit.info(logText(`  ${line}`))
})

const exitCode = await runAction(action, {
  toolkit: githubToolkit,
  env: process.env,
  signal: abortOnSignals(process, (text) => {
    githubToolkit.warning(logText(text))
  }),
  commands,
})
const lost = await log.flushed()
if (lost !== undefined)
  process.stderr.write(`the log of this step could not be written: ${logText(lost.message)}\n`)
process.exitCode = exitCode === 0 && lost !== undefined ? 1 : exitCode
