import type { RelocationReport } from '../../src/commands/relocate/report.ts'

/** What such a report says of a shard. */
export const SAMPLE_SHARD = {
  index: 2,
  count: 8,
  files: 1234,
  bytes: 5 * 1024 * 1024,
  filesTotal: 9876,
  bytesTotal: 40 * 1024 * 1024,
} as const

/** A report of a run that copied something, with the given fields changed. */
export function sampleReport(changes: Partial<RelocationReport> = {}): RelocationReport {
  return {
    dryRun: false,
    outcome: 'relocated',
    source: 's3://old/savepoints/savepoint-ab12',
    snapshotPath: 's3://new/savepoints/savepoint-ab12',
    savepointPath: 's3://new/savepoints/savepoint-ab12',
    metadataPath: 's3://new/savepoints/savepoint-ab12/_metadata',
    kind: 'savepoint',
    format: 'canonical',
    metadataVersion: 4,
    flinkVersions: '1.16 - 1.20',
    claimMode: 'NO_CLAIM',
    checkpointId: '9007199254740993',
    filesCopied: 1200,
    filesSkipped: 34,
    bytesCopied: 5 * 1024 * 1024,
    proved: { etag: 1100, checksum: 90, bytes: 4, sizeOnly: 40 },
    urisRewritten: 2468,
    transferMode: 'server-side',
    durationMs: 65_400,
    warnings: [],
    orphans: [],
    deleted: 0,
    plan: { files: [{ from: 's3://old/a', to: 's3://new/a', bytes: 5 }] },
    ...changes,
  }
}
