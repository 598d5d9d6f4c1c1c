import { build, FlinkLabError, type LabOptions } from './build.ts'
import { runOnce, Session, type Answer } from './jvm.ts'

export { FlinkLabError, type LabOptions } from './build.ts'

/** What a snapshot is, in the generator's words. */
export type WrittenKind =
  | 'savepoint-canonical'
  | 'savepoint-native'
  | 'savepoint-stop'
  | 'savepoint-drain'
  | 'checkpoint'
  | 'checkpoint-incremental'

/** Options that `write` and `restore` share. Directories are URIs of Flink's (`file:///…`, `s3://…`). */
export interface JobOptions {
  /** Where the snapshot (for `restore`: the next one) goes: parent of the savepoint, or checkpoint root. */
  readonly dir: string
  /** Default `savepoint-canonical`. */
  readonly kind?: WrittenKind
  /** Default `rocksdb`. */
  readonly backend?: 'rocksdb' | 'hashmap' | 'forst'
  /**
   * How many numbers the job has eaten when the snapshot is taken; its state follows from that. Default 96.
   */
  readonly numbers?: number
  readonly parallelism?: number
  /** State up to this many bytes is kept in-line, in Flink's notation; default `0`: files for all. */
  readonly threshold?: string
  /** The numbers come in so many parts, with checkpoints in between. Default 1. */
  readonly rounds?: number
  /** Between checkpoints. Default 250. */
  readonly intervalMs?: number
  /**
   * How many checkpoints are taken once the state is there. Default 2, for the first may have begun before.
   */
  readonly checkpoints?: number
  /** The numbers go through one more operator, where unaligned checkpoints find data in flight. */
  readonly detour?: boolean
  /**
   * Above 0: the snapshot is taken with data in flight, the detour sleeping so many milliseconds for each
   * number.
   */
  readonly pauseMs?: number
  /** One more source and one more operator, which finish before the snapshot is taken. */
  readonly bounded?: boolean
  /**
   * The numbers also go to a `GenericWriteAheadSink`, which holds them back in files that its state names in
   * a hidden way; `idle`: it sends each batch as soon as its checkpoint is complete.
   */
  readonly writeAhead?: true | 'idle'
  /**
   * The numbers are also written: to files by a `FileSink` that rolls by time, at checkpoints or compacts
   * (the lab's option `files`) or by a `StreamingFileSink`; to a table by a sink of Iceberg's (`iceberg`).
   */
  readonly sink?:
    'file' | 'file-on-checkpoint' | 'file-compacted' | 'streaming-file' | 'iceberg' | 'iceberg-v2'
  /** Where the sink writes. */
  readonly output?: string
  /**
   * The job also reads lines of files: by a `FileSource` (the lab's option `files`), or by `readFile`. Lines
   * begin with the name of their file and a blank.
   */
  readonly source?: 'file' | 'file-bounded' | 'read-file'
  /** The directory that the source reads. */
  readonly input?: string
  /** How long reading a line takes, so that the snapshot is taken while there is more to read. Default 0. */
  readonly linePauseMs?: number
  /** Further operators that the numbers go to; `cep` and `sql` need the lab's options of these names. */
  readonly with?: readonly ('window' | 'async' | 'cep' | 'sql')[]
  /**
   * In a session: the job of a checkpoint is left behind, and goes on with more numbers and more checkpoints
   * until {@link FlinkLab.end}.
   */
  readonly runsOn?: true
  /** Flink configuration, last word. */
  readonly conf?: Readonly<Record<string, string>>
}

export interface RestoreOptions extends JobOptions {
  /** URI of the snapshot, or `nothing`. */
  readonly from: string
  /** `CLAIM`, `NO_CLAIM` or `LEGACY`, where the version knows it. */
  readonly claimMode?: string
  /** It is a `savepoint-drain`, at which all event-time timers have fired. */
  readonly drained?: true
}

export interface WriteResult {
  /** As Flink named it: `file:/…`, or `s3://…`. */
  readonly path: string
  readonly numbers: number
  /** How many lines the job has read of each file. */
  readonly lines?: Readonly<Record<string, number>>
}

export interface LoadResult {
  readonly ok: boolean
  /** Missing files and wrong sizes; the reason why the metadata could not be read at all. */
  readonly problems: readonly string[]
  readonly version?: number
  readonly checkpointId?: number
  readonly operators?: number
  /** Handles with a file, each opened and read to its end. */
  readonly handles?: number
  readonly inline?: number
  readonly bytes?: number
  /** The distinct URIs behind the handles, relative ones resolved. */
  readonly paths?: readonly string[]
  /** How many objects of each of Flink's classes the metadata holds, by the short name of the class. */
  readonly classes?: Readonly<Record<string, number>>
  /** The directories that file merging hands to Flink, to be deleted one day. */
  readonly directories?: readonly string[]
}

export interface RestoreResult {
  readonly ok: boolean
  readonly problems?: readonly string[]
  /** The snapshot that the restored job took, after more input. */
  readonly path?: string
  readonly numbers?: number
  /** How many state entries of each kind equal the formula. */
  readonly verified?: Readonly<Record<string, number>>
  /** How many numbers were in flight in the snapshot. */
  readonly inFlight?: number
  /** How many lines the restored job has read of each file. */
  readonly lines?: Readonly<Record<string, number>>
}

/**
 * Real Flink of one version. One command runs at a time: in a JVM of its own, or with `session` in one for
 * all.
 */
export interface FlinkLab {
  readonly version: string
  /** @throws FlinkLabError when there is no snapshot. */
  write(options: JobOptions): Promise<WriteResult>
  /**
   * Has the State Processor API write a savepoint from another one.
   *
   * @throws FlinkLabError when there is none.
   */
  process(options: {
    from: string
    dir: string
    conf?: Readonly<Record<string, string>>
  }): Promise<WriteResult>
  /**
   * Makes relative handles of a checkpoint absolute whose files lie in the savepoint that its job claimed, as
   * a Flink with FLINK-39964 fixed writes them. Flink's own classes do it. @returns how many @throws
   * FlinkLabError when they cannot.
   */
  nameClaimed(options: {
    checkpoint: string
    claimed: string
    conf?: Readonly<Record<string, string>>
  }): Promise<number>
  /** Flink's own metadata reader, then every byte behind every handle. */
  load(metadata: string, conf?: Readonly<Record<string, string>>): Promise<LoadResult>
  /**
   * Restores a job, compares each state entry with the formula, feeds more input, takes the next snapshot.
   */
  restore(options: RestoreOptions): Promise<RestoreResult>
  /** Ends the job that was left behind. @returns how many checkpoints it has taken since. */
  end(): Promise<number>
  /** Any other command of the generator; its options are written as `--name value`. */
  run(command: string, ...options: string[]): Promise<CommandResult>
  /** Ends the JVM of a session. */
  close(): Promise<void>
}

interface Ended extends CommandResult {
  readonly checkpoints?: number
}

interface NamedClaimed extends CommandResult {
  readonly changed?: number
}

/** What every command says at least. */
export interface CommandResult {
  readonly ok: boolean
  readonly problems?: readonly string[]
}

/**
 * Builds the generator for one Flink version, unless that is done already, and gives its commands.
 * The first call for a version downloads 60 to 150 MB of jars into Maven's own repository.
 *
 * @throws FlinkLabError without Maven, or for a version that Maven Central has not.
 */
export async function openFlinkLab(
  version: string,
  options: LabOptions & { session?: boolean } = {},
): Promise<FlinkLab> {
  const built = await inTurn(() => build(version, options))
  const session = options.session === true ? new Session(version, built) : undefined
  const run = (args: readonly string[]): Promise<Answer> =>
    inTurn(() => (session === undefined ? runOnce(version, built, args) : session.run(args)))
  const write = async (args: readonly string[]): Promise<WriteResult> => {
    const result = await run(args)
    if (result.ok) return result as unknown as WriteResult
    throw new FlinkLabError(`Flink ${version} wrote no snapshot: ${(result.problems ?? []).join('; ')}`)
  }
  return {
    version,
    write: (job) => write(['write', ...jobArgs(job)]),
    process: ({ from, dir, conf = {} }) =>
      write(['process', '--from', from, '--dir', dir, ...confArgs(conf)]),
    nameClaimed: async ({ checkpoint, claimed, conf = {} }) => {
      const result = (await run([
        'name-claimed',
        '--metadata',
        checkpoint,
        '--claimed',
        claimed,
        ...confArgs(conf),
      ])) as NamedClaimed
      if (result.changed !== undefined) return result.changed
      throw new FlinkLabError(
        `Flink ${version} could not change the handles: ${(result.problems ?? []).join('; ')}`,
      )
    },
    load: async (metadata, conf = {}) =>
      (await run(['load', '--metadata', metadata, ...confArgs(conf)])) as LoadResult,
    end: async () => {
      const result = (await run(['end'])) as Ended
      if (result.checkpoints !== undefined) return result.checkpoints
      throw new FlinkLabError(`the job did not run on: ${(result.problems ?? []).join('; ')}`)
    },
    run: (command, ...args) => run([command, ...args]),
    restore: (job) =>
      run([
        'restore',
        '--from',
        job.from,
        ...(job.claimMode === undefined ? [] : ['--claim-mode', job.claimMode]),
        ...(job.drained === true ? ['--drained', 'true'] : []),
        ...jobArgs(job),
      ]),
    close: async () => {
      await session?.close()
    },
  }
}

function jobArgs(job: JobOptions): string[] {
  const args = ['--dir', job.dir]
  if (job.kind !== undefined) args.push('--kind', job.kind)
  if (job.backend !== undefined) args.push('--backend', job.backend)
  if (job.numbers !== undefined) args.push('--numbers', String(job.numbers))
  if (job.parallelism !== undefined) args.push('--parallelism', String(job.parallelism))
  if (job.threshold !== undefined) args.push('--threshold', job.threshold)
  if (job.rounds !== undefined) args.push('--rounds', String(job.rounds))
  if (job.intervalMs !== undefined) args.push('--interval', String(job.intervalMs))
  if (job.checkpoints !== undefined) args.push('--checkpoints', String(job.checkpoints))
  if (job.detour === true) args.push('--detour', 'true')
  if (job.pauseMs !== undefined) args.push('--pause', String(job.pauseMs))
  if (job.bounded === true) args.push('--bounded', 'true')
  if (job.writeAhead !== undefined) args.push('--write-ahead', String(job.writeAhead))
  if (job.sink !== undefined) args.push('--sink', job.sink)
  if (job.output !== undefined) args.push('--output', job.output)
  if (job.source !== undefined) args.push('--source', job.source)
  if (job.input !== undefined) args.push('--input', job.input)
  if (job.linePauseMs !== undefined) args.push('--line-pause', String(job.linePauseMs))
  for (const branch of job.with ?? []) args.push('--with', branch)
  if (job.runsOn === true) args.push('--runs-on', 'true')
  return [...args, ...confArgs(job.conf ?? {})]
}

function confArgs(conf: Readonly<Record<string, string>>): string[] {
  return Object.entries(conf).flatMap(([key, value]) => ['--conf', `${key}=${value}`])
}

let turn: Promise<unknown> = Promise.resolve()

/** One Maven or JVM at a time: two clusters on a small machine only slow each other down. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}
