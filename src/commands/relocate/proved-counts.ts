import type { SeenFile } from './look/presence.ts'
import type { ProvedCounts } from './report.ts'

/** Counts the files by what proves that the target has their content. Those of which nothing is known had their size compared. */
export function countProved(files: Iterable<SeenFile>): ProvedCounts {
  const counts = { etag: 0, checksum: 0, bytes: 0, size: 0 }
  for (const { proof = 'size' } of files) counts[proof]++
  const { size, ...proved } = counts
  return { ...proved, sizeOnly: size }
}
