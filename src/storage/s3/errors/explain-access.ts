import { displayLocation } from '../../../location/location.ts'
import { inputName, type Explanation, type FaultContext } from './explain.ts'
import { isDenied, PERMISSIONS, type Refusal } from './explain-refusal.ts'

/** S3 denies all requests to a bucket with "requester pays" that do not say so, and does not tell why. */
export function payerAdvice(context: FaultContext): string {
  return context.settings.requestPayer === undefined
    ? `, and set ${inputName(context, 'request-payer')} to requester for a bucket with "requester pays"`
    : ''
}

/** Requests are signed with the path of the endpoint, which gateways may take away before that is checked. */
export function pathAdvice({ settings: { endpoint } }: FaultContext): string {
  const path = endpoint === undefined || !URL.canParse(endpoint) ? '/' : new URL(endpoint).pathname
  return path === '/'
    ? ''
    : `, and that the gateway has signatures checked with its path ${path}, with which requests are signed`
}

/** What is refused for want of a key of the user's (SSE-C), or because there is one. */
export const CUSTOMER_KEYS: readonly Refusal[] = [
  {
    when: ({ s3Code }, message) =>
      s3Code === 'InvalidRequest' && /form of Server Side Encryption/i.test(message),
    say: (context) => [
      'access-denied',
      `cannot ${context.action} ${displayLocation(context.location)}: it is encrypted with a key of its writer's (SSE-C), without which the `
        + `store does not give it out: give that key in ${inputName(context, 'sse-customer-key')}`,
    ],
  },
  {
    when: ({ status, s3Code }, message, { settings }) =>
      settings.customerKey !== undefined
      && status === 400
      && (s3Code === undefined || /encryption parameters are not applicable/i.test(message)),
    say: (context) => [
      'access-denied',
      `cannot ${context.action} ${displayLocation(context.location)}: the store refuses it with the key of `
        + `${inputName(context, 'sse-customer-key')}: the object is not encrypted with a customer's key, or the store takes none: `
        + 'leave that input out',
    ],
  },
]

/** What is denied to nobody in particular, or to a key of the user's that may be a wrong one. */
export const ACCESS: readonly Refusal[] = [
  { when: (facts, _, { settings }) => settings.anonymous === true && isDenied(facts), say: sayNotPublic },
  {
    when: (facts, _, { settings, action }) =>
      settings.customerKey !== undefined && isDenied(facts) && (action === 'read' || action === 'look at'),
    say: (context) => [
      'access-denied',
      `cannot read ${displayLocation(context.location)}: either ${inputName(context, 'sse-customer-key')} is not the key that it is `
        + `encrypted with, or the credentials of the ${context.side} lack ${PERMISSIONS[context.action]} on it: check both`,
    ],
  },
]

function sayNotPublic(context: FaultContext): Explanation {
  const { action, location } = context
  const input = inputName(context, 'anonymous')
  const what = `${action === 'list' ? 'what is below ' : ''}${displayLocation(location)}`
  const orNothing =
    action === 'list' ? '' : ', or there is no such object: without s3:ListBucket, S3 answers this way, too'
  return [
    'access-denied',
    `cannot ${action} ${what}: requests go without credentials (${input}), and the bucket does not give ${PERMISSIONS[action]} to `
      + `everybody${orNothing}: check the path, or leave ${input} out and give credentials`,
  ]
}
