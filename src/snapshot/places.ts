import {
  isWithin,
  LocationError,
  nameOf,
  parentOf,
  parseWrittenLocation,
  resolveWithin,
  type Location,
} from '../location/location.ts'
import type { Reference } from '../metadata/snapshot.ts'
import { isCheckpointName } from '../location/flink-names.ts'

/**
 * Where bytes of state lie: `inline` in `_metadata` itself; `exclusive` in the snapshot's own directory;
 * `shared` beside it in the job's directory, where later checkpoints may use them too; `changelog` in files
 * of a changelog, wherever these are; `external` outside of all that.
 */
export type StatePlace = (typeof STATE_PLACES)[number]

/** In the order in which people are shown them. */
export const STATE_PLACES = ['inline', 'exclusive', 'shared', 'changelog', 'external'] as const

/** Bytes of state by the place where they lie. */
export type BytesByPlace = Readonly<Record<StatePlace, number>>

/** Sums to which bytes are added. */
export type BytesByPlaceSums = Record<StatePlace, number>

/** Sums of nothing. */
export function noBytes(): BytesByPlaceSums {
  return { inline: 0, exclusive: 0, shared: 0, changelog: 0, external: 0 }
}

/** Tells where the file of a reference lies. */
export type Placer = (reference: Reference) => StatePlace

/** A path whose last segment is a plain name, so that what is before it is the file's directory. */
const PLAIN_FILE = /[^/\\]\/(?!\.\.?$)[^/\\]+$/
/**
 * A placer for the snapshot in this directory. What is in a directory called `chk-<digits>` belongs to a
 * checkpoint, whose job directory is the one above it. A path that is no location counts as external.
 */
export function createPlacer(directory: Location): Placer {
  const job = isCheckpointName(nameOf(directory)) ? parentOf(directory) : undefined
  const byDirectory = new Map<string, StatePlace>()
  return (reference) => {
    if (reference.changelog) return 'changelog'
    if (reference.kind === 'relative') return 'exclusive'
    const { path } = reference
    // All files of a directory lie in one place, and there are far fewer directories than files.
    const key =
      PLAIN_FILE.test(path) && reference.kind !== 'directory' ? path.slice(0, path.lastIndexOf('/')) : path
    const known = byDirectory.get(key) ?? placeOf(reference, directory, job)
    byDirectory.set(key, known)
    return known
  }
}

/** Where the file of a reference lies, for the snapshot in this directory; `undefined` for no location. */
export function locationOf(
  { kind, path }: Pick<Reference, 'kind' | 'path'>,
  directory: Location,
): Location | undefined {
  return locationIfAny(() =>
    kind === 'relative' ? resolveWithin(directory, path) : parseWrittenLocation(path),
  )
}

/** The location that a path of a `_metadata` names; `undefined` for a path that is none. */
export function writtenLocationOf(path: string): Location | undefined {
  return locationIfAny(() => parseWrittenLocation(path))
}

function locationIfAny(read: () => Location): Location | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    return undefined
  }
}

/** The directory that moves as a whole with a snapshot: a checkpoint's job directory, a savepoint's own. */
export function homeOf(directory: Location): Location {
  return isCheckpointName(nameOf(directory)) ? (parentOf(directory) ?? directory) : directory
}

function placeOf(reference: Reference, directory: Location, job: Location | undefined): StatePlace {
  const location = locationOf(reference, directory)
  if (location === undefined) return 'external'
  if (isWithin(location, directory)) return 'exclusive'
  return job !== undefined && isWithin(location, job) ? 'shared' : 'external'
}
