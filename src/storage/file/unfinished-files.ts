import { lstat, opendir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Location } from '../../location/location.ts'
import { systemCode } from '../system-error.ts'
import { childLocation, isTemporaryName, localPath } from './local-path.ts'

/** Temporary files that were found in a directory. */
export interface UnfinishedFiles {
  readonly removed: readonly Location[]
  /** Those of a run that may be at work, and those that are not this user's. */
  readonly left: readonly Location[]
}

/**
 * How long nothing was written to what nobody writes any more. A run that gets no bytes ends after minutes;
 * the rest is for clocks of file servers that are wrong.
 */
const UNFINISHED_FOR_MS = 24 * 60 * 60 * 1000

/**
 * Removes from a directory what killed runs left in it. A file is such a one where it has the name that only
 * this program gives (16 random hex digits), is a regular file of the user that runs this, and nobody wrote
 * to it for a day. What else has such a name is left alone. A directory that is not there, or may not be
 * listed, has none.
 */
export async function clearUnfinished(directory: Location): Promise<UnfinishedFiles> {
  const [removed, left]: [Location[], Location[]] = [[], []]
  try {
    for await (const { name } of await opendir(localPath(directory))) {
      if (!isTemporaryName(name)) continue
      ;((await clearOne(join(localPath(directory), name))) ? removed : left).push(
        childLocation(directory, name),
      )
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
  }
  return { removed, left }
}

async function clearOne(path: string): Promise<boolean> {
  try {
    const found = await lstat(path)
    const isOwn = found.isFile() && (process.geteuid === undefined || found.uid === process.geteuid())
    if (!isOwn || Date.now() - found.mtimeMs < UNFINISHED_FOR_MS) return false
    await unlink(path)
    return true
  } catch (error) {
    // Another run was quicker.
    return systemCode(error) === 'ENOENT'
  }
}
