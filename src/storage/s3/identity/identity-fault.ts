import { messageOf } from '../../system-error.ts'
import { networkCodeOf } from '../errors/network-code.ts'
import { RoleRefused } from './assumed-role.ts'
import { CredentialsUnavailable } from './credentials.ts'
import { S3Fault, type ObjectRef } from '../s3-api.ts'

/**
 * What kept a request from being sent, in our own terms: the SDK looked for keys, a region or an endpoint.
 */
export function faultOf(
  error: unknown,
  operation: string,
  object: Pick<ObjectRef, 'bucket'> & Partial<ObjectRef>,
): S3Fault {
  if (error instanceof S3Fault) return error
  const { bucket, key } = object
  const base = { operation, bucket, key }
  if (typeof error !== 'object' || error === null) return new S3Fault(String(error), base)
  const networkCode = networkCodeOf(error)
  const facts = { ...base, networkCode }
  if (error instanceof RoleRefused) {
    return new S3Fault(error.message, { ...facts, s3Code: 'RoleRefused' }, { cause: error.cause })
  }
  if (error instanceof CredentialsUnavailable) {
    return new S3Fault(error.message, { ...facts, s3Code: 'CredentialsUnavailable' }, { cause: error })
  }
  return new S3Fault(messageOf(error), facts, { cause: error })
}
