import { setTimeout as delay } from 'node:timers/promises'
import type { SilenceClock } from '../../src/storage/s3/requests/silence.ts'

interface Timer {
  readonly atMs: number
  readonly expired: () => void
}

/** A clock of silence that stands until it is put forward, however slow the machine is. */
export class HandClock implements SilenceClock {
  nowMs = 0
  /** How often a time began: once for each attempt, and once for each sign of life. */
  starts = 0
  readonly #timers = new Set<Timer>()

  readonly start = (expired: () => void, ms: number): Timer => {
    const timer = { atMs: this.nowMs + ms, expired }
    this.#timers.add(timer)
    return timer
  }

  readonly stop = (timer: unknown): void => {
    this.#timers.delete(timer as Timer)
  }

  /** Asked when an attempt begins, and at each sign of life. */
  readonly now = (): number => {
    this.starts++
    return this.nowMs
  }

  /** Puts the clock forward; what is due expires. */
  forward(seconds: number): void {
    this.nowMs += seconds * 1000
    for (const timer of [...this.#timers]) {
      if (timer.atMs > this.nowMs) continue
      this.#timers.delete(timer)
      timer.expired()
    }
  }

  /**
   * Puts the clock forward as soon as a sign of life was heard.
   *
   * @param starts what {@link starts} was when the sign was sent
   * @returns whether one was; of signs that come close behind each other only the first is told from a
   * thread
   */
  async forwardOnceHeard(starts: number, seconds: number): Promise<boolean> {
    for (let n = 0; n < 20; n++) {
      if (this.starts > starts) {
        this.forward(seconds)
        return true
      }
      await delay(5)
    }
    return false
  }
}
