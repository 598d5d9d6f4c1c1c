import { appendFile, stat } from 'node:fs/promises'
import { explainFailure } from '../presentation/failure.ts'

/** GitHub refuses a step's summary beyond this. */
const MOST_BYTES = 1024 * 1024

const CUT =
  "<p>The summary is cut here, for with more it would pass GitHub's limit of 1 MiB; the report has everything.</p>\n\n"

/**
 * Appends the summary to the step's file. Without GITHUB_STEP_SUMMARY (an old server, another runner) there
 * is none.
 *
 * @param sections what counts most first; those that do not fit are left out, and the summary says so
 * @returns a warning when it could not be written, for a missing summary is no reason to fail a step
 */
export async function appendSummary(
  sections: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const path = env['GITHUB_STEP_SUMMARY'] ?? ''
  if (path === '') return undefined
  try {
    const before = await stat(path).then(
      ({ size }) => size,
      () => 0,
    )
    const text = fitting(sections, MOST_BYTES - before)
    if (text === '')
      return "the job summary was left out, for with it the step's summary would pass GitHub's limit of 1 MiB"
    await appendFile(path, text)
    return undefined
  } catch (error) {
    return `the job summary could not be written: ${explainFailure(error).sentence}`
  }
}

/**
 * The sections up to the first that does not fit. Sections do not depend on each other, but their order tells
 * a story.
 */
function fitting(sections: readonly string[], mostBytes: number): string {
  const whole = sections.join('')
  if (Buffer.byteLength(whole) <= mostBytes) return whole
  let text = ''
  for (const section of sections) {
    if (Buffer.byteLength(text + section + CUT) > mostBytes) return text === '' ? '' : text + CUT
    text += section
  }
  return text
}
