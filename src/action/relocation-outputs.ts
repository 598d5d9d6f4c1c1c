import { isAbsolute, resolve } from 'node:path'
import { resultLines } from '../presentation/relocation-result.ts'
import { readOutputDirectory } from '../options/job-files-options.ts'
import type { RelocationReport } from '../commands/relocate/report.ts'
import { shardName } from '../commands/relocate/shard.ts'
import { makeJobFilesDirectory, writeJobFiles } from '../job-files/write-job-files.ts'
import { requireOutputInside } from '../storage/file/local-output.ts'
import { countOf } from '../text/quantities.ts'
import type { ActionContext } from './action.ts'
import { relocationDiagram } from './diagrams.ts'
import type { Inputs } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { rewriteReport, setOutputs, writeReport } from './outputs.ts'
import { renderRelocation } from './relocation-summary.ts'
import { appendSummary } from './summary.ts'

/** The outputs of a relocation, in the order of `action.yml`. */
export const RELOCATION_OUTPUTS = [
  'snapshot-path',
  'metadata-path',
  'kind',
  'format',
  'metadata-version',
  'checkpoint-id',
  'claim-mode',
  'files-copied',
  'files-skipped',
  'bytes-copied',
  'uris-rewritten',
  'plan-fingerprint',
  'job-files',
  'report',
] as const

/**
 * The directory for resume files, absolute and made, unless this is a dry run.
 *
 * @throws OptionError for a URI; JobFilesError when it cannot be made; StorageError where a relative
 * path leads out of the
 *   workspace through a link
 */
export async function openOutputDirectory({ values }: Inputs, dryRun: boolean): Promise<string | undefined> {
  const given = readOutputDirectory(values)
  if (given === undefined || dryRun) return undefined
  const directory = resolve(given)
  // The files in it are written, too.
  if (!isAbsolute(given)) await requireOutputInside(resolve(directory, 'resume.json'), resolve(''))
  await makeJobFilesDirectory(directory, 'job-files')
  return directory
}

/**
 * Gives out what a relocation came to: outputs, report, resume files, log, and at last the summary. With
 * `delete-source` all but the summary is given out before anything is deleted.
 */
export class RelocationOutputs {
  readonly #directory: string | undefined
  readonly #context: ActionContext
  #reportPath: string | undefined
  #resumeError: Error | undefined

  /** @param directory for resume files; absent where none are wanted */
  constructor(directory: string | undefined, context: ActionContext) {
    this.#directory = directory
    this.#context = context
  }

  /**
   * The snapshot is committed, and its source is going to be deleted.
   *
   * @throws what keeps it from being given out
   */
  async committed(report: RelocationReport): Promise<void> {
    await this.#giveOut(report)
    if (this.#resumeError !== undefined) throw this.#resumeError
  }

  /**
   * @throws JobFilesError after everything else was given out: the snapshot is there, and its path is in
   * the outputs
   */
  async finish(report: RelocationReport): Promise<void> {
    const { toolkit, env, inputs } = this.#context
    if (this.#reportPath === undefined) await this.#giveOut(report)
    else {
      logLine(toolkit, `Deleted at the source: ${countOf(report.deleted, 'file')}`)
      const warning = await rewriteReport(this.#reportPath, report)
      if (warning !== undefined) toolkit.warning(logText(warning))
    }
    if (inputs.summary) {
      const warning = await appendSummary(renderSections(report), env)
      if (warning !== undefined) toolkit.warning(logText(warning))
    }
    if (this.#resumeError !== undefined) throw this.#resumeError
  }

  async #giveOut(report: RelocationReport): Promise<void> {
    const { toolkit, env, inputs, narrator } = this.#context
    narrator.close()
    for (const line of resultLines(report)) logLine(toolkit, line)
    // First of all, for what follows may not find a place on the disk.
    setOutputs(toolkit, factsOf(report), inputs.masked)
    const done =
      report.shard === undefined
        ? `the snapshot is at ${report.snapshotPath}`
        : `${shardName(report.shard)} is done`
    this.#reportPath = await writeReport(report, env, done)
    const resume = await jobFilesDirectoryOf(report, this.#directory)
    this.#resumeError = resume.error
    setOutputs(toolkit, { 'job-files': resume.path, report: this.#reportPath }, inputs.masked)
    if (resume.path !== '') logLine(toolkit, `Files that start a job from it are in ${resume.path}`)
  }
}

function renderSections(report: RelocationReport): string[] {
  const diagram = relocationDiagram(report)
  return [renderRelocation(report), ...(diagram === undefined ? [] : [`${diagram}\n\n`])]
}

async function jobFilesDirectoryOf(
  report: RelocationReport,
  directory: string | undefined,
): Promise<{ readonly path: string; readonly error?: Error }> {
  if (directory === undefined) return { path: '' }
  try {
    return { path: (await writeJobFiles(report, directory)) ? directory : '' }
  } catch (error) {
    return { path: '', error: error as Error }
  }
}

function factsOf(
  report: RelocationReport,
): Record<Exclude<(typeof RELOCATION_OUTPUTS)[number], 'job-files' | 'report'>, string> {
  return {
    // Of one shard nothing can be restored, and a step that starts a job must not be led to believe so.
    'snapshot-path': report.shard === undefined ? report.snapshotPath : '',
    'metadata-path': report.shard === undefined ? report.metadataPath : '',
    kind: report.kind,
    format: report.format ?? '',
    'metadata-version': String(report.metadataVersion),
    'checkpoint-id': report.checkpointId,
    'claim-mode': report.claimMode ?? '',
    'files-copied': String(report.filesCopied),
    'files-skipped': String(report.filesSkipped),
    'bytes-copied': String(report.bytesCopied),
    'uris-rewritten': String(report.urisRewritten),
    'plan-fingerprint': report.planFingerprint ?? '',
  }
}
