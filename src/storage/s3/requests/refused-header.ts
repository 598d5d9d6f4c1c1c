import { isHeaderRefusal } from '../errors/header-refusal.ts'
import { S3Fault } from '../s3-api.ts'

/** Whether the fault may mean that the store does not take a header of the request. */
export function mayRefuseHeader(error: unknown): error is S3Fault {
  return error instanceof S3Fault && isHeaderRefusal(error.facts)
}
