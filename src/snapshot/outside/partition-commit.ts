import type { EntryReader, Found } from './formats.ts'
import { StateReader } from './state-reader.ts'

/**
 * Partitions that the file and Hive sinks of the Table API are still to commit, by names relative to the
 * table: `PartitionTimeCommitTrigger` keeps a list of texts.
 */
export const readPendingPartitions: EntryReader = (entry) => {
  const reader = new StateReader(entry)
  const partitions: string[] = []
  for (let more = reader.count(1); more > 0; more--) partitions.push(readName(reader))
  return found(partitions)
}

/** The same of `ProcTimeCommitTrigger`: a map from their names to times. */
export const readPendingPartitionsWithTime: EntryReader = (entry) => {
  const reader = new StateReader(entry)
  const partitions: string[] = []
  for (let more = reader.count(2); more > 0; more--) {
    partitions.push(readName(reader))
    if (!reader.boolean()) reader.skip(8)
  }
  return found(partitions)
}

/** Names of partitions belong to whatever table the restored job writes: they are no paths. */
function found(partitions: readonly string[]): Found[] {
  if (partitions.length === 0) return []
  return [{ kind: 'partition-commit', certainty: 'sure', uncommitted: true, paths: [], ids: partitions }]
}

function readName(reader: StateReader): string {
  return reader.flinkString() ?? reader.fail('the name of a partition')
}

/**
 * Files that the compaction of the Table API's sink has still to do with (`CompactCoordinator`,
 * `CompactOperator`): for each checkpoint a map by partition, or a list, whose paths are written by Kryo.
 * Read is whether there are any; the present checkpoint is always there.
 */
export const readTableCompaction: EntryReader = (entry) => {
  const reader = new StateReader(entry)
  for (let checkpoints = reader.count(9); checkpoints > 0; checkpoints--) {
    reader.skip(8)
    if (!reader.boolean() && reader.count(1) > 0) {
      return [{ kind: 'file-sink-compactor', certainty: 'likely', uncommitted: true, paths: [], ids: [] }]
    }
  }
  return []
}
