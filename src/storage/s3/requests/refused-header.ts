import { S3Fault } from '../s3-api.ts'

/**
 * Whether the fault may mean that the store does not take a header of the request: 501, or 400 with one of
 * the codes that stores say so with (Backblaze B2, Cloudflare R2, Google, Alibaba).
 */
export function mayRefuseHeader(error: unknown): error is S3Fault {
  if (!(error instanceof S3Fault)) return false
  const { status, s3Code } = error.facts
  return (
    status === 501
    || s3Code === 'NotImplemented'
    || (status === 400 && (s3Code === 'InvalidArgument' || s3Code === 'InvalidRequest'))
  )
}
