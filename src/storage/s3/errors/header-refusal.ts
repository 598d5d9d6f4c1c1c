import type { S3FaultFacts } from '../s3-api.ts'

/**
 * Whether a fault may mean that the store does not take a header of the request: 501, or 400 with one of
 * the codes that stores say so with (Backblaze B2, Cloudflare R2, Google, Alibaba).
 */
export function isHeaderRefusal({ status, s3Code }: S3FaultFacts): boolean {
  return (
    status === 501
    || s3Code === 'NotImplemented'
    || (status === 400 && (s3Code === 'InvalidArgument' || s3Code === 'InvalidRequest'))
  )
}
