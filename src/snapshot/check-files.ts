import { identityOf, isWithin, type Location } from '../location/location.ts'
import type { Operator, Reference, Snapshot } from '../metadata/snapshot.ts'
import { survey } from '../storage/survey.ts'
import { ARCHIVE_TEXTS, findArchives, seenAt, type Archive } from '../storage/archives.ts'
import type { ObjectInfo, ObjectStore } from '../storage/object-store.ts'
import { describeOperator } from '../metadata/warnings.ts'
import { homeOf, locationOf } from './places.ts'

/** What the store holds of the files that `_metadata` names. */
export interface FilesCheck {
  /** Distinct files that the store was asked for. */
  readonly checked: number
  /**
   * Distinct files that lie elsewhere and were not asked for: another bucket, or a local directory other
   * than the snapshot's. `_metadata` may come from anybody, and must not make this program look where the
   * user did not point.
   */
  readonly notChecked: number
  /**
   * Distinct files that lie outside of the snapshot's home, looked for or not: it does not stand on its
   * own.
   */
  readonly outside: number
  /** In the order of `_metadata`, as written there. */
  readonly problems: readonly FileProblem[]
}

/**
 * What of a snapshot's files is a failure: `missing`: one that is missing, has another size or is archived,
 * or that none could be looked for; `outside`: also one that lies outside of the snapshot's home, looked
 * for or not; `never`: nothing.
 */
export type FailOnFiles = 'missing' | 'outside' | 'never'

/** A file that is not what `_metadata` says. */
export interface FileProblem {
  /** As it is written in `_metadata`. */
  readonly path: string
  /** `archived`: in a storage class from which it must be restored before anybody can read it. */
  readonly problem: 'missing' | 'wrong-size' | 'archived'
  /** Of an archived file: why it cannot be read, where that is not that nobody has restored it. */
  readonly archive?: Exclude<Archive, 'archived'>
  /** Size in bytes by the handles: exact or, for segments, a lower bound; absent where they do not know. */
  readonly expectedBytes?: number
  /** Size in bytes by the store; absent for a missing file. */
  readonly foundBytes?: number
  /** Whose state it is, by the first handle that names it. */
  readonly operator?: Pick<Operator, 'id' | 'name' | 'uid'>
  /** The subtask's index; absent for what belongs to no subtask. */
  readonly subtask?: number
  /** Further handles that name the file, of this subtask or another; absent where there are none. */
  readonly otherHandles?: number
}

interface WantedFile {
  readonly path: string
  readonly location: Location
  /** The first that names the file. */
  readonly reference: Reference
  handles: number
  sizeIs: Reference['sizeIs']
  sizeBytes: number
}

/**
 * Asks the store for every file that a handle names, with as few requests as a listing or single looks
 * allow.
 *
 * @throws StorageError where the store fails.
 */
export async function checkFiles(
  store: ObjectStore,
  directory: Location,
  snapshot: Pick<Snapshot, 'operators' | 'references'>,
  signal: AbortSignal,
): Promise<FilesCheck> {
  const { wanted, notChecked, outside } = wantedFiles(directory, snapshot.references)
  const seen = await survey(
    store,
    wanted.map(({ location }) => location),
    signal,
  )
  const places = wanted.map(({ location }) => location)
  const archives = await findArchives(store, seenAt(places, seen), signal)
  const problems = wanted.flatMap((file) => {
    const { location } = file
    return problemOf(file, seen.get(location), archives.get(location), snapshot.operators) ?? []
  })
  return { checked: wanted.length, notChecked, outside, problems }
}

function wantedFiles(
  directory: Location,
  references: readonly Reference[],
): { readonly wanted: readonly WantedFile[] } & Pick<FilesCheck, 'notChecked' | 'outside'> {
  const wanted = new Map<string, WantedFile>()
  const elsewhere = new Set<string>()
  const [home, searched] = [homeOf(directory), searchedPart(directory)]
  let outside = 0
  for (const reference of references) {
    if (reference.kind === 'directory') continue
    const { path, sizeIs, sizeBytes } = reference
    const location = locationOf(reference, directory)
    if (location === undefined || !isWithin(location, searched)) {
      elsewhere.add(path)
      continue
    }
    const key = identityOf(location)
    const known = wanted.get(key)
    if (known === undefined) {
      wanted.set(key, { path, location, reference, handles: 1, sizeIs, sizeBytes })
      if (!isWithin(location, home)) outside++
      continue
    }
    known.handles++
    if (
      sizeIs === 'exact'
      || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)
    ) {
      known.sizeIs = sizeIs
      known.sizeBytes = sizeBytes
    }
  }
  return { wanted: [...wanted.values()], notChecked: elsewhere.size, outside: outside + elsewhere.size }
}

/**
 * Where files are looked for: in S3 the bucket that the user named, of a local file system the snapshot's
 * home.
 */
function searchedPart(directory: Location): Location {
  return directory.scheme === 'file' ? homeOf(directory) : { ...directory, path: '/' }
}

function problemOf(
  file: WantedFile,
  found: ObjectInfo | undefined,
  archive: Archive | undefined,
  operators: readonly Operator[],
): FileProblem | undefined {
  const { path, sizeIs, sizeBytes } = file
  const expected = sizeIs === 'unknown' ? {} : { expectedBytes: sizeBytes }
  if (found === undefined) return { path, problem: 'missing', ...expected, ...userOf(file, operators) }
  const foundBytes = found.sizeBytes
  const fits =
    sizeIs === 'unknown' || (sizeIs === 'exact' ? foundBytes === sizeBytes : foundBytes >= sizeBytes)
  if (fits && archive === undefined) return undefined
  return {
    path,
    problem: fits ? 'archived' : 'wrong-size',
    ...(fits && archive !== undefined && archive !== 'archived' && { archive }),
    ...expected,
    foundBytes,
    ...userOf(file, operators),
  }
}

function userOf(
  { reference, handles }: WantedFile,
  operators: readonly Operator[],
): Pick<FileProblem, 'operator' | 'subtask' | 'otherHandles'> {
  const operator = operators[reference.operator]
  if (operator === undefined) return {}
  const { id, name, uid } = operator
  return {
    operator: { id, name, uid },
    subtask: reference.subtask >= 0 ? reference.subtask : undefined,
    otherHandles: handles > 1 ? handles - 1 : undefined,
  }
}

/** A file that is not what `_metadata` says, and whose state it is, in one line. */
export function problemText(file: FileProblem): string {
  const { path, problem, archive, expectedBytes, foundBytes } = file
  const user = userText(file)
  if (problem !== 'wrong-size')
    return `${archive === undefined ? problem : ARCHIVE_TEXTS[archive]}: ${path}${user}`
  return `wrong size: ${path} has ${foundBytes ?? 0} byte${foundBytes === 1 ? '' : 's'}, its handles say ${expectedBytes ?? 0}${user}`
}

function userText({ operator, subtask, otherHandles }: FileProblem): string {
  if (operator === undefined) return ''
  const more =
    otherHandles === undefined
      ? ''
      : `, and ${otherHandles} more ${otherHandles === 1 ? 'handle' : 'handles'}`
  return ` (${ownerText(operator, subtask)}${more})`
}

/** Whose state a file is: `operator <name, uid or id>, subtask 2`. */
export function ownerText(operator: Pick<Operator, 'id' | 'name' | 'uid'>, subtask?: number): string {
  return `operator ${describeOperator(operator)}${subtask === undefined ? '' : `, subtask ${subtask}`}`
}
