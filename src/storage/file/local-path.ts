import { join, win32 } from 'node:path'
import { displayLocation, type Location } from '../../location/location.ts'
import { StorageError } from '../storage-error.ts'

/**
 * The path by which the operating system knows a `file` location: on Windows `/C:/x` is `C:\x` and an
 * authority is a network share; elsewhere an authority other than `localhost` names another machine.
 *
 * @throws StorageError `local` for a location on another machine.
 */
export function localPath(location: Location, platform: NodeJS.Platform = process.platform): string {
  const { authority, path } = location
  const local = authority === '' || authority.toLowerCase() === 'localhost'
  if (platform === 'win32') {
    const native = path.replaceAll('/', '\\')
    if (!local) return `\\\\${authority}${native}`
    return /^\\[A-Za-z]:/.test(native) ? win32.normalize(native.slice(1)) : native
  }
  if (local) return path
  throw new StorageError(
    `${displayLocation(location)} names a file of the machine ${authority}, which cannot be reached from here: `
      + 'write a local path as /directory or file:///directory',
    { code: 'local', operation: 'open', location },
  )
}

/** The location of an entry of a directory; `name` may hold the platform's separators. */
export function childLocation(directory: Location, name: string): Location {
  return { ...directory, path: directory.path === '/' ? `/${name}` : `${directory.path}/${name}` }
}

const TEMPORARY = /^\.flink-snapshot-[0-9a-f]{16}\.tmp$/

/** A name for bytes that are still being written into `directory`; such names are never listed. */
export function temporaryPath(directory: string, random: string): string {
  return join(directory, `.flink-snapshot-${random}.tmp`)
}

/** Whether the name of a directory entry is one of {@link temporaryPath}. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name)
}
