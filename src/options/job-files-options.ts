import { OptionError } from './option-error.ts'
import { createOptionReader } from './option-reader.ts'
import type { OptionLabel, OptionValues } from './option-specs.ts'

/**
 * The local directory for resume files, as the user wrote it; `undefined` when none are wanted.
 *
 * @throws OptionError for a URI
 */
export function readOutputDirectory(
  values: OptionValues,
  label: OptionLabel = (name) => name,
): string | undefined {
  const path = createOptionReader(values, label).text('job-files')
  if (path === undefined || !/^[a-z][a-z0-9+.-]+:/i.test(path)) return path
  throw new OptionError(
    `${label('job-files')} is ${JSON.stringify(path)}: write a directory of this machine, such as resume; `
      + `where the snapshot goes is said in ${label('target')}`,
  )
}
