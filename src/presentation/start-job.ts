import type { RelocationReport } from '../commands/relocate/report.ts'

/** One word of a POSIX shell, quoted only where it must be. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/**
 * Arguments of `flink run` that start a job from the snapshot, and the releases that they are for (absent:
 * all that read it).
 */
export interface StartArguments {
  readonly flinkVersions?: string
  /** Without the job's own jar; each is one word, not quoted for any shell. */
  readonly words: readonly string[]
}

/**
 * A command that starts a job from the snapshot, and the clusters that it is for (absent: all that read the
 * snapshot).
 */
export interface StartCommand {
  readonly flinkVersions?: string
  readonly command: string
}

/** The first metadata versions whose readers all have the flag under its later name. */
const CLAIM_MODE_ONLY = 5

/** What of a report decides how a job is started from the snapshot. */
export type Startable = Pick<RelocationReport, 'snapshotPath' | 'metadataVersion' | 'claimMode'>

/**
 * The arguments that start a job from the snapshot. The claim mode's flag is called `-restoreMode` by Flink
 * 1.15 to 1.19 and `-claimMode` since 1.20, and which one to use depends on the cluster, not on the
 * snapshot.
 */
export function startArguments({ snapshotPath, metadataVersion, claimMode }: Startable): StartArguments[] {
  const from = ['-s', snapshotPath]
  if (claimMode === undefined) return [{ words: from }]
  const later = { flinkVersions: '1.20 and later', words: [...from, '-claimMode', claimMode] }
  if (metadataVersion >= CLAIM_MODE_ONLY) return [later]
  const middle = { flinkVersions: '1.15 to 1.19', words: [...from, '-restoreMode', claimMode] }
  return metadataVersion === 3
    ? [{ flinkVersions: '1.11 to 1.14', words: from }, middle, later]
    : [middle, later]
}

/** The commands that start a job from the snapshot, as a person types them. */
export function startCommands(report: Startable): StartCommand[] {
  return startArguments(report).map(({ flinkVersions, words }) => ({
    flinkVersions,
    command: `flink run ${words.map(shellWord).join(' ')} your-job.jar`,
  }))
}

/**
 * What the claim mode means for the copy, in one sentence; `undefined` where the snapshot's Flink knows no
 * claim mode.
 */
export function claimSentence({ claimMode }: RelocationReport): string | undefined {
  if (claimMode === undefined) return undefined
  const always = 'A job that has the changelog backend enabled needs CLAIM from any snapshot.'
  if (claimMode === 'NO_CLAIM') return always
  return (
    'CLAIM, because the snapshot has changelog state: with NO_CLAIM the job restores and fails at its first checkpoint. '
    + 'Flink then owns this copy and deletes its files when they are no longer needed: make one copy for each job. '
    + always
  )
}

/** The line of a FlinkDeployment (Flink Kubernetes operator) that starts the job from the snapshot. */
export function operatorLine(snapshotPath: string): string {
  return `initialSavepointPath: ${JSON.stringify(snapshotPath)}`
}
