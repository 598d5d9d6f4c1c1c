import type { OptionSpec } from './spec-type.ts'

const REACHES_S3 = ['relocate', 'inspect', 'diff', 'find', 'rewrite', 'promote'] as const
const TAKES_ROLES = ['relocate', 'inspect', 'find', 'promote'] as const

/**
 * How S3 is reached, and by whom. As they stand they are for both sides; each has a form for the source
 * alone and one for the target alone.
 */
export const OF_A_SIDE = [
  {
    name: 'endpoint',
    form: 'text',
    placeholder: 'url',
    help: 'http(s) URL of an S3 compatible server; aws, or not given: AWS itself',
    description:
      'URL of an S3 compatible server, such as `https://minio.example.com:9000`. With a path, such as `https://project.example.com/storage/v1/s3`, requests go below it and are signed with it, as the AWS SDKs do. `aws`, or empty: AWS itself.',
    commands: REACHES_S3,
    flinkConfig: 'endpoint',
  },
  {
    name: 'region',
    form: 'text',
    placeholder: 'name',
    help: 'AWS region',
    description: 'AWS region of the bucket.',
    commands: REACHES_S3,
    flinkConfig: 'region',
  },
  {
    name: 'force-path-style',
    form: 'flag',
    placeholder: 'boolean',
    help: 'address buckets as endpoint/bucket (default: true with an endpoint)',
    description:
      '`true`: address buckets as `endpoint/bucket`, which most compatible servers need. `false`: as `bucket.endpoint`. When empty: `true` with an `endpoint`, else `false`.',
    commands: REACHES_S3,
    flinkConfig: 'pathStyle',
  },
  {
    name: 'access-key-id',
    form: 'text',
    placeholder: 'id',
    help: 'access key id',
    description:
      'Access key id. When no key is given, credentials come from the AWS default chain: environment, OIDC, profile, instance role.',
    commands: REACHES_S3,
    variable: 'AWS_ACCESS_KEY_ID',
    flinkConfig: 'accessKey',
  },
  {
    name: 'secret-access-key',
    form: 'secret',
    placeholder: 'key',
    help: 'secret access key',
    description: 'Secret access key that belongs to `access-key-id`. Masked in the log.',
    commands: REACHES_S3,
    variable: 'AWS_SECRET_ACCESS_KEY',
    flinkConfig: 'secretKey',
  },
  {
    name: 'session-token',
    form: 'secret',
    placeholder: 'token',
    help: 'session token of temporary credentials',
    description: 'Session token, for temporary credentials. Masked in the log.',
    commands: REACHES_S3,
    variable: 'AWS_SESSION_TOKEN',
    flinkConfig: 'sessionToken',
  },
  {
    name: 'profile',
    form: 'text',
    placeholder: 'name',
    help: 'profile of the AWS configuration files: its keys or role, endpoint, region, addressing style and certificates',
    description:
      'Profile of the AWS configuration files, in place of keys: its keys or role, endpoint, region, addressing style and certificates.',
    commands: REACHES_S3,
  },
  {
    name: 'anonymous',
    form: 'flag',
    placeholder: 'boolean',
    help: 'read a public bucket without credentials: requests are not signed',
    description:
      '`true`: read a public bucket without credentials, as `--no-sign-request` of the AWS CLI does; credentials in the environment are ignored. For a source only: a target always needs keys.',
    commands: REACHES_S3,
  },
  {
    name: 'role-to-assume',
    form: 'text',
    placeholder: 'arn',
    help: "IAM role to take with the runner's OIDC token",
    description:
      "ARN of an IAM role to assume with the job's OIDC token, instead of keys. The job needs `id-token: write`. Its keys are renewed, with a new token, as long as the run lasts.",
    commands: TAKES_ROLES,
    actionOnly: true,
  },
  {
    name: 'role-session-name',
    form: 'text',
    placeholder: 'name',
    help: 'name of the sessions of a role',
    description: 'Name of the sessions of a role, for the logs of its account.',
    fallback: 'flink-snapshot',
    commands: TAKES_ROLES,
    actionOnly: true,
  },
  {
    name: 'role-duration-seconds',
    form: 'text',
    placeholder: 'count',
    help: 'how long the keys of a role are valid, 900 to 43200',
    description:
      'How long the keys of a role are valid before they are renewed, 900 to 43200. The role must allow it.',
    fallback: '3600',
    commands: TAKES_ROLES,
    actionOnly: true,
  },
  {
    name: 'role-audience',
    form: 'text',
    placeholder: 'text',
    help: 'audience of the OIDC token',
    description: "Audience of the OIDC token, as configured in the AWS account's identity provider.",
    fallback: 'sts.amazonaws.com',
    commands: TAKES_ROLES,
    actionOnly: true,
  },
  {
    name: 'request-payer',
    form: 'text',
    placeholder: 'requester',
    help: 'who pays for requests: requester, for a bucket with "requester pays"',
    description:
      '`requester`: the account that signs the requests pays for them, as "requester pays" buckets require.',
    commands: REACHES_S3,
    flinkConfig: 'requestPayer',
  },
  {
    name: 'sse-customer-key',
    form: 'secret',
    placeholder: 'base64',
    help: 'key of 32 bytes in base64 with which the objects are encrypted (SSE-C)',
    description:
      'Customer-provided encryption key (SSE-C, AES256): 32 bytes in base64. Everything that is read must be encrypted with it, everything that is written will be. Flink reads such objects through its Hadoop S3 plugin, with `fs.s3a.encryption.algorithm: SSE-C` and the key. Over TLS only. Masked in the log.',
    commands: REACHES_S3,
    variable: 'S3_SSE_CUSTOMER_KEY',
    flinkConfig: 'customerKey',
  },
  {
    name: 'flink-config',
    form: 'text',
    placeholder: 'file',
    help: "Flink's flink-conf.yaml or config.yaml, from which settings of S3, and the target, are taken that are not given",
    description:
      "Path of Flink's `flink-conf.yaml` or `config.yaml`, or of a FlinkDeployment or ConfigMap that contains it. It supplies endpoint, path style, region, keys and encryption unless they are given, and `target`, the directory of savepoints. Sensitive values are masked.",
    commands: ['relocate', 'promote', 'inspect', 'find'],
    former: { name: 'source-flink-config', commands: ['inspect', 'find'] },
    of: {
      find: {
        help: "Flink's flink-conf.yaml or config.yaml, from which settings of S3 and the directory are taken that are not given",
        description:
          'Path of a `flink-conf.yaml` or `config.yaml`, or of a FlinkDeployment or ConfigMap that holds it, of the cluster that wrote the snapshots. Endpoint, path style, region and keys are taken from it where they are not given, and `directory`: that of savepoints or checkpoints. Sensitive values are masked.',
      },
      inspect: {
        help: "Flink's flink-conf.yaml or config.yaml, from which settings of S3 are taken that are not given",
        description:
          'Path of a `flink-conf.yaml` or `config.yaml`, or of a FlinkDeployment or ConfigMap that holds it, of the cluster that wrote the snapshot. Endpoint, path style, region and keys are taken from it where they are not given. Sensitive values are masked.',
      },
    },
  },
] as const satisfies readonly OptionSpec[]
