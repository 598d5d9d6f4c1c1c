import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonDocument } from '../presentation/json-document.ts'
import { jsonPieces } from '../presentation/json-pieces.ts'
import type { MaskedValue } from './inputs.ts'
import type { Toolkit } from './toolkit.ts'

/** An output could not be given out, though the work itself is done. */
export class OutputError extends Error {
  override readonly name = 'OutputError'
}

/**
 * Writes a report as JSON to a file of its own below RUNNER_TEMP, which the runner empties after the job.
 *
 * @param done what is done all the same, as the begin of the sentence of failure
 * @returns the file's path
 * @throws OutputError when it cannot be written
 */
export async function writeReport(report: object, env: NodeJS.ProcessEnv, done: string): Promise<string> {
  const directory = env['RUNNER_TEMP']?.trim() ?? ''
  const path = join(directory === '' ? tmpdir() : directory, `flink-snapshot-report-${randomUUID()}.json`)
  try {
    await writeFile(path, jsonPieces(jsonDocument(report)), { flag: 'wx' })
  } catch (error) {
    // Do not leave a partial report.
    await rm(path, { force: true }).catch(() => undefined)
    throw new OutputError(
      `${done}, but its report could not be written to ${path}: check that RUNNER_TEMP is a directory with free space`,
      { cause: error },
    )
  }
  return path
}

/**
 * Puts a newer report in the place of one that was written before.
 *
 * @returns a warning when it could not be: then the one before is still there
 */
export async function rewriteReport(path: string, report: object): Promise<string | undefined> {
  const partial = `${path}.partial`
  try {
    await writeFile(partial, jsonPieces(jsonDocument(report)), { flag: 'wx' })
    await rename(partial, path)
    return undefined
  } catch {
    await rm(partial, { force: true }).catch(() => undefined)
    return `the report ${path} says nothing of the deletion at the source, for it could not be written once more`
  }
}

/**
 * Gives out the outputs, all or none.
 *
 * @throws OutputError where GITHUB_OUTPUT cannot be written to, and naming an output that contains a masked
 * value: the runner would drop it with a warning that
 *   nobody reads, and a following step would start a job from an empty path.
 */
export function setOutputs(
  toolkit: Toolkit,
  outputs: Readonly<Record<string, string>>,
  masked: readonly MaskedValue[],
): void {
  for (const [name, value] of Object.entries(outputs)) {
    const hit = masked.find((one) => value.includes(one.value))
    if (hit === undefined) continue
    throw new OutputError(
      `the output ${name} contains the value of ${hit.name}, which is masked, so the runner would drop it: `
        + 'the run itself succeeded; choose a place whose name does not contain the secret',
    )
  }
  for (const [name, value] of Object.entries(outputs)) setOutput(toolkit, name, value)
}

/** The path of a snapshot is worth to be told; a listing is not for a sentence. */
const LONGEST_TOLD = 1_000

function setOutput(toolkit: Toolkit, name: string, value: string): void {
  try {
    toolkit.setOutput(name, value)
  } catch (error) {
    throw new OutputError(
      `the run itself succeeded, but its output ${name} could not be written to the file GITHUB_OUTPUT: check that the runner's disk has free `
        + `space${value.length > LONGEST_TOLD ? '' : `; ${name} is ${value}`}`,
      { cause: error },
    )
  }
}
