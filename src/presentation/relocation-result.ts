import type { KindAndFormat } from '../snapshot/kind.ts'
import { isRestorable, type RelocationReport } from '../commands/relocate/report.ts'
import { shardSentence, splitSentence, type ShardReport } from '../commands/relocate/shard.ts'
import { printable } from './printable.ts'
import { countOf, formatBytes, formatCount, formatDuration } from '../text/quantities.ts'
import { claimSentence, startCommands } from './start-job.ts'

/** What is to be done after a shard. */
export const NEXT_OF_SHARD =
  'When every shard has succeeded, run once more without shard: that run finds all files there, checks them and '
  + 'writes _metadata.'

/** The outcome of a run in a few words, the heading of its report. */
export function outcomeOf(report: RelocationReport): string {
  switch (report.outcome) {
    case 'relocated':
      return 'Relocated to'
    case 'already-there':
      return 'Already there, nothing to do:'
    case 'planned':
      return `Dry run, nothing was written. The ${report.shard === undefined ? '' : 'part of the '}snapshot would go to`
    case 'shard-copied':
      return 'A part is copied, and no _metadata written. With all parts the snapshot will be at'
  }
}

/** `savepoint, canonical format` and its like. */
export function kindText({ kind, format }: KindAndFormat): string {
  return format === undefined ? kind : `${kind}, ${format} format`
}

/** What is known of the files: what was copied, or what a dry run would copy, and at which cost. */
export function filesText(report: RelocationReport): string {
  const skipped = report.filesSkipped === 0 ? '' : `, ${formatCount(report.filesSkipped)} already there`
  if (report.dryRun) {
    const requests = report.transferMode === 'local' ? 0 : (report.estimatedRequests ?? 0)
    const cost = requests === 0 ? '' : `, about ${countOf(requests, 'request')} to S3`
    return `${formatCount(report.estimatedFiles ?? 0)} to copy (${formatBytes(report.estimatedBytes ?? 0)})${skipped}${cost}`
  }
  return `${formatCount(report.filesCopied)} copied (${formatBytes(report.bytesCopied)})${skipped}`
}

/**
 * How the files were proved: `1,100 by ETag, 90 by checksum, 10 by size only`; `undefined` where none were.
 */
export function provedText({ proved }: RelocationReport): string | undefined {
  if (proved === undefined) return undefined
  const ways: [number, string][] = [
    [proved.etag, 'by ETag'],
    [proved.checksum, 'by checksum'],
    [proved.bytes, 'by their bytes'],
    [proved.sizeOnly, 'by size only'],
  ]
  const told = ways.filter(([count]) => count > 0).map(([count, way]) => `${formatCount(count)} ${way}`)
  return told.length === 0 ? undefined : told.join(', ')
}

/** What the proofs come to, in a sentence; `undefined` where no file was looked at. */
export function provedSentence({ proved }: RelocationReport): string | undefined {
  if (proved === undefined) return undefined
  const byContent = proved.etag + proved.checksum + proved.bytes
  const all = byContent + proved.sizeOnly
  if (all === 0) return undefined
  const advice = '(verify: strict reads both ends and compares all bytes)'
  if (byContent === 0) return `Only the sizes of the ${countOf(all, 'file')} were compared ${advice}.`
  if (proved.sizeOnly === 0)
    return all === 1
      ? 'The content of the file is proved.'
      : `The content of all ${countOf(all, 'file')} is proved.`
  return `The content of ${formatCount(byContent)} of ${countOf(all, 'file')} is proved; of the other ${formatCount(proved.sizeOnly)} only the size was compared ${advice}.`
}

/** How the bytes travel. */
export function modeText(mode: RelocationReport['transferMode']): string {
  switch (mode) {
    case 'server-side':
      return 'server-side (S3 copies, no byte passes this machine)'
    case 'streamed':
      return 'streamed through this machine'
    case 'local':
      return 'local files'
  }
}

/** Label and value of each fact, for log, terminal and summary alike. */
export function factsOf(report: RelocationReport): [label: string, value: string][] {
  const facts: [string, string][] = [
    ['from', report.source],
    ...(report.sourceTakenFrom === undefined
      ? []
      : [['taken from', report.sourceTakenFrom] as [string, string]]),
    ...(report.sourceAsOf === undefined ? [] : [['as of', report.sourceAsOf] as [string, string]]),
    ['to', report.snapshotPath],
    ['kind', `${kindText(report)}, checkpoint ${report.checkpointId}`],
    ['metadata', `version ${report.metadataVersion} (Flink ${report.flinkVersions})`],
    ...(report.shard === undefined ? [] : [['shard', shardText(report.shard)] as [string, string]]),
    ['files', filesText(report)],
    ...(report.shard === undefined
      ? [['URIs rewritten', formatCount(report.urisRewritten)] as [string, string]]
      : []),
    ['transfer', modeText(report.transferMode)],
  ]
  const proved = provedText(report)
  if (proved !== undefined) facts.push(['proved', proved])
  if (report.dryRun && report.planFingerprint !== undefined) facts.push(['plan', report.planFingerprint])
  if (report.claimMode !== undefined) facts.push(['claim mode', report.claimMode])
  if (report.deleted > 0) facts.push(['deleted at source', countOf(report.deleted, 'file')])
  if (report.orphans.length > 0) {
    facts.push([
      'orphaned',
      `${countOf(report.orphans.length, 'file')} of the replaced snapshot, named in the report`,
    ])
  }
  facts.push(['took', formatDuration(report.durationMs)])
  return facts
}

function shardText(shard: ShardReport): string {
  const own = shardSentence(shard).replace(/^shard /, '')
  return shard.split === undefined ? own : `${own}; ${splitSentence(shard.split)}`
}

/** The result as lines for a log or a terminal; warnings are not among them. */
export function resultLines(report: RelocationReport): string[] {
  const facts = factsOf(report)
  const width = Math.max(...facts.map(([label]) => label.length))
  const lines = [
    `${outcomeOf(report)} ${report.snapshotPath}`,
    ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
  ]
  if (isRestorable(report)) lines.push(...startLines(report))
  const proved = provedSentence(report)
  if (proved !== undefined) lines.push(proved)
  if (report.outcome === 'shard-copied') lines.push(NEXT_OF_SHARD)
  return lines.map(printable)
}

function startLines(report: RelocationReport): string[] {
  const lines = ['Start the job from it:']
  for (const { flinkVersions, command } of startCommands(report)) {
    lines.push(flinkVersions === undefined ? `  ${command}` : `  ${command}   # Flink ${flinkVersions}`)
  }
  const sentence = claimSentence(report)
  if (sentence !== undefined) lines.push(`  ${sentence}`)
  return lines
}
