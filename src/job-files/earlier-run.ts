import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { INDEX_NAME, JOB_FILE_NAMES } from './job-files.ts'

/**
 * Says whose the files are while they are being replaced and {@link INDEX_NAME} is away: a run that is
 * killed then is told by it.
 */
export const PENDING_NAME = 'resume.json.incomplete'

/** An index is small; whatever is larger is somebody else's. */
const MOST_BYTES = 1024 * 1024

/**
 * The files in a directory that an earlier run wrote, by what its index says. Only names that this program
 * gives count, so that no index can lead to another file.
 */
export async function ownFiles(directory: string): Promise<ReadonlySet<string>> {
  const own = new Set<string>()
  for (const name of [INDEX_NAME, PENDING_NAME]) {
    const files = await filesInIndex(join(directory, name))
    if (files === undefined) continue
    own.add(name)
    for (const file of files) if (JOB_FILE_NAMES.includes(file) && file !== INDEX_NAME) own.add(file)
  }
  return own
}

/**
 * Which of the names a resume file may have are taken in the directory by files that no earlier run wrote.
 */
export async function foreignFiles(directory: string): Promise<string[]> {
  const own = await ownFiles(directory)
  const foreign: string[] = []
  for (const name of [...JOB_FILE_NAMES, PENDING_NAME])
    if (!own.has(name) && (await exists(join(directory, name)))) foreign.push(name)
  return foreign
}

/** Also a link that leads nowhere, or whatever else has the name. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** @returns what an index of this program lists, `undefined` for anything else. */
async function filesInIndex(path: string): Promise<readonly string[] | undefined> {
  try {
    const found = await lstat(path)
    if (!found.isFile() || found.size > MOST_BYTES) return undefined
    const index: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof index !== 'object' || index === null || !('files' in index)) return undefined
    const { files } = index
    // The second is the former name, which the file of an earlier release has.
    const named =
      ('snapshotPath' in index && index.snapshotPath) || ('savepointPath' in index && index.savepointPath)
    if (typeof named !== 'string' || !Array.isArray(files)) return undefined
    return files.filter((name) => typeof name === 'string')
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
