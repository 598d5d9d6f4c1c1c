import { displayLocation } from '../../../location/location.ts'
import { ACCESS, CUSTOMER_KEYS, pathAdvice } from './explain-access.ts'
import { BETWEEN } from './explain-between.ts'
import { isDenied, sayDenied, sayKms, sayNoCredentials, whoSigned } from './explain-denied.ts'
import { OF_TERMS } from './explain-terms.ts'
import { OF_VERSIONS } from './explain-versions.ts'
import { inputName, type Explanation, type FaultContext } from './explain.ts'
import type { S3Fault, S3FaultFacts } from '../s3-api.ts'

/** One kind of refusal: how it is recognised, and its sentence. */
export interface Refusal {
  readonly when: (facts: S3FaultFacts, message: string, context: FaultContext) => boolean
  readonly say: (context: FaultContext, fault: S3Fault) => Explanation
}

const coded =
  (...codes: readonly string[]) =>
  (facts: S3FaultFacts): boolean =>
    facts.s3Code !== undefined && codes.includes(facts.s3Code)

const place = ({ location }: FaultContext): string => displayLocation(location)

/** In this order; the first that fits speaks. */
export const REFUSALS: readonly Refusal[] = [
  ...BETWEEN,
  ...OF_VERSIONS,
  { when: coded('CredentialsUnavailable'), say: sayNoCredentials },
  {
    when: coded('RoleRefused'),
    say: (context, fault) => [
      'credentials',
      `cannot ${context.action} ${place(context)}: ${inputName(context, 'role-to-assume')}: ${fault.message}`,
    ],
  },
  {
    when: coded('ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'RequestExpired'),
    say: (context) => [
      'credentials',
      `cannot ${context.action} ${place(context)}: the session token of the ${context.side} has expired: get new `
        + `credentials (${inputName(context, 'session-token')}, or a longer role session) and run again; what is copied already is not copied again`,
    ],
  },
  {
    // MinIO's code has two more letters.
    when: coded('InvalidToken', 'InvalidTokenId', 'InvalidSecurity'),
    say: (context) => [
      'credentials',
      `cannot ${context.action} ${place(context)}: the session token of the ${context.side} is not accepted: `
        + `${inputName(context, 'session-token')} must come from the same set as the key id and secret; drop it if the keys are permanent`,
    ],
  },
  {
    // versitygw's own code comes with 404; Garage says it in words alone.
    when: (facts, message) =>
      coded(
        'InvalidAccessKeyId',
        'InvalidClientTokenId',
        'UnrecognizedClientException',
        'XAdminUserNotFound',
      )(facts)
      || (isDenied(facts) && /\bno such key: GK/i.test(message)),
    say: (context) => [
      'credentials',
      `cannot ${context.action} ${place(context)}: ${whoSigned(context)} is unknown to the store: check it, and that `
        + `${inputName(context, 'endpoint')} is the store it belongs to`,
    ],
  },
  {
    // Garage says it in words alone.
    when: (facts, message) =>
      coded('SignatureDoesNotMatch')(facts) || (isDenied(facts) && /\binvalid signature\b/i.test(message)),
    say: (context) => [
      'credentials',
      `cannot ${context.action} ${place(context)}: the signature is wrong: check ${inputName(context, 'secret-access-key')} `
        + `for a missing or extra character, and that no proxy rewrites requests${pathAdvice(context)}`,
    ],
  },
  {
    when: coded('RequestTimeTooSkewed'),
    say: (context) => [
      'clock-skew',
      `cannot ${context.action} ${place(context)}: the clock of this machine (${new Date().toISOString()}) is more than 15 minutes off: `
        + 'set it (NTP) and run again',
    ],
  },
  {
    // SeaweedFS has a code of its own. Other mistakes in this header concern the region.
    when: ({ s3Code, bucketRegion }, message) =>
      bucketRegion === undefined
      && /^Authorization(HeaderMalformed|QueryParametersError)$/.test(s3Code ?? '')
      && /credential is mal-?formed/i.test(message),
    say: (context) => [
      'credentials',
      `cannot ${context.action} ${place(context)}: ${whoSigned(context)} cannot be a key id: check `
        + `${inputName(context, 'access-key-id')} for a slash, a blank or the secret in its place`,
    ],
  },
  { when: isWrongRegion, say: sayWrongRegion },
  ...CUSTOMER_KEYS,
  {
    when: coded('NoSuchBucket'),
    say: (context) => [
      'no-such-bucket',
      `the bucket ${context.location.authority} of ${place(context)} does not exist: check the spelling, `
        + `${inputName(context, 'endpoint')} and ${inputName(context, 'region')}; buckets are not created`,
    ],
  },
  {
    when: coded('InvalidBucketName', 'InvalidBucketNameException'),
    say: (context) => [
      'other',
      `${JSON.stringify(context.location.authority)} in ${place(context)} is no valid bucket name: write ${context.side} as s3://bucket/path`,
    ],
  },
  {
    when: coded('InvalidObjectState'),
    say: (context) => [
      'archived',
      `${place(context)} is archived (GLACIER, DEEP_ARCHIVE or an archive tier of Intelligent-Tiering) and cannot be read: restore it first, for example with `
        + '"aws s3api restore-object", wait until it is there, and run again',
    ],
  },
  {
    when: (facts, message) =>
      facts.s3Code?.startsWith('KMS') === true || (isDenied(facts) && /\bkms[:.]|\bKMS\b/.test(message)),
    say: sayKms,
  },
  {
    when: coded('AccessControlListNotSupported'),
    say: (context) => [
      'unsupported',
      `cannot write ${place(context)}: its bucket has access control lists switched off: leave out target-acl`,
    ],
  },
  {
    when: coded('InvalidStorageClass'),
    say: (context) => [
      'unsupported',
      `cannot write ${place(context)}: the store does not know the storage class: correct or leave out target-storage-class`,
    ],
  },
  {
    when: coded('EntityTooLarge', 'MaxMessageLengthExceeded'),
    say: (context) => [
      'too-large',
      `cannot write ${place(context)}: it is larger than the store allows: raise the limit of the store or of the proxy before it`,
    ],
  },
  {
    when: (facts) =>
      facts.s3Code === 'QuotaExceeded' || facts.s3Code === 'XMinioStorageFull' || facts.status === 507,
    say: (context) => [
      'other',
      `cannot write ${place(context)}: the store is full or over its quota: free some space there and run again`,
    ],
  },
  {
    when: (facts) => facts.s3Code === 'PreconditionFailed' || facts.status === 412,
    say: (context, { facts }) =>
      context.action === 'write'
      || (context.action === 'copy'
        && facts.operation !== 'UploadPartCopy'
        && facts.operation !== 'CopyObject')
        ? [
            'conflict',
            `${place(context)} was written by somebody else meanwhile: let only one run write to a target`,
          ]
        : [
            'changed',
            `${place(context)} is no longer the object that was planned: its content changed: make sure that nothing writes to the source and run again`,
          ],
  },
  {
    when: (facts) => facts.status === 404 && facts.s3Code !== 'NoSuchUpload',
    say: (context) => [
      'not-found',
      `${place(context)} does not exist: was it deleted, or is ${inputName(context, 'endpoint')} another store?`,
    ],
  },
  {
    when: (_, message) => /HTTP request (was sent )?to (an )?HTTPS|plain HTTP request/i.test(message),
    say: (context) => [
      'tls',
      `cannot ${context.action} ${place(context)}: ${inputName(context, 'endpoint')} ${context.settings.endpoint ?? ''} speaks TLS: write it with https://`,
    ],
  },
  ...ACCESS,
  { when: isDenied, say: sayDenied },
  OF_TERMS,
  {
    when: (facts) => facts.status === 501 || facts.status === 405,
    say: (context, fault) => [
      'unsupported',
      `cannot ${context.action} ${place(context)}: the store does not offer ${fault.facts.operation} as it was asked for: `
        + `check that ${inputName(context, 'endpoint')} is an S3 endpoint`,
    ],
  },
  {
    when: (facts) =>
      facts.s3Code === undefined && facts.status !== undefined && facts.status >= 400 && facts.status < 500,
    say: (context, fault) => [
      'other',
      `cannot ${context.action} ${place(context)}: ${context.settings.endpoint ?? 'AWS'} does not answer as S3 does `
        + `(${fault.message}): check ${inputName(context, 'endpoint')}, and whether a proxy answers in its place`,
    ],
  },
]

function isWrongRegion(facts: S3FaultFacts): boolean {
  return (
    facts.status === 301
    || facts.status === 307
    || facts.s3Code === 'AuthorizationHeaderMalformed'
    || facts.s3Code === 'IllegalLocationConstraintException'
    || (facts.status === 400 && facts.bucketRegion !== undefined)
  )
}

function sayWrongRegion(context: FaultContext, { facts }: S3Fault): Explanation {
  const given = context.settings.region
  const where = facts.bucketRegion === undefined ? 'another region' : `the region ${facts.bucketRegion}`
  const now = given === undefined ? '' : `, not in ${given}`
  return [
    'wrong-region',
    `cannot ${context.action} ${place(context)}: the bucket ${context.location.authority} is in ${where}${now}: `
      + `set ${inputName(context, 'region')} to ${facts.bucketRegion ?? 'the region of the bucket'}`,
  ]
}
