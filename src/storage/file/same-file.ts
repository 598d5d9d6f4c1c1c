import { stat, statfs } from 'node:fs/promises'
import type { Location } from '../../location/location.ts'
import { StorageError } from '../storage-error.ts'
import { fileError } from './file-errors.ts'
import { localPath } from './local-path.ts'

/** Linux's `FUSE_SUPER_MAGIC`. */
const FUSE = 0x65735546

/**
 * What tells a local file or directory from all others of this machine, whatever it is called: device and
 * inode, links followed. `undefined` where nothing is.
 *
 * @throws StorageError where it cannot be looked at
 */
export async function fileIdentity(location: Location): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(localPath(location), { bigint: true })
    return `${dev}:${ino}`
  } catch (error) {
    const fault = fileError(error, 'stat', location)
    if (fault instanceof StorageError && fault.code === 'not-found') return undefined
    throw fault
  }
}

/**
 * Whether a local directory, or the nearest one above it that is there, is served by a program (FUSE), as
 * mounted buckets are: such a program may show what it remembers. Only Linux tells; `false` elsewhere.
 */
export async function isServedByProgram(directory: Location): Promise<boolean> {
  if (process.platform !== 'linux') return false
  for (let path = directory.path; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const here = path === '' ? { ...directory, path: '/' } : { ...directory, path }
    try {
      return (await statfs(localPath(here))).type === FUSE
    } catch (error) {
      if (path === '' || path === '/') throw fileError(error, 'statfs', directory)
    }
  }
}
