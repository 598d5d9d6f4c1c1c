import { messageOf, systemCode } from '../../system-error.ts'
import { RoleRefused } from './assumed-role.ts'
import { CredentialsUnavailable } from './credentials.ts'
import { S3Fault, type ObjectRef, type S3FaultFacts } from '../s3-api.ts'

/** Whatever the SDK may hang on its exceptions; nothing of it is certain. */
interface SdkError extends Error {
  readonly Code?: unknown
  readonly Region?: unknown
  readonly $responseBodyText?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string }
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> }
}

/** Names that the SDK gives for want of an error code (answers to HEAD have no body). */
const NO_CODE: ReadonlySet<string> = new Set([
  'Error',
  'Unknown',
  'UnknownError',
  'SyntaxError',
  'TypeError',
  'S3ServiceException',
])

/** An exception of the SDK in our own terms. */
export function faultOf(
  error: unknown,
  operation: string,
  object: Pick<ObjectRef, 'bucket'> & Partial<ObjectRef>,
): S3Fault {
  if (error instanceof S3Fault) return error
  const { bucket, key } = object
  const base = { operation, bucket, ...(key !== undefined && { key }) }
  if (typeof error !== 'object' || error === null) return new S3Fault(String(error), base)
  if (error instanceof RoleRefused) {
    return new S3Fault(error.message, { ...base, s3Code: 'RoleRefused', ...networkFacts(error) }, { cause: error.cause })
  }
  if (error instanceof CredentialsUnavailable) {
    return new S3Fault(error.message, { ...base, s3Code: 'CredentialsUnavailable', ...networkFacts(error) }, { cause: error })
  }
  const facts = { ...base, ...answerFacts(error as SdkError), ...networkFacts(error as SdkError) }
  // An answered exception repeats parts of the signed request (S3 quotes session tokens): only its message is
  // passed on.
  return new S3Fault(messageIn(error as SdkError), facts, facts.status === undefined ? { cause: error } : {})
}

/** What the server said: an answer that is no XML as it is, instead of the parser's complaint. Shortened once secrets were taken out. */
function messageIn(error: SdkError): string {
  const text = error.$responseBodyText
  if (typeof text !== 'string' || text.trim() === '') return messageOf(error)
  return `it answered ${JSON.stringify(text.trim().replaceAll(/\s+/g, ' '))}`
}

function answerFacts(error: SdkError): Partial<S3FaultFacts> {
  const headers = error.$response?.headers ?? {}
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode
  const requestId = error.$metadata?.requestId ?? headers['x-amz-request-id']
  const bucketRegion =
    headers['x-amz-bucket-region'] ?? (typeof error.Region === 'string' ? error.Region : undefined)
  const code = typeof error.Code === 'string' ? error.Code : error.name
  const retryAfter = Number(headers['retry-after'])
  return {
    ...(status !== undefined && { status }),
    ...(status !== undefined && !NO_CODE.has(code) && { s3Code: code }),
    // A status of success and still an exception: the answer could not be understood.
    ...(status !== undefined && status < 300 && { corrupt: true }),
    ...(requestId !== undefined && { requestId }),
    ...(bucketRegion !== undefined && { bucketRegion }),
    ...(headers['retry-after'] !== undefined
      && Number.isFinite(retryAfter) && { retryAfterMs: retryAfter * 1000 }),
  }
}

function networkFacts(error: SdkError): Partial<S3FaultFacts> {
  if (error.$metadata?.httpStatusCode !== undefined) return {}
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as SdkError).cause) {
    const code = systemCode(at)
    if (code !== undefined) return { networkCode: code }
  }
  return error.name === 'TimeoutError' ? { networkCode: 'ETIMEDOUT' } : {}
}
