import { displayLocation } from '../../../location/location.ts'
import type { S3WriteSettings } from '../../settings.ts'
import { isHeaderRefusal } from './header-refusal.ts'
import type { Refusal } from './explain-refusal.ts'

/** What is asked of every write, and a store refuses as a request that it does not know. */
export const OF_TERMS: Refusal = {
  when: (facts, _, { action, asked = {} }) =>
    (action === 'write' || action === 'copy') && namesOf(asked).length > 0 && isHeaderRefusal(facts),
  say: (context, fault) => {
    const names = namesOf(context.asked ?? {})
    return [
      'unsupported',
      `cannot write ${displayLocation(context.location)}: the store does not take what is asked of every write, ${names.join(' and ')} `
        + `(${fault.message}): ${names.length === 1 ? 'leave that input out' : 'leave out what it does not do'}, or choose a target that does it`,
    ]
  },
}

function namesOf({ sse, storageClass, acl }: S3WriteSettings): string[] {
  return [
    ...(sse === undefined ? [] : [`target-sse ${sse}`]),
    ...(storageClass === undefined ? [] : [`target-storage-class ${storageClass}`]),
    ...(acl === undefined ? [] : [`target-acl ${acl}`]),
  ]
}
