import { onAbort } from './abort-listeners.ts'

/** Requests at once in the beginning: what any server bears, and three round trips away from what most can do. */
const START = 32

/** More at once is worth while only where it makes so many times as many requests end. */
const WORTH = 1.15

/** Now and then a few more are tried, for a store may become faster. */
const ROUNDS_BETWEEN_PROBES = 12
const PROBE = 1.25

/** The right to one request at a time. */
export interface Turn {
  /** The request succeeded; at most once. */
  succeeded(): void
  /** It is over, whichever way; the next one may begin. */
  end(): void
}

/**
 * How many requests of one store are under way at once. It begins modestly and doubles with each round for as long as that
 * makes more requests end in the same time: where they only take longer, at the server or on this machine, more of them at once
 * help nobody. Throttling halves the number, after which it grows by one a round. Rounds in which nobody waited for a turn say
 * nothing.
 */
export class Pace {
  readonly #most: number
  readonly #now: () => number
  readonly #waiting: (() => void)[] = []
  #limit: number
  #running = 0
  #phase: 'starting' | 'steady' | 'probing' | 'recovering' = 'starting'
  /** Of the requests that began in this round: how many succeeded, and how long they took together. */
  #successes = 0
  #tookMs = 0
  #roundBegan: number
  #waited = false
  /** What the limit gives: it, divided by the time of a request. Less noisy than counting what ends in a time. */
  #rate = 0
  /** The limit before it was last raised. */
  #before = START
  #rounds = 0
  #slowedAt = -Infinity

  /**
   * @param most never more at once.
   * @param now milliseconds on any clock that only goes forward.
   */
  constructor(most: number, now: () => number) {
    this.#most = Math.max(1, most)
    this.#limit = Math.min(START, this.#most)
    this.#now = now
    this.#roundBegan = now()
  }

  /** Requests that may be under way at once at the moment. */
  get limit(): number {
    return this.#limit
  }

  /** Waits for a turn. */
  async enter(signal: AbortSignal | undefined): Promise<Turn> {
    signal?.throwIfAborted()
    if (this.#running >= this.#limit) await this.#turn(signal)
    else this.#running++
    const began = this.#now()
    let over = false
    return {
      succeeded: () => { this.#succeeded(began) },
      end: () => {
        if (over) return
        over = true
        this.#running--
        this.#admit()
      },
    }
  }

  /**
   * The store asks for less: half as many, at most once a second, for one burst answers many requests alike.
   */
  slowDown(): void {
    if (this.#now() - this.#slowedAt < 1000) return
    this.#slowedAt = this.#now()
    this.#limit = Math.max(1, Math.floor(this.#limit / 2))
    this.#phase = 'recovering'
    this.#beginRound()
  }

  #succeeded(began: number): void {
    if (began < this.#roundBegan) return
    this.#tookMs += this.#now() - began
    if (this.#waiting.length > 0) this.#waited = true
    if (++this.#successes < this.#limit) return
    const rate = this.#limit / Math.max(0.01, this.#tookMs / this.#successes)
    const waited = this.#waited
    if (waited) this.#limit = Math.min(this.#most, this.#afterRound(rate))
    this.#beginRound()
    this.#admit()
  }

  #beginRound(): void {
    this.#successes = 0
    this.#tookMs = 0
    this.#waited = false
    this.#roundBegan = this.#now()
  }

  /** The limit of the next round. */
  #afterRound(rate: number): number {
    const better = rate > this.#rate * WORTH
    switch (this.#phase) {
      case 'recovering': return this.#limit + 1
      case 'starting':
      case 'probing':
        if (!better) return this.#settle(this.#before)
        this.#rate = rate
        return this.#limit === this.#most ? this.#settle(this.#most) : this.#grow(this.#phase === 'starting' ? 2 : PROBE)
      case 'steady':
        this.#rate = this.#rounds === 0 ? rate : this.#rate * 0.7 + rate * 0.3
        if (++this.#rounds < ROUNDS_BETWEEN_PROBES || this.#limit === this.#most) return this.#limit
        this.#phase = 'probing'
        return this.#grow(PROBE)
    }
  }

  #grow(factor: number): number {
    this.#before = this.#limit
    return Math.ceil(this.#limit * factor)
  }

  #settle(limit: number): number {
    this.#phase = 'steady'
    this.#rounds = 0
    return limit
  }

  #admit(): void {
    while (this.#running < this.#limit) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#running++
      next()
    }
  }

  /** Resolves when a place was given to this caller. */
  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const admitted = (): void => {
        forget()
        resolve()
      }
      const forget = onAbort(signal, () => {
        this.#waiting.splice(this.#waiting.indexOf(admitted), 1)
        reject(signal?.reason as Error)
      })
      this.#waiting.push(admitted)
    })
  }
}
