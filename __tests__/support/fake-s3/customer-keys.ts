/** Encryption with keys of the user's (SSE-C), as far as who is let in goes; nothing is encrypted. */
import { FakeS3Error } from './answer.ts'
import type { FakeObject } from './buckets.ts'

type Headers = Readonly<Record<string, string>>

const NAME = 'server-side-encryption-customer-key'
const KEY_MD5 = `x-amz-${NAME}-md5`

/** What a write keeps of its key, and answers tell: never the key itself. */
export function withoutKey(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== `x-amz-${NAME}`))
}

/** What tells that an object, or an upload, is encrypted so, for answers. */
export function toldOfKey(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      /^x-amz-server-side-encryption-customer-(algorithm|key-md5)$/.test(name),
    ),
  )
}

/** Whether what is written with these headers is encrypted so; its ETag is no MD5 then. */
export function isOfCustomer(headers: Headers): boolean {
  return headers[KEY_MD5] !== undefined
}

/** @throws FakeS3Error for a key that comes without TLS, as S3 refuses it */
export function refusePlainKeys(headers: Headers, throughTls: boolean): void {
  if (throughTls || !Object.keys(headers).some((name) => name.endsWith(NAME))) return
  throw new FakeS3Error(
    400,
    'InvalidRequest',
    'Requests specifying Server Side Encryption with Customer provided keys must be made over a secure connection.',
  )
}

/**
 * @param of the prefix of the headers that are about what is read.
 * @throws FakeS3Error where the request has not the key of what it reads, or adds to
 */
export function requireKey(
  { headers: kept }: Pick<FakeObject, 'headers'>,
  headers: Headers,
  of: 'x-amz-' | 'x-amz-copy-source-' = 'x-amz-',
): void {
  const [wanted, given] = [kept[KEY_MD5], headers[`${of}${NAME}-md5`]]
  if (wanted === given) return
  if (wanted === undefined)
    throw new FakeS3Error(
      400,
      'InvalidRequest',
      'The encryption parameters are not applicable to this object.',
    )
  if (given === undefined)
    throw new FakeS3Error(
      400,
      'InvalidRequest',
      'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
    )
  throw new FakeS3Error(403, 'AccessDenied', 'Access Denied')
}
