import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RelocationReport } from '../commands/relocate/report.ts'
import { makeOutputDirectory, writeOutputFile } from '../storage/file/local-output.ts'
import { foreignFiles, ownFiles, PENDING_NAME } from './earlier-run.ts'
import { INDEX_NAME, jobFiles, type JobFile } from './job-files.ts'

/** The resume files could not be written. The message says whether a snapshot is there all the same. */
export class JobFilesError extends Error {
  override readonly name = 'JobFilesError'
}

/**
 * Makes the directory for resume files, before a relocation that may take hours, and sees that none of
 * their names is taken by a file of somebody else: only what the index of an earlier run names is replaced.
 *
 * @param directory absolute
 * @param label what the setting is called, for the message
 * @throws JobFilesError when it cannot be made, or names are taken
 */
export async function makeJobFilesDirectory(directory: string, label: string): Promise<void> {
  let foreign: string[]
  try {
    await makeOutputDirectory(directory)
    foreign = await foreignFiles(directory)
  } catch (error) {
    throw new JobFilesError(
      `${label}: the directory ${directory} cannot be made: name one in a place that can be written to; nothing was done yet`,
      { cause: error },
    )
  }
  if (foreign.length > 0)
    throw new JobFilesError(`${label}: ${taken(directory, foreign)}; nothing was done yet`)
}

function taken(directory: string, foreign: readonly string[]): string {
  return (
    `${directory} holds ${foreign.join(', ')}, which no earlier run wrote (its ${INDEX_NAME} does not name `
    + `${foreign.length === 1 ? 'it' : 'them'}): name an empty directory, or move ${foreign.length === 1 ? 'that file' : 'those files'} away`
  )
}

/**
 * Writes the files that start a job from a snapshot that is there. Files that the index of an earlier run
 * names are replaced, or removed where this snapshot has none of that name; others are left alone. While
 * {@link INDEX_NAME} is missing, the set is not complete; until it is there, {@link PENDING_NAME} says
 * which files are this program's.
 *
 * @param directory absolute
 * @returns whether there were any to write: a dry run, and a run that committed nothing, have none
 * @throws JobFilesError saying where the snapshot is
 */
export async function writeJobFiles(report: RelocationReport, directory: string): Promise<boolean> {
  if (report.outcome !== 'relocated' && report.outcome !== 'already-there') return false
  const { snapshotPath } = report
  try {
    await makeOutputDirectory(directory)
    const foreign = await foreignFiles(directory)
    if (foreign.length > 0)
      throw new JobFilesError(
        `the snapshot is at ${snapshotPath}, but ${taken(directory, foreign)}, and run again; nothing is copied again`,
      )
    await replaceFiles(directory, jobFiles(report, Date.now()), snapshotPath)
    return true
  } catch (error) {
    if (error instanceof JobFilesError) throw error
    throw new JobFilesError(
      `the snapshot is at ${snapshotPath}, but its resume files could not be written to ${directory}: `
        + 'check that there is space and that it can be written to, and run again; nothing is copied again',
      { cause: error },
    )
  }
}

async function replaceFiles(
  directory: string,
  files: readonly JobFile[],
  snapshotPath: string,
): Promise<void> {
  const own = await ownFiles(directory)
  const written = new Set(files.map(({ name }) => name))
  const pending = {
    incomplete: true,
    snapshotPath,
    files: [...new Set([...own, ...written])].filter((name) => name !== PENDING_NAME),
  }
  await writeOutputFile(join(directory, PENDING_NAME), `${JSON.stringify(pending, null, 2)}\n`)
  await rm(join(directory, INDEX_NAME), { force: true })
  for (const name of own)
    if (!written.has(name) && name !== PENDING_NAME) await rm(join(directory, name), { force: true })
  for (const { name, text } of files) await writeOutputFile(join(directory, name), text)
  await rm(join(directory, PENDING_NAME), { force: true })
}
