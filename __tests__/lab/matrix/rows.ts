import type { LoadResult, WrittenKind } from '../flink/flink-lab.ts'
import {
  AFTER_FINISH,
  changelogCheckpoint,
  changelogSettings,
  checkpointAfterClaim,
  checkpointAfterFixedClaim,
  inFlight,
  materialisedInPart,
  processedSavepoint,
  restartedCheckpoint,
  UNALIGNED,
  type Job,
  type Scene,
  type Written,
} from '../flink/histories.ts'
import type { Column } from './columns.ts'
import { FURTHER_ROWS } from './further-rows.ts'
import { always, has, inShared, jobDirectory, lastName, since, withFiles } from './shapes.ts'

/** One kind of snapshot. */
export interface Row {
  readonly name: string
  readonly title: string
  /** Why a release has no such snapshot, or the lab cannot make one; undefined where it can. */
  readonly without: (column: Column) => string | undefined
  /**
   * The job that writes it. `home` is a place of its own (the source's, or the target's once it is restored).
   */
  readonly job: (home: string, column: Column) => Job
  /** How it comes to be, where `write` does not do. */
  readonly write?: (scene: Scene) => Promise<Written>
  /** Says what is wrong when the snapshot is not of the kind that the row is about. */
  readonly shape: (loaded: LoadResult, written: Written) => string | undefined
  /** Further arguments of `relocate`. */
  readonly args?: (source: string, target: string, written: Written) => readonly string[]
  /** Settings of the writing job alone, which the restored job must not have. */
  readonly sourceConf?: Readonly<Record<string, string>>
  /** What the restored job takes next. */
  readonly next: WrittenKind
  /** And what it takes in the end, where that is no canonical savepoint. */
  readonly last?: WrittenKind
  /** Only this claim mode, and why. */
  readonly only?: { readonly mode: string; readonly why: string }
  /**
   * The relocated snapshot is moved once more, by a plain copy, and proved there: no handle may name its
   * place.
   */
  readonly movesOn?: true
  /** With how many subtasks the restored job runs, first and then again, where that is not as before. */
  readonly parallelism?: readonly [number, number]
  /** The job goes on while its checkpoint is relocated, to be ended only then. */
  readonly runsOn?: true
  /**
   * Restored at the new place with CLAIM, the job takes a checkpoint that is relocated to a third one, and so
   * on, back to the first. What is proved in the end is the last.
   */
  readonly travels?: true
  /** Something that a reader of the table has to know of the row. */
  readonly note?: string
  /** The relocation must rewrite paths (true) or leave the file alone (false). */
  readonly rewrites?: (column: Column) => boolean
  /** Files may be missing from what Flink completed: then the relocation must refuse and name them. */
  readonly mayLackFiles?: true
}

const FILE_MERGING = { 'execution.checkpointing.file-merging.enabled': 'true' }
const ENTROPY = { 's3.entropy.key': '_entropy_', 's3.entropy.length': '4' }
const withoutEntropy = ({ storage }: Column): string | undefined =>
  storage === 's3' ? undefined : 'only on S3, and Maven Central has no S3 plugin of this release'
const entropySavepoint = ({ lab, home, job }: Scene): Promise<Written> =>
  lab.write({ ...job, dir: `${home}/_entropy_/savepoints` })
const scattered = (loaded: LoadResult, { path }: Written): string | undefined =>
  loaded.paths?.some((each) => each.startsWith(path)) === false
    ? undefined
    : "files lie in the savepoint's own directory"

const rocksdb = 'rocksdb'
const ROUNDS = 3

/** The kinds of snapshots that the matrix is about. */
export const ROWS: readonly Row[] = [
  {
    name: 'canonical-rocksdb',
    title: 'canonical savepoint, RocksDB',
    without: always,
    shape: withFiles,
    job: () => ({ kind: 'savepoint-canonical', backend: rocksdb }),
    next: 'checkpoint-incremental',
  },
  {
    name: 'canonical-heap',
    title: 'canonical savepoint, state on the heap',
    without: always,
    shape: withFiles,
    job: () => ({ kind: 'savepoint-canonical', backend: 'hashmap' }),
    next: 'checkpoint',
  },
  {
    name: 'native',
    title: 'native savepoint, RocksDB',
    without: since(1, 15, 'native savepoints'),
    job: () => ({ kind: 'savepoint-native', backend: rocksdb }),
    // Incremental checkpoints after CLAIM of one are broken by FLINK-39964, which has a row of its own.
    next: 'checkpoint',
    shape: has('IncrementalRemoteKeyedStateHandle'),
  },
  {
    name: 'full',
    title: 'retained full checkpoint',
    without: always,
    shape: withFiles,
    job: () => ({ kind: 'checkpoint', backend: rocksdb }),
    next: 'checkpoint',
  },
  {
    name: 'incremental',
    title: 'retained incremental checkpoint, after several',
    without: always,
    shape: inShared,
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, rounds: ROUNDS }),
    next: 'checkpoint-incremental',
    rewrites: () => true,
  },
  {
    name: 'restarted',
    title: 'incremental checkpoint of a job that was started from a retained checkpoint',
    without: always,
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb }),
    next: 'checkpoint-incremental',
    rewrites: () => true,
    write: restartedCheckpoint,
    shape: (loaded, { former = '' }) =>
      loaded.paths?.some((each) => each.startsWith(`${jobDirectory(former)}/`)) === true
        ? undefined
        : 'no handle points into the directory of the earlier job',
  },
  {
    name: 'changelog',
    title: 'changelog checkpoint, its log in another directory',
    without: (column) =>
      column.lab.changelog === true
        ? undefined
        : (since(1, 15, 'the changelog of this kind')(column)
          ?? 'Maven Central has no changelog backend of this release'),
    job: (home) => ({
      kind: 'checkpoint-incremental',
      backend: rocksdb,
      rounds: 8,
      conf: changelogSettings(`${home}/changelog`, '3s'),
    }),
    next: 'checkpoint-incremental',
    shape: materialisedInPart,
    write: changelogCheckpoint,
    args: (source, target) => ['--path-map', `${source}/changelog => ${target}/changelog`],
    only: {
      mode: 'CLAIM',
      why: 'under NO_CLAIM Flink cannot take the first checkpoint of a job with a changelog',
    },
    rewrites: () => true,
  },
  {
    name: 'merged',
    title: 'file-merging checkpoint',
    without: since(1, 20, 'file merging'),
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, rounds: ROUNDS, conf: FILE_MERGING }),
    next: 'checkpoint-incremental',
    shape: has('SegmentFileStateHandle'),
    rewrites: () => true,
  },
  {
    name: 'merged-across',
    title: 'file-merging checkpoint, files across the checkpoint boundary',
    without: since(1, 20, 'file merging'),
    mayLackFiles: true,
    job: () => ({
      kind: 'checkpoint-incremental',
      backend: rocksdb,
      rounds: ROUNDS,
      conf: { ...FILE_MERGING, 'execution.checkpointing.file-merging.across-checkpoint-boundary': 'true' },
    }),
    next: 'checkpoint-incremental',
    shape: has('SegmentFileStateHandle'),
    rewrites: () => true,
  },
  {
    name: 'unaligned',
    title: 'unaligned checkpoint with data in flight',
    without: since(1, 11, 'unaligned checkpoints'),
    // In 1.11 only the first job takes unaligned checkpoints.
    job: (_home, { flink }) => ({
      ...inFlight(flink),
      backend: rocksdb,
      conf: flink.startsWith('1.11.') ? {} : UNALIGNED,
    }),
    sourceConf: UNALIGNED,
    next: 'checkpoint',
    shape: (loaded) =>
      Object.keys(loaded.classes ?? {}).some((each) =>
        /(InputChannel|ResultSubpartition|MergedChannel)/.test(each),
      )
        ? undefined
        : 'the metadata holds no channel state',
  },
  {
    name: 'finished',
    title: 'checkpoint with finished operators',
    without: since(1, 14, 'checkpoints with finished operators'),
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, bounded: true, conf: AFTER_FINISH }),
    next: 'checkpoint-incremental',
    shape: has('FullyFinishedOperatorState'),
  },
  {
    name: 's3-absolute',
    title: 'savepoint on S3, absolute by a bug of Flink 1.11.0 to 1.14.3 (FLINK-25952)',
    without: (column) =>
      ['1.11.6', '1.13.6', '1.14.2'].includes(column.flink) ? undefined : 'the bug is in 1.11.0 to 1.14.3',
    job: () => ({ kind: 'savepoint-canonical', backend: rocksdb }),
    next: 'checkpoint-incremental',
    shape: has('FileStateHandle'),
    rewrites: () => true,
  },
  {
    name: 'entropy',
    title: 'savepoint with entropy injection, files gathered',
    without: withoutEntropy,
    sourceConf: ENTROPY,
    write: entropySavepoint,
    shape: scattered,
    job: () => ({ kind: 'savepoint-canonical', backend: rocksdb }),
    next: 'checkpoint-incremental',
    args: () => ['--external-files', 'copy'],
    rewrites: () => true,
  },
  {
    name: 'relative',
    title: 'the same, its references made relative, then moved again by a plain copy',
    without: (column) => withoutEntropy(column) ?? since(1, 11, 'relative handles')(column),
    job: () => ({ kind: 'savepoint-canonical', backend: rocksdb }),
    next: 'checkpoint-incremental',
    sourceConf: ENTROPY,
    write: entropySavepoint,
    shape: scattered,
    args: () => ['--external-files', 'copy', '--references', 'relative'],
    rewrites: () => true,
    movesOn: true,
  },
  {
    name: 'processor',
    title: 'savepoint of the State Processor API',
    without: ({ lab }) =>
      lab.stateProcessor === true ? undefined : 'Maven Central has the State Processor API of 2.3.0 only',
    job: () => ({ kind: 'savepoint-canonical', backend: rocksdb }),
    next: 'checkpoint-incremental',
    shape: withFiles,
    write: processedSavepoint,
  },
  {
    name: 'claimed-native',
    title: 'incremental checkpoint after CLAIM of a native savepoint (FLINK-39964)',
    without: since(1, 15, 'native savepoints'),
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb }),
    next: 'checkpoint-incremental',
    rewrites: () => true,
    write: checkpointAfterClaim,
    shape: astrayInOwnDirectory,
    args: (_source, target, { former = '' }) => [
      '--claimed-savepoint',
      former,
      '--path-map',
      `${jobDirectory(former)} => ${target}/claimed`,
    ],
  },
  {
    name: 'claimed-absolute',
    title: 'the same, its handles as a Flink with the bug fixed writes them',
    note: "No release with the fix is on Maven Central: Flink's own classes made the handles of the row before absolute",
    without: since(1, 15, 'native savepoints'),
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb }),
    next: 'checkpoint-incremental',
    rewrites: () => true,
    write: checkpointAfterFixedClaim,
    shape: ({ ok, problems, paths = [] }, { former = '' }) =>
      ok && paths.some((each) => each.startsWith(`${former}/`))
        ? undefined
        : `no handle names a file of the claimed savepoint absolutely: ${problems.join('; ')}`,
    args: (_source, target, { former = '' }) => [
      '--path-map',
      `${jobDirectory(former)} => ${target}/claimed`,
    ],
  },
  ...FURTHER_ROWS,
]

/**
 * With the bug, files of the claimed savepoint are looked for beside the checkpoint's metadata; without it,
 * nothing is amiss.
 */
function astrayInOwnDirectory({ ok, problems }: LoadResult, { path }: Written): string | undefined {
  const others = problems.filter((each) => !each.includes(`/${lastName(path)}/`))
  return ok || others.length === 0 ? undefined : `it cannot be read for another reason: ${others.join('; ')}`
}
