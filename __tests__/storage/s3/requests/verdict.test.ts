import { judge, outcomeUnknown, type Verdict } from '../../../../src/storage/s3/requests/verdict.ts'
import { S3Fault, type S3FaultFacts } from '../../../../src/storage/s3/s3-api.ts'

const faultWith = (facts: Partial<S3FaultFacts>): S3Fault =>
  new S3Fault('it failed', { operation: 'PutObject', bucket: 'b', ...facts })

describe('what a fault calls for', () => {
  it.each([408, 499, 500, 502, 504, 520, 522, 524])('%d without a code is transient', (status) => {
    expect([false, true].map((reached) => judge(faultWith({ status }), reached))).toEqual([
      'transient',
      'transient',
    ])
  })

  it.each([500, 502, 503, 504, 520, 522, 524])('%d with a code that nobody knows is transient', (status) => {
    expect(judge(faultWith({ status, s3Code: 'ServerNotInitialized' }), true)).toBe('transient')
  })

  it.each<[status: number, s3Code: string | undefined, verdict: Verdict]>([
    [503, 'SlowDown', 'throttled'],
    [400, 'KMS.ThrottlingException', 'throttled'],
    [503, undefined, 'throttled'],
    [429, undefined, 'throttled'],
    [503, 'InternalError', 'transient'],
    [503, 'XMinioServerNotInitialized', 'transient'],
    // Said in an answer of 200, for which 503 stands.
    [503, 'AccessDenied', 'fatal'],
    [503, 'NoSuchUpload', 'fatal'],
    [503, 'InvalidPart', 'fatal'],
    [400, 'RequestTimeout', 'transient'],
    [403, 'AccessDenied', 'fatal'],
    [404, 'NoSuchKey', 'fatal'],
    [501, 'NotImplemented', 'fatal'],
    [505, undefined, 'fatal'],
    [507, 'XMinioStorageFull', 'fatal'],
  ])('%d %s is %s', (status, s3Code, verdict) => {
    expect(judge(faultWith({ status, s3Code }), true)).toBe(verdict)
  })

  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EHOSTDOWN',
    'EPROTO',
    'PROXY_REFUSED',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('%s is a wrong setting at first, and an outage later', (networkCode) => {
    expect([false, true].map((reached) => judge(faultWith({ networkCode }), reached))).toEqual([
      'fatal',
      'transient',
    ])
  })

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'STALLED', 'HPE_INVALID_CONSTANT'])(
    '%s is transient',
    (networkCode) => {
      expect([false, true].map((reached) => judge(faultWith({ networkCode }), reached))).toEqual([
        'transient',
        'transient',
      ])
    },
  )

  it.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
    '%s is fatal',
    (networkCode) => {
      expect(judge(faultWith({ networkCode }), true)).toBe('fatal')
    },
  )

  it.each(['CredentialsUnavailable', 'RoleRefused'])(
    '%s is an outage where keys were to be had before and the network broke',
    (s3Code) => {
      const verdicts = [
        judge(faultWith({ s3Code }), true),
        judge(faultWith({ s3Code, networkCode: 'EAI_AGAIN' }), false),
        judge(faultWith({ s3Code, networkCode: 'EAI_AGAIN' }), true),
      ]
      expect(verdicts).toEqual(['fatal', 'fatal', 'transient'])
    },
  )
})

it.each([
  [499, true],
  [408, true],
  [502, true],
  [undefined, true],
  [403, false],
])('whether a write with status %s may have happened is unknown: %s', (status, unknown) => {
  expect(outcomeUnknown(faultWith(status === undefined ? {} : { status }))).toBe(unknown)
})
