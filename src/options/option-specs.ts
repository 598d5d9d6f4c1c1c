/**
 * How a setting looks: `flag` is true or false, `lines` may hold several lines, `document` any text as
 * programs print it, `secret` is never printed.
 */
export type OptionForm = 'text' | 'flag' | 'lines' | 'document' | 'secret'

/** One setting, under the name that inputs and command-line options share. */
export interface OptionSpec {
  readonly name: string
  readonly form: OptionForm
  /** How the value is shown in a help text. */
  readonly placeholder: string
  /** One line for people. */
  readonly help: string
  /** What counts when the setting is not given, as text. */
  readonly fallback?: string
}

/** The settings of a relocation, in the order in which people read them. */
export const RELOCATION_SPECS = [
  {
    name: 'source',
    form: 'document',
    placeholder: 'uri',
    help: 'snapshot directory, or its _metadata: s3://bucket/path or an absolute local path; or what Flink printed that names it',
  },
  {
    name: 'target',
    form: 'text',
    placeholder: 'uri',
    help: 'directory under which the snapshot is placed; its scheme (s3, s3a, s3p, file) is written into _metadata',
  },
  {
    name: 'target-name',
    form: 'text',
    placeholder: 'name',
    help: "replaces the savepoint's name, or the job directory's name of a checkpoint",
  },
  {
    name: 'path-map',
    form: 'lines',
    placeholder: 'rule',
    help: 'rule "old-prefix => new-prefix" for files that lie outside the snapshot',
  },
  {
    name: 'moved-from',
    form: 'lines',
    placeholder: 'uri',
    help: 'former home of a snapshot whose files were moved before _metadata was rewritten; or a rule "former-prefix => present-prefix"',
  },
  {
    name: 'external-files',
    form: 'text',
    placeholder: 'fail|copy|keep',
    help: 'what to do with referenced files outside the snapshot that no rule covers',
    fallback: 'fail',
  },
  {
    name: 'claimed-savepoint',
    form: 'lines',
    placeholder: 'uri',
    help: 'native savepoint that the job was started from with CLAIM; lost relative files are looked for there',
  },
  {
    name: 'references',
    form: 'text',
    placeholder: 'preserve|relative',
    help: "relative: name the files in a savepoint's directory relative to it",
    fallback: 'preserve',
  },
  {
    name: 'unrelocatable-state',
    form: 'text',
    placeholder: 'fail|ignore',
    help: 'what to do with state that hides file names in user data (GenericWriteAheadSink)',
    fallback: 'fail',
  },
  {
    name: 'overwrite',
    form: 'flag',
    placeholder: 'boolean',
    help: 'replace a different snapshot, or files of other content, at the target; never files that another snapshot there refers to',
    fallback: 'false',
  },
  {
    name: 'delete-source',
    form: 'flag',
    placeholder: 'boolean',
    help: 'delete the copied files at the source, when each is proved by content',
    fallback: 'false',
  },
  {
    name: 'dry-run',
    form: 'flag',
    placeholder: 'boolean',
    help: 'plan only: nothing is written, copied or deleted',
    fallback: 'false',
  },
  {
    name: 'expect-plan',
    form: 'text',
    placeholder: 'sha256',
    help: 'fingerprint of the plan that a dry run told: write nothing when the plan is another one now',
  },
  {
    name: 'shard',
    form: 'text',
    placeholder: 'i/n',
    help: 'copy the i-th of n equal parts and commit nothing; the run without it, after all of them, commits',
  },
  {
    name: 'verify',
    form: 'text',
    placeholder: 'fast|strict',
    help: 'fast: sizes and ETags; strict: content as well',
    fallback: 'fast',
  },
  {
    name: 'transfer',
    form: 'text',
    placeholder: 'auto|streamed',
    help: 'auto: the server copies by itself where it can; streamed: all bytes go through this machine',
    fallback: 'auto',
  },
  {
    name: 'concurrency',
    form: 'text',
    placeholder: 'count',
    help: 'most objects in flight at once, 1 to 1024 (default: chosen by the engine)',
  },
  {
    name: 'output-dir',
    form: 'text',
    placeholder: 'directory',
    help: 'local directory for files that start a job from the result: flink run arguments, operator resources, configuration',
  },
  {
    name: 'source-flink-config',
    form: 'text',
    placeholder: 'file',
    help: "Flink's flink-conf.yaml or config.yaml, from which settings of S3 for the source are taken that are not given",
  },
  {
    name: 'target-flink-config',
    form: 'text',
    placeholder: 'file',
    help: 'the same for the target, and for the target itself: the savepoint directory',
  },
  { name: 'access-key-id', form: 'text', placeholder: 'id', help: 'access key id' },
  { name: 'secret-access-key', form: 'secret', placeholder: 'key', help: 'secret access key' },
  {
    name: 'session-token',
    form: 'secret',
    placeholder: 'token',
    help: 'session token of temporary credentials',
  },
  { name: 'profile', form: 'text', placeholder: 'name', help: 'profile of the AWS configuration files' },
  {
    name: 'role-to-assume',
    form: 'text',
    placeholder: 'arn',
    help: "IAM role to take with the runner's OIDC token",
  },
  { name: 'source-role-to-assume', form: 'text', placeholder: 'arn', help: 'IAM role for the source alone' },
  {
    name: 'role-session-name',
    form: 'text',
    placeholder: 'name',
    help: 'name of the sessions of both roles',
    fallback: 'flink-snapshot',
  },
  {
    name: 'role-duration-seconds',
    form: 'text',
    placeholder: 'count',
    help: 'how long the keys of a role are valid, 900 to 43200',
    fallback: '3600',
  },
  {
    name: 'role-audience',
    form: 'text',
    placeholder: 'text',
    help: 'audience of the OIDC token',
    fallback: 'sts.amazonaws.com',
  },
  { name: 'region', form: 'text', placeholder: 'name', help: 'AWS region' },
  {
    name: 'endpoint',
    form: 'text',
    placeholder: 'url',
    help: 'http(s) URL of an S3 compatible server; not given: AWS',
  },
  {
    name: 'force-path-style',
    form: 'flag',
    placeholder: 'boolean',
    help: 'address buckets as endpoint/bucket (default: true with an endpoint)',
  },
  {
    name: 'source-access-key-id',
    form: 'text',
    placeholder: 'id',
    help: 'access key id for the source alone',
  },
  {
    name: 'source-secret-access-key',
    form: 'secret',
    placeholder: 'key',
    help: 'secret access key for the source alone',
  },
  {
    name: 'source-session-token',
    form: 'secret',
    placeholder: 'token',
    help: 'session token for the source alone',
  },
  { name: 'source-profile', form: 'text', placeholder: 'name', help: 'profile for the source alone' },
  { name: 'source-region', form: 'text', placeholder: 'name', help: 'region of the source' },
  {
    name: 'source-endpoint',
    form: 'text',
    placeholder: 'url',
    help: 'endpoint of the source; AWS beside another endpoint is https://s3.<region>.amazonaws.com',
  },
  {
    name: 'source-force-path-style',
    form: 'flag',
    placeholder: 'boolean',
    help: 'path style for the source alone',
  },
  {
    name: 'target-sse',
    form: 'text',
    placeholder: 'AES256|aws:kms',
    help: 'server-side encryption of everything that is written',
  },
  {
    name: 'target-kms-key-id',
    form: 'text',
    placeholder: 'key',
    help: 'KMS key (id, ARN or alias) for target-sse aws:kms',
  },
  {
    name: 'target-storage-class',
    form: 'text',
    placeholder: 'class',
    help: 'storage class of everything that is written, such as STANDARD_IA',
  },
  {
    name: 'target-acl',
    form: 'text',
    placeholder: 'acl',
    help: 'canned ACL of everything that is written, such as bucket-owner-full-control',
  },
] as const satisfies readonly OptionSpec[]

/** The settings of an inspection that a relocation does not have. */
const INSPECTION_SPECS = [
  {
    name: 'check-files',
    form: 'flag',
    placeholder: 'boolean',
    help: 'ask the store for every file that _metadata names',
    fallback: 'false',
  },
  {
    name: 'html',
    form: 'text',
    placeholder: 'file',
    help: 'write the result as one self-contained HTML page to this local file',
  },
  { name: 'fail-on', form: 'text', placeholder: 'what', help: 'end with exit code 1 when this is found' },
] as const satisfies readonly OptionSpec[]

/** The settings of taking a savepoint, in the order in which people read them. */
export const SAVEPOINT_SPECS = [
  {
    name: 'command',
    form: 'document',
    placeholder: 'command',
    help: 'a command that takes a savepoint and prints its path, such as "flink savepoint JOB"; run without a shell',
  },
  {
    name: 'rest-url',
    form: 'text',
    placeholder: 'url',
    help: "Flink's REST interface, such as http://jobmanager:8081",
  },
  {
    name: 'job-id',
    form: 'text',
    placeholder: 'id',
    help: 'job of which the savepoint is taken, 32 hex digits; with rest-url',
  },
  {
    name: 'stop',
    form: 'flag',
    placeholder: 'boolean',
    help: 'stop the job with the savepoint',
    fallback: 'false',
  },
  {
    name: 'drain',
    form: 'flag',
    placeholder: 'boolean',
    help: 'with stop: end all windows and timers first, for a job that is not to go on',
    fallback: 'false',
  },
  {
    name: 'format',
    form: 'text',
    placeholder: 'canonical|native',
    help: "format of the savepoint, Flink 1.15 and later (default: Flink's, canonical)",
  },
  {
    name: 'target-directory',
    form: 'text',
    placeholder: 'uri',
    help: "directory under which Flink writes the savepoint (default: the one of Flink's configuration)",
  },
  {
    name: 'timeout',
    form: 'text',
    placeholder: 'duration',
    help: 'how long the savepoint may take, such as 90s, 30m or 2h; with rest-url',
    fallback: '30m',
  },
  {
    name: 'rest-username',
    form: 'text',
    placeholder: 'name',
    help: 'user for HTTP basic authentication before Flink',
  },
  {
    name: 'rest-password',
    form: 'secret',
    placeholder: 'password',
    help: 'password for HTTP basic authentication before Flink',
  },
  {
    name: 'rest-token',
    form: 'secret',
    placeholder: 'token',
    help: 'bearer token for what stands before Flink',
  },
  {
    name: 'rest-ca',
    form: 'lines',
    placeholder: 'file',
    help: 'certificate authority to trust for rest-url: a PEM file, or its text',
  },
] as const satisfies readonly OptionSpec[]

/** The settings of a promotion that neither a savepoint nor a relocation has. */
const PROMOTION_SPECS = [
  {
    name: 'restore-command',
    form: 'document',
    placeholder: 'command',
    help: 'a command that starts the job from the relocated snapshot; {savepoint-path} and {claim-mode} in its words are replaced',
  },
] as const satisfies readonly OptionSpec[]

/** The settings of a search that no other command has, beside `job-id`. */
const SEARCH_SPECS = [
  {
    name: 'directory',
    form: 'text',
    placeholder: 'uri',
    help: 'directory of savepoints, of chk-N, of jobs, or a snapshot itself: s3://bucket/path or an absolute local path',
  },
  {
    name: 'kind',
    form: 'text',
    placeholder: 'any|savepoint|checkpoint',
    help: 'which snapshots count',
    fallback: 'any',
  },
  {
    name: 'max-age',
    form: 'text',
    placeholder: 'duration',
    help: 'fail when the newest complete snapshot is older, such as 30m, 12h or 7d',
  },
  {
    name: 'complete',
    form: 'text',
    placeholder: 'metadata|files',
    help: 'files: every file that _metadata names is there; metadata: only _metadata is looked at',
    fallback: 'files',
  },
  {
    name: 'list',
    form: 'text',
    placeholder: 'count',
    help: 'most snapshots that are listed, 1 to 1000',
    fallback: '20',
  },
] as const satisfies readonly OptionSpec[]

/** Every setting there is. One that several commands take stands here once, and means the same everywhere. */
export const OPTION_SPECS = [
  ...RELOCATION_SPECS,
  ...INSPECTION_SPECS,
  ...SAVEPOINT_SPECS,
  ...PROMOTION_SPECS,
  ...SEARCH_SPECS,
] as const satisfies readonly OptionSpec[]

/** The name of a setting. */
export type OptionName = (typeof OPTION_SPECS)[number]['name']

/**
 * Settings as texts; an empty or blank text counts as not given, for that is what GitHub passes for absent
 * inputs.
 */
export type OptionValues = Readonly<Partial<Record<OptionName, string>>>

/**
 * What a setting is called where the user wrote it: `endpoint` as an input, `--endpoint` on a command line.
 */
export type OptionLabel = (name: OptionName) => string

/** The settings of a side that is only read: who signs, and where the server is. */
const ONE_SIDE = [
  'access-key-id',
  'secret-access-key',
  'session-token',
  'profile',
  'region',
  'endpoint',
  'force-path-style',
] as const satisfies readonly OptionName[]

/** The settings that decide what a relocation would do, where one is only planned. */
const PLAN = [
  'target',
  'target-name',
  'path-map',
  'moved-from',
  'external-files',
  'claimed-savepoint',
  'unrelocatable-state',
] as const satisfies readonly OptionName[]

/** The source's own settings beside {@link ONE_SIDE}. */
const SOURCE_SIDE = [
  'source-access-key-id',
  'source-secret-access-key',
  'source-session-token',
  'source-profile',
  'source-region',
  'source-endpoint',
  'source-force-path-style',
] as const satisfies readonly OptionName[]

/** The settings that each command takes, be it an action or a subcommand of the command line. */
export const COMMAND_OPTIONS = {
  relocate: RELOCATION_SPECS.map(({ name }) => name),
  inspect: ['source', 'check-files', 'fail-on', 'html', ...PLAN, 'source-flink-config', ...ONE_SIDE],
  diff: ['fail-on', ...ONE_SIDE, ...SOURCE_SIDE],
  find: [...SEARCH_SPECS.map(({ name }) => name), 'job-id', 'source-flink-config', ...ONE_SIDE],
  rewrite: ['path-map', 'overwrite'],
  savepoint: SAVEPOINT_SPECS.map(({ name }) => name),
  promote: [
    ...SAVEPOINT_SPECS.map(({ name }) => name),
    // What one shard copied starts no job.
    ...RELOCATION_SPECS.map(({ name }) => name).filter((name) => name !== 'shard'),
    ...PROMOTION_SPECS.map(({ name }) => name),
  ],
} as const satisfies Readonly<Record<string, readonly OptionName[]>>

/** The specification of a setting. */
export function specOf(name: OptionName): OptionSpec {
  const spec = OPTION_SPECS.find((one) => one.name === name)
  if (spec === undefined) throw new TypeError(`no specification of ${name}`)
  return spec
}
