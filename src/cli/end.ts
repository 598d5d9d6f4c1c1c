import { constants } from 'node:os'
import { explainFailure, PROGRAM } from '../presentation/failure.ts'
import type { GuardedStream } from '../presentation/standard-streams.ts'
import { asksForJson } from './json-result.ts'

/** Commands that change something: how they ended is told even where the result could not be. */
const CHANGING: ReadonlySet<string> = new Set(['relocate', 'rewrite', 'savepoint'])

/**
 * The exit code when all is written that can be. A result that its reader did not want to the end (`| head`)
 * ends as by SIGPIPE and without a word, as with other tools; one that could not be written (a full disk) is
 * a failure. What was done is done: of a command that changes something the result is repeated on standard
 * error.
 *
 * @param code how the command itself ended
 */
export async function endWith(
  code: number,
  args: readonly string[],
  { stdout, stderr }: { readonly stdout: GuardedStream; readonly stderr: GuardedStream },
): Promise<number> {
  const lost = await stdout.flushed()
  if (lost !== undefined && code === 0) {
    const changing = CHANGING.has(args[0] ?? '')
    if (lost.code !== 'EPIPE' || changing) stderr.write(`${PROGRAM}: ${lostSentence(lost, changing)}\n`)
    if (changing) stderr.write(stdout.kept)
  }
  const unheard = await stderr.flushed()
  if (code !== 0) return code
  if (lost !== undefined) return lost.code === 'EPIPE' ? 128 + constants.signals.SIGPIPE : 1
  if (unheard === undefined || unheard.code === 'EPIPE') return 0
  if (!asksForJson(args)) {
    stdout.write(
      `${PROGRAM}: ${args[0] ?? ''} succeeded, but standard error could not be written to (${explainFailure(unheard).sentence}), `
        + 'and warnings may be lost: free some space, or send it elsewhere\n',
    )
  }
  return 1
}

function lostSentence(fault: NodeJS.ErrnoException, changing: boolean): string {
  const why =
    fault.code === 'EPIPE'
      ? 'its reader went away'
      : `${explainFailure(fault).sentence}; free some space, or send it elsewhere`
  return changing
    ? `all is done, but the result could not be written to standard output: ${why}. This is it:`
    : `the result could not be written to standard output: ${why}`
}

/** Where standard output goes could not take it. */
export class OutputLostError extends Error {
  override readonly name = 'OutputLostError'
}

/**
 * Judges the fault of standard output, before a source is deleted. A reader that went away has read what it
 * wanted.
 *
 * @throws OutputLostError when the result could not be written, as on a full disk
 */
export function requireWritten(fault: NodeJS.ErrnoException | undefined): void {
  if (fault === undefined || fault.code === 'EPIPE') return
  throw new OutputLostError(
    'the result could not be written to standard output, so that nothing was deleted: see where it goes, and run again',
    { cause: fault },
  )
}
