import { displayLocation, type Location } from '../../../location/location.ts'
import type { S3Input, S3Settings, S3WriteSettings, Side } from '../../settings.ts'
import { StorageError, type StorageErrorCode } from '../../storage-error.ts'
import type { S3Fault } from '../s3-api.ts'
import { explainNetwork } from './explain-network.ts'
import { REFUSALS } from './explain-refusal.ts'
import { firstWords, inWords, waitedInVain } from './explain-outage.ts'

/** What was being done, for the sentence. */
export type Action = 'read' | 'write' | 'list' | 'delete' | 'copy' | 'look at'

/** What a sentence about a fault is made of. */
export interface FaultContext {
  readonly action: Action
  readonly location: Location
  readonly side: Side
  /** There is no other side, so that no setting is of one of them. */
  readonly oneSided?: boolean
  readonly settings: S3Settings
  /** The store is read as it was at this time. */
  readonly asOf?: Date | undefined
  /** What is asked of every write. */
  readonly asked?: S3WriteSettings | undefined
  /** The fault is throttling that was waited out in vain. */
  readonly throttled: boolean
}

/** A sentence and its kind. */
export type Explanation = readonly [code: StorageErrorCode, sentence: string]

/**
 * What a person calls an input of this side: the setting that counted, where that is known. Where there are
 * two sides, one for both may stand for that of the source.
 */
export function inputName(
  { side, oneSided, settings: { names } }: Pick<FaultContext, 'side' | 'oneSided' | 'settings'>,
  name: S3Input,
): string {
  return names?.[name] ?? (side === 'source' && oneSided !== true ? `source-${name} (or ${name})` : name)
}

/**
 * Turns a fault into one sentence that names the object, the input to look at and what to do, then the
 * facts.
 */
export function explainFault(fault: S3Fault, context: FaultContext): StorageError {
  const { operation, status, s3Code, requestId, waited } = fault.facts
  const [code, sentence] = explanationOf(fault, context)
  return new StorageError(
    `${sentence}${waited === undefined || waited.by === 'stranger' ? '' : waitedInVain(waited, fault.message)}${factsOf(fault)}`,
    { code, operation, location: context.location, status, s3Code, requestId },
    { cause: fault },
  )
}

function factsOf({ facts }: S3Fault): string {
  const parts = [
    facts.operation,
    ...(facts.status === undefined ? [] : [`status ${facts.status}`]),
    ...(facts.s3Code === undefined || facts.status === undefined ? [] : [facts.s3Code]),
    ...(facts.networkCode === undefined ? [] : [facts.networkCode]),
    ...(facts.requestId === undefined ? [] : [`request id ${facts.requestId}`]),
  ]
  return ` (${parts.join(', ')})`
}

function explanationOf(fault: S3Fault, context: FaultContext): Explanation {
  const place = displayLocation(context.location)
  const { waited } = fault.facts
  const { page } = fault.facts
  if (context.throttled && waited?.by === 'stranger' && fault.facts.s3Code === undefined && page !== true) {
    return [
      'unreachable',
      `cannot ${context.action} ${place}: ${context.settings.endpoint ?? 'the endpoint of AWS'} answered nothing but "not now" for `
        + `${inWords(waited.untilMs - waited.sinceMs)} (${firstWords(fault.message)}): see whether the store is up, whether a proxy answers in `
        + `its place, and check ${inputName(context, 'endpoint')}`,
    ]
  }
  if (context.throttled && fault.facts.networkCode === undefined && page !== true) {
    return [
      'throttled',
      `${place}: the ${context.side} store kept answering "slow down" until no request had succeeded for many minutes: `
        + 'lower concurrency, or run again when it is less busy; what is copied already is not copied again',
    ]
  }
  for (const refusal of REFUSALS) {
    if (refusal.when(fault.facts, fault.message, context)) return refusal.say(context, fault)
  }
  if (fault.facts.status === undefined) return explainNetwork(fault, context)
  if (fault.facts.corrupt === true) {
    return [
      'corrupt-answer',
      `${place}: the ${context.side} store answered "success" without what that promises (${fault.message}), `
        + 'several times: see whether a proxy changes its answers, and run again',
    ]
  }
  if (fault.facts.status >= 500) {
    return [
      'other',
      `${place}: the ${context.side} store failed several times (${fault.message}): see its state and run again; what is copied already is not copied again`,
    ]
  }
  return ['other', `cannot ${context.action} ${place}: ${fault.message}`]
}
