import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { displayLocation, type Location } from '../../location/location.ts'
import { systemCode } from '../system-error.ts'
import type { Homes } from './homes.ts'
import { localPath, temporaryPath } from './local-path.ts'
import { requireReplaceable } from './open-file.ts'

/** No permission to open the directory for reading; some network file systems refuse fsync of a directory. */
const CANNOT_SYNC: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP'])

/**
 * Remembers directories that got new entries, so that one flush puts them on disk before a snapshot is
 * committed.
 */
export class DirectorySync {
  readonly #directories = new Set<string>()

  has(directory: string): boolean {
    return this.#directories.has(directory)
  }

  add(directory: string): void {
    this.#directories.add(directory)
  }

  /**
   * Puts the entries of all remembered directories on disk, where the system lets us: Windows cannot, and a
   * directory that may be written to but not listed cannot be opened for it; the files in it are on disk by
   * themselves.
   */
  async flush(): Promise<void> {
    const directories = [...this.#directories]
    this.#directories.clear()
    if (process.platform === 'win32') return
    for (const directory of directories) {
      try {
        await using handle = await open(directory, 'r')
        await handle.sync()
      } catch (error) {
        const code = systemCode(error)
        if (code === undefined || !CANNOT_SYNC.has(code)) throw error
      }
    }
  }
}

/** Where files are written. */
export interface Writing {
  readonly dirty: DirectorySync
  readonly homes: Homes
}

/** A file that is being written under a temporary name beside its place. */
export interface TemporaryFile {
  readonly path: string
  readonly file: FileHandle
}

/**
 * Creates the directories above a location and an empty temporary file beside it.
 *
 * @throws StorageError where that would be outside of `homes`, or where something is that is no file; nothing
 * is left then
 */
export async function openTemporary({ dirty, homes }: Writing, location: Location): Promise<TemporaryFile> {
  const path = localPath(location)
  const directory = dirname(path)
  // Once for each directory: the file that is opened in it is looked at itself.
  if (!dirty.has(directory)) await homes.requireDirectory(location, 'written')
  const firstCreated = await mkdir(directory, { recursive: true })
  if (firstCreated !== undefined) {
    for (let made = directory; made.length >= firstCreated.length; made = dirname(made))
      dirty.add(dirname(made))
  }
  dirty.add(directory)
  const temporary = temporaryPath(directory, randomBytes(8).toString('hex'))
  const file = await open(temporary, 'wx')
  try {
    await homes.requireInside(location, file, 'written')
    await requireReplaceable(path, displayLocation(location))
  } catch (error) {
    await file.close()
    await rm(temporary, { force: true })
    throw error
  }
  return { path: temporary, file }
}

/**
 * Does with an empty file beside a location all that is done to write one there, and deletes it.
 *
 * @throws as {@link openTemporary}; else the system's error
 */
export async function tryLanding(writing: Writing, location: Location): Promise<void> {
  const temporary = await openTemporary(writing, location)
  const landed = temporaryPath(dirname(temporary.path), randomBytes(8).toString('hex'))
  try {
    await landTemporary(temporary, landed, 'replace', () => Promise.resolve())
    await writing.dirty.flush()
  } finally {
    await rm(landed, { force: true })
  }
}

/**
 * How a temporary file got its name: `guarded` where the file system itself kept it from taking the place of
 * another (or where replacing was asked for), `unguarded` where it has no means to, `taken` where the name
 * was taken.
 */
export type Landing = 'guarded' | 'unguarded' | 'taken'

/**
 * Lets `fill` write the temporary file, puts it on disk and gives it its name: `replace` by renaming over
 * what is there, `if-absent` by a hard link, which fails if the name is taken. The temporary name is gone
 * afterwards in any case.
 */
export async function landTemporary(
  temporary: TemporaryFile,
  path: string,
  how: 'replace' | 'if-absent',
  fill: (file: FileHandle) => Promise<void>,
): Promise<Landing> {
  try {
    try {
      await fill(temporary.file)
      await temporary.file.sync()
    } finally {
      await temporary.file.close()
    }
    if (how === 'if-absent') return await linkIfAbsent(temporary.path, path)
    await rename(temporary.path, path)
    return 'guarded'
  } finally {
    await rm(temporary.path, { force: true })
  }
}

/** FAT and some mounts (object storage, shared folders) have no hard links. */
const NO_HARD_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

async function linkIfAbsent(temporary: string, path: string): Promise<Landing> {
  try {
    await link(temporary, path)
    return 'guarded'
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') return 'taken'
    if (code === undefined || !NO_HARD_LINKS.has(code)) throw error
    // The caller has seen the name free a moment ago; without links there is nothing stronger than that.
    await rename(temporary, path)
    return 'unguarded'
  }
}
