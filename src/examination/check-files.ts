import {
  identityOf, isWithin, LocationError, nameOf, parentOf, parseWrittenLocation, resolveWithin, type Location,
} from '../location/location.ts'
import type { Reference } from '../metadata/snapshot.ts'
import { isArchived } from '../relocation/copying/presence.ts'
import { survey } from '../relocation/survey/survey.ts'
import type { ObjectInfo, ObjectStore } from '../storage/object-store.ts'

/** What the store holds of the files that `_metadata` names. */
export interface FilesCheck {
  /** Distinct files that the store was asked for. */
  readonly checked: number
  /**
   * Distinct files that lie elsewhere and were not asked for: another bucket, or a local directory other than the
   * snapshot's. `_metadata` may come from anybody, and must not make this program look where the user did not point.
   */
  readonly notChecked: number
  /** In the order of `_metadata`, as written there. */
  readonly problems: readonly FileProblem[]
}

/** A file that is not what `_metadata` says. */
export interface FileProblem {
  readonly path: string
  /** `archived`: in a storage class from which it must be restored before anybody can read it. */
  readonly problem: 'missing' | 'wrong-size' | 'archived'
  /** What the handles say: an exact size or, for segments, a lower bound; absent where they do not know. */
  readonly expectedBytes?: number
  /** What the store says; absent for a missing file. */
  readonly foundBytes?: number
}

interface WantedFile {
  readonly path: string
  readonly location: Location
  sizeIs: Reference['sizeIs']
  sizeBytes: number
}

/**
 * Asks the store for every file that a handle names, with as few requests as a listing or single looks allow.
 *
 * @throws StorageError where the store fails.
 */
export async function checkFiles(
  store: ObjectStore, directory: Location, references: readonly Reference[], signal: AbortSignal,
): Promise<FilesCheck> {
  const { wanted, notChecked } = wantedFiles(directory, references)
  const seen = await survey(store, wanted.map(({ location }) => location), signal)
  const problems = wanted.flatMap((file) => problemOf(file, seen.get(file.location)) ?? [])
  return { checked: wanted.length, notChecked, problems }
}

function wantedFiles(
  directory: Location, references: readonly Reference[],
): { readonly wanted: readonly WantedFile[]; readonly notChecked: number } {
  const wanted = new Map<string, WantedFile>()
  const elsewhere = new Set<string>()
  const mayLook = within(directory)
  for (const reference of references) {
    if (reference.kind === 'directory') continue
    const { path, sizeIs, sizeBytes } = reference
    const location = locate(directory, reference)
    if (location === undefined || !mayLook(location)) {
      elsewhere.add(path)
      continue
    }
    const key = identityOf(location)
    const known = wanted.get(key)
    if (known === undefined) wanted.set(key, { path, location, sizeIs, sizeBytes })
    else if (sizeIs === 'exact' || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)) {
      known.sizeIs = sizeIs
      known.sizeBytes = sizeBytes
    }
  }
  return { wanted: [...wanted.values()], notChecked: elsewhere.size }
}

function locate(directory: Location, { kind, path }: Reference): Location | undefined {
  try {
    return kind === 'relative' ? resolveWithin(directory, path) : parseWrittenLocation(path)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    return undefined
  }
}

/** In S3 the bucket that the user named, of a local file system the snapshot's directory or the job's. */
function within(directory: Location): (location: Location) => boolean {
  if (directory.scheme !== 'file') return (location) => isWithin(location, { ...directory, path: '/' })
  const home = /^chk-\d+$/.test(nameOf(directory)) ? parentOf(directory) ?? directory : directory
  return (location) => isWithin(location, home)
}

function problemOf({ path, sizeIs, sizeBytes }: WantedFile, found: ObjectInfo | undefined): FileProblem | undefined {
  const expected = sizeIs === 'unknown' ? {} : { expectedBytes: sizeBytes }
  if (found === undefined) return { path, problem: 'missing', ...expected }
  const foundBytes = found.sizeBytes
  const fits = sizeIs === 'unknown' || (sizeIs === 'exact' ? foundBytes === sizeBytes : foundBytes >= sizeBytes)
  if (!fits) return { path, problem: 'wrong-size', ...expected, foundBytes }
  return isArchived(found) ? { path, problem: 'archived', ...expected, foundBytes } : undefined
}
