/**
 * How many requests of one store are under way at once, as a pure function: it begins modestly, doubles while
 * that pays, and is halved when the store asks for less or lets requests stall.
 *
 * A *round* is as many successes as there are requests at once. What a number of requests at once is worth is
 * its rate: that number, divided by the mean time of a request. Where more at once only take longer, at the
 * server, on the way or on this machine, the rate stays, and so the number goes back.
 */

/**
 * Requests at once in the beginning: what any server bears, and three round trips away from what most can do.
 */
const START = 32

/** More at once is worth while only where it makes so many times as many requests end. */
const WORTH = 1.15

/** After so many rounds a few more are tried, for a store may become faster, or less busy. */
const ROUNDS_BETWEEN_PROBES = 12
const PROBE = 1.25

/**
 * A store that is busy refuses within milliseconds whatever comes: refusals of what began up to so long after
 * one are the same.
 */
const BURST_MS = 1000

/** What is known of one store. */
export interface PaceState {
  /** Requests that may be under way at once. */
  readonly limit: number
  /** Never more. */
  readonly most: number
  /**
   * By what the number was multiplied last, to see whether that pays; `undefined` while it stays as it is.
   */
  readonly trying: number | undefined
  /** The number before that. */
  readonly before: number
  /** Requests a millisecond; 0 where it was not measured since the number was halved. */
  readonly rate: number
  /** Rounds since the number last changed. */
  readonly rounds: number
  /** When the number was last halved. */
  readonly halvedAtMs: number
}

/** What happens to requests. Times on any clock that only goes forward. */
export type PaceEvent =
  /** A round ended in which others waited for a turn: else it says nothing. */
  | { readonly kind: 'round'; readonly rate: number }
  /** The store asks for less, or nothing was heard of a request for too long. */
  | { readonly kind: 'throttled' | 'stalled'; readonly beganMs: number; readonly nowMs: number }

/** The state before the first request. */
export function firstPace(most: number): PaceState {
  const limit = Math.max(1, Math.min(START, most))
  return {
    limit,
    most: Math.max(1, most),
    trying: 2,
    before: limit,
    rate: 0,
    rounds: 0,
    halvedAtMs: -Infinity,
  }
}

/** The state after an event. */
export function next(state: PaceState, event: PaceEvent): PaceState {
  if (event.kind !== 'round') {
    // What began at the former number says nothing of this one.
    if (event.beganMs < state.halvedAtMs + (event.kind === 'throttled' ? BURST_MS : 0)) return state
    return { ...settled(state, Math.max(1, Math.floor(state.limit / 2))), rate: 0, halvedAtMs: event.nowMs }
  }
  if (state.trying === undefined) return afterSteadyRound(state, event.rate)
  if (event.rate <= state.rate * WORTH) return settled(state, state.before)
  const better = { ...state, rate: event.rate }
  return state.limit === state.most ? settled(better, state.most) : trying(better, state.trying)
}

function afterSteadyRound(state: PaceState, rate: number): PaceState {
  const steady = {
    ...state,
    rate: state.rounds === 0 ? rate : state.rate * 0.7 + rate * 0.3,
    rounds: state.rounds + 1,
  }
  return steady.rounds < ROUNDS_BETWEEN_PROBES || steady.limit === steady.most
    ? steady
    : trying(steady, PROBE)
}

function trying(state: PaceState, factor: number): PaceState {
  return {
    ...state,
    trying: factor,
    before: state.limit,
    limit: Math.min(state.most, Math.ceil(state.limit * factor)),
  }
}

function settled(state: PaceState, limit: number): PaceState {
  return { ...state, limit, trying: undefined, rounds: 0 }
}
