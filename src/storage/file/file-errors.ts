import { displayLocation, type Location } from '../../location/location.ts'
import { StorageError, type StorageErrorCode } from '../storage-error.ts'
import { systemCode } from '../system-error.ts'

const KNOWN: Readonly<Record<string, readonly [StorageErrorCode, string]>> = {
  ENOENT: ['not-found', 'does not exist: check the path'],
  ENOTDIR: ['not-found', 'has a file where a directory should be: check the path'],
  // Of all calls here, only that of a directory fails with it: what is taken under other names is
  // somebody's answer.
  EEXIST: ['local', 'has a file where a directory should be: check the path'],
  EISDIR: ['local', 'is a directory where a file should be: check the path'],
  EACCES: [
    'access-denied',
    'may not be accessed by the user that runs this: change the permissions or the user',
  ],
  EPERM: [
    'access-denied',
    'may not be changed by the user that runs this: change the permissions or the user',
  ],
  EROFS: ['access-denied', 'is on a read-only file system: choose another target'],
  ENOSPC: ['local', 'does not fit: no space is left on the device; free some and run again'],
  EDQUOT: ['local', 'does not fit: the disk quota of the user is used up; free some and run again'],
  EFBIG: ['too-large', 'is larger than the file system allows: choose another target'],
  ENAMETOOLONG: ['local', 'has a longer name than the file system allows: choose a shorter target'],
  EMFILE: [
    'local',
    'cannot be opened: too many files are open; lower concurrency or raise the limit (ulimit -n)',
  ],
  ENFILE: ['local', 'cannot be opened: too many files are open on this machine; lower concurrency'],
  EIO: ['local', 'cannot be read or written: the device reports a fault (EIO); check the disk or the mount'],
  ESTALE: [
    'local',
    'cannot be reached: the network file system was unmounted or replaced (ESTALE); mount it again',
  ],
  ELOOP: ['local', 'runs in a circle of symbolic links: check the path'],
}

/**
 * A fault of a system call as a {@link StorageError}; one that is none (an abort, an own error) is returned
 * as it is.
 */
export function fileError(error: unknown, operation: string, location: Location): unknown {
  const name = systemCode(error)
  if (name === undefined || error instanceof StorageError || !/^E[A-Z0-9]+$/.test(name)) return error
  const [code, sentence] = KNOWN[name] ?? ['local', `failed with ${name}`]
  return new StorageError(
    `${displayLocation(location)} ${sentence}`,
    { code, operation, location },
    { cause: error },
  )
}

/** Does what `work` does, and turns its faults into sentences about the location. */
export async function guarded<T>(operation: string, location: Location, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw fileError(error, operation, location)
  }
}
