import type { Commands } from '../commands/commands.ts'
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
  /** Waits until everything that was written to `stdout` is out. @throws when it could not be written */
  readonly flush?: () => Promise<void>
  readonly signal: AbortSignal
  readonly commands: Commands
}
