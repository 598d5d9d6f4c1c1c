import { CommanderError } from 'commander'
import { disarm } from '../presentation/workflow-commands.ts'
import { explainFailure, PROGRAM } from '../presentation/failure.ts'
import { endOf, tellOfStopping } from '../presentation/interruption.ts'
import { OptionError } from '../options/option-error.ts'
import { FLAGS, settleFlags, settleFormerNames } from './arguments.ts'
import type { CliDependencies } from './dependencies.ts'
import { inWordsOfCommandLine, refuseSecretArguments } from './environment.ts'
import { createProgram } from './program.ts'
import type { Output } from './terminal.ts'

const WRONG_USAGE = 2

/**
 * Runs the command line.
 *
 * @param args the arguments after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n
 */
export async function runCli(args: readonly string[], dependencies: CliDependencies): Promise<number> {
  const deps = {
    ...dependencies,
    stdout: disarmed(dependencies.stdout),
    stderr: disarmed(dependencies.stderr),
  }
  // Over the live bar of a terminal.
  if (args[0] === 'relocate') {
    tellOfStopping(deps.signal, (text) => {
      deps.stderr.write(`${deps.stderr.isTTY === true ? '\r\u001b[K' : ''}warning: ${text}\n`)
    })
  }
  try {
    refuseSecretArguments(args)
    const program = createProgram(deps)
    if (args.length === 0) program.help({ error: true })
    const named = settleFormerNames(args, (text) => {
      deps.stderr.write(`warning: ${text}\n`)
    })
    await program.parseAsync(settleFlags(named, FLAGS), { from: 'user' })
    return 0
  } catch (error) {
    // The parser has told its own errors already; help and version are no errors but end the same way.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
    const end = endOf(error, deps.signal)
    const { sentence, lines } = explainFailure(end.error)
    deps.stderr.write(`${PROGRAM}: ${inWordsOfCommandLine(sentence)}\n`)
    for (const line of error instanceof OptionError ? [] : lines) deps.stderr.write(`  ${line}\n`)
    return error instanceof OptionError ? WRONG_USAGE : end.exitCode
  }
}

/**
 * A stream on which nothing is a command to GitHub's runner. Whole lines are written, so each can be looked
 * at by itself; wherever the program runs, for the log of a job also gets what a container or a remote shell
 * prints, whose environment does not tell of the job.
 */
function disarmed(output: Output): Output {
  return {
    write: (text) => output.write(disarm(text)),
    get isTTY() {
      return output.isTTY
    },
    get columns() {
      return output.columns
    },
  }
}
