import type { OptionSpec } from './spec-type.ts'

const RELOCATES = ['relocate', 'promote'] as const

/** What the run leaves, and what comes after it. */
export const RESULTS = [
  {
    name: 'job-files',
    form: 'text',
    placeholder: 'directory',
    help: 'local directory for files that start a job from the result: flink run arguments, operator resources, configuration',
    description:
      'A directory of the runner for files that start a job from the result: arguments of `flink run`, a patch for a FlinkDeployment, a FlinkStateSnapshot, Flink configuration, and `resume.json`, which says what the others are. Relative to the working directory. A dry run writes none. Only files that the `resume.json` of an earlier run there names are replaced.',
    commands: RELOCATES,
    former: { name: 'output-dir', commands: RELOCATES },
  },
  {
    name: 'restore-command',
    form: 'document',
    placeholder: 'command',
    help: 'a command that starts the job from the relocated snapshot; {snapshot-path} and {claim-mode} in its words are replaced',
    description:
      'A command that starts the job, run without a shell after the snapshot was verified: `flink run --detached -s {snapshot-path} job.jar`, `kubectl patch …`. `{snapshot-path}`, `{metadata-path}`, `{claim-mode}` and `{job-files}` in its words are replaced; `FLINK_SNAPSHOT_PATH` and its like are in its environment. Not run in a dry run.',
    commands: ['promote'],
  },
  {
    name: 'html',
    form: 'text',
    placeholder: 'file',
    help: 'write the result as one self-contained HTML page to this local file',
    description:
      "Where the HTML page is written: a path in the workspace, or an absolute one. Without it a file in the runner's temporary directory; the output `html` names it either way.",
    commands: ['inspect'],
  },
  {
    name: 'list',
    form: 'text',
    placeholder: 'count',
    help: 'most snapshots that are listed, 1 to 1000',
    description:
      'Most snapshots that are listed, 1 to 1000. So many checkpoints of each job are looked at, too.',
    fallback: '20',
    commands: ['find'],
  },
  {
    name: 'summary',
    form: 'flag',
    placeholder: 'boolean',
    help: 'write a job summary',
    description: 'Write a job summary.',
    fallback: 'true',
    commands: ['relocate', 'promote', 'savepoint', 'find', 'inspect'],
    actionOnly: true,
  },
] as const satisfies readonly OptionSpec[]
