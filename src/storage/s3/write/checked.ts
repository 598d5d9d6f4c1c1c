import { S3Fault } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'

/**
 * Writes with a CRC-32, which the store compares with what it gets. A store that refuses to be told one is
 * told none from then on; whatever is wrong with the first write besides comes out of the second.
 */
export async function writeChecked<T>(
  session: Session,
  crc32: () => string,
  write: (crc32: string | undefined) => Promise<T>,
): Promise<T> {
  if (session.crc32 === 'refused') return write(undefined)
  try {
    const answer = await write(crc32())
    session.crc32 = 'accepted'
    return answer
  } catch (error) {
    if (session.crc32 === 'accepted' || !mayRefuseChecksum(error)) throw error
  }
  const answer = await write(undefined)
  session.crc32 = 'refused'
  return answer
}

/** Stores that do not know the header ignore it, or say so in these ways (Backblaze B2 did). */
function mayRefuseChecksum(error: unknown): boolean {
  if (!(error instanceof S3Fault)) return false
  const { status, s3Code } = error.facts
  return (
    status === 501
    || (status === 400 && /^(NotImplemented|InvalidArgument|InvalidRequest)$/.test(s3Code ?? ''))
  )
}
