import { unlink, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { displayLocation, type Location } from '../../location/location.ts'
import type { Abortable, ObjectInfo, ObjectStore, WriteOptions } from '../object-store.ts'
import { HeldMemory } from '../held-memory.ts'
import type { Written } from '../proof.ts'
import { systemCode } from '../system-error.ts'
import { DirectorySync, tryLanding, type Writing } from './atomic-file.ts'
import { guarded } from './file-errors.ts'
import { Homes } from './homes.ts'
import { listDirectory, listDirectoryLevel } from './list-directory.ts'
import { localPath } from './local-path.ts'
import { requireReplaceable } from './open-file.ts'
import { fileSource, openPinned, readFile, statFile } from './read-file.ts'
import { clearUnfinished, type UnfinishedFiles } from './unfinished-files.ts'
import { duplicateFile, PIECE_BYTES, publishFile, writeFile } from './write-file.ts'

/** A file store that can also duplicate a file without its bytes passing through this process. */
export interface FileStore extends ObjectStore {
  readonly type: 'file'

  /**
   * Copies a file, sharing its blocks where the file system can (reflink). Fails where `from` is no longer
   * as described.
   *
   * @param source the store that `from` was seen in, by whose names it is opened; absent: this one
   */
  copyLocal(from: ObjectInfo, to: Location, options?: WriteOptions, source?: FileStore): Promise<Written>
  /** Opens a file that must still be as described; the caller closes it. */
  open(info: ObjectInfo): Promise<FileHandle>
  /**
   * Sees whether a file can be written at the location: directories are made, and a file beside it that is
   * given another name and deleted again.
   */
  tryWrite(location: Location): Promise<void>
  /** Fails where something is that no file may replace: a directory, a device, a link. */
  requireReplaceable(location: Location): Promise<void>
  /** Removes what killed runs left in a directory; see the function of that name. */
  clearUnfinished(directory: Location): Promise<UnfinishedFiles>
  /** How often a source of this size is asked for bytes when it is written here. */
  readsForWrite(sizeBytes: number): number
}

/** What a file store may touch. */
export interface FileStoreOptions {
  /**
   * Directories and files that the user named; see {@link Homes}. Without any, links lead where they lead.
   */
  readonly named?: readonly Location[]
  /** Told of links that were not followed. */
  readonly onWarning?: (text: string) => void
}

/**
 * The store of local files (and of whatever is mounted). Files appear under their names only when they are
 * complete and on disk; what is being written has a temporary name beside it that is never listed.
 */
export function createFileStore({ named = [], onWarning }: FileStoreOptions = {}): FileStore {
  const homes = new Homes(named, onWarning)
  const writing: Writing = { dirty: new DirectorySync(), homes }
  const memory = new HeldMemory()
  const store: FileStore = {
    type: 'file',
    stat: (location, options) => statFile(location, options, homes),
    list: (directory, options = {}) => listDirectory(directory, options, homes),
    listLevel: (directory, options = {}) => listDirectoryLevel(directory, options, homes),
    read: (location, options) => readFile(location, options, homes),
    source: (info) => fileSource(info, homes),
    write: (location, source, options) => writeFile(writing, memory, location, source, options),
    tryWrite: (location) => guarded('write', location, () => tryLanding(writing, location)),
    requireReplaceable: (location) =>
      guarded('write', location, () => requireReplaceable(localPath(location), displayLocation(location))),
    clearUnfinished: async (directory) => {
      // Whatever a link leads to is not looked through.
      const isHeld = await homes.holds(directory).catch(() => false)
      return isHeld ? clearUnfinished(directory) : { removed: [], left: [] }
    },
    readsForWrite: (sizeBytes) => Math.max(1, Math.ceil(sizeBytes / PIECE_BYTES)),
    copyLocal: async (from, to, options, source = store) => {
      await using origin = await source.open(from)
      return await duplicateFile(writing, origin, from, to, options)
    },
    open: (info) => openPinned(info, homes),
    publish: (location, bytes, options) => publishFile(writing, location, bytes, options),
    remove: (locations, options) => removeFiles(locations, options, homes),
    removeUnchanged: (objects, options) => removeUnchangedFiles(objects, options, homes),
    close() {
      // nothing is held open between operations
    },
  }
  return store
}

async function removeFiles(
  locations: readonly Location[],
  options: Abortable | undefined,
  homes: Homes,
): Promise<void> {
  let directory = ''
  for (const location of locations) {
    options?.signal?.throwIfAborted()
    await guarded('unlink', location, async () => {
      try {
        const above = dirname(localPath(location))
        if (above !== directory) await homes.requireDirectory(location, 'deleted')
        directory = above
        await unlink(localPath(location))
      } catch (error) {
        const code = systemCode(error)
        if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
      }
    })
  }
}

async function removeUnchangedFiles(
  objects: readonly ObjectInfo[],
  options: Abortable | undefined,
  homes: Homes,
): Promise<readonly Location[]> {
  const left: Location[] = []
  for (const info of objects) {
    options?.signal?.throwIfAborted()
    const found = await statFile(info.location, options, homes)
    if (found === undefined) continue
    const sameFile = info.stamp === undefined || info.stamp === found.stamp
    if (
      sameFile
      && found.sizeBytes === info.sizeBytes
      && found.modifiedAt?.getTime() === (info.modifiedAt ?? found.modifiedAt)?.getTime()
    ) {
      await removeFiles([info.location], options, homes)
    } else left.push(info.location)
  }
  return left
}
