import { CommanderError } from 'commander'
import { disarm } from '../presentation/workflow-commands.ts'
import { explainFailure, PROGRAM } from '../presentation/failure.ts'
import { endOf, tellOfStopping } from '../presentation/interruption.ts'
import { FAILURE_ADVICE, jsonFailure } from '../presentation/json-document.ts'
import { OptionError } from '../options/option-error.ts'
import { FLAGS, isCommand, settleFlags, settleFormerNames } from './arguments.ts'
import type { CliDependencies } from './dependencies.ts'
import { OutputLostError } from './end.ts'
import { inWordsOfCommandLine, refuseSecretArguments } from './environment.ts'
import { asksForJson, JsonResult } from './json-result.ts'
import { createProgram, usageError } from './program.ts'
import { adviceFor } from './subcommand.ts'
import type { Output } from './terminal.ts'

const WRONG_USAGE = 2

/** What the command line is given; where JSON goes it knows itself. */
export type CliSurroundings = Omit<CliDependencies, 'json'> & Partial<Pick<CliDependencies, 'json'>>

/**
 * Runs the command line. With `--json` exactly one JSON document is printed, a failure in it where there is
 * one, which is told on standard error as well. `--help` and `--version` print their text all the same.
 *
 * @param args the arguments after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n
 */
export async function runCli(args: readonly string[], dependencies: CliSurroundings): Promise<number> {
  const deps = {
    ...dependencies,
    stdout: disarmed(dependencies.stdout),
    stderr: disarmed(dependencies.stderr),
    json: dependencies.json ?? new JsonResult(dependencies.stdout),
  }
  deps.json.wanted = asksForJson(args)
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
    await endJson(deps)
    return 0
  } catch (error) {
    // The parser has told its own errors already; help and version are no errors but end the same way.
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      const message = usageError(error.message)
      deps.json.fail({ code: 'usage', message, details: [], advice: FAILURE_ADVICE.usage })
      return WRONG_USAGE
    }
    const end = endOf(error, deps.signal)
    const { lines, ...explained } = explainFailure(end.error)
    const sentence = inWordsOfCommandLine(explained.sentence)
    deps.json.fail({ ...jsonFailure(end.error), message: sentence })
    deps.stderr.write(`${PROGRAM}: ${sentence}\n`)
    for (const line of error instanceof OptionError ? [] : lines) deps.stderr.write(`  ${line}\n`)
    if (error instanceof OptionError) deps.stderr.write(`${adviceFor(args.find(isCommand))}\n`)
    return error instanceof OptionError ? WRONG_USAGE : end.exitCode
  }
}

/** Where warnings were lost, the command fails in the end (`end.ts`), and its result says so. */
async function endJson({ json, unheard }: CliDependencies): Promise<void> {
  const lost = json.wanted ? await unheard?.() : undefined
  if (lost === undefined || ('code' in lost && lost.code === 'EPIPE')) json.end()
  else json.fail(jsonFailure(new OutputLostError(UNHEARD, { cause: lost })))
}

const UNHEARD =
  'the command succeeded, but standard error could not be written to, and warnings may be lost: free some space, or send it elsewhere'

/**
 * A stream on which nothing is a command to GitHub's runner. Whole lines are written, so each can be looked
 * at by itself; wherever the program runs, for the log of a job also gets what a container or a remote
 * shell prints, whose environment does not tell of the job.
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
