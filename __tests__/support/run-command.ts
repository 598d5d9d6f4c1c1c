import { runCli } from '../../src/cli/run-cli.ts'
import type { Commands } from '../../src/commands/commands.ts'
import { fakeCommands } from './fake-commands.ts'

/** How a command line ended, and what it said. */
export interface CommandRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this process, over the commands that the test expects. */
export async function runCommand(
  args: readonly string[],
  expected: Partial<Commands> = {},
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandRun> {
  let stdout = ''
  let stderr = ''
  const code = await runCli(args, {
    env: options.env ?? {},
    cwd: options.cwd ?? '/home/me',
    stdout: {
      write: (text) => {
        stdout += text
      },
    },
    stderr: {
      write: (text) => {
        stderr += text
      },
    },
    signal: new AbortController().signal,
    commands: fakeCommands(expected),
  })
  return { code, stdout, stderr }
}
