#!/usr/bin/env node
import { endWith, requireWritten } from './cli/end.ts'
import { JsonResult } from './cli/json-result.ts'
import { runCli } from './cli/run-cli.ts'
import { FAILURE_ADVICE, unexpectedFailure } from './presentation/json-document.ts'
import { disarm } from './presentation/workflow-commands.ts'
import { abortOnSignals } from './presentation/interruption.ts'
import { endOnUncaught, GuardedStream } from './presentation/standard-streams.ts'
import { commands } from './commands/commands.ts'

const args = process.argv.slice(2)
const stdout = new GuardedStream(process.stdout)
const stderr = new GuardedStream(process.stderr)
const json = new JsonResult(stdout)
endOnUncaught(process, (sentence, lines) => {
  json.fail(unexpectedFailure(sentence, lines))
  stderr.write(disarm(`${[sentence, ...lines].join('\n  ')}\n`))
})

const code = await runCli(args, {
  env: process.env,
  cwd: workingDirectory(),
  stdin: process.stdin,
  stdout,
  stderr,
  writeBytes: async (bytes) => {
    stdout.writeBytes(bytes)
    requireWritten(await stdout.flushed())
  },
  json,
  unheard: () => stderr.flushed(),
  flush: async () => {
    requireWritten(await stdout.flushed())
  },
  signal: abortOnSignals(process, (text) => {
    stderr.write(`warning: ${text}\n`)
    json.fail({ code: 'interrupted', message: text, details: [], advice: FAILURE_ADVICE.interrupted })
  }),
  commands,
})
process.exitCode = await endWith(code, args, { stdout, stderr })

/**
 * Empty where the directory was removed: absolute paths go without, and whoever resolves a relative one
 * gets Node's own error.
 */
function workingDirectory(): string {
  try {
    return process.cwd()
  } catch {
    return ''
  }
}
