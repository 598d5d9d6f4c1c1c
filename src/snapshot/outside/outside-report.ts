import { isWithin, LocationError, parseWrittenLocation, type Location } from '../../location/location.ts'
import type { Operator } from '../../metadata/snapshot.ts'
import { describeOperator } from '../../metadata/warnings.ts'
import type { Certainty, Outside, OutsideKind, OutsideState, UnreadState } from './outside.ts'
import { OUTSIDE_WORDS, UNREAD_WORDS } from './outside-words.ts'

/** An operator by its labels. */
type Labels = Pick<Operator, 'id' | 'name' | 'uid'>

/** What the state of a snapshot points at outside of the snapshot, and what of it is not known. */
export interface OutsideReport {
  /** By operator and state, in the order of the file. */
  readonly findings: readonly OutsideFinding[]
  /** States that may point outside and were not read. */
  readonly unread: readonly UnreadFinding[]
}

/** Something outside of the snapshot that the state of an operator points at. */
export interface OutsideFinding extends Omit<Outside, 'operator'> {
  /** Of what it is the state. */
  readonly kind: OutsideKind
  readonly operator: Labels
  /** What it is, in a few words. */
  readonly what: string
  /** What a job restored from the snapshot does with it, in one sentence. */
  readonly consequence: string
  /** What to do about it. */
  readonly advice: string
}

/** A state that may point outside and was not read. */
export interface UnreadFinding extends Omit<UnreadState, 'operator'> {
  readonly operator: Labels
  /** Its name; `coordinator` for the state of an operator's coordinator. */
  readonly state: string
  /** Indexes of the subtasks, in ascending order; none for a coordinator. */
  readonly subtasks: readonly number[]
}

/** So many paths of a finding are told, the others counted. */
const MOST_PATHS = 20

/**
 * What is told of what was found. Pure.
 *
 * @param allowed places that state may point at: paths below them are left out, and findings that have no
 *   others
 */
export function outsideReport(
  { findings, unread }: Pick<OutsideState, 'findings' | 'unread'>,
  allowed: readonly Location[] = [],
): OutsideReport {
  return {
    findings: findings.flatMap((finding) => {
      const left = withoutAllowed(finding, allowed)
      return left === undefined ? [] : [told(left)]
    }),
    unread: unread.map(({ operator, ...rest }) => ({ operator: labelsOf(operator), ...rest })),
  }
}

function told({ operator, ...rest }: Outside): OutsideFinding {
  const words = OUTSIDE_WORDS[rest.kind]
  const { what, consequence } = rest.uncommitted ? words : (words.settled ?? words)
  return {
    operator: labelsOf(operator),
    ...rest,
    paths: rest.paths.slice(0, MOST_PATHS),
    what,
    consequence,
    advice: words.advice,
  }
}

/** Where paths were not kept for their number, those that were do not speak for them. */
function withoutAllowed(finding: Outside, allowed: readonly Location[]): Outside | undefined {
  if (allowed.length === 0 || finding.paths.length === 0) return finding
  const paths = finding.paths.filter((path) => !allowed.some((place) => liesWithin(path, place)))
  const pathCount = finding.pathCount - (finding.paths.length - paths.length)
  return pathCount === 0 ? undefined : { ...finding, paths, pathCount }
}

function liesWithin(path: string, place: Location): boolean {
  try {
    return isWithin(parseWrittenLocation(path), place)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    return false
  }
}

function labelsOf({ id, name, uid }: Labels): Labels {
  return { id, name, uid }
}

/**
 * The findings without those of which no more is known than that their state was not read: that is said of
 * the states themselves.
 */
export function knownFindings({ findings, unread }: OutsideReport): OutsideFinding[] {
  const notRead = new Set(unread.map(({ operator, state }) => `${operator.id} ${state}`))
  return findings.filter(
    ({ certainty, operator, state }) => certainty !== 'unknown' || !notRead.has(`${operator.id} ${state}`),
  )
}

const POINTS: Readonly<Record<Certainty, string>> = {
  sure: 'points at',
  likely: 'probably points at',
  unknown: 'may point at',
}

/** Whose state points at what: `operator "x" (…), subtasks 0 to 3, points at output in progress of …`. */
export function outsideSubject({ operator, subtasks, certainty, what }: OutsideFinding): string {
  return `operator ${describeOperator(operator)}, ${subtasksText(subtasks)}, ${POINTS[certainty]} ${what}`
}

/** A finding in one line, with its consequence, for a log. What to do stands last. */
export function outsideSentence(finding: OutsideFinding): string {
  const places = placesText(finding)
  return `${outsideSubject(finding)}${places === '' ? '' : ` (${places})`}: ${finding.consequence}; ${finding.advice}`
}

const NAMED_IN_A_LINE = 2

function placesText({ paths, pathCount, ids }: OutsideFinding): string {
  const named = (pathCount > 0 ? paths : ids).slice(0, NAMED_IN_A_LINE).map(shortText)
  const more = (pathCount > 0 ? pathCount : ids.length) - named.length
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** States that were not read, by the reason, in a line each. */
export function unreadSentences(unread: readonly UnreadFinding[]): string[] {
  const byReason = new Map<UnreadFinding['reason'], UnreadFinding[]>()
  for (const one of unread) byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one])
  return [...byReason].map(([reason, [first, ...others]]) => {
    const { operator, state, message } = first as UnreadFinding
    const why = message === undefined ? '' : ` (${message})`
    const more =
      others.length === 0
        ? ''
        : `; the same holds for ${others.length} more ${others.length === 1 ? 'state' : 'states'}`
    return (
      `the state "${shortText(state)}" of operator ${describeOperator(operator)} ${UNREAD_WORDS[reason]}${why}: what it points at `
      + `outside of the snapshot is not known${more}`
    )
  })
}

/** `subtask 3`, `subtasks 0 to 7`, `subtasks 0, 2, 5 and 9 more`; a coordinator has none. */
export function subtasksText(subtasks: readonly number[]): string {
  const [first, ...others] = subtasks
  if (first === undefined) return 'coordinator'
  const last = others.at(-1)
  if (last === undefined) return `subtask ${first}`
  if (others.length > 1 && last - first === others.length) return `subtasks ${first} to ${last}`
  const shown = subtasks.slice(0, MOST_SUBTASKS)
  const rest = subtasks.length - shown.length
  return rest > 0
    ? `subtasks ${shown.join(', ')} and ${rest} more`
    : `subtasks ${shown.slice(0, -1).join(', ')} and ${last}`
}

const MOST_SUBTASKS = 8

/** `1 entry`, `12 entries`. */
export function entriesText(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`
}

const LONGEST = 200
const KEPT_AT_END = 60

/** A text of the state's, which may have any length: where it is long, its begin and its end. */
export function shortText(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, LONGEST - KEPT_AT_END)}…${text.slice(-KEPT_AT_END)}`
}
