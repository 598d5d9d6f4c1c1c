import type { AssumedRole } from '../storage/settings.ts'
import { OptionError } from './option-error.ts'
import { nameThatCounts, refuseControlCharacters, type OptionReader } from './option-reader.ts'
import type { OptionName, SidePrefix } from './option-specs.ts'

const SHORTEST_SECONDS = 900
const LONGEST_SECONDS = 43_200
const DEFAULT_SESSION_NAME = 'flink-snapshot'
const DEFAULT_AUDIENCE = 'sts.amazonaws.com'

/**
 * The role that a setting names; `undefined` where it names none.
 *
 * @param side whose role it would be: session name, duration and audience may be said of one side
 * @throws OptionError for what is no ARN of a role, and where there are no tokens
 */
export function readRole(reader: OptionReader, name: OptionName, side: SidePrefix): AssumedRole | undefined {
  const arn = reader.text(name)
  const sessionName = readSessionName(reader, side)
  const durationSeconds = reader.count(
    nameThatCounts(reader, side, 'role-duration-seconds'),
    SHORTEST_SECONDS,
    LONGEST_SECONDS,
  )
  const audience = reader.text(nameThatCounts(reader, side, 'role-audience')) ?? DEFAULT_AUDIENCE
  if (arn === undefined) return undefined
  refuseControlCharacters(reader.label(name), arn, 'text')
  if (!/^arn:[a-z0-9-]+:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
    throw new OptionError(
      `${reader.label(name)} is ${JSON.stringify(arn)}: write the ARN of a role, such as arn:aws:iam::123456789012:role/flink-snapshots`,
    )
  }
  const { missing, request, keepSecret } = reader.tokens
  if (missing !== undefined) throw new OptionError(`${reader.label(name)} ${missing}`)
  return { arn, sessionName, durationSeconds, identityToken: () => request(audience), onSecret: keepSecret }
}

function readSessionName(reader: OptionReader, side: SidePrefix): string {
  const setting = nameThatCounts(reader, side, 'role-session-name')
  const name = reader.text(setting) ?? DEFAULT_SESSION_NAME
  if (/^[\w=,.@-]{2,64}$/.test(name)) return name
  throw new OptionError(
    `${reader.label(setting)} is ${JSON.stringify(name)}: write 2 to 64 letters, digits and the signs = , . @ _ -`,
  )
}
