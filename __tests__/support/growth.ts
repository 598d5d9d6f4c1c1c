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
 * Feeds inputs of twice the size each time, up to `largest`, so that what grows as a square is found while it
 * is still short.
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
  for (let size = Math.min(largest / 2, 32 * 1024); size * 2 <= largest; size *= 2) {
    const [small, large] = [make(size), make(size * 2)]
    let least = Infinity
    for (let attempt = 0; attempt < TRIES && least > MOST_GROWTH; attempt += 1) {
      const [before, after] = [cpuMsOf(() => use(small)), cpuMsOf(() => use(large))]
      least = Math.min(least, after < LEAST_MS ? 0 : after / Math.max(1, before))
    }
    if (least > MOST_GROWTH) return { size: size * 2, ratio: least }
  }
  return undefined
}

/**
 * Processor time of this process, of all its threads. A refusal is as good as an answer, but not an error of
 * the engine's.
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
