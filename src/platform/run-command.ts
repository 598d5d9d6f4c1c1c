/** One of the two streams of a program. */
export type CommandStream = 'stdout' | 'stderr'

/** What a program is run with. */
export interface CommandWatch {
  /** Told each piece of output as it comes. */
  readonly output: (stream: CommandStream, chunk: Buffer) => void
  readonly signal: AbortSignal
}

/**
 * Runs a program with its arguments, without a shell, and waits for its end. Each face brings its own.
 *
 * @returns the exit code
 * @throws an error that says why the program could not be started; the signal's reason when it was aborted
 */
export type RunCommand = (command: readonly [program: string, ...args: string[]], watch: CommandWatch) => Promise<number>
