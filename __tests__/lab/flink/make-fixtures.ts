/**
 * Makes `fixtures/snapshots/<name>` anew on real Flink: `node __tests__/lab/flink/make-fixtures.ts [name
 * …]`, all without a name. Needs JDK 17 and Maven on PATH, and a system with /tmp. Names and contents of
 * the files differ from run to run.
 */
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFixtureBucket } from './fixture-bucket.ts'
import { openFlinkLab } from './flink-lab.ts'
import {
  AFTER_FINISH,
  changelogCheckpoint,
  changelogSettings,
  checkpointAfterClaim,
  checkpointAfterFixedClaim,
  inFlight,
  processedSavepoint,
  restartedCheckpoint,
  UNALIGNED,
  type Job,
  type Scene,
  type Written,
} from './histories.ts'
import { OUTSIDE_FIXTURES, writeInput } from './outside-fixtures.ts'

/** How one fixture is made, and what is said of it. */
export interface Fixture {
  readonly flink: string
  readonly changelog?: boolean
  readonly files?: boolean
  readonly iceberg?: boolean
  readonly stateProcessor?: boolean
  /** Written to a bucket, by Flink's own plugin for S3. */
  readonly s3?: true
  /** More than the snapshot's own directory belongs to it: all that was written. */
  readonly scattered?: true
  readonly job: Job
  /** How it comes to be, where `write` does not do; and that in words. */
  readonly history?: { readonly write: (scene: Scene) => Promise<Written>; readonly words: string }
  /** Two sentences for ABOUT.md: what the metadata looks like, and what the fixture shows. */
  readonly about: readonly [string, string]
}

/** Every snapshot is written here, so that no path of the machine that made it gets into `_metadata`. */
const HOME = '/tmp/flink-snapshots'
const SOURCE = `${HOME}/source`
const SNAPSHOTS = fileURLToPath(new URL('../../../fixtures/snapshots/', import.meta.url))
const LARGEST_BYTES = 300_000

const rocksdb = 'rocksdb'
const hashmap = 'hashmap'
const unaligned = (flink: string): Job => ({ ...inFlight(flink), backend: hashmap, conf: UNALIGNED })
const FIXTURES: Readonly<Record<string, Fixture>> = {
  'flink1.10-rocksdb-savepoint': {
    flink: '1.10.2',
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    about: [
      `Metadata version 2: every handle is an absolute URI under \`file:${SOURCE}/savepoint-…\`, where the files no longer are.`,
      'Shows: a savepoint that was moved before its metadata was rewritten (the former home has to be found), keyed, operator and broadcast state.',
    ],
  },
  'flink1.13-rocksdb-savepoint': {
    flink: '1.13.6',
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    about: [
      "Metadata version 3: every handle is relative to the snapshot's directory.",
      'Shows: version 3, with no properties at the end of the file.',
    ],
  },
  'flink1.16-rocksdb-savepoint-native': {
    flink: '1.16.1',
    job: { kind: 'savepoint-native', backend: rocksdb },
    about: [
      "Metadata version 4: incremental handles with RocksDB's own files, all relative to the snapshot's directory.",
      'Shows: a native savepoint, told from a checkpoint by the properties at the end of the file.',
    ],
  },
  'flink1.16-hashmap-savepoint-inline': {
    flink: '1.16.1',
    job: { kind: 'savepoint-canonical', backend: hashmap, threshold: '20kb' },
    about: [
      'Metadata version 4: all state is in-line; the names of the in-line states are the paths that files would have had.',
      'Shows: a snapshot that is one file, with names that look like URIs and must stay as they are.',
    ],
  },
  'flink1.14-rocksdb-savepoint-s3': {
    flink: '1.14.2',
    s3: true,
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    about: [
      'Metadata version 3: every handle is an absolute URI under `s3://flink-snapshots/savepoint-…`.',
      'Shows: a savepoint on S3 that names its place by a bug of Flink 1.11.0 to 1.14.3 (FLINK-25952).',
    ],
  },
  'flink1.20-rocksdb-savepoint-entropy': {
    flink: '1.20.1',
    s3: true,
    scattered: true,
    job: {
      kind: 'savepoint-canonical',
      backend: rocksdb,
      conf: { 's3.entropy.key': '_entropy_', 's3.entropy.length': '4' },
    },
    history: {
      write: ({ lab, home, job }) => lab.write({ ...job, dir: `${home}/_entropy_/savepoints` }),
      words: 'to `s3://flink-snapshots/_entropy_/savepoints`',
    },
    about: [
      'Metadata version 4: every handle is an absolute URI of the bucket `flink-snapshots`, below a random prefix of its own.',
      "Shows: entropy injection; the savepoint's directory holds only `_metadata`.",
    ],
  },
  'flink2.0-rocksdb-checkpoint-merged-across': {
    flink: '2.0.2',
    job: {
      kind: 'checkpoint-incremental',
      backend: rocksdb,
      parallelism: 1,
      conf: {
        'execution.checkpointing.file-merging.enabled': 'true',
        'execution.checkpointing.file-merging.across-checkpoint-boundary': 'true',
      },
    },
    about: [
      'Metadata version 5: file segments, absolute, in files that several checkpoints wrote to.',
      'Shows: file merging across the checkpoint boundary, where Flink did write all the files.',
    ],
  },
  'flink2.0-hashmap-savepoint': {
    flink: '2.0.2',
    job: { kind: 'savepoint-canonical', backend: hashmap },
    about: [
      "Metadata version 5: operators carry names and uids; every handle is relative to the snapshot's directory.",
      'Shows: version 5.',
    ],
  },
  'flink2.3-rocksdb-savepoint': {
    flink: '2.3.0',
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    about: [
      "Metadata version 6: every handle is relative to the snapshot's directory.",
      'Shows: a self-contained savepoint, of which nothing has to be rewritten.',
    ],
  },
  'flink2.3-hashmap-checkpoint': {
    flink: '2.3.0',
    job: { kind: 'checkpoint', backend: hashmap },
    about: [
      'Metadata version 6: a retained full checkpoint, all its handles relative to `chk-N`.',
      'Shows: a checkpoint below its job directory.',
    ],
  },
  'flink2.3-rocksdb-checkpoint-incremental': {
    flink: '2.3.0',
    job: { kind: 'checkpoint-incremental', backend: rocksdb },
    about: [
      `Metadata version 6: RocksDB's files are absolute URIs under \`file:${SOURCE}/<job id>/shared\`, the rest is relative.`,
      'Shows: a retained incremental checkpoint whose files lie beside `chk-N`, away from where the metadata says they are.',
    ],
  },
  'flink2.3-rocksdb-checkpoint-merged': {
    flink: '2.3.0',
    job: {
      kind: 'checkpoint-incremental',
      backend: rocksdb,
      conf: { 'execution.checkpointing.file-merging.enabled': 'true' },
    },
    about: [
      'Metadata version 6: file segments in `shared/` and `taskowned/`, absolute, and the directories that Flink may delete under CLAIM.',
      'Shows: file merging; `chk-N` holds only `_metadata`, several handles point into one file.',
    ],
  },
  'flink2.3-rocksdb-checkpoint-changelog': {
    flink: '2.3.0',
    changelog: true,
    job: { kind: 'checkpoint', backend: rocksdb, conf: changelogSettings(`file://${SOURCE}`, '600s') },
    about: [
      'Metadata version 6: changelog handles; the deltas are absolute URIs under `<job id>/dstl`, their sizes counted before compression.',
      "Shows: a checkpoint whose keyed state is a log of changes beside the job's checkpoints.",
    ],
  },
  'flink1.11-hashmap-checkpoint-unaligned': {
    flink: '1.11.6',
    job: unaligned('1.11.6'),
    about: [
      'Metadata version 3: channel state without the number of the subtask, as only Flink 1.11 writes it; all handles relative.',
      'Shows: data in flight, in the layout that shares its version number with another one.',
    ],
  },
  'flink1.20-hashmap-checkpoint-unaligned': {
    flink: '1.20.1',
    job: unaligned('1.20.1'),
    about: [
      'Metadata version 4: channel state of inputs and outputs, several handles into one file; all handles relative.',
      'Shows: data in flight.',
    ],
  },
  'flink2.3-hashmap-checkpoint-unaligned': {
    flink: '2.3.0',
    job: unaligned('2.3.0'),
    about: [
      'Metadata version 6: merged channel state, with bytes of its own beside the handle; all handles relative.',
      'Shows: data in flight, as Flink 2.1 and later write it.',
    ],
  },
  'flink1.14-hashmap-checkpoint-finished': {
    flink: '1.14.6',
    job: { kind: 'checkpoint', backend: hashmap, bounded: true, conf: AFTER_FINISH },
    about: [
      'Metadata version 3: two operators are fully finished, a count of -1 stands for their subtasks.',
      'Shows: a checkpoint that was taken after a part of the job had ended.',
    ],
  },
  'flink1.14-rocksdb-checkpoint-restarted': {
    flink: '1.14.6',
    job: { kind: 'checkpoint-incremental', backend: rocksdb },
    history: {
      write: restartedCheckpoint,
      words: 'then `restore` from that checkpoint with the same arguments',
    },
    about: [
      `Metadata version 3: absolute URIs under \`file:${SOURCE}/<job id>/shared\` of two jobs, the own one and an earlier one.`,
      'Shows: a job that was started from a retained checkpoint goes on using its files.',
    ],
  },
  'flink1.20-rocksdb-checkpoint-changelog': {
    flink: '1.20.1',
    changelog: true,
    job: {
      kind: 'checkpoint-incremental',
      backend: rocksdb,
      rounds: 8,
      conf: changelogSettings(`file://${SOURCE}`, '3s'),
    },
    history: { write: changelogCheckpoint, words: 'repeated until state was materialised in part' },
    about: [
      'Metadata version 4: changelog handles with a materialised part in `taskowned/` and a delta under `<job id>/dstl`, absolute URIs.',
      'Shows: both halves of a changelog checkpoint.',
    ],
  },
  'flink2.3-rocksdb-savepoint-processed': {
    flink: '2.3.0',
    stateProcessor: true,
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    history: { write: processedSavepoint, words: 'then `process` from that savepoint' },
    about: [
      'Metadata version 6: every handle is relative; one operator was made by the API and bears the name that this gives it.',
      'Shows: a savepoint that the State Processor API wrote, for which no job ever stopped.',
    ],
  },
  'flink1.20-rocksdb-checkpoint-after-claim-absolute': {
    flink: '1.20.1',
    job: { kind: 'checkpoint-incremental', backend: rocksdb, parallelism: 1 },
    history: {
      write: checkpointAfterFixedClaim,
      words:
        'but first a native savepoint of the same job, from which it was started with `--claim-mode CLAIM`, then `name-claimed`',
    },
    about: [
      `Metadata version 4: absolute URIs under \`file:${SOURCE}/savepoints/savepoint-…\`, the claimed savepoint, and under the job's own directory.`,
      "Shows: the same as a Flink with FLINK-39964 fixed writes it; Flink's own classes made the handles absolute, for no such release is to be had.",
    ],
  },
  'flink2.3-hashmap-savepoint-write-ahead': {
    flink: '2.3.0',
    job: {
      kind: 'savepoint-canonical',
      backend: hashmap,
      writeAhead: true,
      // Where the batches lie, for that is what the hidden handles name.
      conf: {
        'state.checkpoints.dir': `file://${SOURCE}/checkpoints`,
        'execution.checkpointing.dir': `file://${SOURCE}/checkpoints`,
      },
    },
    about: [
      "Metadata version 6: every handle is relative; the operator state `pending-checkpoints` holds handles in Java's serialisation.",
      'Shows: the pending batches of a GenericWriteAheadSink, which lie in files that no reader of `_metadata` sees.',
    ],
  },
  'flink2.3-rocksdb-checkpoint-after-claim': {
    flink: '2.3.0',
    job: { kind: 'checkpoint-incremental', backend: rocksdb },
    history: {
      write: checkpointAfterClaim,
      words:
        'but first a native savepoint of the same job, from which it was started with `--claim-mode CLAIM`',
    },
    about: [
      "Metadata version 6: relative handles whose files are not in `chk-N`; they lie in the claimed savepoint's directory (FLINK-39964).",
      'Shows: a checkpoint that Flink itself cannot restore, and that is mended by naming the claimed savepoint.',
    ],
  },
  ...OUTSIDE_FIXTURES,
}

async function make(name: string, fixture: Fixture): Promise<void> {
  await rm(HOME, { recursive: true, force: true })
  await mkdir(SOURCE, { recursive: true })
  if (fixture.job.input !== undefined) await writeInput()
  const written = await write(fixture)
  const snapshot = local(written.path)
  const home = path.join(SNAPSHOTS, name)
  await rm(home, { recursive: true, force: true })
  if (fixture.scattered === true) {
    await cp(SOURCE, path.join(home, 'bucket'), { recursive: true })
  } else if (path.basename(snapshot).startsWith('chk-')) {
    const jobDirectory = path.dirname(snapshot)
    // A checkpoint that was under way when the job was stopped may lie beside it.
    const wanted = (from: string): boolean => !path.basename(from).startsWith('chk-') || from === snapshot
    await cp(jobDirectory, path.join(home, path.basename(jobDirectory)), { recursive: true, filter: wanted })
  } else {
    await cp(snapshot, path.join(home, 'snapshot'), { recursive: true })
  }
  if (written.former !== undefined) await keepFormer(local(written.former), home)
  await writeFile(path.join(home, 'ABOUT.md'), about(fixture))
  const bytes = await sizeOf(home)
  if (bytes > LARGEST_BYTES)
    throw new Error(`${name} has ${bytes} bytes: a fixture may have ${LARGEST_BYTES}`)
  console.log(`${name}: ${bytes} bytes`)
}

/** Runs the job; what it wrote to a bucket is below {@link SOURCE} afterwards too. */
async function write({
  flink,
  changelog = false,
  files = false,
  iceberg = false,
  stateProcessor = false,
  s3,
  job: wanted,
  history,
}: Fixture): Promise<Written> {
  const bucket = s3 === true ? await openFixtureBucket() : undefined
  const lab = await openFlinkLab(flink, {
    changelog,
    files,
    iceberg,
    stateProcessor,
    s3Plugin: s3 ? 'hadoop' : undefined,
    session: true,
  })
  try {
    const home = bucket?.uri ?? `file://${SOURCE}`
    const job = { ...wanted, conf: { ...wanted.conf, ...bucket?.conf } }
    const place = { lab, home, dir: home, job }
    const written: Written = await (history === undefined
      ? lab.write({ ...job, dir: place.dir })
      : history.write(place))
    await bucket?.mirror(SOURCE)
    return written
  } finally {
    await lab.close()
    await bucket?.close()
  }
}

/**
 * The files of the snapshot before, without its `_metadata`: what is left of it once Flink has no more use
 * for it.
 */
async function keepFormer(former: string, home: string): Promise<void> {
  const directory = path.basename(former).startsWith('chk-') ? path.dirname(former) : former
  const to = path.join(home, path.relative(SOURCE, directory))
  await cp(directory, to, {
    recursive: true,
    filter: (from) => !path.basename(from).startsWith('chk-') && path.basename(from) !== '_metadata',
  })
}

/** Where a file of a job lies on this machine, those that were mirrored from a bucket included. */
function local(uri: string): string {
  return uri.replace(/^s3:\/\/[^/]+/, SOURCE).replace(/^file:(\/\/)?/, '')
}

function about({ flink, job, history, about: [metadata, shows] }: Fixture): string {
  const args = Object.entries(job).map(([key, value]) =>
    typeof value === 'object'
      ? Object.entries(value)
          .map((pair) => `--conf ${pair.join('=')}`)
          .join(' ')
      : `--${key.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${String(value)}`,
  )
  const then = history === undefined ? '' : `, ${history.words}`
  return `Written by \`generator/\` on Flink ${flink}: \`write ${args.join(' ')}\`${then}.\n${metadata}\n${shows}\n`
}

async function sizeOf(directory: string): Promise<number> {
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  const sizes = await Promise.all(
    files.map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(FIXTURES)
for (const name of wanted) {
  const fixture = FIXTURES[name]
  if (fixture === undefined)
    throw new Error(`no fixture '${name}': there are ${Object.keys(FIXTURES).join(', ')}`)
  await make(name, fixture)
}
await rm(HOME, { recursive: true, force: true })
console.log('Now write the golden files anew: node scripts/golden.ts')
