import { exec } from '@actions/exec'
import type { RunCommand } from '../platform/run-command.ts'

/**
 * Runs a program by GitHub's toolkit: found on PATH, or from the working directory, on Windows too. What it
 * prints goes to the watch only, never as it is to the log, where a line could be a command to the runner.
 *
 * @param env the step's environment; the inputs of this step, secrets among them, are kept from the program
 */
export function createCommandRunner(env: NodeJS.ProcessEnv): RunCommand {
  return async ([program, ...args], { output, signal }) => {
    signal.throwIfAborted()
    const ended = exec(quotedProgram(program), args, {
      env: withoutInputs(env),
      silent: true,
      ignoreReturnCode: true,
      listeners: {
        stdout: (chunk) => {
          output('stdout', chunk)
        },
        stderr: (chunk) => {
          output('stderr', chunk)
        },
      },
    })
    return await Promise.race([ended, abortion(signal)])
  }
}

/**
 * The toolkit reads its first argument as a command line of its own rules: a quoted one is the program alone.
 */
function quotedProgram(program: string): string {
  return `"${program.replaceAll('"', '\\"')}"`
}

function withoutInputs(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    value === undefined || /^INPUT_/i.test(name) ? [] : [[name, value]],
  )
  return Object.fromEntries(entries) as Record<string, string>
}

/** The toolkit has no way to end a program; the runner ends it with the step. */
function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error)
      },
      { once: true },
    )
  })
}
