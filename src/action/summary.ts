import { appendFile, stat } from 'node:fs/promises'
import { explainFailure } from '../face/failure.ts'

/** GitHub refuses a step's summary beyond this. */
const MOST_BYTES = 1024 * 1024

/**
 * Appends the summary to the step's file. Without GITHUB_STEP_SUMMARY (an old server, another runner) there is none.
 *
 * @returns a warning when it could not be written, for a missing summary is no reason to fail a step
 */
export async function appendSummary(text: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const path = env['GITHUB_STEP_SUMMARY'] ?? ''
  if (path === '') return undefined
  try {
    const before = await stat(path).then(({ size }) => size, () => 0)
    if (before + Buffer.byteLength(text) > MOST_BYTES) {
      return 'the job summary was left out, for with it the step\'s summary would pass GitHub\'s limit of 1 MiB'
    }
    await appendFile(path, text)
    return undefined
  } catch (error) {
    return `the job summary could not be written: ${explainFailure(error).sentence}`
  }
}
