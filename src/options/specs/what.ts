import type { OptionSpec } from './spec-type.ts'

const RELOCATES = ['relocate', 'promote'] as const
const TAKES_SAVEPOINTS = ['savepoint', 'promote'] as const

/** Which snapshot, and what is done with it. */
export const WHAT = [
  {
    name: 'source',
    form: 'document',
    placeholder: 'uri',
    help: 'snapshot directory, or its _metadata: s3://bucket/path or an absolute local path; or what Flink printed that names it',
    description:
      "The snapshot to relocate: URI of its directory, or of its `_metadata` file. `s3://bucket/path` (also `s3a`, `s3p`, `s3n`, and `gs`, `oss`, `cosn`, `obs`, `tos`, `cos` over the S3 interface of their stores), `file:///path` or an absolute local path. Or a text that names it: the output of `flink savepoint`, `flink stop` or `flink cancel -s`, an answer of Flink's REST interface, a FlinkDeployment or FlinkStateSnapshot as JSON or YAML.",
    commands: ['relocate', 'inspect', 'promote'],
    requiredBy: ['relocate', 'inspect'],
    of: {
      inspect: {
        description:
          'The snapshot to look at: URI of its directory, or of its `_metadata` file. `s3://bucket/path` (also the other schemes of the main action), `file:///path` or an absolute local path; or a text that names it, as in the main action. `_metadata` is read, and the small state of sources and sinks unless `state-reads` is `false`.',
      },
      promote: {
        description:
          'The snapshot to promote, in place of `command` or `rest-url`: URI of its directory or of its `_metadata` file, or a text that names it.',
      },
    },
  },
  {
    name: 'as-of',
    form: 'text',
    placeholder: 'time',
    help: 'read the source as it was at this time, such as 2026-11-20T03:00:00Z, from a bucket that keeps versions',
    description:
      'Read the source as it was at this time, such as `2026-11-20T03:00:00Z` (with a time zone), from a bucket with versioning: each file, and `_metadata`, in the version that was current then. Recovers a snapshot that a job, a clean-up or a person has deleted. Needs `s3:ListBucketVersions` and `s3:GetObjectVersion`. Not with `delete-source`.',
    commands: ['relocate', 'inspect'],
  },
  {
    name: 'directory',
    form: 'text',
    placeholder: 'uri',
    help: 'directory of savepoints, of chk-N, of jobs, or a snapshot itself: s3://bucket/path or an absolute local path',
    description:
      'Where to look: a directory of savepoints, of `chk-N`, of jobs, a mix of those, or a snapshot itself. `s3://bucket/path` (also the other schemes of the main action), `file:///path` or an absolute local path. May be left out with `flink-config`.',
    commands: ['find'],
  },
  {
    name: 'kind',
    form: 'text',
    placeholder: 'any|savepoint|checkpoint',
    help: 'which snapshots count',
    description:
      'Which snapshots count: `any`, `savepoint` or `checkpoint`. A directory called `chk-<number>` is a checkpoint, any other one a savepoint.',
    fallback: 'any',
    commands: ['find'],
  },
  {
    name: 'command',
    form: 'document',
    placeholder: 'command',
    help: 'a command that takes a savepoint and prints its path, such as "flink savepoint JOB"; run without a shell',
    description:
      'A command that takes a savepoint and prints its path: `./bin/flink savepoint <job> <directory>`, `flink stop …`, or the same by `kubectl exec`. It is run without a shell: quotes and backslashes are understood, pipes, redirections and variables are refused. Its output is shown in the log.',
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'rest-url',
    form: 'text',
    placeholder: 'url',
    help: "Flink's REST interface, such as http://jobmanager:8081",
    description:
      "In place of a command: URL of Flink's REST interface, such as `http://jobmanager:8081`, with a path where a proxy has one. Needs `job-id`.",
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'job-id',
    form: 'text',
    placeholder: 'id',
    help: 'job of which the savepoint is taken, 32 hex digits; with rest-url',
    description: 'The job, 32 hex digits as `flink list` shows them. With `rest-url`.',
    commands: ['savepoint', 'promote', 'find'],
    of: {
      find: {
        help: 'only snapshots of this job, 32 hex digits',
        description:
          'Only checkpoints of this job, and savepoints that Flink named after it: the 32 hex digits that Flink shows.',
      },
    },
  },
  {
    name: 'stop',
    form: 'flag',
    placeholder: 'boolean',
    help: 'stop the job with the savepoint',
    description: 'Stop the job with the savepoint. With `rest-url`.',
    fallback: 'false',
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'drain',
    form: 'flag',
    placeholder: 'boolean',
    help: 'with stop: end all windows and timers first, for a job that is not to go on',
    description:
      'With `stop`: send the highest watermark first, so that all windows and timers fire. For a job that is not to go on from the savepoint.',
    fallback: 'false',
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'format',
    form: 'text',
    placeholder: 'canonical|native',
    help: "format of the savepoint, Flink 1.15 and later (default: Flink's, canonical)",
    description:
      "`canonical` or `native`, for Flink 1.15 and later. When empty: Flink's own default, canonical. With `rest-url`.",
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'target-directory',
    form: 'text',
    placeholder: 'uri',
    help: "directory under which Flink writes the savepoint (default: the one of Flink's configuration)",
    description:
      "Directory under which Flink writes the savepoint. When empty, the one of Flink's configuration. With `rest-url`.",
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'timeout',
    form: 'text',
    placeholder: 'duration',
    help: 'how long the savepoint may take, such as 90s, 30m or 2h; with rest-url',
    description:
      'How long the savepoint may take, such as `90s`, `30m` or `1h30m`. When it is over the step fails; the savepoint goes on in the cluster, for Flink cannot take it back. With `rest-url`.',
    fallback: '30m',
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'rest-username',
    form: 'text',
    placeholder: 'name',
    help: 'user for HTTP basic authentication before Flink',
    description: 'User for HTTP basic authentication, where a proxy before Flink wants it.',
    commands: TAKES_SAVEPOINTS,
    variable: 'FLINK_REST_USERNAME',
  },
  {
    name: 'rest-password',
    form: 'secret',
    placeholder: 'password',
    help: 'password for HTTP basic authentication before Flink',
    description: 'Password that belongs to `rest-username`. Masked in the log.',
    commands: TAKES_SAVEPOINTS,
    variable: 'FLINK_REST_PASSWORD',
  },
  {
    name: 'rest-token',
    form: 'secret',
    placeholder: 'token',
    help: 'bearer token for what stands before Flink',
    description: 'Bearer token, in place of user and password. Masked in the log.',
    commands: TAKES_SAVEPOINTS,
    variable: 'FLINK_REST_TOKEN',
  },
  {
    name: 'rest-ca',
    form: 'lines',
    placeholder: 'file',
    help: 'certificate authority to trust for rest-url: a PEM file, or its text',
    description:
      'Certificate authority to trust for `rest-url`, beside the known ones: path of a PEM file, or its text.',
    commands: TAKES_SAVEPOINTS,
  },
  {
    name: 'dry-run',
    form: 'flag',
    placeholder: 'boolean',
    help: 'plan only: nothing is written, copied or deleted',
    description:
      'Plan only. Says what would be copied, with how many requests and bytes; writes, copies and deletes nothing.',
    fallback: 'false',
    commands: RELOCATES,
  },
] as const satisfies readonly OptionSpec[]

/** The place that a snapshot gets. */
export const WHERE_TO = [
  {
    name: 'target',
    form: 'text',
    placeholder: 'uri',
    help: 'directory under which the snapshot is placed; its scheme (s3, s3a, s3p, gs, oss, …, file) is written into _metadata',
    description:
      "The directory under which the snapshot is placed, as Flink's own target directory is: a savepoint goes to `<target>/<savepoint name>`, a checkpoint to `<target>/<job directory>/chk-N`. The scheme written here (`s3`, `s3a`, `s3p`, `gs`, `oss`, `cosn`, `obs`, `tos`, `cos` or `file`) is used in `_metadata` and in the outputs. May be left out with `flink-config` or `target-flink-config`.",
    commands: ['relocate', 'promote', 'inspect'],
    of: {
      inspect: {
        help: 'tell what a relocation to this directory would do',
        description:
          'With it the plan of a relocation to this directory is told too: whether it is possible, what it copies and what it costs. Nothing is written.',
      },
    },
  },
  {
    name: 'target-name',
    form: 'text',
    placeholder: 'name',
    help: "replaces the savepoint's name, or the job directory's name of a checkpoint",
    description:
      "Another name for the savepoint's directory or, for a checkpoint, for its job directory. One name, no slashes. Required for a checkpoint whose job directory is not named by 32 hex digits, and where the target holds checkpoints of another job under the same id, as in application mode.",
    commands: ['relocate', 'promote', 'inspect'],
  },
] as const satisfies readonly OptionSpec[]
