/** Limits of a {@link runPool}. */
export interface PoolLimits {
  /** Most tasks at once. */
  readonly concurrency: number
  /** Most weight at once; one task alone may exceed it. Absent: no limit. */
  readonly maxWeight?: number
}

/**
 * Runs `work` for each item, so many at once, in the given order. The first failure stops the start of
 * further items, aborts the signal that the others were given, waits for them to end, and is thrown.
 */
export async function runPool<T>(
  items: readonly T[],
  limits: PoolLimits,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  weigh: (item: T) => number = () => 0,
): Promise<void> {
  signal.throwIfAborted()
  const failure = new AbortController()
  const both = AbortSignal.any([signal, failure.signal])
  const maxWeight = limits.maxWeight ?? Infinity
  let next = 0
  let weight = 0
  let running = 0
  let failed: { error: unknown } | undefined
  let wake = (): void => undefined
  const start = (item: T, itemWeight: number): void => {
    running++
    weight += itemWeight
    void work(item, both)
      .catch((error: unknown) => {
        failed ??= { error }
        failure.abort(error)
      })
      .finally(() => {
        running--
        weight -= itemWeight
        wake()
      })
  }
  for (;;) {
    while (next < items.length && !both.aborted && running < limits.concurrency) {
      const item = items[next] as T
      const itemWeight = weigh(item)
      if (running > 0 && weight + itemWeight > maxWeight) break
      next++
      start(item, itemWeight)
    }
    if (running === 0) break
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
  signal.throwIfAborted()
  if (failed !== undefined) throw failed.error
}

/**
 * Two things at once. The first failure aborts the signal of the other one, which is waited for, and is
 * thrown.
 */
export async function runBoth<A, B>(
  signal: AbortSignal,
  one: (signal: AbortSignal) => Promise<A>,
  other: (signal: AbortSignal) => Promise<B>,
): Promise<[A, B]> {
  const results: [A?, B?] = []
  await runPool([0, 1] as const, { concurrency: 2 }, signal, async (index, both) => {
    if (index === 0) results[0] = await one(both)
    else results[1] = await other(both)
  })
  return results as [A, B]
}
