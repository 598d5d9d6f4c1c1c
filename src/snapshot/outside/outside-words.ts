import type { OutsideKind, UnreadReason } from './outside.ts'

/** What is told of something outside of the snapshot: what it is, what comes of it, what to do. */
export interface OutsideWords {
  /** What the state points at, to follow "points at". */
  readonly what: string
  /** What a job restored from the snapshot does with it, where that is not committed or read yet. */
  readonly consequence: string
  /** The same where nothing of it is left to be done. */
  readonly settled?: string
  readonly advice: string
}

const NEW_UID = 'start it with a new uid of the sink and --allowNonRestoredState'
/** Flink tells a job that it stops of the savepoint's completion, upon which sinks commit. */
const STOPPED = `stop the job with a savepoint, after which it commits what is pending, and ${NEW_UID}`
const OF_FILES = `keep the output where it is; or let the sink roll its files at each checkpoint (OnCheckpointRollingPolicy), ${STOPPED}`
/** To drain fires all windows and timers: not for every job that goes on from the savepoint. */
const OF_COMPACTION = `keep the output where it is; or stop the job with --drain, where firing all its windows does no harm, and ${NEW_UID}`
const OF_A_SOURCE =
  'keep the input where it is; or start the job with a new uid of the source and --allowNonRestoredState, and choose what it reads first'
const OF_A_TABLE = `go on with the same table; or ${STOPPED}`

const WRITES_ON = 'a job restored from it goes on writing there, whatever output path it is given'
const READS_ON =
  'a job restored from it reads these files, whatever input path it is given, and takes all files of another path for new ones'
const NOT_KNOWN = 'whether a job restored from it would go on there is not known'

/** What is told of each kind. */
export const OUTSIDE_WORDS: Readonly<Record<OutsideKind, OutsideWords>> = {
  'file-sink-writer': { what: 'output in progress of a FileSink', consequence: WRITES_ON, advice: OF_FILES },
  'file-sink-committer': {
    what: 'output of a FileSink that is not committed',
    consequence:
      'a job restored from it commits these files where they are, and may fail where it cannot reach them',
    advice: OF_FILES,
  },
  'file-sink-compactor': {
    what: 'output that a file sink has yet to compact',
    consequence: 'a job restored from it compacts these files where they are',
    advice: OF_COMPACTION,
  },
  'streaming-file-sink': {
    what: 'output in progress of a StreamingFileSink',
    consequence: WRITES_ON,
    advice: OF_FILES,
  },
  'bucketing-sink': {
    what: 'output in progress of a BucketingSink',
    consequence: 'a job restored from it truncates, renames and writes files there',
    advice: 'keep the output where it is',
  },
  'partition-commit': {
    what: 'partitions that a table sink has yet to commit',
    consequence: 'a job restored from it commits them in the table that it is given',
    advice: OF_A_TABLE,
  },
  'file-source': {
    what: 'input of a FileSource',
    consequence: READS_ON,
    settled: 'a job restored from it takes all files of another path for new ones, and reads them',
    advice: OF_A_SOURCE,
  },
  'read-file': {
    what: 'input of readFile',
    consequence: READS_ON,
    settled:
      'a job restored from it reads only files that are newer than those it has read, whatever input path it is given',
    advice: OF_A_SOURCE,
  },
  iceberg: {
    what: 'commits to an Iceberg table',
    consequence: 'a job restored from it commits these files into the table that it is given',
    settled:
      'a job restored from it looks for its own commits in the table that it is given, by the id of the first job',
    advice: OF_A_TABLE,
  },
  hudi: {
    what: 'a Hudi table',
    consequence:
      'a job restored from it commits again what the first one wrote last, in the table that it is given',
    settled: 'a job restored from it reads on from this instant, in the table that it is given',
    advice: OF_A_TABLE,
  },
  paimon: {
    what: 'commits to a Paimon table',
    consequence: 'a job restored from it commits these files into the table that it is given',
    settled:
      'a job restored from it commits under the same name, and two jobs of one name at one table take the commits of the other for their own',
    advice: OF_A_TABLE,
  },
  'write-ahead-sink': {
    what: 'pending batches of a GenericWriteAheadSink',
    consequence:
      'their files are named inside serialised user state and cannot be relocated, and Flink would lose them without a failure',
    advice:
      'let its input pause until a checkpoint has completed without new records, and take a savepoint then: no batch is pending in it',
  },
  'kafka-transactions': {
    what: 'transactions of a Kafka sink',
    consequence:
      'a job restored from it goes on with these transactional ids, and fences off, or is fenced off by, the first job where both use one Kafka',
    advice: 'give the restored job a transactional id prefix of its own, or stop the first job',
  },
  'sink-writer': {
    what: 'output in progress of a sink whose format is not known here',
    consequence: NOT_KNOWN,
    advice: 'look up what the state of its writer holds; where that is files, keep them where they are',
  },
  'sink-committer': {
    what: 'output that a sink, whose format is not known here, has yet to commit',
    consequence: NOT_KNOWN,
    advice: 'look up what the state of its committer holds; where that is files, keep them where they are',
  },
}

/** Why it is not known what a state points at, to follow the state's name. */
export const UNREAD_WORDS: Readonly<Record<UnreadReason, string>> = {
  'too-large': 'is larger than what is read of one state',
  'left-out': 'was left out, for a large part of the state was read already',
  compressed: 'is compressed (execution.checkpointing.snapshot-compression)',
  elsewhere: "lies outside of the snapshot's own directory, where nothing is opened",
  failed: 'could not be read',
  'not-asked': 'was not read, for state-reads is false',
}
