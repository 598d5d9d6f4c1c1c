import { readCommitter } from './committer.ts'
import { bucketReader, readCompactCoordinator, readCompactor } from './file-sink.ts'
import { readSourceCoordinator, readSourceReader } from './file-source.ts'
import type { StateRow } from './formats.ts'
import { readIcebergFiles, readIcebergJobId } from './iceberg.ts'
import { readBucketingSink, readInputSplit, readPendingBatch } from './java-states.ts'
import { readKafkaWriter, readTransactionalIdHint } from './kafka.ts'
import { readCommitUser, readMonitoring } from './other-tables.ts'
import {
  readPendingPartitions,
  readPendingPartitionsWithTime,
  readTableCompaction,
} from './partition-commit.ts'

/**
 * Every operator state that may point outside of the snapshot. Above each name stands the class that
 * registers it; each reader says from which class its format comes.
 */
const ROWS: readonly StateRow[] = [
  // StatefulSinkWriterStateHandler: the writers of all sinks since 1.12.
  row('writer_raw_states', 'sink-writer', [bucketReader('file-sink-writer'), readKafkaWriter], {
    by: 'unknown',
  }),
  // CommitterOperator, GlobalCommitterOperator; Paimon's committer in a format of its own.
  row('streaming_committer_raw_states', 'sink-committer', [readCommitter], {
    by: 'unknown',
    beside: { name: 'commit_user_state', kind: 'paimon' },
  }),
  // CompactorOperator and CompactCoordinator of FileSink.
  row('remaining_requests_raw_state', 'file-sink-compactor', [readCompactor]),
  row('remaining_compact_commit_raw_state', 'file-sink-compactor', [readCompactCoordinator]),
  // CompactCoordinator and CompactOperator of the Table API.
  row('files-state', 'file-sink-compactor', [readTableCompaction]),
  row('expired-files', 'file-sink-compactor', [readTableCompaction]),
  // StreamingFileSinkHelper, AbstractStreamingWriter of the Table API, BucketingSink.
  row('bucket-states', 'streaming-file-sink', [bucketReader('streaming-file-sink'), readBucketingSink]),
  // PartitionTimeCommitTrigger, ProcTimeCommitTrigger.
  row('pending-partitions', 'partition-commit', [readPendingPartitions]),
  row('pending-partitions-with-time', 'partition-commit', [readPendingPartitionsWithTime]),
  // SourceOperator: of every source.
  row('SourceReaderState', 'file-source', [readSourceReader], { by: 'nothing' }),
  // ContinuousFileReaderOperator, ContinuousFileMonitoringFunction.
  row('splits', 'read-file', [readInputSplit], { by: 'unknown' }),
  row('file-monitoring-state', 'read-file', [readMonitoring], { committed: true }),
  // IcebergFilesCommitter.
  row('iceberg-files-committer-state', 'iceberg', [readIcebergFiles]),
  row('iceberg-flink-job-id', 'iceberg', [readIcebergJobId], { committed: true }),
  // AbstractStreamWriteFunction of Hudi: written by Kryo, or as an Avro record without paths.
  row('write-metadata-state', 'hudi', [], { notUnderstood: 'likely' }),
  row('write-metadata-state-v2', 'hudi', [], { notUnderstood: 'likely' }),
  // CommitterOperator and StoreSinkWrite of Paimon.
  row('commit_user_state', 'paimon', [readCommitUser], { committed: true }),
  // GenericWriteAheadSink.
  row('pending-checkpoints', 'write-ahead-sink', [readPendingBatch]),
  // FlinkKafkaProducer.
  row('next-transactional-id-hint', 'kafka-transactions', [], { notUnderstood: 'likely', committed: true }),
  row('next-transactional-id-hint-v2', 'kafka-transactions', [readTransactionalIdHint], { committed: true }),
]

/** State of an operator's coordinator: of every source, and of some operators that are none. */
export const COORDINATOR_ROW: StateRow = row('coordinator', 'file-source', [readSourceCoordinator], {
  by: 'nothing',
})

const BY_NAME = new Map(ROWS.map((each) => [each.name, each]))

/** The row of an operator state of this name. */
export function rowOf(name: string): StateRow | undefined {
  return BY_NAME.get(name)
}

interface RowOptions {
  readonly by?: StateRow['byName']
  readonly notUnderstood?: StateRow['notUnderstood']
  readonly committed?: boolean
  readonly beside?: StateRow['beside']
}

function row(
  name: string,
  kind: StateRow['kind'],
  readers: StateRow['readers'],
  {
    by = 'likely',
    notUnderstood = by === 'nothing' ? 'nothing' : 'unknown',
    committed = false,
    beside,
  }: RowOptions = {},
): StateRow {
  return { name, kind, byName: by, notUnderstood, uncommitted: !committed, readers, beside }
}
