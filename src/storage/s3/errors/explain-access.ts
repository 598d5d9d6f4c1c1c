import { displayLocation } from '../../../location/location.ts'
import { inputName, type FaultContext } from './explain.ts'
import { isDenied, PERMISSIONS, type Refusal } from './explain-refusal.ts'

/** S3 denies all requests to a bucket with "requester pays" that do not say so, and does not tell why. */
export function payerAdvice(context: FaultContext): string {
  return context.settings.requestPayer === undefined
    ? `, and set ${inputName(context, 'request-payer')} to requester for a bucket with "requester pays"`
    : ''
}

/** What is refused for the terms under which a side is asked: by nobody, at whose cost, with which key. */
export const ACCESS: readonly Refusal[] = [
  {
    when: (facts, _, { settings }) => settings.anonymous === true && isDenied(facts),
    say: (context) => {
      const { action, location } = context
      const input = inputName(context, 'anonymous')
      const orNothing =
        action === 'list' ? '' : ', or there is no such object, which S3 says so to whom it does not let list'
      return [
        'access-denied',
        `cannot ${action} ${action === 'list' ? 'what is below ' : ''}${displayLocation(location)}: requests go without credentials `
          + `(${input}), and the bucket does not give ${PERMISSIONS[action]} to everybody${orNothing}: check the path, or `
          + `leave ${input} out and give credentials`,
      ]
    },
  },
]
