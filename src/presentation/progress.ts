import type { Progress } from '../commands/relocate/narrator.ts'
import { formatBytes, formatCount, formatDuration } from '../text/quantities.ts'

/** How much of the work is done, 0 to 1: the lower of files and bytes, for either may lag behind. */
export function fractionDone(progress: Progress): number {
  const files = progress.filesTotal === 0 ? 1 : progress.filesDone / progress.filesTotal
  const bytes = progress.bytesTotal === 0 ? 1 : progress.bytesDone / progress.bytesTotal
  return Math.min(1, Math.max(0, Math.min(files, bytes)))
}

/** One line: counts, bytes, rate, time left. */
export function progressLine(progress: Progress): string {
  const fraction = fractionDone(progress)
  const parts = [
    `${formatCount(progress.filesDone)} of ${formatCount(progress.filesTotal)} files (${Math.floor(fraction * 100)} %)`,
    `${formatBytes(progress.bytesDone)} of ${formatBytes(progress.bytesTotal)}`,
  ]
  if (progress.elapsedMs > 0) parts.push(`${formatBytes((progress.bytesDone * 1000) / progress.elapsedMs)}/s`)
  if (fraction === 1) parts.push(`done in ${formatDuration(progress.elapsedMs)}`)
  else if (fraction > 0) {
    parts.push(`about ${formatDuration((progress.elapsedMs * (1 - fraction)) / fraction)} left`)
  }
  return parts.join(', ')
}

const STEP = 0.1
const LONGEST_SILENCE_MS = 10_000
const SHORTEST_GAP_MS = 1_000

/**
 * A receiver of progress that prints a line every 10 % or 10 s, whichever comes first, never two within a
 * second, and always the last one.
 */
export function createProgressPrinter(print: (line: string) => void): (progress: Progress) => void {
  let lastStep = 0
  let lastMs = 0
  let finished = false
  return (progress) => {
    if (finished || progress.filesTotal === 0) return
    const fraction = fractionDone(progress)
    const step = Math.floor(fraction / STEP + 1e-9)
    const gapMs = progress.elapsedMs - lastMs
    finished = fraction === 1
    const due = finished || gapMs >= LONGEST_SILENCE_MS || (step > lastStep && gapMs >= SHORTEST_GAP_MS)
    if (!due) return
    lastStep = step
    lastMs = progress.elapsedMs
    print(progressLine(progress))
  }
}
