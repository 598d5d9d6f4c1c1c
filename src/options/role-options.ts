import type { AssumedRole } from '../storage/settings.ts'
import { OptionError } from './option-error.ts'
import { refuseControlCharacters, type OptionReader } from './option-reader.ts'
import type { OptionName } from './option-specs.ts'

const SHORTEST_SECONDS = 900
const LONGEST_SECONDS = 43_200
const DEFAULT_SESSION_NAME = 'flink-snapshot'
const DEFAULT_AUDIENCE = 'sts.amazonaws.com'

/**
 * The role of one side; `undefined` where none is named.
 *
 * @throws OptionError for what is no ARN of a role, and where there are no tokens
 */
export function readRole(reader: OptionReader, name: OptionName): AssumedRole | undefined {
  const arn = reader.text(name)
  const sessionName = readSessionName(reader)
  const durationSeconds = reader.count('role-duration-seconds', SHORTEST_SECONDS, LONGEST_SECONDS)
  const audience = reader.text('role-audience') ?? DEFAULT_AUDIENCE
  if (arn === undefined) return undefined
  refuseControlCharacters(reader.label(name), arn, 'text')
  if (!/^arn:[a-z0-9-]+:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
    throw new OptionError(
      `${reader.label(name)} is ${JSON.stringify(arn)}: write the ARN of a role, such as arn:aws:iam::123456789012:role/flink-snapshots`,
    )
  }
  const { missing, request, keepSecret } = reader.tokens
  if (missing !== undefined) throw new OptionError(`${reader.label(name)} ${missing}`)
  return {
    arn,
    sessionName,
    ...(durationSeconds !== undefined && { durationSeconds }),
    identityToken: () => request(audience),
    onSecret: keepSecret,
  }
}

function readSessionName(reader: OptionReader): string {
  const name = reader.text('role-session-name') ?? DEFAULT_SESSION_NAME
  if (/^[\w=,.@-]{2,64}$/.test(name)) return name
  throw new OptionError(
    `${reader.label('role-session-name')} is ${JSON.stringify(name)}: write 2 to 64 letters, digits and the signs = , . @ _ -`,
  )
}
