/** The parts of a run that people see as groups of the log. */
export type Phase = 'Plan' | 'Copy' | 'Verify' | 'Commit'

/** Where the copying stands. */
export interface Progress {
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly elapsedMs: number
}

/**
 * Told what happens as it happens; the Action and the command line each bring their own. A command itself
 * prints nothing. Texts are plain sentences of one line; the receiver is responsible for escaping workflow
 * commands.
 */
export interface Narrator {
  /** A phase begins; the one before it is over. */
  phase(phase: Phase): void
  info(text: string): void
  /** Something a person should know, and the report repeats. */
  warning(text: string): void
  /**
   * Per-file detail, asked for only where somebody wants to see it: of a hundred thousand files the texts
   * alone would cost.
   */
  debug(tell: () => string): void
  /**
   * Called some times a second while files are copied, and at the end; the receiver decides when to print.
   */
  progress(progress: Progress): void
}
