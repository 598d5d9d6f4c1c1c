import { displayLocation, type Location } from '../../../location/location.ts'
import { ARCHIVE_TEXTS, archiveAdvice, type Archive } from '../../../storage/archives.ts'
import type { LocationMap } from '../../../location/location-map.ts'
import type { ObjectInfo } from '../../../storage/object-store.ts'
import type { Proof } from '../../../storage/proof.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { mapped } from '../../../storage/repeatable.ts'
import type { PlanFile } from '../plan/file-table.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { Survey } from '../../../storage/survey.ts'

/** A planned file and the object that was seen in its place. */
export interface SeenFile {
  readonly file: PlanFile
  /** That of `info`, which costs more to ask for. */
  readonly sizeBytes: number
  readonly info: ObjectInfo
  /**
   * What proves the content of the object at the target, once it is there; absent before, and where its
   * place was not looked at.
   */
  proof?: Proof
}

/**
 * Looks the object up when it is asked for: a snapshot has hundreds of thousands, each of which is wanted
 * once.
 */
class SurveyedFile implements SeenFile {
  readonly file: PlanFile
  readonly sizeBytes: number
  proof?: Proof
  readonly #source: Survey

  constructor(file: PlanFile, sizeBytes: number, source: Survey) {
    this.file = file
    this.sizeBytes = sizeBytes
    this.#source = source
  }

  get info(): ObjectInfo {
    return this.#source.get(this.file.from) ?? { location: this.file.from, sizeBytes: this.sizeBytes }
  }
}

/** Where files are written to; may be iterated more than once. */
export function placesWritten(files: Iterable<SeenFile>): Iterable<Location> {
  return mapped(files, ({ file }) => file.to)
}

/** Most files that an error lists: people need the list to find them again, but a log has its limits. */
const MOST_NAMED = 1000

const LOST_HANDLES =
  'incremental state names files relative to _metadata that are not beside it: Flink writes that after a '
  + 'native savepoint was claimed (FLINK-39964); give the directory of that savepoint in claimed-savepoint'

const NEW_SNAPSHOT =
  'take a new savepoint, or choose a newer checkpoint; if the files were moved before, give moved-from'

/**
 * Pairs each planned file with what the source store holds, before anything is written.
 *
 * @param archives those of the objects that cannot be read
 * @param ownerOf whose state a file is, to be said behind its name
 * @param missingAdvice what to do where files are missing, as the end of the sentence
 * @throws RelocationError naming every file that is missing, has not the size its handle tells, or is
 * archived.
 */
export function requirePresent(
  files: readonly PlanFile[],
  source: Survey,
  archives: Pick<LocationMap<Archive>, 'get'>,
  ownerOf: (file: Location) => string = () => '',
  missingAdvice = NEW_SNAPSHOT,
): SeenFile[] {
  const seen: SeenFile[] = []
  const missing: string[] = []
  const wrong: string[] = []
  const archived: string[] = []
  const kinds = new Set<Archive>()
  for (const file of files) {
    const info = source.get(file.from)
    const archive = archives.get(file.from)
    if (info === undefined) missing.push(`missing: ${displayLocation(file.from)}${ownerOf(file.from)}`)
    else if (!hasExpectedSize(file, info.sizeBytes)) {
      const bound = file.sizeIs === 'exact' ? '' : 'at least '
      wrong.push(
        `wrong size: ${displayLocation(file.from)} has ${info.sizeBytes} bytes, its handle says ${bound}${file.sizeBytes}${ownerOf(file.from)}`,
      )
    } else if (archive !== undefined) {
      kinds.add(archive)
      archived.push(
        `${ARCHIVE_TEXTS[archive]} (${info.storageClass ?? ''}): ${displayLocation(file.from)}${ownerOf(file.from)}`,
      )
    } else seen.push(new SurveyedFile(file, info.sizeBytes, source))
  }
  const details = [...missing, ...wrong, ...archived]
  if (details.length === 0) return seen
  const what = [
    ...(missing.length > 0 ? [`${countOf(missing.length, 'file')} missing`] : []),
    ...(wrong.length > 0 ? [`${countOf(wrong.length, 'file')} of the wrong size`] : []),
    ...(archived.length > 0 ? [`${countOf(archived.length, 'file')} archived`] : []),
  ].join(', ')
  const advice = missing.length + wrong.length > 0 ? missingAdvice : archiveAdvice(kinds)
  if (files.some((file) => file.relativeIncremental && !source.has(file.from))) details.unshift(LOST_HANDLES)
  throw new RelocationError(
    `the snapshot is not complete, ${what} of ${files.length}; nothing was written: ${advice}`,
    { code: 'missing-files', details: shorten(details, MOST_NAMED) },
  )
}

function hasExpectedSize(file: PlanFile, sizeBytes: number): boolean {
  if (file.sizeIs === 'unknown') return true
  return file.sizeIs === 'exact' ? sizeBytes === file.sizeBytes : sizeBytes >= file.sizeBytes
}
