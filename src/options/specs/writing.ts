import type { OptionSpec } from './spec-type.ts'

const RELOCATES = ['relocate', 'promote'] as const
const WRITES = ['relocate', 'rewrite', 'promote'] as const

/** How it is written. */
export const WRITING = [
  {
    name: 'transfer',
    form: 'text',
    placeholder: 'auto|streamed',
    help: 'auto: server-side copies where possible; streamed: all bytes go through this machine',
    description:
      '`auto`: server-side copies where source and target are one endpoint, as far as the store makes them. `streamed`: all bytes go through this machine, for example where two accounts of one endpoint have separate buckets.',
    fallback: 'auto',
    commands: RELOCATES,
  },
  {
    name: 'references',
    form: 'text',
    placeholder: 'preserve|relative',
    help: "relative: name the files in a savepoint's directory relative to it",
    description:
      '`preserve`: absolute paths stay absolute, relative ones relative. `relative`: the files of a savepoint that lie in its directory are named relative to it, so that the relocated savepoint can be moved again by a plain copy (metadata version 3 and later; never the files of incremental state).',
    fallback: 'preserve',
    commands: RELOCATES,
  },
  {
    name: 'target-sse',
    form: 'text',
    placeholder: 'AES256|aws:kms',
    help: 'server-side encryption of everything that is written',
    description:
      "Server-side encryption of everything that is written, `AES256` or `aws:kms`. Empty for the bucket's own default. The run stops where the store does not do it.",
    commands: WRITES,
    flinkConfig: 'sse',
  },
  {
    name: 'target-kms-key-id',
    form: 'text',
    placeholder: 'key',
    help: 'KMS key (id, ARN or alias) for target-sse aws:kms',
    description: 'Id, ARN or alias of the KMS key, with `target-sse` set to `aws:kms`.',
    commands: WRITES,
    flinkConfig: 'kmsKeyId',
  },
  {
    name: 'target-storage-class',
    form: 'text',
    placeholder: 'class',
    help: 'storage class of everything that is written, such as STANDARD_IA',
    description:
      'Storage class of everything that is written, such as `STANDARD_IA`. Archives are refused, Flink cannot read them.',
    commands: WRITES,
  },
  {
    name: 'target-acl',
    form: 'text',
    placeholder: 'acl',
    help: 'canned ACL of everything that is written, such as bucket-owner-full-control',
    description: 'Canned ACL of everything that is written, such as `bucket-owner-full-control`.',
    commands: WRITES,
  },
] as const satisfies readonly OptionSpec[]

/** Snapshots that take long. */
export const LARGE = [
  {
    name: 'concurrency',
    form: 'text',
    placeholder: 'count',
    help: 'most objects in flight at once, 1 to 1024 (default: chosen by the engine)',
    description: 'Most objects in flight at once, 1 to 1024. Chosen automatically when empty.',
    commands: RELOCATES,
  },
  {
    // What one shard copied starts no job: a promotion has none.
    name: 'shard',
    form: 'text',
    placeholder: 'i/n',
    help: 'copy the i-th of n equal parts and commit nothing; the run without it, after all of them, commits',
    description:
      'For several machines: `2/8` copies the second of eight equal parts, proves it and does not write `_metadata`. The last run, without `shard`, finds all parts there and writes it. See docs/SHARDS.md.',
    commands: ['relocate'],
  },
] as const satisfies readonly OptionSpec[]
