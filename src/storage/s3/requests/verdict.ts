import type { S3Fault } from '../s3-api.ts'

/**
 * What a fault calls for: `throttled` and `transient` are waited out, for as long as there is hope for the
 * store (`retry.ts`); `fatal` stops at once.
 */
export type Verdict = 'throttled' | 'transient' | 'fatal'

const THROTTLING: ReadonlySet<string> = new Set([
  'SlowDown',
  'SlowDownRead',
  'SlowDownWrite',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequests',
  'TooManyRequestsException',
  'BandwidthLimitExceeded',
  'PriorRequestNotComplete',
  'ServiceUnavailable',
  'ServerBusy',
])

/** Stands for the code of a refusal after which newer credentials were found. */
export const CREDENTIALS_RENEWED = 'CredentialsRenewed'

const TRANSIENT: ReadonlySet<string> = new Set([
  'InternalError',
  'InternalFailure',
  'RequestTimeout',
  'RequestTimeoutException',
  'OperationAborted',
  'IncompleteBody',
  'BadDigest',
  'ConditionalRequestConflict',
  'XAmzContentSHA256Mismatch',
  'XAmzContentChecksumMismatch',
  'InternalServerError',
  CREDENTIALS_RENEWED,
])

/** Said by a proxy or load balancer that gave up, as well as by stores; 52x are those of Cloudflare. */
const TRANSIENT_STATUS: ReadonlySet<number> = new Set([
  408,
  // nginx: the client, here a proxy before it, closed the connection.
  499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599,
])

/**
 * Codes of refusals. They come with a 503 where they stood in an answer of 200, whose status had been sent
 * before it was known how the operation would end.
 */
const REFUSAL =
  /^(AccessDenied|AllAccessDisabled|Account|Authorization|Bucket|Entity|Expired|Forbidden|Illegal|Invalid|KMS|Malformed|MaxMessage|MethodNot|Missing|NoSuch|NotFound|NotImplemented|NotSignedUp|Object|PermanentRedirect|Precondition|Quota|RequestTimeTooSkewed|Signature|Unauthorized|Unsupported|XMinioStorageFull)/

/** Faults of a connection that worked before, or may work in a moment. */
const TRANSIENT_NETWORK: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'STALLED',
])

/** Faults that mean a wrong setting at the first request, and an outage after a successful one. */
const OUTAGE_NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EAI_FAIL',
  'EAI_NODATA',
  'EPROTO',
  'PROXY_REFUSED',
])

/** Keys that were to be had before, until the network broke between this machine and who gives them out. */
const KEYLESS: ReadonlySet<string> = new Set(['CredentialsUnavailable', 'RoleRefused'])

/**
 * This machine has no file left for one more connection, which those it has do not mind: fewer at once are
 * the remedy.
 */
const NO_FILE_LEFT: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE'])

/**
 * Judges a fault by its code first: a 503 may be throttling, or (from some servers, for ever) an internal
 * error.
 *
 * @param reachedBefore whether this store has answered a request successfully.
 */
export function judge(fault: S3Fault, reachedBefore: boolean): Verdict {
  const { s3Code, status, networkCode, corrupt } = fault.facts
  if (s3Code !== undefined) {
    if (THROTTLING.has(s3Code) || s3Code.includes('Throttl')) return 'throttled'
    if (TRANSIENT.has(s3Code)) return 'transient'
  }
  if (corrupt === true) return 'transient'
  if (status !== undefined) return judgeStatus(status, s3Code)
  return networkCode === undefined || (KEYLESS.has(s3Code ?? '') && !reachedBefore)
    ? 'fatal'
    : judgeNetwork(networkCode, reachedBefore)
}

function judgeNetwork(code: string, reachedBefore: boolean): Verdict {
  if (NO_FILE_LEFT.has(code)) return reachedBefore ? 'throttled' : 'fatal'
  if (TRANSIENT_NETWORK.has(code) || code.startsWith('HPE_')) return 'transient'
  // A certificate that is not trusted has codes without ERR_SSL_: waiting does not mend it.
  return reachedBefore && (OUTAGE_NETWORK.has(code) || code.startsWith('ERR_SSL_')) ? 'transient' : 'fatal'
}

function judgeStatus(status: number, s3Code: string | undefined): Verdict {
  if (status === 429) return 'throttled'
  // Answers to HEAD have no code, and load balancers answer without one.
  if (status === 503 && s3Code === undefined) return 'throttled'
  if (status === 503 && s3Code !== undefined && REFUSAL.test(s3Code)) return 'fatal'
  return TRANSIENT_STATUS.has(status) ? 'transient' : 'fatal'
}

/** Whether the write may have happened although its answer says otherwise, or never came. */
export function outcomeUnknown(fault: S3Fault): boolean {
  const { status, corrupt } = fault.facts
  return status === undefined || status >= 500 || status === 408 || status === 499 || corrupt === true
}
