import type { ActionName } from './action-names.ts'

/** What an output is, for action.yml and the documents. */
export interface OutputSpec {
  /** Whole sentences, in Markdown. */
  readonly description: string
  /** The same for one action, where it means something of its own there. */
  readonly of?: Readonly<Partial<Record<ActionName, string>>>
  /** What it was called before, and by which actions: given out as well, for one major version. */
  readonly former?: { readonly name: string; readonly actions: readonly ActionName[] }
}

/** Every output there is. One that several actions give stands here once. */
export const OUTPUT_SPECS = {
  'snapshot-path': {
    description:
      "URI of the relocated snapshot's directory, from which the job is started: the path that Flink takes (`flink run -s`, `initialSavepointPath`). Empty for a `shard`, after which nothing can be restored yet.",
    of: {
      savepoint: 'URI of the savepoint as Flink names it; what `source` of the main action takes.',
      find: "URI of the newest complete snapshot, as `source` of the main action and Flink's own options take it.",
    },
    former: { name: 'savepoint-path', actions: ['relocate', 'promote', 'savepoint'] },
  },
  'source-snapshot-path': {
    description:
      'URI of the snapshot that was relocated; of the savepoint, as soon as it is taken, even when a later step fails.',
    former: { name: 'source-path', actions: ['promote'] },
  },
  'metadata-path': {
    description: 'The same with `/_metadata`, for file systems that restore only from the file.',
  },
  'job-id': {
    description: 'The job. Empty where the command did not tell it.',
    of: {
      promote:
        'The job of which the savepoint was taken. Empty with `source`, and where the command did not tell it.',
    },
  },
  'trigger-id': { description: "Flink's id of the operation. Empty where the command did not tell it." },
  'duration-ms': { description: 'How long it took, in milliseconds.' },
  kind: {
    description:
      '`savepoint` or `checkpoint`: by the metadata where that tells, else by the name of the directory (`chk-<number>` is a checkpoint).',
  },
  format: {
    description:
      'Format of a savepoint, `canonical` or `native`. Empty for a checkpoint, and where metadata before version 4 does not tell.',
  },
  'metadata-version': { description: 'Version of the `_metadata` format, 2 to 6.' },
  'checkpoint-id': { description: "Flink's number of the checkpoint or savepoint." },
  'claim-mode': {
    description:
      '`CLAIM` when the snapshot has changelog state, which restores with no other mode, else `NO_CLAIM`. Empty for metadata version 2, whose Flink has no claim mode. Flink 1.11 to 1.14 have none either: leave the option out there.',
  },
  'files-copied': { description: 'Number of files that this run copied, `_metadata` not counted.' },
  'files-skipped': { description: 'Number of files that were at the target already, with the same content.' },
  'bytes-copied': { description: 'Total size of the copied files in bytes.' },
  'uris-rewritten': { description: 'Number of paths in `_metadata` that were replaced.' },
  'plan-fingerprint': {
    description:
      'SHA-256 of what a dry run planned, for `expect-plan`. Empty for a run that is neither a dry run nor bound to a plan.',
  },
  'job-files': {
    description:
      'Absolute path of the directory that `job-files` names, with the files in it. Empty without it, and in a dry run.',
    former: { name: 'resume-dir', actions: ['relocate', 'promote'] },
  },
  modified: { description: 'When `_metadata` was written, such as `2026-01-31T23:59:59.000Z`.' },
  'age-seconds': { description: 'Seconds since then.' },
  listing: {
    description:
      'JSON array of the newest snapshots that were seen, the complete and the unfinished ones, each with `path`, `name`, `kind`, `state` and, where known, `job`, `checkpointId`, `modified`, `metadataBytes` and `problem`.',
  },
  'state-bytes': { description: 'State of all operators in bytes.' },
  operators: { description: 'Number of operators.' },
  references: { description: 'Number of distinct paths that `_metadata` names.' },
  'missing-files': {
    description:
      'Number of files that are missing, have another size or are archived; empty unless `check-files` is true.',
  },
  'unchecked-files': {
    description:
      'Number of files that lie elsewhere and were not looked for; empty unless `check-files` is true.',
  },
  'relocation-possible': { description: '`true` or `false`; empty unless `target` is given.' },
  html: {
    description: 'Path of the HTML page, one file that needs no network; made for `actions/upload-artifact`.',
  },
  report: {
    description: 'Path of a JSON report with all of this, the plan and the warnings.',
    of: { inspect: 'Path of a JSON report with all of this, each operator and each path.' },
  },
} as const satisfies Readonly<Record<string, OutputSpec>>

/** The name of an output. */
export type OutputName = keyof typeof OUTPUT_SPECS

/** What an output of an action is, as a sentence. */
export function describeOutput(name: OutputName, action: ActionName): string {
  const { description, of }: OutputSpec = OUTPUT_SPECS[name]
  return of?.[action] ?? description
}

/** A name that an output of an action had before. */
export interface FormerOutput {
  readonly former: string
  readonly name: string
}

/** The former names of an action's outputs. */
export function formerOutputsOf(action: ActionName): FormerOutput[] {
  return Object.entries<OutputSpec>(OUTPUT_SPECS).flatMap(([name, { former }]) =>
    former?.actions.includes(action) === true ? [{ former: former.name, name }] : [],
  )
}
