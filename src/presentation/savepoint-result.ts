import type { SavepointReport } from '../commands/savepoint/request.ts'
import { formatDuration } from '../text/quantities.ts'
import { printable } from './printable.ts'

/** Label and value of each fact of a savepoint that was taken, for log, terminal and summary alike. */
export function savepointFacts(report: SavepointReport): [label: string, value: string][] {
  const facts: [string, string | undefined][] = [
    ['job', report.jobId],
    ['trigger id', report.triggerId],
    ['Flink', report.flinkVersion],
    ['taken from', report.takenFrom],
    ['took', formatDuration(report.durationMs)],
  ]
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]))
}

/** A savepoint that was taken, as lines for a log or a terminal. */
export function savepointLines(report: SavepointReport): string[] {
  const facts = savepointFacts(report)
  const width = Math.max(...facts.map(([label]) => label.length))
  return [
    `Savepoint at ${report.snapshotPath}`,
    ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
  ].map(printable)
}
