import { withoutUserInfo } from '../text/redact.ts'
import {
  displayLocation,
  isAccessPoint,
  isSpokenToByS3,
  LocationError,
  parseLocation,
  type Location,
} from '../location/location.ts'
import { parsePathMap, type PathRule } from '../location/path-map.ts'
import { NoSnapshotError } from '../flink/no-snapshot-error.ts'
import { findSnapshot, isSnapshotText } from '../flink/snapshot-text.ts'
import { adviceForScheme } from '../storage/scheme-advice.ts'
import { OptionError } from './option-error.ts'
import { refuseControlCharacters, type OptionReader } from './option-reader.ts'
import type { OptionName } from './option-specs.ts'

/**
 * The snapshot to read: the path that the user wrote, or the one that a text of Flink's names.
 *
 * @throws OptionError for what is neither in S3 nor a local path, and for a text that names none, or
 * several
 */
export function readSource(reader: OptionReader): Location {
  return readReachable(reader, 'source', namedSource(reader).path)
}

/**
 * Where in a text of Flink's the source stood; `undefined` where the user wrote a path.
 *
 * @throws OptionError as {@link readSource}
 */
export function readTakenFrom(reader: OptionReader): string | undefined {
  return namedSource(reader).takenFrom
}

function namedSource(reader: OptionReader): { readonly path: string; readonly takenFrom?: string } {
  const text = reader.required('source')
  try {
    const named = isSnapshotText(text) ? findSnapshot(text) : { path: text }
    refuseControlCharacters(reader.label('source'), named.path, 'text')
    return named
  } catch (error) {
    if (!(error instanceof NoSnapshotError)) throw error
    throw new OptionError(`${reader.label('source')}: ${error.message}`, { cause: error })
  }
}

/**
 * The directory to write to.
 *
 * @throws OptionError as {@link readSource}, for `s3n`, and for the ARN of an access point.
 */
export function readTarget(reader: OptionReader): Location {
  const text = reader.required('target')
  const location = readReachable(reader, 'target', text)
  refuseUnreadable(reader.label('target'), location)
  if (location.scheme === 's3n') {
    throw new OptionError(
      `${reader.label('target')} is ${JSON.stringify(text)}, but no supported Flink reads s3n: write s3, s3a or s3p, `
        + "whichever the job's S3 plugin serves",
    )
  }
  return location
}

/** @throws OptionError for a place that no Flink could read: its path is to be written into `_metadata` */
function refuseUnreadable(label: string, location: Location): void {
  if (!isAccessPoint(location)) return
  throw new OptionError(
    `${label} names an access point by its ARN, ${JSON.stringify(displayLocation(location))}: that would be written into _metadata, and `
      + "Flink cannot read such a path: write the access point's alias (…-s3alias) as the bucket, or the bucket itself",
  )
}

/** A place that can be read here. @throws OptionError as {@link readSource} */
export function readReachable(reader: OptionReader, name: OptionName, text: string): Location {
  const location = locate(reader.label(name), text)
  const begin = `${reader.label(name)} is ${JSON.stringify(withoutUserInfo(text))}`
  if (location.scheme === 'file') {
    if (location.authority === '') return location
    throw new OptionError(
      `${begin}, which names the host ${JSON.stringify(location.authority)}: a local path has one or three slashes, `
        + `write file:///${location.authority}${location.path}`,
    )
  }
  if (isSpokenToByS3(location.scheme)) {
    if (!location.authority.includes('@')) return location
    throw new OptionError(
      `${begin}, which has keys before its bucket: write only ${location.scheme}://`
        + `${location.authority.replace(/^.*@/s, '')}${location.path}, and keys as keys`,
    )
  }
  if (location.scheme === 'http' || location.scheme === 'https') {
    throw new OptionError(
      `${begin}: write it as s3://bucket/path, and the server in ${reader.label('endpoint')}`,
    )
  }
  throw new OptionError(
    `${begin}, and ${location.scheme} can neither be read nor written here, only S3 (s3, s3a, s3p), what speaks it (gs, oss, cosn, `
      + `cos, obs, tos) and local files: ${adviceForScheme(location.scheme, name === 'target' ? 'target' : 'source')}`,
  )
}

function locate(label: string, text: string): Location {
  try {
    return parseLocation(text)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new OptionError(`${label}: ${error.message}`, { cause: error })
  }
}

/**
 * The former home of a moved snapshot.
 *
 * @throws OptionError for what is no location; a rule is told of `read-map`
 */
export function readMovedFrom(reader: OptionReader): Location | undefined {
  const label = reader.label('moved-from')
  const given = reader.given('moved-from')
  if (given.includes(' => ')) {
    throw new OptionError(
      `${label} is ${JSON.stringify(given)}: it is one place, the former home of the snapshot; `
        + `write rules (former => present) in ${reader.label('read-map')}`,
    )
  }
  if (/[\r\n]/.test(given)) {
    throw new OptionError(
      `${label} is ${JSON.stringify(given)}, and a snapshot has one former home: write the places of other files `
        + `as rules (former => present) in ${reader.label('read-map')}`,
    )
  }
  const movedFrom = reader.text('moved-from')
  return movedFrom === undefined ? undefined : locate(label, movedFrom)
}

/**
 * The rules for files that are read elsewhere than `_metadata` says.
 *
 * @throws OptionError naming the line.
 */
export function readReadMap(reader: OptionReader): PathRule[] | undefined {
  const text = reader.text('read-map')
  return text === undefined ? undefined : parseRules(reader.label('read-map'), text)
}

/** The native savepoints that the job claimed. @throws OptionError naming the line that is no location. */
export function readClaimedSavepoints(reader: OptionReader): Location[] {
  return (reader.text('claimed-savepoint') ?? '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => locate(reader.label('claimed-savepoint'), line))
}

/** The name that replaces the snapshot's. @throws OptionError for what is no single segment of a path. */
export function readTargetName(reader: OptionReader): string | undefined {
  const name = reader.text('target-name')
  if (name === undefined) return undefined
  const begin = `${reader.label('target-name')} is ${JSON.stringify(name)}`
  if (/[\\/]/.test(name)) {
    throw new OptionError(
      `${begin}: it is one name without slashes; what is above it belongs into ${reader.label('target')}`,
    )
  }
  if (name === '.' || name === '..' || name === '_metadata') {
    throw new OptionError(
      `${begin}, which is no name for a snapshot's directory: write a name such as savepoint-copy`,
    )
  }
  return name
}

/** The rules for files outside of the snapshot. @throws OptionError naming the line. */
export function readPathMap(reader: OptionReader): PathRule[] {
  const text = reader.text('path-map')
  const rules = text === undefined ? [] : parseRules(reader.label('path-map'), text)
  for (const { to } of rules) refuseUnreadable(reader.label('path-map'), to)
  return rules
}

function parseRules(label: string, text: string): PathRule[] {
  try {
    return parsePathMap(text)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new OptionError(`${label}: ${error.message}`, { cause: error })
  }
}
