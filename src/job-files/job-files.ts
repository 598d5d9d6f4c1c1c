import { createHash } from 'node:crypto'
import type { ToStringOptions } from 'yaml'
import { jsonDocument } from '../presentation/json-document.ts'
import { startArguments, type StartArguments } from '../presentation/start-job.ts'
import type { RelocationReport } from '../commands/relocate/report.ts'
import { yamlLibrary } from '../platform/yaml.ts'

/** A file with what one tool needs to start a job from the snapshot. */
export interface JobFile {
  readonly name: string
  readonly text: string
}

/** What {@link INDEX_NAME} holds: the files that start a job, and what a script needs of the snapshot. */
export interface ResumeIndex {
  /** The directory URI that Flink takes. */
  readonly snapshotPath: string
  /** The former name of {@link snapshotPath}, for one major version. */
  readonly savepointPath: string
  /** The same with `/_metadata`, for file systems that restore only from the file. */
  readonly metadataPath: string
  readonly kind: RelocationReport['kind']
  /** Of a savepoint; absent where the metadata does not tell. */
  readonly format?: RelocationReport['format']
  /** Version of the `_metadata` format, 2 to 6. */
  readonly metadataVersion: number
  /** The Flink releases that write this metadata version, such as `1.16 - 1.20`. */
  readonly flinkVersions: string
  /**
   * Flink's number of the checkpoint or savepoint. Decimal text: a Java long does not fit a JSON number.
   */
  readonly checkpointId: string
  /** The claim mode to restore with; absent for metadata version 2, whose Flink has no such option. */
  readonly claimMode?: NonNullable<RelocationReport['claimMode']>
  /** The nonce of `flinkdeployment-patch.yaml`, another one for each run: milliseconds since 1970. */
  readonly savepointRedeployNonce: number
  /** The arguments of `flink run`, one set for each range of releases that takes others. */
  readonly flinkRun: readonly ResumeArguments[]
  /** Names of the other files, in the directory of this one. */
  readonly files: readonly string[]
}

/** Arguments of `flink run`. */
export interface ResumeArguments {
  /** The releases that take these, such as `1.20 and later`; absent where all that read the snapshot do. */
  readonly flinkVersions?: string
  /** One word each, for `flink run`, without quotes. */
  readonly arguments: readonly string[]
  /** The file with the same words, one in each line. */
  readonly file: string
}

/** The file that says what the others are. It is written last. */
export const INDEX_NAME = 'resume.json'

/** The last metadata version that Flink 1 writes; what later ones wrote is read by Flink 2 only. */
const LAST_OF_FLINK_1 = 4

/** Every value in double quotes: whatever a path holds, YAML 1.1 and 1.2 read the same text. */
const QUOTED: ToStringOptions = { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }

/**
 * The files that start a job from a relocated snapshot, the index last. Two calls for one report and one
 * nonce give the same bytes.
 *
 * @param nonce becomes `savepointRedeployNonce`: the Flink Kubernetes operator redeploys from
 * `initialSavepointPath` when it
 *   differs from the last one, so two runs need two
 */
export function jobFiles(report: RelocationReport, nonce: number): JobFile[] {
  const starts = startArguments(report).map((start) => ({ ...start, name: argumentsName(start) }))
  const files = [
    ...starts.map(({ name, words }) => ({ name, text: `${words.join('\n')}\n` })),
    { name: 'flinkdeployment-patch.yaml', text: deploymentPatch(report, nonce) },
    ...(report.kind === 'checkpoint'
      ? []
      : [{ name: 'flinkstatesnapshot.yaml', text: stateSnapshot(report) }]),
    { name: 'config.yaml', text: yaml(configuration(report), ' For config.yaml of Flink 1.19 and later.') },
    ...legacyConfiguration(report),
  ]
  const {
    snapshotPath,
    metadataPath,
    kind,
    format,
    metadataVersion,
    flinkVersions,
    checkpointId,
    claimMode,
  } = report
  const index: ResumeIndex = {
    snapshotPath,
    savepointPath: snapshotPath,
    metadataPath,
    kind,
    format,
    metadataVersion,
    flinkVersions,
    checkpointId,
    claimMode,
    savepointRedeployNonce: nonce,
    flinkRun: starts.map(({ flinkVersions: of, words, name }) => ({
      flinkVersions: of,
      arguments: words,
      file: name,
    })),
    files: files.map(({ name }) => name),
  }
  return [...files, { name: INDEX_NAME, text: `${JSON.stringify(jsonDocument(index), null, 2)}\n` }]
}

/** Every name that {@link jobFiles} may give. */
export const JOB_FILE_NAMES: readonly string[] = [
  'flink-run.args',
  'flink-run-1.11-to-1.14.args',
  'flink-run-1.15-to-1.19.args',
  'flink-run-1.20-and-later.args',
  'flinkdeployment-patch.yaml',
  'flinkstatesnapshot.yaml',
  'config.yaml',
  'flink-conf.yaml',
  INDEX_NAME,
]

function argumentsName({ flinkVersions }: StartArguments): string {
  return flinkVersions === undefined
    ? 'flink-run.args'
    : `flink-run-${flinkVersions.replaceAll(' ', '-')}.args`
}

/**
 * Flink's own keys, flat. `execution.state-recovery.*` came with 1.20 (`StateRecoveryOptions`), where the
 * former ones are deprecated and lose against them; which release reads a snapshot of Flink 1 is not told
 * by the snapshot.
 */
function configuration({
  snapshotPath,
  metadataVersion,
  claimMode,
}: RelocationReport): Record<string, string> {
  const later: Record<string, string> =
    claimMode === undefined
      ? {}
      : { 'execution.state-recovery.path': snapshotPath, 'execution.state-recovery.claim-mode': claimMode }
  return metadataVersion > LAST_OF_FLINK_1 ? later : { ...later, ...formerKeys(snapshotPath, claimMode) }
}

function formerKeys(snapshotPath: string, claimMode: string | undefined): Record<string, string> {
  return {
    'execution.savepoint.path': snapshotPath,
    ...(claimMode !== undefined && { 'execution.savepoint-restore-mode': claimMode }),
  }
}

/**
 * The parser of `flink-conf.yaml` takes what stands behind `: ` as it is, knows no quotes, and ends a line
 * at `#` (`GlobalConfiguration` of Flink 1). A path that it cannot read gets no file.
 */
function legacyConfiguration({ snapshotPath, metadataVersion, claimMode }: RelocationReport): JobFile[] {
  if (metadataVersion > LAST_OF_FLINK_1 || snapshotPath.includes('#') || snapshotPath !== snapshotPath.trim())
    return []
  const lines = Object.entries(formerKeys(snapshotPath, claimMode)).map(([key, value]) => `${key}: ${value}`)
  return [{ name: 'flink-conf.yaml', text: `# For flink-conf.yaml of Flink 1.\n${lines.join('\n')}\n` }]
}

/**
 * A merge patch. NO_CLAIM is Flink's default, and left as the deployment has it; CLAIM the job cannot do
 * without.
 */
function deploymentPatch(report: RelocationReport, nonce: number): string {
  const modes = Object.entries(configuration(report)).filter(([key]) => /-mode$/.test(key))
  return yaml(
    {
      spec: {
        flinkConfiguration: report.claimMode === 'CLAIM' ? Object.fromEntries(modes) : undefined,
        job: { initialSavepointPath: report.snapshotPath, savepointRedeployNonce: nonce },
      },
    },
    ' kubectl patch flinkdeployment NAME --type merge --patch-file flinkdeployment-patch.yaml',
  )
}

/** The operator has such a resource for savepoints only: a checkpoint's has no path. */
function stateSnapshot({ snapshotPath, format }: RelocationReport): string {
  return yaml(
    {
      apiVersion: 'flink.apache.org/v1beta1',
      kind: 'FlinkStateSnapshot',
      metadata: { name: resourceName(snapshotPath) },
      spec: {
        savepoint: {
          path: snapshotPath,
          alreadyExists: true,
          disposeOnDelete: false,
          formatType: format?.toUpperCase(),
        },
      },
    },
    ' kubectl apply -f flinkstatesnapshot.yaml',
  )
}

const LONGEST_STEM = 50

/** A name as Kubernetes allows it (RFC 1123), the same for the same path, and another for another path. */
function resourceName(snapshotPath: string): string {
  const last = snapshotPath.slice(snapshotPath.lastIndexOf('/') + 1).toLowerCase()
  const stem = last
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_STEM)
    .replace(/^-+|-+$/g, '')
  const digest = createHash('sha256').update(snapshotPath).digest('hex').slice(0, 8)
  return `${stem === '' ? 'snapshot' : stem}-${digest}`
}

function yaml(content: object, comment: string): string {
  const { Document } = yamlLibrary()
  const document = new Document(content)
  document.commentBefore = comment
  return document.toString(QUOTED)
}
