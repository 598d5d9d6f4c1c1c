import { createHash } from 'node:crypto'
import type { CustomerKey, S3Access } from '../storage/settings.ts'
import { OptionError } from './option-error.ts'
import { nameThatCounts, type OptionReader } from './option-reader.ts'
import type { OptionName, SidePrefix } from './option-specs.ts'

/** The key of AES-256. */
const KEY_BYTES = 32

/**
 * Reads on what terms the objects of a side are got at.
 *
 * @throws OptionError for malformed values; a key is not repeated in the message
 */
export function readAccess(reader: OptionReader, side: SidePrefix): S3Access {
  const requestPayer = reader.choice(nameThatCounts(reader, side, 'request-payer'), ['requester'])
  const customerKey = readCustomerKey(reader, nameThatCounts(reader, side, 'sse-customer-key'))
  return {
    ...(requestPayer !== undefined && { requestPayer }),
    ...(customerKey !== undefined && { customerKey }),
  }
}

function readCustomerKey(reader: OptionReader, name: OptionName): CustomerKey | undefined {
  const key = reader.text(name)
  if (key === undefined) return undefined
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length === KEY_BYTES && bytes.toString('base64') === key)
    return { key, md5: createHash('md5').update(bytes).digest('base64') }
  throw new OptionError(
    `${reader.label(name)} is not the base64 of ${KEY_BYTES} bytes (it has ${key.length} characters, not 44): `
      + 'give the key as "openssl rand -base64 32" makes one',
  )
}
