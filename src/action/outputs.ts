import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RelocationReport } from '../relocation/report.ts'
import type { MaskedValue } from './inputs.ts'
import type { Toolkit } from './toolkit.ts'

/** An output could not be given out, though the work itself is done. */
export class OutputError extends Error {
  override readonly name = 'OutputError'
}

/**
 * Writes the report as JSON to a file of its own below RUNNER_TEMP, which the runner empties after the job.
 *
 * @returns the file's path
 * @throws OutputError when it cannot be written
 */
export async function writeReport(report: RelocationReport, env: NodeJS.ProcessEnv): Promise<string> {
  const directory = env['RUNNER_TEMP']?.trim() ?? ''
  const path = join(directory === '' ? tmpdir() : directory, `flink-snapshot-report-${randomUUID()}.json`)
  try {
    await writeFile(path, `${JSON.stringify(report, null, 2)}\n`, { flag: 'wx' })
  } catch (error) {
    throw new OutputError(
      `the snapshot is at ${report.savepointPath}, but its report could not be written to ${path}: `
      + 'check that RUNNER_TEMP is a directory with free space',
      { cause: error },
    )
  }
  return path
}

/** Names and values of the outputs, in the order of action.yml. */
export function outputsOf(report: RelocationReport, reportPath: string): [name: string, value: string][] {
  return [
    ['savepoint-path', report.savepointPath],
    ['metadata-path', report.metadataPath],
    ['kind', report.kind],
    ['metadata-version', String(report.metadataVersion)],
    ['checkpoint-id', report.checkpointId],
    ['claim-mode', report.claimMode ?? ''],
    ['files-copied', String(report.filesCopied)],
    ['files-skipped', String(report.filesSkipped)],
    ['bytes-copied', String(report.bytesCopied)],
    ['uris-rewritten', String(report.urisRewritten)],
    ['report', reportPath],
  ]
}

/**
 * Gives out the outputs, all or none.
 *
 * @throws OutputError naming an output that contains a masked value: the runner would drop it with a warning that
 *   nobody reads, and a following step would start a job from an empty path.
 */
export function setOutputs(
  toolkit: Toolkit,
  outputs: readonly (readonly [name: string, value: string])[],
  masked: readonly MaskedValue[],
): void {
  for (const [name, value] of outputs) {
    const hit = masked.find((one) => value.includes(one.value))
    if (hit === undefined) continue
    throw new OutputError(
      `the output ${name} contains the value of ${hit.name}, which is masked, so the runner would drop it: `
      + 'the run itself ended well; choose a place whose name does not contain the secret',
    )
  }
  for (const [name, value] of outputs) toolkit.setOutput(name, value)
}
