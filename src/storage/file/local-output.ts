import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseWrittenLocation } from '../../location/location.ts'
import { StorageError } from '../storage-error.ts'
import { Homes } from './homes.ts'
import { temporaryPath } from './local-path.ts'
import { requireReplaceable } from './open-file.ts'
import { findPlantedLink } from './planted-links.ts'

/**
 * Makes the directory for files that the user asked for, with those above it.
 *
 * @param directory absolute
 * @throws StorageError where the way there is another user's link; else the system's error
 */
export async function makeOutputDirectory(directory: string): Promise<void> {
  const planted = await findPlantedLink(directory)
  if (planted !== undefined) {
    throw new StorageError(
      `${directory} is reached through the symbolic link ${planted}, which another user made in a directory that everybody can write to: `
        + 'give the path without the link',
      { code: 'local', operation: 'mkdir' },
    )
  }
  await mkdir(directory, { recursive: true })
}

/**
 * Refuses a path below a directory from which a symbolic link leads out. A workspace holds what somebody else
 * committed.
 *
 * @param path absolute; need not be there
 * @throws StorageError naming where it leads
 */
export async function requireOutputInside(path: string, directory: string): Promise<void> {
  await new Homes([parseWrittenLocation(directory)]).requireDirectory(parseWrittenLocation(path), 'written')
}

/**
 * Writes a file that the user asked for, whole or not at all, and whatever links others put in its way. A
 * regular file that is there is replaced.
 *
 * @param path absolute; the directories above it are made
 * @throws StorageError for a path at which a link, a device or a pipe is, or which is reached by another
 * user's link; else the
 *   system's error
 */
export async function writeOutputFile(path: string, text: string): Promise<void> {
  const directory = dirname(path)
  await makeOutputDirectory(directory)
  await requireReplaceable(path, path)
  // A name that nobody can foresee, and `wx`, which follows no link: what is opened is ours.
  const temporary = temporaryPath(directory, randomBytes(8).toString('hex'))
  try {
    await using file = await open(temporary, 'wx')
    await file.writeFile(text)
    await file.sync()
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  try {
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
