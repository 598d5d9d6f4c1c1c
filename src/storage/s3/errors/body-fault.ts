import { StorageError } from '../../storage-error.ts'
import { messageOf, systemCode } from '../../system-error.ts'
import { S3Fault, type ObjectRef } from '../s3-api.ts'

/** What broke off a body, as a fault that can be tried again. */
export function bodyFault(error: unknown, object: ObjectRef): unknown {
  if (error instanceof S3Fault || error instanceof StorageError) return error
  const code = systemCode(error) ?? 'ECONNRESET'
  return new S3Fault(
    messageOf(error),
    { operation: 'GetObject', ...object, networkCode: code },
    { cause: error },
  )
}
