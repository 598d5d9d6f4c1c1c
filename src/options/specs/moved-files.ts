import type { OptionSpec } from './spec-type.ts'

const PLANS = ['relocate', 'promote', 'inspect'] as const

const OUTSIDE_STATE_HELP =
  "what to do where state points at files outside of the snapshot, which are the job's input or output (default: warn)"

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
      'Where to read files that are no longer where `_metadata` says: lines `former => present`, the longest matching prefix wins. For files of other places that were moved, or to read a replica. It does not change where files go.',
    commands: PLANS,
  },
  {
    name: 'moved-from',
    form: 'text',
    placeholder: 'uri',
    help: 'former home of a snapshot whose files were moved before _metadata was rewritten',
    description:
      'The former home of a snapshot whose files were moved before (for example by `aws s3 mv`): `_metadata` still names that place, the files lie beside it. Usually found without this input. For moved files of other places use `read-map`.',
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
    name: 'outside-state',
    form: 'text',
    placeholder: 'fail|warn|ignore',
    help: "what to do where state points at files outside of the snapshot, which are the job's input or output",
    description:
      'What to do where the state itself points at something outside of the snapshot: the output in progress of a file sink, files that a source has yet to read, transactions. A relocation does not change that, and the job goes on there. `warn`, the default: say what, and what to do. `fail`: write nothing where the job would go on writing or reading there, or where that cannot be known. `ignore`: do not report it. Pending batches of a GenericWriteAheadSink, which the job would lose silently, stop the run unless this is `ignore`.',
    commands: PLANS,
    of: {
      relocate: { help: OUTSIDE_STATE_HELP },
      inspect: { help: OUTSIDE_STATE_HELP },
      promote: {
        description:
          'What to do where the state itself points at something outside of the snapshot: the output in progress of a file sink, files that a source has yet to read, transactions. A relocation does not change that, and the job goes on there. `fail`, the default: write nothing where the job would go on writing or reading there, or where that cannot be known. `warn`: say what, and what to do. `ignore`: do not report it. Pending batches of a GenericWriteAheadSink, which the job would lose silently, stop the run unless this is `ignore`.',
      },
    },
    former: { name: 'unrelocatable-state', commands: PLANS, values: { fail: 'warn' } },
  },
  {
    name: 'allow-outside',
    form: 'lines',
    placeholder: 'uri',
    help: 'place outside of the snapshot that state may point at',
    description:
      'Places outside of the snapshot that the state may point at, one per line: what lies below them is not reported and does not fail the run. For output that stays where it is.',
    commands: PLANS,
  },
  {
    name: 'state-reads',
    form: 'flag',
    placeholder: 'boolean',
    help: 'read the small state of sources and sinks to see what it points at',
    description:
      'Read the small state of sources and sinks (64 KiB of a file, 16 MiB in all) to see what it points at. `false`: no state is read, and only names and numbers of entries are told.',
    fallback: 'true',
    commands: [...PLANS, 'diff'],
  },
] as const satisfies readonly OptionSpec[]
