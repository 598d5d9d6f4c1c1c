import { explainFailure, PROGRAM } from './failure.ts'

/** The part of `process.stdout` and `process.stderr` that is needed here. */
export interface StandardStream {
  write(text: string | Uint8Array, done?: (error?: Error | null) => void): unknown
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** So much of what could not be written is kept, to be told elsewhere. */
const MOST_KEPT = 64 * 1024

/**
 * A standard stream whose faults end nothing: a full disk behind it, or a reader that goes away, must not
 * stop a relocation halfway. The first fault is kept, and what comes after it is dropped.
 */
export class GuardedStream {
  readonly #stream: StandardStream
  #fault: NodeJS.ErrnoException | undefined
  #kept = ''

  constructor(stream: StandardStream) {
    this.#stream = stream
    stream.on('error', (error) => {
      this.#fault ??= error
    })
  }

  get isTTY(): boolean | undefined {
    return this.#stream.isTTY
  }

  get columns(): number | undefined {
    return this.#stream.columns
  }

  write(text: string): void {
    if (this.#kept.length < MOST_KEPT) this.#kept += text
    if (this.#fault === undefined) this.#stream.write(text)
  }

  /** Writes bytes as they are; they are not {@link kept}. */
  writeBytes(bytes: Uint8Array): void {
    if (this.#fault === undefined) this.#stream.write(bytes)
  }

  /** What was written, in full or its begin. */
  get kept(): string {
    return this.#kept
  }

  /** Waits until all is written. @returns the first fault */
  async flushed(): Promise<NodeJS.ErrnoException | undefined> {
    if (this.#fault === undefined) {
      await new Promise<void>((resolve) => {
        this.#stream.write('', (error) => {
          if (error) this.#fault ??= error
          resolve()
        })
      })
    }
    return this.#fault
  }
}

/** The part of `process` that reports uncaught errors. */
export interface ErrorSource {
  on(event: 'uncaughtException', listener: (error: unknown) => void): unknown
  exit(code: number): void
}

/**
 * Ends the process with sentences in place of Node's own trace for an error that nobody caught, a rejection
 * among them.
 *
 * @param tell gets the sentence and what stands under it
 */
export function endOnUncaught(
  source: ErrorSource,
  tell: (sentence: string, lines: readonly string[]) => void,
): void {
  source.on('uncaughtException', (error) => {
    const { sentence, lines } = explainFailure(error)
    tell(
      `${PROGRAM}: stopped by an error that was not expected: ${sentence}; start it again, it continues where it stopped`,
      lines,
    )
    source.exit(1)
  })
}
