import type { S3Fault } from '../s3-api.ts'

/**
 * What a fault calls for: `throttled` is waited out for minutes, `transient` is tried a few times more, `fatal` stops
 * at once.
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
])

/** This machine has no file left for one more connection, which those it has do not mind: fewer at once are the remedy. */
const NO_FILE_LEFT: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE'])

/**
 * Judges a fault by its code first: a 503 may be throttling, or (from some servers, for ever) an internal error.
 *
 * @param reachedBefore whether this store has answered a request successfully.
 */
export function judge(fault: S3Fault, reachedBefore: boolean): Verdict {
  const { s3Code, status, networkCode, corrupt } = fault.facts
  if (s3Code !== undefined) {
    if (THROTTLING.has(s3Code)) return 'throttled'
    if (TRANSIENT.has(s3Code)) return 'transient'
  }
  if (corrupt === true) return 'transient'
  if (networkCode !== undefined && status === undefined) {
    if (NO_FILE_LEFT.has(networkCode)) return reachedBefore ? 'throttled' : 'fatal'
    if (TRANSIENT_NETWORK.has(networkCode) || networkCode.startsWith('HPE_')) return 'transient'
    return reachedBefore && OUTAGE_NETWORK.has(networkCode) ? 'transient' : 'fatal'
  }
  return judgeStatus(status, s3Code)
}

function judgeStatus(status: number | undefined, s3Code: string | undefined): Verdict {
  if (status === 429) return 'throttled'
  // Answers to HEAD have no code, and load balancers answer without one.
  if (status === 503 && s3Code === undefined) return 'throttled'
  if (status === 408 || status === 500 || status === 502 || status === 504) return 'transient'
  // With a code that is no fault of the server, 503 stands for an error inside an answer of 200.
  return status === 503 && (s3Code?.startsWith('X') ?? false) ? 'transient' : 'fatal'
}

/** Whether the write may have happened although its answer says otherwise, or never came. */
export function outcomeUnknown(fault: S3Fault): boolean {
  const { status, corrupt } = fault.facts
  return status === undefined || status >= 500 || status === 408 || corrupt === true
}
