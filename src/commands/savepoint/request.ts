/** The two formats of savepoints (`SavepointFormatType`); native ones came with Flink 1.15. */
export type SavepointFormat = 'canonical' | 'native'

/** Who asks: HTTP's basic authentication or a bearer token, as the proxy before Flink wants it. */
export type RestCredentials =
  { readonly username: string; readonly password: string } | { readonly token: string }

/** Where Flink's REST interface is. */
export interface RestEndpoint {
  /** `http(s)://host[:port][/path]`, without user, query and fragment. */
  readonly url: string
  readonly credentials?: RestCredentials
  /** A PEM file, or the text of one, with certificates to trust beside Node's own. */
  readonly certificates?: string
}

/** A savepoint to be taken over Flink's REST interface. */
export interface RestSavepointRequest {
  readonly by: 'rest'
  readonly endpoint: RestEndpoint
  /** 32 hex digits. */
  readonly jobId: string
  /** Whether the job is stopped with the savepoint. */
  readonly stop: boolean
  /** With `stop`: sends the highest watermark first, so that windows and timers fire for the last time. */
  readonly drain: boolean
  /** Flink's own default, canonical, where absent. */
  readonly format?: SavepointFormat
  /** Flink's configured directory where absent. */
  readonly targetDirectory?: string
  /** How long the savepoint may take, from the first request on. */
  readonly timeoutMs: number
}

/** A savepoint to be taken by a command that prints its path. */
export interface CommandSavepointRequest {
  readonly by: 'command'
  /** The program and its arguments; no shell sees them. */
  readonly command: readonly [program: string, ...args: string[]]
}

/** What a savepoint is to be taken of, and how. */
export type SavepointRequest = RestSavepointRequest | CommandSavepointRequest

/** A savepoint that was taken. Printed by `savepoint --json`. */
export interface SavepointReport {
  /** The savepoint's directory, as Flink named it. */
  readonly snapshotPath: string
  /** The former name of {@link snapshotPath}, for one major version. */
  readonly savepointPath: string
  /** 32 hex digits; absent where a command did not tell it. */
  readonly jobId?: string
  /** Absent where a command did not tell it. */
  readonly triggerId?: string
  /** Of the cluster, such as `1.20.1`; absent where it is not known. */
  readonly flinkVersion?: string
  /** Where the path stood: which answer of Flink, or which part of the command's output. */
  readonly takenFrom: string
  /** How long it took, in milliseconds. */
  readonly durationMs: number
}

/**
 * Told what happens as it happens: plain sentences of one line, from outside in part, to be made harmless
 * by the receiver.
 */
export interface SavepointNarrator {
  info(text: string): void
  warning(text: string): void
}

/**
 * No savepoint can be handed on. The message is one sentence for people, in Flink's own words where it gave
 * any; `details` are further lines.
 */
export class SavepointError extends Error {
  override readonly name: string = 'SavepointError'
  readonly details: readonly string[]

  constructor(message: string, options: ErrorOptions & { readonly details?: readonly string[] } = {}) {
    super(message, options)
    this.details = options.details ?? []
  }
}

/** The run was stopped while a savepoint was on its way; the message says what becomes of it. */
export class SavepointInterrupted extends SavepointError {
  override readonly name = 'SavepointInterrupted'
}
