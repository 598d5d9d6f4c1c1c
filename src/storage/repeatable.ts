/** What `make` makes of the items, one after the other, as often as it is gone through; nothing is kept. */
export function mapped<T, U>(items: Iterable<T>, make: (item: T) => U): Iterable<U> {
  return repeatable(function* () {
    for (const item of items) yield make(item)
  })
}

/** The items that are to be kept, as often as it is gone through. */
export function filtered<T>(items: Iterable<T>, keep: (item: T) => boolean): Iterable<T> {
  return repeatable(function* () {
    for (const item of items) if (keep(item)) yield item
  })
}

/**
 * What a generator gives, from the beginning each time it is gone through: a generator by itself can be gone
 * through once.
 */
export function repeatable<T>(generate: () => Iterator<T>): Iterable<T> {
  return { [Symbol.iterator]: generate }
}
