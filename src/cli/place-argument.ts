import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { isSnapshotText } from '../flink/snapshot-text.ts'
import { OptionError } from '../options/option-error.ts'

/** A URI of any scheme (an ARN begins as one), or an absolute path, of Windows too. */
const ABSOLUTE = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[\\/])/

/**
 * A place as it was typed: `./x` and `../x` become absolute, and so does any other relative path at which
 * something is, as Tab completes it. A text that is no path is left to its reader.
 *
 * @param label what the place is called, for the message
 * @param cwd the directory that relative paths count from
 * @throws OptionError for a relative path at which nothing is: `bucket/path` is more often a forgotten
 * `s3://` than a directory
 */
export function resolvePlace(label: string, text: string, cwd: string): string {
  const place = text.trim()
  if (/^\.\.?([\\/]|$)/.test(place)) return resolve(cwd, place)
  if (place === '' || ABSOLUTE.test(place) || /[\r\n\0]/.test(place)) return text
  if (existsSync(resolve(cwd, place))) return resolve(cwd, place)
  if (/\s/.test(place) || isSnapshotText(place)) return text
  throw new OptionError(
    `${label}: ${JSON.stringify(place)} is a relative path, and nothing is there: write s3://${place} where it begins with a bucket, `
      + `./${place} where it counts from here`,
  )
}
