/**
 * How many requests of one store are under way at once: fewer after throttling, slowly more again after
 * successes.
 */
export class Pace {
  readonly #most: number
  #limit: number
  #running = 0
  #successes = 0
  #slowedAt = -Infinity
  readonly #now: () => number
  readonly #waiting: (() => void)[] = []

  constructor(most: number, now: () => number) {
    this.#most = Math.max(1, most)
    this.#limit = this.#most
    this.#now = now
  }

  /** Requests that may be under way at once at the moment. */
  get limit(): number {
    return this.#limit
  }

  /** Waits for a turn; the result ends it. */
  async enter(signal: AbortSignal | undefined): Promise<() => void> {
    signal?.throwIfAborted()
    if (this.#running >= this.#limit) await this.#turn(signal)
    else this.#running++
    let over = false
    return () => {
      if (over) return
      over = true
      this.#running--
      this.#admit()
    }
  }

  /** A request succeeded: after as many as the limit, one more may run at once. */
  succeeded(): void {
    if (this.#limit === this.#most || ++this.#successes < this.#limit) return
    this.#successes = 0
    this.#limit++
    this.#admit()
  }

  /**
   * The store asks for less: half as many, at most once a second, for one burst answers many requests alike.
   */
  slowDown(): void {
    if (this.#now() - this.#slowedAt < 1000) return
    this.#slowedAt = this.#now()
    this.#successes = 0
    this.#limit = Math.max(1, Math.floor(this.#limit / 2))
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
        signal?.removeEventListener('abort', aborted)
        resolve()
      }
      const aborted = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(admitted), 1)
        reject(signal?.reason as Error)
      }
      signal?.addEventListener('abort', aborted, { once: true })
      this.#waiting.push(admitted)
    })
  }
}
