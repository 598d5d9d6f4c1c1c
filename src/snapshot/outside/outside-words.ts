import type { OutsideKind, UnreadReason } from './outside.ts'

/** What is told of something outside of the snapshot: what it is, and what comes of it. */
export interface OutsideWords {
  /** What the state points at, to follow "points at". */
  readonly what: string
  /** What a job restored from the snapshot does with it. */
  readonly consequence: string
}

/** The words of a kind, and what to do about it. */
export interface KindWords extends OutsideWords {
  readonly advice: string
  /** Where nothing is left to be committed or read, and that makes another thing of it. */
  readonly settled?: OutsideWords
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
const FENCES = 'where the first job goes on with them too, on one Kafka, the two fence each other off'
const NOT_KNOWN = 'whether a job restored from it would go on there is not known'

/** What is told of each kind. */
export const OUTSIDE_WORDS: Readonly<Record<OutsideKind, KindWords>> = {
  'file-sink-writer': {
    what: 'output in progress of a FileSink',
    consequence: WRITES_ON,
    settled: {
      what: 'a directory that a FileSink wrote to last',
      consequence:
        'a job restored from it writes new files there, unless a checkpoint comes before its records',
    },
    advice: OF_FILES,
  },
  'file-sink-committer': {
    what: 'output of a FileSink that is not committed',
    consequence:
      'a job restored from it commits these files where they are; without them it fails, or goes on and their records are lost',
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
    what: 'input that a FileSource has yet to read',
    consequence: 'a job restored from it reads these files, whatever input path it is given',
    settled: {
      what: 'input that a FileSource has found before',
      consequence: 'a job restored from it takes all files of another path for new ones, and reads them',
    },
    advice: OF_A_SOURCE,
  },
  'read-file': {
    what: 'input that readFile has yet to read',
    consequence: 'a job restored from it reads these files, whatever input path it is given',
    settled: {
      what: 'a time up to which readFile has read its input',
      consequence: 'a job restored from it reads only files that are newer, whatever input path it is given',
    },
    advice: OF_A_SOURCE,
  },
  iceberg: {
    what: 'files that are not committed to an Iceberg table',
    consequence: 'a job restored from it commits these files into the table that it is given',
    settled: {
      what: 'commits of the first job to an Iceberg table',
      consequence: 'a job restored from it looks for these commits in the table that it is given',
    },
    advice: OF_A_TABLE,
  },
  hudi: {
    what: 'what was written last to a Hudi table',
    consequence: 'a job restored from it commits that again, in the table that it is given',
    settled: {
      what: 'an instant of a Hudi table',
      consequence: 'a job restored from it reads on from this instant, in the table that it is given',
    },
    advice: OF_A_TABLE,
  },
  paimon: {
    what: 'what is not committed to a Paimon table',
    consequence: 'a job restored from it commits that into the table that it is given',
    settled: {
      what: 'the name under which a job commits to a Paimon table',
      consequence:
        'a job restored from it goes on with this name, and two jobs of one name at one table take the commits of the other for their own',
    },
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
    what: 'transactions of a Kafka sink that are not committed',
    consequence: `a job restored from it commits these transactions, and goes on with their ids: ${FENCES}`,
    settled: {
      what: 'transactional ids of a Kafka sink',
      consequence: `a job restored from it goes on with these ids: ${FENCES}`,
    },
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
