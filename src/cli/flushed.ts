/** Where standard output goes could not take it. */
export class OutputLostError extends Error {
  override readonly name = 'OutputLostError'
}

/**
 * Judges the fault of standard output, before a source is deleted. A reader that went away has read what it wanted.
 *
 * @throws OutputLostError when the result could not be written, as on a full disk
 */
export function requireWritten(fault: NodeJS.ErrnoException | undefined): void {
  if (fault === undefined || fault.code === 'EPIPE') return
  throw new OutputLostError(
    'the result could not be written to standard output, so that nothing was deleted: see where it goes, and run again', { cause: fault },
  )
}
