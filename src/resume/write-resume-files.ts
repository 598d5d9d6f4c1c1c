import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RelocationReport } from '../relocation/report.ts'
import { makeOutputDirectory, writeOutputFile } from '../storage/file/local-output.ts'
import { INDEX_NAME, RESUME_FILE_NAMES, resumeFiles } from './resume-files.ts'

/** The resume files could not be written. The message says whether a snapshot is there all the same. */
export class ResumeFilesError extends Error {
  override readonly name = 'ResumeFilesError'
}

/**
 * Makes the directory for resume files, before a relocation that may take hours.
 *
 * @param directory absolute
 * @param label what the setting is called, for the message
 * @throws ResumeFilesError when it cannot be made
 */
export async function makeResumeDirectory(directory: string, label: string): Promise<void> {
  try {
    await makeOutputDirectory(directory)
  } catch (error) {
    throw new ResumeFilesError(
      `${label}: the directory ${directory} cannot be made: name one in a place that can be written to; nothing was done yet`,
      { cause: error },
    )
  }
}

/**
 * Writes the files that start a job from a snapshot that is there. Files of an earlier run are replaced, or removed where this
 * snapshot has none of that name; others are left alone. While {@link INDEX_NAME} is missing, the set is not complete.
 *
 * @param directory absolute
 * @returns whether there were any to write: a dry run, and a run that committed nothing, have none
 * @throws ResumeFilesError saying where the snapshot is
 */
export async function writeResumeFiles(report: RelocationReport, directory: string): Promise<boolean> {
  if (report.outcome !== 'relocated' && report.outcome !== 'already-there') return false
  const files = resumeFiles(report, Date.now())
  const written = new Set(files.map(({ name }) => name))
  try {
    await makeOutputDirectory(directory)
    await rm(join(directory, INDEX_NAME), { force: true })
    for (const name of RESUME_FILE_NAMES) if (!written.has(name)) await rm(join(directory, name), { force: true })
    for (const { name, text } of files) await writeOutputFile(join(directory, name), text)
    return true
  } catch (error) {
    throw new ResumeFilesError(
      `the snapshot is at ${report.savepointPath}, but its resume files could not be written to ${directory}: `
      + 'check that there is space and that it can be written to, and run again; nothing is copied again', { cause: error },
    )
  }
}
