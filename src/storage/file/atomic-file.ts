import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCode } from '../system-error.ts'
import { temporaryPath } from './local-path.ts'

/**
 * Remembers directories that got new entries, so that one flush puts them on disk before a snapshot is
 * committed.
 */
export class DirectorySync {
  readonly #directories = new Set<string>()

  add(directory: string): void {
    this.#directories.add(directory)
  }

  /** Puts the entries of all remembered directories on disk, where the system can (Windows cannot). */
  async flush(): Promise<void> {
    const directories = [...this.#directories]
    this.#directories.clear()
    if (process.platform === 'win32') return
    for (const directory of directories) {
      await using handle = await open(directory, 'r')
      try {
        await handle.sync()
      } catch (error) {
        // Some network file systems refuse fsync of a directory; the file itself is on disk.
        const code = systemCode(error)
        if (code !== 'EINVAL' && code !== 'ENOTSUP') throw error
      }
    }
  }
}

/** A file that is being written under a temporary name beside its place. */
export interface TemporaryFile {
  readonly path: string
  readonly file: FileHandle
}

/** Creates the directories above `path` and an empty temporary file beside it. */
export async function openTemporary(dirty: DirectorySync, path: string): Promise<TemporaryFile> {
  const directory = dirname(path)
  const firstCreated = await mkdir(directory, { recursive: true })
  if (firstCreated !== undefined) {
    for (let made = directory; made.length >= firstCreated.length; made = dirname(made))
      dirty.add(dirname(made))
  }
  dirty.add(directory)
  const temporary = temporaryPath(directory, randomBytes(8).toString('hex'))
  return { path: temporary, file: await open(temporary, 'wx') }
}

/**
 * How a temporary file got its name: `guarded` where the file system itself kept it from taking the place of another
 * (or where replacing was asked for), `unguarded` where it has no means to, `taken` where the name was taken.
 */
export type Landing = 'guarded' | 'unguarded' | 'taken'

/**
 * Lets `fill` write the temporary file, puts it on disk and gives it its name: `replace` by renaming over what is
 * there, `if-absent` by a hard link, which fails if the name is taken. The temporary name is gone afterwards in any case.
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
