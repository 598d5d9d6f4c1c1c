import type { RetryPolicy } from '../../src/storage/s3/requests/retry.ts'

/** Waits that take no time, on a clock that only they move. */
export function quickRetry(): Pick<RetryPolicy, 'now' | 'sleep' | 'random'> & { readonly waits: number[] } {
  let clock = 1_000_000
  const waits: number[] = []
  return {
    waits,
    now: () => clock,
    random: () => 0.999,
    sleep: (ms, signal) => {
      signal?.throwIfAborted()
      waits.push(ms)
      clock += ms
      return Promise.resolve()
    },
  }
}
