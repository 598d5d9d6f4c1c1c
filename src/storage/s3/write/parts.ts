/** Limits of multipart uploads, in bytes and counts; tests use smaller ones. */
export interface PartLimits {
  /** Up to this size one CopyObject copies; above, parts do. */
  readonly copyWholeBytes: number
  readonly copyPartBytes: number
  /** Up to this size an object is read whole and put at once. */
  readonly putWholeBytes: number
  readonly uploadPartBytes: number
  readonly maxParts: number
}

const MIB = 2 ** 20

/**
 * Sizes that keep the number of requests low and the retried piece small; S3 allows 10,000 parts of 5 GiB.
 */
export const DEFAULT_PARTS: PartLimits = {
  copyWholeBytes: 256 * MIB,
  copyPartBytes: 128 * MIB,
  putWholeBytes: 16 * MIB,
  uploadPartBytes: 16 * MIB,
  maxParts: 10_000,
}

/** One part: bytes `start` (inclusive) to `end` (exclusive); numbers count from 1. */
export interface Part {
  readonly number: number
  readonly start: number
  readonly end: number
}

/**
 * Equal parts of at least `atLeast` bytes (some stores insist on equal ones), only the last one may be
 * smaller.
 */
export function splitIntoParts(sizeBytes: number, atLeast: number, maxParts: number): Part[] {
  const least = Math.max(atLeast, Math.ceil(sizeBytes / maxParts))
  const count = Math.max(1, Math.floor(sizeBytes / least))
  const each = Math.ceil(sizeBytes / count)
  return Array.from({ length: Math.ceil(sizeBytes / each) }, (_, index) => ({
    number: index + 1,
    start: index * each,
    end: Math.min(sizeBytes, (index + 1) * each),
  }))
}

/** Parts of exactly this size, the last one apart. */
export function partsOfSize(sizeBytes: number, partBytes: number): Part[] {
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => ({
    number: index + 1,
    start: index * partBytes,
    end: Math.min(sizeBytes, (index + 1) * partBytes),
  }))
}
