import { onAbort } from './abort-listeners.ts'
import { firstPace, next, type PaceEvent, type PaceState } from './pace.ts'

/** The right to one request at a time. */
export interface Turn {
  /** The request succeeded; at most once. */
  succeeded(): void
  /** It is over, whichever way; the next one may begin. */
  end(): void
}

/** Gives turns to the requests of one store, as many at once as {@link next} says. */
export class Turns {
  readonly #now: () => number
  readonly #waiting: (() => void)[] = []
  #pace: PaceState
  #running = 0
  /** Of the requests that began in this round: how many succeeded, and how long they took together. */
  #successes = 0
  #tookMs = 0
  #roundBegan: number
  #waited = false

  /**
   * @param most never more at once.
   * @param now milliseconds on any clock that only goes forward.
   */
  constructor(most: number, now: () => number) {
    this.#pace = firstPace(most)
    this.#now = now
    this.#roundBegan = now()
  }

  /** Requests that may be under way at once at the moment. */
  get limit(): number {
    return this.#pace.limit
  }

  /** Waits for a turn. */
  async enter(signal: AbortSignal | undefined): Promise<Turn> {
    signal?.throwIfAborted()
    if (this.#running >= this.limit) await this.#turn(signal)
    else this.#running++
    const began = this.#now()
    let over = false
    return {
      succeeded: () => {
        this.#succeeded(began)
      },
      end: () => {
        if (over) return
        over = true
        this.#running--
        this.#admit()
      },
    }
  }

  /** A request that began then was told to slow down, or stalled. */
  slowDown(kind: 'throttled' | 'stalled', beganMs: number): void {
    this.#tell({ kind, beganMs, nowMs: this.#now() })
  }

  #succeeded(began: number): void {
    if (began < this.#roundBegan) return
    this.#tookMs += this.#now() - began
    if (this.#waiting.length > 0) this.#waited = true
    if (++this.#successes < this.limit) return
    const rate = this.limit / Math.max(0.01, this.#tookMs / this.#successes)
    if (this.#waited) this.#tell({ kind: 'round', rate })
    else this.#beginRound()
  }

  #tell(event: PaceEvent): void {
    const pace = next(this.#pace, event)
    if (pace === this.#pace) return
    this.#pace = pace
    this.#beginRound()
    this.#admit()
  }

  #beginRound(): void {
    this.#successes = 0
    this.#tookMs = 0
    this.#waited = false
    this.#roundBegan = this.#now()
  }

  #admit(): void {
    while (this.#running < this.limit) {
      const admitted = this.#waiting.shift()
      if (admitted === undefined) return
      this.#running++
      admitted()
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
