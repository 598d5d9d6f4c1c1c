import type { Writable } from 'node:stream'

/** Where standard output goes could not take it. */
export class OutputLostError extends Error {
  override readonly name = 'OutputLostError'
}

/**
 * Waits until everything that was written to the stream is out. A reader that went away has read what it wanted.
 *
 * @throws OutputLostError when it could not be written, as on a full disk
 */
export async function flushed(stream: Writable): Promise<void> {
  const error = stream.errored ?? await new Promise<Error | null | undefined>((resolve) => { stream.write('', resolve) })
  if (error === null || error === undefined || (error as NodeJS.ErrnoException).code === 'EPIPE') return
  throw new OutputLostError('the result could not be written to standard output, so that nothing was deleted: see where it goes, and run again', { cause: error })
}
