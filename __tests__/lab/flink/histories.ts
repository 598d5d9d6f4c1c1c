/** Snapshots that take more than one command to come to be. */
import type { FlinkLab, JobOptions, LoadResult, WriteResult } from './flink-lab.ts'

/** What a job is told; where it writes to comes on its own. */
export type Job = Omit<JobOptions, 'dir'>

/** Where and with what a history takes place. URIs without a slash at the end. */
export interface Scene {
  readonly lab: FlinkLab
  /** All that is written lies under it. */
  readonly home: string
  /** Checkpoint root or parent of the savepoints. */
  readonly dir: string
  readonly job: Job
}

/** A snapshot with what came before it. */
export interface Written extends WriteResult {
  /** The snapshot that the job was started from. */
  readonly former?: string
}

/** Keys that make the checkpoints of a job incremental, whatever it writes first. */
export const INCREMENTAL = {
  'state.backend.incremental': 'true',
  'execution.checkpointing.incremental': 'true',
}

/** Unaligned checkpoints, and so little memory between tasks that data stays in flight. */
export const UNALIGNED = {
  'execution.checkpointing.unaligned': 'true',
  'execution.checkpointing.unaligned.enabled': 'true',
  'taskmanager.memory.segment-size': '4kb',
  'taskmanager.network.memory.buffers-per-channel': '2',
  'taskmanager.network.memory.floating-buffers-per-gate': '2',
}

/**
 * A job whose data is in flight when its checkpoint is taken. Flink 1.11 often hangs in its second
 * unaligned checkpoint.
 */
export function inFlight(flink: string): Job {
  const pace: Job = flink.startsWith('1.11.') ? { intervalMs: 5000, checkpoints: 1 } : {}
  return { kind: 'checkpoint', numbers: 400, detour: true, pauseMs: 100, ...pace }
}

/** Checkpoints go on after a part of the job has finished (not the default in 1.14). */
export const AFTER_FINISH = { 'execution.checkpointing.checkpoints-after-tasks-finish.enabled': 'true' }

const CHANGELOG_ATTEMPTS = 5

/** The changelog state backend with its log under `base`. */
export function changelogSettings(base: string, materialise: string): Record<string, string> {
  // A busy machine does not finish an upload within the second that Flink gives it.
  const settings: Record<string, string> = { 'dstl.dfs.base-path': base, 'dstl.dfs.upload.timeout': '60 s' }
  for (const prefix of ['state.changelog', 'state.backend.changelog']) {
    settings[`${prefix}.enabled`] = 'true'
    settings[`${prefix}.storage`] = 'filesystem'
    settings[`${prefix}.periodic-materialize.interval`] = materialise
  }
  return settings
}

/**
 * The checkpoint of a job that was started from the checkpoint of another job, to whose files it refers.
 */
export async function restartedCheckpoint({ lab, dir, job }: Scene): Promise<Written> {
  const { path } = await lab.write({ ...job, dir })
  return { ...(await nextOf(lab, path, dir, job)), former: path }
}

/** An incremental checkpoint of a job that was started with CLAIM from a native savepoint. */
export async function checkpointAfterClaim({ lab, home, dir, job }: Scene): Promise<Written> {
  const { path } = await lab.write({
    ...job,
    kind: 'savepoint-native',
    dir: `${home}/savepoints`,
    conf: { ...job.conf, ...INCREMENTAL },
  })
  return { ...(await nextOf(lab, path, dir, job)), former: path }
}

/**
 * The same, with the handles of the claimed savepoint's files as a Flink with FLINK-39964 fixed writes
 * them.
 */
export async function checkpointAfterFixedClaim(scene: Scene): Promise<Written> {
  const written = await checkpointAfterClaim(scene)
  const { former: claimed = '' } = written
  await scene.lab.nameClaimed({ checkpoint: written.path, claimed, conf: scene.job.conf })
  return written
}

/** A savepoint that the State Processor API made from another one. */
export async function processedSavepoint({ lab, home, dir, job }: Scene): Promise<Written> {
  const { path, numbers } = await lab.write({ ...job, dir: `${home}/raw` })
  return { ...(await lab.process({ from: path, dir, conf: job.conf })), numbers }
}

/**
 * When state is materialised is Flink's affair, and just after it the log is empty: tries until there is
 * some of both, each time with a longer job, for a quick machine is done before anything is materialised.
 */
export async function changelogCheckpoint({ lab, dir, job }: Scene): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    const written = await lab.write({ ...job, dir, rounds: (job.rounds ?? 1) * attempt })
    if (
      attempt === CHANGELOG_ATTEMPTS
      || materialisedInPart(await lab.load(written.path, job.conf)) === undefined
    )
      return written
  }
}

/** Says what is missing where a changelog checkpoint has not both, materialised state and a log. */
export function materialisedInPart({ paths = [] }: LoadResult): string | undefined {
  const [log, state] = ['/dstl/', '/taskowned/'].map((part) => paths.some((each) => each.includes(part)))
  return log === true && state === true
    ? undefined
    : `part in the log: ${String(log)}, part materialised: ${String(state)}`
}

/**
 * The checkpoint of a job that is started from a snapshot, which from then on is its own. Before 1.15 that
 * goes without saying.
 */
async function nextOf(lab: FlinkLab, from: string, dir: string, job: Job): Promise<WriteResult> {
  const [major = 0, minor = 0] = lab.version.split('.').map(Number)
  const claim = major > 1 || minor >= 15 ? { claimMode: 'CLAIM' } : {}
  const next = await lab.restore({ ...job, from, dir, ...claim })
  if (next.path !== undefined && next.numbers !== undefined) return { path: next.path, numbers: next.numbers }
  throw new Error(`the job that should have written it was not restored: ${(next.problems ?? []).join('; ')}`)
}
