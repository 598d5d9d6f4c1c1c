import type { Commands } from '../commands/commands.ts'
import type { JsonResult } from './json-result.ts'
import type { Output } from './terminal.ts'

/** What the command line works with; `cli.ts` gives the real ones. */
export interface CliDependencies {
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  /** What is piped into the command; read only where SOURCE or IN is `-`. */
  readonly stdin?: AsyncIterable<Uint8Array | string>
  readonly stdout: Output
  readonly stderr: Output
  /** Writes bytes to standard output as they are, where a result is one. */
  readonly writeBytes?: (bytes: Uint8Array) => Promise<void>
  /** Where `--json` is printed: to `stdout`. */
  readonly json: JsonResult
  /** Waits until everything that was written to `stdout` is out. @throws when it could not be written */
  readonly flush?: () => Promise<void>
  /** Waits until everything that was written to `stderr` is out. @returns why it could not be written */
  readonly unheard?: () => Promise<Error | undefined>
  readonly signal: AbortSignal
  readonly commands: Commands
}
