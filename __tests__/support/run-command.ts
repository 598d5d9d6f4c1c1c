import { runCli } from '../../src/cli/run-cli.ts'
import type { UseCases } from '../../src/commands/use-cases.ts'
import { fakeUseCases } from './fake-use-cases.ts'

/** How a command line ended, and what it said. */
export interface CommandRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this process, over the use cases that the test expects. */
export async function runCommand(
  args: readonly string[], expected: Partial<UseCases> = {}, options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandRun> {
  let stdout = ''
  let stderr = ''
  const code = await runCli(args, {
    env: options.env ?? {},
    cwd: options.cwd ?? '/home/me',
    stdout: { write: (text) => { stdout += text } },
    stderr: { write: (text) => { stderr += text } },
    signal: new AbortController().signal,
    useCases: fakeUseCases(expected),
  })
  return { code, stdout, stderr }
}
