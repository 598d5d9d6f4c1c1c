import type { S3Access } from '../storage/settings.ts'
import { nameThatCounts, type OptionReader } from './option-reader.ts'
import type { SidePrefix } from './option-specs.ts'

/**
 * Reads on what terms the objects of a side are got at.
 *
 * @throws OptionError for malformed values
 */
export function readAccess(reader: OptionReader, side: SidePrefix): S3Access {
  const requestPayer = reader.choice(nameThatCounts(reader, side, 'request-payer'), ['requester'])
  return { ...(requestPayer !== undefined && { requestPayer }) }
}
