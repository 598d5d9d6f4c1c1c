import { lstat, readlink, realpath, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import {
  displayLocation,
  isWithin,
  nameOf,
  parentOf,
  relativePath,
  type Location,
} from '../../location/location.ts'
import { isCheckpointName, isJobName } from '../../location/flink-names.ts'
import { StorageError } from '../storage-error.ts'
import { systemCode } from '../system-error.ts'
import { localPath } from './local-path.ts'
import { findPlantedLink } from './planted-links.ts'

/** A directory that was named, and where it really is. */
interface Home {
  readonly location: Location
  readonly real: () => Promise<string>
}

/** A person reads the first few; of a hundred thousand linked files the rest is the same. */
const MOST_TOLD = 5

const INSTEAD = 'put the files themselves there, or give the directory in which they are'

const MOST_REMEMBERED = 1000

/**
 * The directories that the user named. How they are reached is the user's business; below one of them, a
 * symbolic link is followed only where it stays within that one. A snapshot, or whoever may write to its
 * directory, must not make this program read or write what nobody named.
 *
 * A directory `chk-N` stands for its job's directory too, and that for those of earlier jobs beside it. Of
 * any other place, which no name covers, the directory counts in which the file lies. With no names at all
 * nothing is refused.
 */
export class Homes {
  readonly #homes: readonly Home[]
  readonly #onWarning: (text: string) => void
  readonly #told = new Set<string>()
  readonly #directories = new Map<string, Promise<string>>()

  /** @param named directories, or files; a `_metadata` stands for its directory */
  constructor(named: readonly Location[], onWarning: (text: string) => void = () => undefined) {
    this.#homes = named
      .filter(({ scheme }) => scheme === 'file')
      .flatMap(homesOf)
      .map(createHome)
    this.#onWarning = onWarning
  }

  /** Whether anything is refused. */
  get confined(): boolean {
    return this.#homes.length > 0
  }

  /**
   * Whether what is at the location may be looked at; where it may not, a warning is given once.
   *
   * @throws the system's error where nothing is there
   */
  async holds(location: Location): Promise<boolean> {
    if (!this.confined) return true
    const real = await this.#whereIs(localPath(location))
    if (await this.#isInside(location, real)) return true
    this.#tell(location, real)
    return false
  }

  /**
   * Looks where an opened file really is, for what was seen of its path before may have changed.
   *
   * @throws StorageError where that is outside
   */
  async requireInside(location: Location, file: FileHandle, use: 'read' | 'written'): Promise<void> {
    if (!this.confined) return
    const path = localPath(location)
    const opened = await openedPath(file, path)
    // What is written has a temporary name, which a home that is one file does not cover.
    const real = use === 'read' ? opened : join(dirname(opened), basename(path))
    if (!(await this.#isInside(location, real))) throw this.#outside(location, real, use)
  }

  /**
   * Looks where the directory of a file really is, or will be when it is made.
   *
   * @throws StorageError where that is outside
   */
  async requireDirectory(location: Location, use: 'written' | 'deleted'): Promise<void> {
    if (!this.confined) return
    const path = localPath(location)
    const real = join(await realpathAsFarAsThere(dirname(path)), basename(path))
    if (!(await this.#isInside(location, real))) throw this.#outside(location, real, use)
  }

  async #isInside(location: Location, real: string): Promise<boolean> {
    for (const anchor of await this.#anchorsOf(location)) {
      if (real === anchor || real.startsWith(anchor.endsWith(sep) ? anchor : anchor + sep)) return true
    }
    return false
  }

  async #anchorsOf(location: Location): Promise<string[]> {
    const covering = this.#homes.filter((home) => isWithin(location, home.location))
    if (covering.length > 0) return Promise.all(covering.map(({ real }) => real()))
    for (const { location: job } of this.#homes) {
      const root = isJobName(nameOf(job)) ? parentOf(job) : undefined
      const name = root && relativePath(location, root)?.split('/')[0]
      if (root !== undefined && name !== undefined && isJobName(name))
        return [join(await this.#realDirectory(localPath(root)), name)]
    }
    return [await realpathAsFarAsThere(dirname(localPath(location)))]
  }

  async #whereIs(path: string): Promise<string> {
    const found = await lstat(path)
    return found.isSymbolicLink()
      ? realpath(path)
      : join(await this.#realDirectory(dirname(path)), basename(path))
  }

  #realDirectory(path: string): Promise<string> {
    const known = this.#directories.get(path)
    if (known !== undefined) return known
    const found = realpath(path)
    if (this.#directories.size >= MOST_REMEMBERED) this.#directories.clear()
    this.#directories.set(path, found)
    // What is not there now may be there later.
    found.catch(() => this.#directories.delete(path))
    return found
  }

  /** Tells of a link to a directory below one that is listed, whose files are in no listing. */
  tellOfLinkedDirectory(location: Location, real: string): void {
    if (this.confined)
      this.#warn(
        location,
        `${displayLocation(location)} is a symbolic link to the directory ${real}, so what is in it counts as missing: ${INSTEAD}`,
      )
  }

  #tell(location: Location, real: string): void {
    this.#warn(location, `${this.#sentence(location, real)}, so it counts as missing: ${INSTEAD}`)
  }

  #warn(location: Location, sentence: string): void {
    const place = displayLocation(location)
    if (this.#told.size >= MOST_TOLD || this.#told.has(place)) return
    this.#told.add(place)
    this.#onWarning(sentence)
  }

  #outside(location: Location, real: string, use: 'read' | 'written' | 'deleted'): StorageError {
    const advice = use === 'read' ? INSTEAD : 'remove the link, or give another target'
    return new StorageError(`${this.#sentence(location, real)}, and is not ${use}: ${advice}`, {
      code: 'local',
      operation: use === 'read' ? 'open' : use === 'written' ? 'write' : 'unlink',
      location,
    })
  }

  #sentence(location: Location, real: string): string {
    const home = this.#homes.filter((one) => isWithin(location, one.location)).at(-1)?.location
    const outOf =
      home === undefined ? 'somewhere that nobody named' : `out of ${displayLocation(home)}, which was named`
    return `${displayLocation(location)} leads through a symbolic link to ${real}, ${outOf}`
  }
}

/** Of all homes of one name, the widest stands last. */
function homesOf(named: Location): Location[] {
  const directory = nameOf(named) === '_metadata' ? (parentOf(named) ?? named) : named
  const job = isCheckpointName(nameOf(directory)) ? parentOf(directory) : undefined
  return job === undefined ? [directory] : [directory, job]
}

function createHome(location: Location): Home {
  let real: Promise<string> | undefined
  return { location, real: () => (real ??= realHome(location)) }
}

async function realHome(location: Location): Promise<string> {
  const path = localPath(location)
  const planted = await findPlantedLink(path)
  if (planted === undefined) return realpathAsFarAsThere(path)
  throw new StorageError(
    `${displayLocation(location)} is reached through the symbolic link ${planted}, which another user made in a directory that everybody `
      + 'can write to: give the path without the link',
    { code: 'local', operation: 'open', location },
  )
}

/** The real path of what is there, with the rest of the path as it stands. */
async function realpathAsFarAsThere(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const above = dirname(path)
    if (systemCode(error) !== 'ENOENT' || above === path) throw error
    return join(await realpathAsFarAsThere(above), basename(path))
  }
}

/**
 * The real path of an opened file: the kernel's own word where `/proc` has it; elsewhere that of its path, if
 * the same file is there still.
 */
async function openedPath(file: FileHandle, path: string): Promise<string> {
  try {
    return await readlink(`/proc/self/fd/${file.fd}`)
  } catch {
    const real = await realpath(path)
    const [opened, there] = [await file.stat({ bigint: true }), await lstat(real, { bigint: true })]
    if (opened.dev === there.dev && opened.ino === there.ino) return real
    throw new StorageError(
      `${path} became another file while it was opened: make sure that nothing writes there and run again`,
      { code: 'changed', operation: 'open' },
    )
  }
}
