import { lstat, opendir, realpath, stat } from 'node:fs/promises'
import type { Dirent, Stats } from 'node:fs'
import { sep } from 'node:path'
import type { Location } from '../../location/location.ts'
import type { Abortable, DirectoryPage, ObjectInfo } from '../object-store.ts'
import { StorageError } from '../storage-error.ts'
import { fileError } from './file-errors.ts'
import type { Homes } from './homes.ts'
import { childLocation, isTemporaryName, localPath } from './local-path.ts'

const PAGE = 1000

/**
 * Every file below the directory. The directory itself may be a symbolic link; below it, links to directories
 * are not followed (no circles), and links to files count only where they stay inside: a snapshot from
 * elsewhere must not make this program read what the user did not name. Where names were given (`homes`),
 * inside is what they cover, for the directory itself too; else the directory. A directory that vanishes
 * meanwhile has no files.
 */
export async function* listDirectory(
  directory: Location,
  options: Abortable,
  homes: Homes,
): AsyncGenerator<readonly ObjectInfo[]> {
  const root = await rootOf(directory, homes)
  if (root === undefined) return
  let page: ObjectInfo[] = []
  const open: Location[] = [directory]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for await (const entry of entriesOf(next)) {
      options.signal?.throwIfAborted()
      const location = childLocation(next, entry.name)
      if (entry.isDirectory()) open.push(location)
      else if (!isTemporaryName(entry.name)) {
        const found = await describeEntry(entry, location, root, homes, (real) => {
          homes.tellOfLinkedDirectory(location, real)
        })
        if (found !== undefined)
          page.push({ location, sizeBytes: found.size, modifiedAt: found.mtime, stamp: stampOf(found) })
      }
      if (page.length >= PAGE) {
        yield page
        page = []
      }
    }
  }
  if (page.length > 0) yield page
}

/**
 * What lies directly in the directory, by the same rules: links to directories are not among the directories.
 */
export async function* listDirectoryLevel(
  directory: Location,
  options: Abortable,
  homes: Homes,
): AsyncGenerator<DirectoryPage> {
  const root = await rootOf(directory, homes)
  if (root === undefined) return
  let objects: ObjectInfo[] = []
  let directories: Location[] = []
  for await (const entry of entriesOf(directory)) {
    options.signal?.throwIfAborted()
    const location = childLocation(directory, entry.name)
    if (entry.isDirectory()) directories.push(location)
    else if (!isTemporaryName(entry.name)) {
      const found = await describeEntry(entry, location, root, homes)
      if (found !== undefined)
        objects.push({ location, sizeBytes: found.size, modifiedAt: found.mtime, stamp: stampOf(found) })
    }
    if (objects.length + directories.length < PAGE) continue
    yield { objects, directories }
    objects = []
    directories = []
  }
  if (objects.length + directories.length > 0) yield { objects, directories }
}

function missing(fault: unknown): boolean {
  return fault instanceof StorageError && fault.code === 'not-found'
}

async function rootOf(directory: Location, homes: Homes): Promise<string | undefined> {
  try {
    const path = localPath(directory)
    if (!(await stat(path)).isDirectory() || !(await homes.holds(directory))) return undefined
    return await realpath(path)
  } catch (error) {
    const fault = fileError(error, 'readdir', directory)
    if (missing(fault)) return undefined
    throw fault
  }
}

async function* entriesOf(directory: Location): AsyncGenerator<Dirent> {
  try {
    for await (const entry of await opendir(localPath(directory))) yield entry
  } catch (error) {
    const fault = fileError(error, 'readdir', directory)
    if (!missing(fault)) throw fault
  }
}

async function describeEntry(
  entry: Dirent,
  location: Location,
  root: string,
  homes: Homes,
  onLinkedDirectory?: (real: string) => void,
): Promise<Stats | undefined> {
  const path = localPath(location)
  try {
    if (entry.isFile()) return await lstat(path)
    if (!entry.isSymbolicLink()) return undefined
    const target = await realpath(path)
    const found = await stat(target)
    if (found.isDirectory()) onLinkedDirectory?.(target)
    if (!found.isFile()) return undefined
    const isInside = homes.confined
      ? await homes.holds(location)
      : target.startsWith(root.endsWith(sep) ? root : root + sep)
    return isInside ? found : undefined
  } catch (error) {
    const fault = fileError(error, 'stat', location)
    if (missing(fault)) return undefined
    throw fault
  }
}

/**
 * Tells this writing of a file from any other: its inode, which a rename keeps, and the time of its last
 * write, finer than milliseconds. An inode that is used again has another time.
 */
export function stampOf({ ino, mtimeMs }: Pick<Stats, 'ino' | 'mtimeMs'>): string {
  return `${ino}:${mtimeMs}`
}
