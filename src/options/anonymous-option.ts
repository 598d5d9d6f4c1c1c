import type { Location } from '../location/location.ts'
import type { S3Settings } from '../storage/settings.ts'
import { OptionError } from './option-error.ts'
import type { OptionReader } from './option-reader.ts'
import { ofSide, type SidePrefix, type SideSetting } from './option-specs.ts'

/**
 * Whether requests shall go unsigned, by the setting of this prefix.
 *
 * @param others the settings that say who signs otherwise
 * @throws OptionError where one of them is given with the same prefix
 */
export function isAnonymous(
  reader: OptionReader,
  prefix: SidePrefix,
  others: readonly SideSetting[],
): boolean {
  const name = ofSide(prefix, 'anonymous')
  if (reader.flag(name) !== true) return false
  const other = others.find((one) => reader.text(ofSide(prefix, one)) !== undefined)
  if (other === undefined) return true
  throw new OptionError(
    `${reader.label(name)} is true and ${reader.label(ofSide(prefix, other))} is given: keep one of them, `
      + 'for nobody signs requests that are anonymous',
  )
}

/** What is said of both sides, for a side that says `false` itself. */
export function withoutAnonymous<T extends Pick<S3Settings, 'anonymous'>>(
  reader: OptionReader,
  side: SidePrefix,
  ofBoth: T | undefined,
): T | undefined {
  const takenBack = ofBoth?.anonymous === true && reader.flag(ofSide(side, 'anonymous')) === false
  return takenBack ? undefined : ofBoth
}

/**
 * Nothing is written to S3 without keys, whatever the policy of a bucket says.
 *
 * @param otherwise what to do where `anonymous` is said of both sides
 * @throws OptionError for a target in S3 that would be written to without
 */
export function refuseAnonymousTarget(
  reader: OptionReader,
  target: Location,
  s3: S3Settings,
  otherwise = `set ${reader.label('source-anonymous')} in its place`,
): void {
  if (target.scheme === 'file' || s3.anonymous !== true) return
  const own = reader.flag('target-anonymous') === true
  throw new OptionError(
    `${reader.label(own ? 'target-anonymous' : 'anonymous')} is true, but nothing is written to `
      + `${reader.label('target')} without keys: `
      + (own ? 'leave it out' : otherwise),
  )
}

/** @throws OptionError where a source that is read without keys shall be deleted */
export function refuseAnonymousDeletion(reader: OptionReader, source: Location, s3: S3Settings): void {
  if (source.scheme === 'file' || s3.anonymous !== true || reader.flag('delete-source') !== true) return
  const name = reader.flag('source-anonymous') === true ? 'source-anonymous' : 'anonymous'
  throw new OptionError(
    `${reader.label('delete-source')} and ${reader.label(name)} are both true, but nothing is deleted without keys: `
      + 'leave one of them out',
  )
}
