import {
  displayLocation,
  formatLocation,
  isWithin,
  nameOf,
  parentOf,
  relativePath,
  resolveWithin,
  type Location,
} from '../location/location.ts'
import { MetadataFormatError, UnsupportedMetadataError } from '../metadata/errors.ts'
import { parseMetadata } from '../metadata/parse.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import { keepHeapSmall } from '../platform/heap.ts'
import type { Abortable, ObjectInfo, ObjectStore } from '../storage/object-store.ts'
import { canCopyWithin } from '../storage/server-side.ts'
import { StorageError } from '../storage/storage-error.ts'
import { isCheckpointName } from '../location/flink-names.ts'
import { findDeleted, type DeletedSnapshot } from './deleted.ts'

/** The name of the file that makes a directory a snapshot. */
export const METADATA_NAME = '_metadata'

/**
 * Real files reach tens of megabytes; whatever is larger than this is something else, and would not fit
 * into memory.
 */
export const MAX_METADATA_BYTES = 1024 ** 3

/** From this size on a `_metadata` names tens of thousands of files. */
const LARGE_METADATA_BYTES = 4 * 1024 ** 2

/**
 * Why no snapshot could be read: nothing is there, it is too large, the bytes are broken, or refused by
 * name.
 */
export type SnapshotReadReason = 'not-found' | 'too-large' | 'broken' | 'unsupported'

/**
 * A snapshot could not be read. The message names the location and says what to do; `cause` is the error
 * below it.
 */
export class SnapshotReadError extends Error {
  override readonly name = 'SnapshotReadError'
  readonly reason: SnapshotReadReason
  readonly location: Location

  constructor(message: string, reason: SnapshotReadReason, location: Location, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
    this.location = location
  }
}

/** A `_metadata` that was found and walked. */
export interface ReadSnapshot {
  /** The snapshot directory. */
  readonly directory: Location
  /** What the store says of the `_metadata` that was read. */
  readonly metadata: ObjectInfo
  readonly bytes: Uint8Array
  readonly snapshot: Snapshot
}

/** How to read a snapshot. */
export interface ReadOptions extends Abortable {
  /** The location may also be a metadata file of another name, such as a copy under a name of one's own. */
  readonly anyName?: boolean
}

/**
 * Finds the `_metadata` of a snapshot, reads it whole and walks it. The location is the snapshot directory
 * or the `_metadata` itself.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
export async function readSnapshot(
  store: ObjectStore,
  location: Location,
  options: ReadOptions = {},
): Promise<ReadSnapshot> {
  const { signal } = options
  const isMetadata = nameOf(location) === METADATA_NAME
  const found =
    (await readFile(store, isMetadata ? location : resolveWithin(location, METADATA_NAME), signal))
    ?? (options.anyName === true && location.path !== '/'
      ? await readFile(store, location, signal)
      : undefined)
  const directory = parentOf(found?.info.location ?? resolveWithin(location, METADATA_NAME)) ?? location
  if (found === undefined) throw await notFound(store, location, isMetadata, signal)
  if (found.bytes.length >= LARGE_METADATA_BYTES) keepHeapSmall()
  return {
    directory,
    metadata: found.info,
    bytes: found.bytes,
    snapshot: parse(found.bytes, found.info.location),
  }
}

type Signal = AbortSignal | undefined

async function readFile(
  store: ObjectStore,
  location: Location,
  signal: Signal,
): Promise<{ info: ObjectInfo; bytes: Uint8Array } | undefined> {
  try {
    return await store.read(location, { maxBytes: MAX_METADATA_BYTES, signal })
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    if (error.code === 'not-found') return undefined
    if (error.code !== 'too-large') throw error
    throw new SnapshotReadError(
      `${displayLocation(location)} is larger than 1 GiB, which no ${METADATA_NAME} of Flink is: check that the source `
        + 'names a snapshot',
      'too-large',
      location,
      { cause: error },
    )
  }
}

/**
 * Walks a `_metadata` that was piped in.
 *
 * @throws SnapshotReadError where it cannot be understood.
 */
export function parsePiped(bytes: Uint8Array): Snapshot {
  return parse(bytes, PIPED, 'standard input')
}

const PIPED: Location = { scheme: 'file', authority: '', path: '/dev/stdin' }

function parse(bytes: Uint8Array, location: Location, place = displayLocation(location)): Snapshot {
  try {
    return parseMetadata(bytes)
  } catch (error) {
    if (error instanceof UnsupportedMetadataError) {
      throw new SnapshotReadError(`${place} is refused: ${error.message}`, 'unsupported', location, {
        cause: error,
      })
    }
    if (!(error instanceof MetadataFormatError)) throw error
    throw new SnapshotReadError(
      `${place} cannot be read: ${error.message}; compare its size and checksum with the original and copy it again`,
      'broken',
      location,
      { cause: error },
    )
  }
}

/**
 * The one sentence of several that fits what lies at the place instead. Costs two requests, once, on a
 * failure.
 */
async function notFound(
  store: ObjectStore,
  location: Location,
  isMetadata: boolean,
  signal: Signal,
): Promise<SnapshotReadError> {
  const directory = isMetadata ? (parentOf(location) ?? location) : location
  const place = displayLocation(directory)
  const fail = (sentence: string, cause?: unknown): SnapshotReadError =>
    new SnapshotReadError(sentence, 'not-found', location, cause === undefined ? {} : { cause })
  let page: readonly ObjectInfo[]
  try {
    // The root has no name that an object could have: a store would tell of the bucket.
    if (!isMetadata && location.path !== '/' && (await store.stat(location, { signal })) !== undefined) {
      return fail(
        `${place} is a file, not a snapshot directory: give the directory that holds ${METADATA_NAME}`,
      )
    }
    page = await firstPage(store, directory, signal)
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    return fail(`there is no ${METADATA_NAME} in ${place}: check the URI of the snapshot`, error)
  }
  const deleted = await findDeleted(store, directory, METADATA_NAME, signal)
  if (deleted !== undefined) return fail(wasThere(place, deleted, asOfOf(store)))
  const asOf = asOfOf(store)
  if (asOf !== undefined && page.length === 0) {
    return fail(
      `nothing was at ${place} at ${asOf.toISOString()}: check the URI and the time; a bucket knows only what was there since its `
        + 'versioning was switched on',
    )
  }
  if (page.length === 0 && isCheckpointName(nameOf(directory))) {
    return fail(
      `nothing is at ${place}: Flink never completed this checkpoint, or has deleted it since a newer one took its place; check the `
        + 'URI, or choose a checkpoint that is there',
    )
  }
  const decoded = decodedOf(directory)
  if (page.length === 0 && decoded !== undefined) {
    return fail(
      `nothing is at ${place}: the path is taken as it is written, with its percent signs: if it is encoded, write ${decoded}`,
    )
  }
  if (page.length === 0) {
    return fail(`nothing is at ${place}: check the URI of the snapshot (bucket, path and spelling)`)
  }
  const snapshots = snapshotsBelow(page, directory)
  if (snapshots[0] !== undefined) {
    return fail(
      `${place} is no snapshot directory but holds some, such as ${formatLocation(snapshots[0])}: name one of them`,
    )
  }
  if (isCheckpointName(nameOf(directory))) {
    return fail(
      `${place} is an unfinished or discarded checkpoint: it has files but no ${METADATA_NAME}, which Flink writes last. `
        + 'Choose a checkpoint that was completed',
    )
  }
  return fail(
    `${place} has files but no ${METADATA_NAME}, so it is no complete snapshot: check the URI, or wait until the savepoint `
      + 'is finished',
  )
}

function wasThere(place: string, { deletedAt, asOf }: DeletedSnapshot, asked: Date | undefined): string {
  const deletion = deletedAt.toISOString()
  if (asked === undefined) {
    return (
      `the snapshot at ${place} was deleted at ${deletion}, and its bucket keeps old versions: with as-of ${asOf}, when its `
      + `${METADATA_NAME} was written, relocate and inspect read it as it was then`
    )
  }
  return (
    `there was no snapshot at ${place} at ${asked.toISOString()}: it was written at ${asOf} and deleted at ${deletion}; give as-of `
    + `${asOf}, or a time between the two`
  )
}

function asOfOf(store: ObjectStore): Date | undefined {
  return canCopyWithin(store) ? store.asOf : undefined
}

/** The place without the percent-encoding of a browser or console; `undefined` where it has none. */
function decodedOf(directory: Location): string | undefined {
  try {
    const path = decodeURIComponent(directory.path)
    return path === directory.path ? undefined : displayLocation({ ...directory, path })
  } catch {
    return undefined
  }
}

async function firstPage(
  store: ObjectStore,
  directory: Location,
  signal: Signal,
): Promise<readonly ObjectInfo[]> {
  for await (const page of store.list(directory, { signal })) {
    if (page.length > 0) return page
  }
  return []
}

/**
 * Directories below that hold a `_metadata`: someone gave the job's directory, or the one of all
 * savepoints.
 */
function snapshotsBelow(page: readonly ObjectInfo[], directory: Location): Location[] {
  const found: Location[] = []
  for (const { location } of page) {
    const parent = parentOf(location)
    if (nameOf(location) !== METADATA_NAME || parent === undefined || !isWithin(parent, directory)) continue
    if (relativePath(parent, directory) !== '') found.push(parent)
  }
  return found
}
