/** What is given to a connection at once: at first, at least, at most. */
const FIRST_BYTES = 128 * 1024
const LEAST_BYTES = 16 * 1024
const MOST_BYTES = 512 * 1024

/**
 * A slice that is taken sooner is followed by one of twice its size, one that takes longer by one of half of
 * it.
 */
const SOON_MS = 250
const LATE_MS = 2000

/**
 * A body in slices, to be given to a connection one after the other, each when the one before it was taken.
 * That one was taken is the only sign of life there is of a body on its way: behind a slow line slices are
 * small, so that there are signs enough.
 *
 * @param now milliseconds on any clock that only goes forward.
 */
export function* slicesOf(
  body: Uint8Array,
  now: () => number = () => performance.now(),
): Generator<Uint8Array, void> {
  let sizeBytes = FIRST_BYTES
  for (let at = 0; at < body.length;) {
    const slice = body.subarray(at, at + sizeBytes)
    at += slice.length
    const given = now()
    yield slice
    const tookMs = now() - given
    if (tookMs < SOON_MS) sizeBytes = Math.min(MOST_BYTES, sizeBytes * 2)
    else if (tookMs > LATE_MS) sizeBytes = Math.max(LEAST_BYTES, sizeBytes / 2)
  }
}
