import type { OptionSpec } from './spec-type.ts'

const PLANS = ['relocate', 'promote', 'inspect'] as const

/** Files that are not where `_metadata` says, or outside of the snapshot. */
export const MOVED_AND_OUTSIDE = [
  {
    name: 'path-map',
    form: 'lines',
    placeholder: 'rule',
    help: 'rule "old => new" for files that lie outside the snapshot',
    description:
      "Where files outside of the snapshot's own directory go: lines `old => new`, the longest matching prefix wins. Files are read below the old and written below the new prefix. Blank lines and lines that begin with `#` are ignored.",
    commands: ['relocate', 'promote', 'inspect', 'rewrite'],
    of: { rewrite: { help: 'rule "old => new"' } },
  },
  {
    name: 'read-map',
    form: 'lines',
    placeholder: 'rule',
    help: 'rule "former => present" for files that are read from another place than _metadata names: moved ones, or a replica',
    description:
      'Where files are read that are not where `_metadata` says: lines `former => present`, the longest matching prefix wins. For files of other places that were moved, or to read a replica. It does not change where files go.',
    commands: PLANS,
  },
  {
    name: 'moved-from',
    form: 'text',
    placeholder: 'uri',
    help: 'former home of a snapshot whose files were moved before _metadata was rewritten',
    description:
      'The former home of a snapshot whose files were moved before (for example by `aws s3 mv`): `_metadata` still names that place, the files lie beside it. Usually found without this input. Files of other places that were moved have a `read-map`.',
    commands: PLANS,
  },
  {
    name: 'external-files',
    form: 'text',
    placeholder: 'fail|copy|keep',
    help: 'what to do with referenced files outside the snapshot that no rule covers',
    description:
      "What to do with referenced files that lie outside of the snapshot and match no `path-map` rule. `fail`: stop, and say which rule to add. `copy`: copy them along (only from the source's own bucket). `keep`: leave them where they are; the result goes on depending on them.",
    fallback: 'fail',
    commands: PLANS,
  },
  {
    name: 'claimed-savepoint',
    form: 'lines',
    placeholder: 'uri',
    help: 'native savepoint that the job was started from with CLAIM; lost relative files are looked for there',
    description:
      "Directories of native savepoints from which the snapshot's job was started with CLAIM, one a line. Needed only when relative handles name files that are not beside `_metadata` (FLINK-39964): they are looked for here, copied along, and written as absolute handles.",
    commands: PLANS,
  },
  {
    name: 'unrelocatable-state',
    form: 'text',
    placeholder: 'fail|ignore',
    help: 'what to do with state that hides file names in user data (GenericWriteAheadSink)',
    description:
      'What to do with state that names files inside Java-serialised user data (`pending-checkpoints` of a GenericWriteAheadSink), which no tool can relocate. `fail`: stop and name the operator. `ignore`: relocate the rest; Flink loses the pending batch without a failure.',
    fallback: 'fail',
    commands: PLANS,
  },
] as const satisfies readonly OptionSpec[]
