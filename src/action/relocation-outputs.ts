import { resolve } from 'node:path'
import { resultLines } from '../face/result.ts'
import { readOutputDirectory } from '../options/resume-options.ts'
import type { RelocationReport } from '../relocation/report.ts'
import { shardName } from '../relocation/copying/shard.ts'
import { makeResumeDirectory, writeResumeFiles } from '../resume/write-resume-files.ts'
import type { ActionContext } from './action.ts'
import { relocationDiagram } from './diagrams.ts'
import type { Inputs } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { setOutputs, writeReport } from './outputs.ts'
import { renderRelocation } from './relocation-summary.ts'
import { appendSummary } from './summary.ts'

/** The outputs of a relocation, in the order of `action.yml`. */
export const RELOCATION_OUTPUTS = [
  'savepoint-path', 'metadata-path', 'kind', 'metadata-version', 'checkpoint-id', 'claim-mode',
  'files-copied', 'files-skipped', 'bytes-copied', 'uris-rewritten', 'plan-fingerprint', 'resume-dir', 'report',
] as const

/**
 * The directory for resume files, absolute and made, unless this is a dry run.
 *
 * @throws OptionError for a URI; ResumeFilesError when it cannot be made
 */
export async function openOutputDirectory({ values }: Inputs, dryRun: boolean): Promise<string | undefined> {
  const given = readOutputDirectory(values)
  if (given === undefined || dryRun) return undefined
  const directory = resolve(given)
  await makeResumeDirectory(directory, 'output-dir')
  return directory
}

/**
 * Gives out what a relocation came to: log, report, resume files, outputs, summary.
 *
 * @param directory for resume files; absent where none are wanted
 * @throws ResumeFilesError after everything else was given out: the snapshot is there, and its path is in the outputs
 */
export async function giveOutRelocation(
  report: RelocationReport, directory: string | undefined, { toolkit, env, inputs }: ActionContext,
): Promise<void> {
  for (const line of resultLines(report)) logLine(toolkit, line)
  const done = report.shard === undefined ? `the snapshot is at ${report.savepointPath}` : `${shardName(report.shard)} is done`
  const reportPath = await writeReport(report, env, done)
  const resume = await resumeDirectoryOf(report, directory)
  setOutputs(toolkit, outputsOf(report, reportPath, resume.path), inputs.masked)
  if (resume.path !== '') logLine(toolkit, `Files that start a job from it are in ${resume.path}`)
  if (inputs.summary) {
    const warning = await appendSummary(renderSections(report), env)
    if (warning !== undefined) toolkit.warning(logText(warning))
  }
  if (resume.error !== undefined) throw resume.error
}

function renderSections(report: RelocationReport): string[] {
  const diagram = relocationDiagram(report)
  return [renderRelocation(report), ...(diagram === undefined ? [] : [`${diagram}\n\n`])]
}

async function resumeDirectoryOf(
  report: RelocationReport, directory: string | undefined,
): Promise<{ readonly path: string; readonly error?: Error }> {
  if (directory === undefined) return { path: '' }
  try {
    return { path: await writeResumeFiles(report, directory) ? directory : '' }
  } catch (error) {
    return { path: '', error: error as Error }
  }
}

function outputsOf(
  report: RelocationReport, reportPath: string, resumePath: string,
): Record<(typeof RELOCATION_OUTPUTS)[number], string> {
  return {
    // Of one shard nothing can be restored, and a step that starts a job must not be led to believe so.
    'savepoint-path': report.shard === undefined ? report.savepointPath : '',
    'metadata-path': report.shard === undefined ? report.metadataPath : '',
    'kind': report.kind,
    'metadata-version': String(report.metadataVersion),
    'checkpoint-id': report.checkpointId,
    'claim-mode': report.claimMode ?? '',
    'files-copied': String(report.filesCopied),
    'files-skipped': String(report.filesSkipped),
    'bytes-copied': String(report.bytesCopied),
    'uris-rewritten': String(report.urisRewritten),
    'plan-fingerprint': report.planFingerprint ?? '',
    'resume-dir': resumePath,
    'report': reportPath,
  }
}
