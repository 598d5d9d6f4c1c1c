/** A linear congruential generator (Numerical Recipes): good enough to shuffle by its high bits, and the same in each run. */
const MULTIPLIER = 1_664_525
const INCREMENT = 1_013_904_223
const MODULUS = 2 ** 32

/**
 * The same items in an order that has nothing to do with the one they had, and is the same each time. Names that follow each other
 * lie in one partition of S3, which answers only so many requests a second: work in the order of a listing meets that limit first.
 */
export function scattered<T>(items: readonly T[]): T[] {
  const order = [...items]
  let state = items.length
  for (let last = order.length - 1; last > 0; last--) {
    state = (Math.imul(state, MULTIPLIER) + INCREMENT) >>> 0
    const other = Math.floor(state / MODULUS * (last + 1))
    const item = order[last] as T
    order[last] = order[other] as T
    order[other] = item
  }
  return order
}
