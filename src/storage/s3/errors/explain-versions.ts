import { displayLocation } from '../../../location/location.ts'
import type { FaultContext } from './explain.ts'
import type { Refusal } from './explain-refusal.ts'
import type { S3FaultFacts } from '../s3-api.ts'

const VERSIONS = 'ListObjectVersions'

const isDenied = ({ status, s3Code }: S3FaultFacts): boolean =>
  s3Code === 'AccessDenied' || (status === 403 && s3Code === undefined)

/** An answer to HEAD has no code. */
const GONE: ReadonlySet<string> = new Set(['', 'NotFound', 'NoSuchKey'])

/** What stores refuse to tell of older versions. */
export const OF_VERSIONS: readonly Refusal[] = [
  {
    when: (facts) => facts.operation === VERSIONS && isDenied(facts),
    say: (context) => [
      'access-denied',
      `cannot ${context.action} ${asItWas(context)}: the credentials of the ${context.side} need s3:ListBucketVersions on the `
        + 'bucket, and s3:GetObjectVersion on its objects: allow both in the policies of user and bucket, or leave out as-of',
    ],
  },
  {
    when: (facts, _, { asOf }) =>
      asOf !== undefined && isDenied(facts) && /^(Get|Head)Object$/.test(facts.operation),
    say: (context) => [
      'access-denied',
      `cannot read ${asItWas(context)}: the credentials of the ${context.side} need s3:GetObjectVersion on the object: allow it `
        + 'in the policies of user and bucket, or leave out as-of',
    ],
  },
  {
    when: ({ operation, status, s3Code }) =>
      operation === VERSIONS && (status === 501 || status === 405 || s3Code === 'NotImplemented'),
    say: (context) => [
      'unsupported',
      `cannot ${context.action} ${asItWas(context)}: the store does not list versions (${VERSIONS}), without `
        + 'which nothing is known of before: leave out as-of',
    ],
  },
  {
    when: ({ operation, status, s3Code }, _, { asOf }) =>
      asOf !== undefined
      && operation !== VERSIONS
      && (s3Code === 'NoSuchVersion' || (status === 404 && GONE.has(s3Code ?? ''))),
    say: (context) => [
      'not-found',
      `${displayLocation(context.location)} is not kept any more in the version of ${whenOf(context)}: a lifecycle rule or a person `
        + 'has deleted it for good: choose another time, or another snapshot',
    ],
  },
]

function asItWas(context: FaultContext): string {
  return `${displayLocation(context.location)} as it was${context.asOf === undefined ? '' : ` at ${whenOf(context)}`}`
}

function whenOf({ asOf }: FaultContext): string {
  return asOf?.toISOString() ?? 'before'
}
