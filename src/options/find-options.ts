import type { SearchRequest } from '../commands/find/request.ts'
import type { IdentityTokens } from './identity-tokens.ts'
import { OptionError } from './option-error.ts'
import { createOptionReader, type OptionReader } from './option-reader.ts'
import type { OptionLabel, OptionValues } from './option-specs.ts'
import { readReachable } from './place-options.ts'
import { readS3Settings } from './s3-options.ts'

const LONGEST_AGE_MS = 10 * 365 * 86_400_000
const DEFAULT_LISTED = 20

/**
 * Turns settings as texts into a search.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @param tokens what roles are taken with; without them a role is refused
 * @throws OptionError naming the setting, its value and what to do
 */
export function readSearchRequest(
  values: OptionValues,
  label: OptionLabel = (name) => name,
  tokens?: IdentityTokens,
): SearchRequest {
  const reader = createOptionReader(values, label, tokens)
  const directory = readReachable(reader, 'directory', reader.required('directory'))
  const jobId = readJobId(reader)
  const maxAgeMs = reader.duration('max-age', 1_000, LONGEST_AGE_MS)
  return {
    directory,
    s3: readS3Settings(reader),
    kind: reader.choice('kind', ['any', 'savepoint', 'checkpoint']) ?? 'any',
    jobId,
    maxAgeMs,
    complete: reader.choice('complete', ['metadata', 'files']) ?? 'files',
    mostListed: reader.count('list', 1, 1000) ?? DEFAULT_LISTED,
  }
}

function readJobId(reader: OptionReader): string | undefined {
  const text = reader.text('job-id')
  if (text === undefined || /^[0-9a-f]{32}$/i.test(text)) return text?.toLowerCase()
  throw new OptionError(
    `${reader.label('job-id')} is ${JSON.stringify(text)}: write the job's 32 hex digits, as Flink shows them`,
  )
}
