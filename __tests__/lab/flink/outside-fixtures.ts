/** Fixtures whose state names files that are no part of the snapshot: what a job writes to, or reads. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Fixture } from './make-fixtures.ts'

/** What the jobs write, and read. As fixed as the snapshots' own places: these paths stand in the state. */
const OUTPUT = 'file:///tmp/flink-snapshots/output'
const BUCKET_OUTPUT = 's3://flink-snapshots/output'
const INPUT = '/tmp/flink-snapshots/input'

/** So many files, of so many lines each, that a job is in the midst of them when its snapshot is taken. */
export const INPUT_FILES = 12
export const INPUT_LINES = 200

/** What was open when the last number came is committed when one of the first is complete. */
const IDLE_CHECKPOINTS = 4

const hashmap = 'hashmap'
const reading = { input: `file://${INPUT}`, linePauseMs: 20 } as const

const inProgress =
  'its `writer_raw_states` name the bucket, the file in progress and the hidden file that is written to.'
const committables =
  'its `streaming_committer_raw_states` hold files that are to be committed, and their hidden names.'

/** Writes the files that jobs with an `input` read: each line begins with the name of its file. */
export async function writeInput(directory = INPUT, label = 'input'): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (let file = 0; file < INPUT_FILES; file++) {
    const name = `${label}/part-${String(file).padStart(2, '0')}`
    const lines = Array.from({ length: INPUT_LINES }, (_, line) => `${name} line ${String(line)}\n`)
    await writeFile(path.join(directory, path.basename(name)), lines.join(''))
  }
}

const writer = `the operator \`files\` is the writer of a FileSink with the default rolling policy: ${inProgress}`
const committer = `the operator \`files\` is the committer of a FileSink that rolls at checkpoints: ${committables}`

/** By their names. */
export const OUTSIDE_FIXTURES: Readonly<Record<string, Fixture>> = {
  'flink2.3-hashmap-checkpoint-file-sink': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'checkpoint', backend: hashmap, sink: 'file', output: OUTPUT },
    about: [
      `Metadata version 6: every handle is relative; ${writer}`,
      'Shows: a checkpoint of a job that goes on writing to the same hidden file, wherever it is restored.',
    ],
  },
  'flink2.3-hashmap-savepoint-file-sink': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'file', output: OUTPUT },
    about: [`Metadata version 6: every handle is relative; ${writer}`, 'Shows: the same of a savepoint.'],
  },
  'flink2.3-hashmap-savepoint-file-sink-inline': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, threshold: '20kb', sink: 'file', output: OUTPUT },
    about: [
      `Metadata version 6: all state is in-line; ${writer}`,
      'Shows: state that names files, inside `_metadata` itself.',
    ],
  },
  'flink2.3-hashmap-checkpoint-file-sink-compressed': {
    flink: '2.3.0',
    files: true,
    job: {
      kind: 'checkpoint',
      backend: hashmap,
      sink: 'file',
      output: OUTPUT,
      conf: { 'execution.checkpointing.snapshot-compression': 'true' },
    },
    about: [
      `Metadata version 6: every handle is relative; ${writer}`,
      'Shows: the same of a job that compresses its state.',
    ],
  },
  'flink2.3-hashmap-savepoint-file-sink-stop': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'savepoint-stop', backend: hashmap, sink: 'file', output: OUTPUT },
    about: [
      `Metadata version 6: every handle is relative; ${writer}`,
      'Shows: to stop with a savepoint does not finish the files in progress.',
    ],
  },
  'flink2.3-hashmap-savepoint-file-sink-drain': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'savepoint-drain', backend: hashmap, sink: 'file', output: OUTPUT },
    about: [
      'Metadata version 6: every handle is relative; the job was drained: `writer_raw_states` name the bucket, but no file in progress.',
      'Shows: what is left of a FileSink that has finished its files: a restored job writes new ones into the same bucket, unless a checkpoint comes before its first record.',
    ],
  },
  'flink2.3-hashmap-checkpoint-file-sink-rolled': {
    flink: '2.3.0',
    files: true,
    job: {
      kind: 'checkpoint',
      backend: hashmap,
      checkpoints: IDLE_CHECKPOINTS,
      sink: 'file-on-checkpoint',
      output: OUTPUT,
    },
    about: [
      'Metadata version 6: every handle is relative; the FileSink rolls at checkpoints, and had nothing to roll at the last one.',
      'Shows: a FileSink that has nothing in progress and nothing to commit, and has forgotten its bucket.',
    ],
  },
  'flink2.3-hashmap-savepoint-file-sink-rolled-stop': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'savepoint-stop', backend: hashmap, sink: 'file-on-checkpoint', output: OUTPUT },
    about: [
      `Metadata version 6: every handle is relative; ${committer}`,
      'Shows: files that were finished with the savepoint, and are committed again by who restores it.',
    ],
  },
  'flink2.3-hashmap-checkpoint-file-sink-compacted': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'checkpoint', backend: hashmap, rounds: 3, sink: 'file-compacted', output: OUTPUT },
    about: [
      "Metadata version 6: every handle is relative; the FileSink compacts: files of several checkpoints wait for it in the coordinator's `remaining_compact_commit_raw_state`.",
      'Shows: files that are to be joined and deleted.',
    ],
  },
  'flink2.3-hashmap-savepoint-file-sink-s3': {
    flink: '2.3.0',
    files: true,
    s3: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'file', output: BUCKET_OUTPUT },
    about: [
      'Metadata version 6: every handle is relative; `writer_raw_states` names an unfinished multipart upload to `s3://flink-snapshots/output`, and the object that keeps its last bytes.',
      'Shows: the same on S3.',
    ],
  },
  'flink2.3-hashmap-savepoint-file-sink-s3-rolled-stop': {
    flink: '2.3.0',
    files: true,
    s3: true,
    job: { kind: 'savepoint-stop', backend: hashmap, sink: 'file-on-checkpoint', output: BUCKET_OUTPUT },
    about: [
      `Metadata version 6: every handle is relative; ${committer}`,
      'Shows: multipart uploads on S3 that are completed by who restores the savepoint.',
    ],
  },
  'flink2.3-hashmap-savepoint-file-source': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, source: 'file', ...reading },
    about: [
      "Metadata version 6: every handle is relative; the operator `files-in` is a FileSource that goes on looking for files: its coordinator's state names those to be read and those that were, `SourceReaderState` those that are being read.",
      'Shows: a job that reads the rest of the same files, wherever it is restored.',
    ],
  },
  'flink2.3-hashmap-checkpoint-file-source-bounded': {
    flink: '2.3.0',
    files: true,
    job: { kind: 'checkpoint', backend: hashmap, source: 'file-bounded', ...reading },
    about: [
      "Metadata version 6: every handle is relative; the operator `files-in` is a FileSource that ends: its coordinator's state names the files to be read, `SourceReaderState` those that are being read.",
      'Shows: the same of a checkpoint, and of a source that looks for files only once.',
    ],
  },
  'flink2.3-hashmap-checkpoint-write-ahead-idle': {
    flink: '2.3.0',
    job: { kind: 'checkpoint', backend: hashmap, writeAhead: 'idle', checkpoints: IDLE_CHECKPOINTS },
    about: [
      'Metadata version 6: every handle is relative; the operator state `pending-checkpoints` has no entries.',
      'Shows: a GenericWriteAheadSink that has sent all its batches, and names no files.',
    ],
  },
  'flink2.3-hashmap-savepoint-streaming-file-sink': {
    flink: '2.3.0',
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'streaming-file', output: OUTPUT },
    about: [streamingFile('Metadata version 6'), 'Shows: the sink before FileSink, which Flink 2 still has.'],
  },
  'flink1.20-hashmap-savepoint-file-sink': {
    flink: '1.20.1',
    files: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'file', output: OUTPUT },
    about: [`Metadata version 4: every handle is relative; ${writer}`, 'Shows: the same of Flink 1.20.'],
  },
  'flink1.20-hashmap-savepoint-file-sink-rolled-stop': {
    flink: '1.20.1',
    files: true,
    job: { kind: 'savepoint-stop', backend: hashmap, sink: 'file-on-checkpoint', output: OUTPUT },
    about: [`Metadata version 4: every handle is relative; ${committer}`, 'Shows: the same of Flink 1.20.'],
  },
  'flink1.20-hashmap-checkpoint-file-source': {
    flink: '1.20.1',
    files: true,
    job: { kind: 'checkpoint', backend: hashmap, source: 'file', ...reading },
    about: [
      "Metadata version 4: every handle is relative; the operator `files-in` is a FileSource: its coordinator's state and `SourceReaderState` name files.",
      'Shows: the same of Flink 1.20.',
    ],
  },
  'flink1.20-hashmap-savepoint-iceberg': {
    flink: '1.20.1',
    iceberg: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'iceberg', output: `${OUTPUT}/table` },
    about: [
      'Metadata version 4: every handle is relative; `iceberg-files-committer-state` of an Iceberg sink names manifests that are not committed to the table, `iceberg-flink-job-id` the job.',
      'Shows: files that a restored job commits to the table that it is given.',
    ],
  },
  'flink1.20-hashmap-savepoint-iceberg-v2': {
    flink: '1.20.1',
    iceberg: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'iceberg-v2', output: `${OUTPUT}/table` },
    about: [
      "Metadata version 4: every handle is relative; `streaming_committer_raw_states` hold what Iceberg's sink with Flink's own committer has yet to commit.",
      'Shows: the same of the newer sink.',
    ],
  },
  'flink1.20-hashmap-savepoint-read-file': {
    flink: '1.20.1',
    job: { kind: 'savepoint-canonical', backend: hashmap, source: 'read-file', ...reading },
    about: [
      "Metadata version 4: every handle is relative; `splits` of the operator `files-in` names the files to be read, in Java's serialisation, `file-monitoring-state` the time of the newest one.",
      'Shows: the source before FileSource.',
    ],
  },
  'flink1.20-hashmap-savepoint-streaming-file-sink': {
    flink: '1.20.1',
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'streaming-file', output: OUTPUT },
    about: [streamingFile('Metadata version 4'), 'Shows: the sink before FileSink.'],
  },
  'flink1.16-hashmap-savepoint-file-sink': {
    flink: '1.16.1',
    files: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'file', output: OUTPUT },
    about: [`Metadata version 4: every handle is relative; ${writer}`, 'Shows: the same of Flink 1.16.'],
  },
  'flink1.14-hashmap-savepoint-file-sink': {
    flink: '1.14.6',
    files: true,
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'file', output: OUTPUT },
    about: [
      `Metadata version 3: every handle is relative; ${writer}`,
      'Shows: the same of Flink 1.14, with the first interface of sinks.',
    ],
  },
  'flink1.14-hashmap-savepoint-streaming-file-sink': {
    flink: '1.14.6',
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'streaming-file', output: OUTPUT },
    about: [streamingFile('Metadata version 3'), 'Shows: the sink before FileSink, as of Flink 1.14.'],
  },
  'flink1.10-hashmap-savepoint-streaming-file-sink': {
    flink: '1.10.2',
    job: { kind: 'savepoint-canonical', backend: hashmap, sink: 'streaming-file', output: OUTPUT },
    about: [
      streamingFile(
        'Metadata version 2',
        `an absolute URI under \`file:/tmp/flink-snapshots/source/savepoint-…\``,
      ),
      'Shows: the sink before FileSink, as of Flink 1.10.',
    ],
  },
}

function streamingFile(version: string, handle = 'relative'): string {
  return `${version}: every handle is ${handle}; \`bucket-states\` of the operator \`files\`, a StreamingFileSink with the default rolling policy, names the bucket, the file in progress and the hidden file that is written to.`
}
