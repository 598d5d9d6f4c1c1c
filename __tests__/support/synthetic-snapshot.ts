/** A synthetic savepoint: `_metadata` that names so many files, by the builder of the tests. */
import { file, keyGroups, metadata, operator, properties, subtask } from './metadata-builder.ts'

/** A savepoint at its place. */
export interface Snapshot {
  readonly bucket: string
  /** The key of its directory, without a slash at the end. */
  readonly directory: string
  /** Names in the directory. */
  readonly names: readonly string[]
  readonly sizeBytes: number
  readonly metadata: Uint8Array
}

/**
 * A savepoint of version 3 with absolute URIs, so that each of them has to be rewritten. Its directory holds
 * the files and `_metadata`, nothing else.
 */
export function snapshotOf(bucket: string, directory: string, count: number, sizeBytes: number): Snapshot {
  const names = Array.from({ length: count }, (_, index) => nameOf(index))
  const handles = names.map((name) => file(`s3://${bucket}/${directory}/${name}`, sizeBytes))
  const subtasks = handles.map((handle, index) => subtask(3, index, { managedKeyed: keyGroups(3, handle) }))
  return {
    bucket,
    directory,
    names,
    sizeBytes,
    metadata: metadata(3, [operator(3, { parallelism: count, maxParallelism: 1 << 15 }, subtasks)], {
      properties: properties('savepoint-canonical'),
    }),
  }
}

/** As Flink names them: a UUID. */
function nameOf(index: number): string {
  const digits = Math.imul(index + 1, 0x9e3779b1) >>> 0
  const text = digits.toString(16).padStart(8, '0')
  return `${text}-6c1b-4387-898b-${index.toString(16).padStart(12, '0')}`
}
