import type { Location } from '../../../location/location.ts'
import type { ReadSnapshot } from '../../../snapshot/read-snapshot.ts'
import {
  knownFindings,
  outsideReport,
  outsideSentence,
  unreadSentences,
  type OutsideFinding,
  type OutsideReport,
} from '../../../snapshot/outside/outside-report.ts'
import { readOutside } from '../../../snapshot/outside/outside.ts'
import { rangeReader } from '../../../snapshot/outside/read-state.ts'
import type { ObjectInfo, ObjectStore } from '../../../storage/object-store.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { Plan } from '../plan/make-plan.ts'
import type { RelocationRequest } from '../request.ts'

/** What was seen of the source, and what is asked. */
export interface OutsideLook {
  readonly request: Pick<RelocationRequest, 'outsideState' | 'allowOutside' | 'stateReads'>
  readonly source: ObjectStore
  readonly read: Pick<ReadSnapshot, 'snapshot' | 'directory'>
  readonly plan: Pick<Plan, 'placeRead'>
  /** The object that was seen in a place, whose ETag pins what is read. */
  readonly seen: { get(location: Location): ObjectInfo | undefined }
  readonly warn: (text: string) => void
  readonly signal: AbortSignal
}

/** What was found, and how many requests that took. */
export interface OutsideSeen {
  /** Absent where it is not looked for. */
  readonly outside?: OutsideReport
  readonly requests: number
}

/** More findings than this are in the report only. */
const MOST_WARNINGS = 20
/** Every path counts where some are allowed; all that can be read has no more. */
const EVERY_PATH = 1_000_000

/**
 * Reads the small state files of the snapshot's sources and sinks, where they were seen, and tells what they
 * point at. Nothing that they point at is opened.
 *
 * @throws RelocationError with `outside-state: fail`, where a job would go on outside of the snapshot, or
 *   where that cannot be known
 */
export async function lookOutside(look: OutsideLook): Promise<OutsideSeen> {
  const { request, source, read, plan, seen, warn, signal } = look
  if (request.outsideState === 'ignore') return { requests: 0 }
  const allowed = request.allowOutside ?? []
  const found = await readOutside(
    {
      ...read,
      locate: (reference) => {
        const place = plan.placeRead(reference)
        return place !== undefined && seen.get(place) !== undefined ? place : undefined
      },
    },
    request.stateReads === false ? undefined : rangeReader(source, (location) => seen.get(location), signal),
    allowed.length === 0 ? {} : { paths: EVERY_PATH },
  )
  const outside = outsideReport(found, allowed)
  if (request.outsideState === 'fail') refuseOutside(outside)
  tellOutside(outside, warn)
  return { outside, requests: found.reads }
}

function tellOutside(report: OutsideReport, warn: (text: string) => void): void {
  const [findings, { unread }] = [knownFindings(report), report]
  for (const finding of findings.slice(0, MOST_WARNINGS)) warn(outsideSentence(finding))
  const rest = findings.length - MOST_WARNINGS
  if (rest > 0)
    warn(`state of ${countOf(rest, 'more operator')} points outside of the snapshot: the report names it`)
  for (const sentence of unreadSentences(unread)) warn(sentence)
}

/** Places where a job would go on; without a path nothing is named that could be another job's. */
function isInTheWay({ uncommitted, pathCount }: OutsideFinding): boolean {
  return uncommitted && pathCount > 0
}

function refuseOutside(outside: OutsideReport): void {
  const inTheWay = outside.findings.filter(isInTheWay)
  const [first] = inTheWay
  if (first !== undefined) {
    const more = inTheWay.length === 1 ? '' : ` (and ${countOf(inTheWay.length - 1, 'more state')})`
    throw new RelocationError(
      `${outsideSentence(first)}${more}; nothing was written: name such places in allow-outside, or set outside-state to warn to relocate `
        + 'all the same',
      { details: shorten(inTheWay.slice(1).map(outsideSentence)) },
    )
  }
  const [unknown, ...others] = unreadSentences(outside.unread)
  if (unknown === undefined) return
  throw new RelocationError(`${unknown}; nothing was written: set outside-state to warn to relocate anyway`, {
    details: others,
  })
}
