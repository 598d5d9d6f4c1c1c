import type { Side } from './settings.ts'

/** Tools that copy where this program cannot. */
const TOOLS: Readonly<Record<string, string>> = {
  hdfs: 'hadoop distcp',
  viewfs: 'hadoop distcp',
  webhdfs: 'hadoop distcp',
  abfs: 'azcopy',
  abfss: 'azcopy',
  wasb: 'azcopy',
  wasbs: 'azcopy',
  dbfs: 'databricks fs cp',
}

/**
 * What to do about a place that can neither be read nor written here, to stand after a colon. What was
 * copied by another tool is a snapshot that was moved: a relocation finds its former home by itself.
 */
export function adviceForScheme(scheme: string, side: Side): string {
  const tool = TOOLS[scheme] ?? "the store's own tool"
  return side === 'source'
    ? `copy the snapshot with all its files by ${tool} to S3 or a local disk, and give that place as source; the run detects `
        + 'where they were before'
    : `relocate the snapshot to S3 or a local disk, copy the result by ${tool}, and give its _metadata the new places with: `
        + "flink-snapshot rewrite IN OUT --path-map 'old => new'"
}
