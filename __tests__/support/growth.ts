/** Ways to see that the time of something grows as its input does, without a clock on the wall. */

/** Below this a measurement says nothing. */
const LEAST_MS = 60
/** Twice the input may take this much longer: linear work is 2, quadratic 4. */
const MOST_GROWTH = 3
const TRIES = 4

/** What was seen: the growth that stayed above the bound in every try, `undefined` where there was none. */
export interface Growth {
  readonly size: number
  readonly ratio: number
}

/**
 * Feeds inputs of twice the size each time, up to `largest`, so that what grows as a square is found while
 * it is still short.
 *
 * @param make an input of about this size
 * @returns the first doubling after which the processor time grew by more than three times, in each of
 * several tries
 */
export function superlinear<T>(
  largest: number,
  make: (size: number) => T,
  use: (input: T) => unknown,
): Growth | undefined {
  let [small, smallMs]: [T | undefined, number] = [undefined, 0]
  for (let size = Math.min(largest / 2, 32 * 1024); size * 2 <= largest; size *= 2) {
    const large = make(size * 2)
    let [least, largeMs] = [Infinity, 0]
    for (let attempt = 0; attempt < TRIES && least > MOST_GROWTH; attempt += 1) {
      // What was the large one before was measured, which the first try takes as it is.
      if (attempt > 0 || small === undefined) {
        const again = small ?? make(size)
        smallMs = cpuMsOf(() => use(again))
      }
      largeMs = cpuMsOf(() => use(large))
      least = Math.min(least, largeMs < LEAST_MS ? 0 : largeMs / Math.max(1, smallMs))
    }
    if (least > MOST_GROWTH) return { size: size * 2, ratio: least }
    ;[small, smallMs] = [large, largeMs]
  }
  return undefined
}

/**
 * Processor time of this process, of all its threads. A refusal is as good as an answer, but not an error
 * of the engine's.
 */
function cpuMsOf(run: () => unknown): number {
  const begin = process.cpuUsage()
  try {
    run()
  } catch (error) {
    if (error instanceof Error && ['RangeError', 'TypeError', 'ReferenceError'].includes(error.name))
      throw error
  }
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}
