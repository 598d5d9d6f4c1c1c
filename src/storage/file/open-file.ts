import { constants } from 'node:fs'
import { copyFile, lstat, open, readlink, stat, type FileHandle } from 'node:fs/promises'
import { displayLocation, type Location } from '../../location/location.ts'
import { StorageError } from '../storage-error.ts'
import { systemCode } from '../system-error.ts'
import type { Homes } from './homes.ts'
import { localPath } from './local-path.ts'

/** Not there on Windows. A pipe that somebody put in a file's place would keep an `open` waiting for ever. */
const DO_NOT_WAIT: number = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0

/**
 * Opens a regular file for reading, and looks at what was opened before anything of it is trusted.
 *
 * @throws StorageError for anything but a regular file, and for one that lies outside of `homes`; else the
 * system's error
 */
export async function openRegular(location: Location, homes: Homes): Promise<FileHandle> {
  const file = await open(localPath(location), constants.O_RDONLY | DO_NOT_WAIT)
  try {
    const found = await file.stat()
    if (!found.isFile()) throw noRegularFile(displayLocation(location), found.isDirectory())
    await homes.requireInside(location, file, 'read')
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/**
 * Refuses to put a file in the place of anything that is none: a rename would replace a device or a link and
 * lose what it stands for.
 *
 * @param path absolute
 * @param name what it is called, for the message
 * @throws StorageError naming what is there
 */
export async function requireReplaceable(path: string, name: string): Promise<void> {
  let found
  try {
    found = await lstat(path)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  if (found.isFile()) return
  if (!found.isSymbolicLink()) throw noRegularFile(name, found.isDirectory())
  const leads = await readlink(path).catch(() => 'somewhere')
  throw new StorageError(
    `${name} is a symbolic link to ${leads}, and was left alone: remove the link, or name the file itself`,
    { code: 'local', operation: 'write' },
  )
}

function noRegularFile(name: string, isDirectory: boolean): StorageError {
  const what = isDirectory
    ? 'is a directory where a file should be'
    : 'is no regular file but a device, a pipe or a socket'
  return new StorageError(`${name} ${what}: check the path`, { code: 'local', operation: 'open' })
}

/**
 * Copies one opened file into another, sharing its blocks where the file system can. The names by which they
 * were opened may stand for other files by now.
 *
 * @throws StorageError `changed` where the system knows files by their names only and one of them is another
 * by now
 */
export async function copyOpened(
  from: FileHandle,
  fromPath: string,
  to: FileHandle,
  toPath: string,
): Promise<void> {
  if (await (hasDescriptorNames ??= areReachable(from))) {
    await copyFile(byDescriptor(from), byDescriptor(to), constants.COPYFILE_FICLONE)
    return
  }
  await requireSame(from, fromPath)
  await requireSame(to, toPath)
  await copyFile(fromPath, toPath, constants.COPYFILE_FICLONE)
  await requireSame(from, fromPath)
  await requireSame(to, toPath)
}

/** Linux's name for the opened file itself. */
function byDescriptor(file: FileHandle): string {
  return `/proc/self/fd/${file.fd}`
}

/** Whether there are such names; the same for all files. */
let hasDescriptorNames: Promise<boolean> | undefined

async function areReachable(file: FileHandle): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const opened = await file.stat({ bigint: true })
  const found = await stat(byDescriptor(file), { bigint: true }).catch(() => undefined)
  return found !== undefined && found.dev === opened.dev && found.ino === opened.ino
}

async function requireSame(file: FileHandle, path: string): Promise<void> {
  const [opened, there] = await Promise.all([file.stat({ bigint: true }), stat(path, { bigint: true })])
  if (opened.dev === there.dev && opened.ino === there.ino) return
  throw new StorageError(
    `${path} became another file while it was copied: make sure that nothing else writes there and run again`,
    { code: 'changed', operation: 'copyfile' },
  )
}
