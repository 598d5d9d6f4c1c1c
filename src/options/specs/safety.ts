import type { OptionSpec } from './spec-type.ts'

const RELOCATES = ['relocate', 'promote'] as const

/** What must hold, and what may be destroyed. */
export const SAFETY = [
  {
    name: 'complete',
    form: 'text',
    placeholder: 'metadata|files',
    help: 'files: every file that _metadata names is there; metadata: only _metadata is looked at',
    description:
      'What a complete snapshot is. `files`: every file that `_metadata` names is there, with the right size; otherwise the next older snapshot is taken, and a warning says why. `metadata`: `_metadata` is there and can be read, and no file is looked for.',
    fallback: 'files',
    commands: ['find'],
  },
  {
    name: 'max-age',
    form: 'text',
    placeholder: 'duration',
    help: 'fail when the newest complete snapshot is older, such as 30m, 12h or 7d',
    description:
      'Fail when the newest complete snapshot is older than this, such as `30m`, `12h` or `7d`: the job may have stopped to take any.',
    commands: ['find'],
  },
  {
    name: 'check-files',
    form: 'flag',
    placeholder: 'boolean',
    help: 'ask the store for every file that _metadata names',
    description:
      "Ask the store for every file that `_metadata` names, and say which are missing, have another size or are archived. Files of other buckets are not looked for, nor local files outside of the snapshot's directory.",
    fallback: 'false',
    commands: ['inspect'],
  },
  {
    name: 'fail-on',
    form: 'text',
    placeholder: 'what',
    help: 'end with exit code 1 when this is found',
    description:
      "What fails the step, with `check-files`. `missing`, the default: a file is missing, has another size or is archived, or none could be looked for. `outside`: also when a file lies outside of the snapshot's own directory (of a checkpoint: its job's). `never`: nothing. Outputs, page, report and summary are there all the same.",
    commands: ['inspect', 'diff'],
    of: {
      inspect: {
        placeholder: 'missing|outside|never',
        help: 'what --check-files ends with exit code 1 for: files that cannot be used, or lie outside of the snapshot as well (default: missing)',
      },
      diff: {
        placeholder: 'none|restore|difference',
        help: 'end with exit code 1 when a restore is in doubt, or when anything but sizes differs (default: none)',
      },
    },
  },
  {
    name: 'overwrite',
    form: 'flag',
    placeholder: 'boolean',
    help: 'replace a different snapshot, or files of other content, at the target; never files that another snapshot there refers to',
    description:
      "Replace a different snapshot, or files with other content, at the target. Never files that another snapshot there needs, and never another job's. An identical snapshot is never an error.",
    fallback: 'false',
    commands: ['relocate', 'promote', 'rewrite'],
    of: { rewrite: { help: 'replace OUT where it exists' } },
  },
  {
    name: 'delete-source',
    form: 'flag',
    placeholder: 'boolean',
    help: 'delete the copied files at the source, when each is proved by content',
    description:
      'Delete the snapshot at the source, last of all: when outputs, report and job files are written, every file of the target was proved by content, and source and target were proved to be two places. Only files unchanged since they were copied are deleted, and never those that other checkpoints may share. A run that was stopped while it deleted is finished by the next.',
    fallback: 'false',
    commands: RELOCATES,
  },
  {
    name: 'expect-plan',
    form: 'text',
    placeholder: 'sha256',
    help: 'fingerprint of the plan that a dry run told: write nothing when the plan is another one now',
    description:
      'The `plan-fingerprint` of a dry run that was approved. If the snapshot or the plan has changed since, the step fails before anything is written.',
    commands: RELOCATES,
  },
  {
    name: 'verify',
    form: 'text',
    placeholder: 'fast|strict',
    help: 'fast: sizes, and whatever the stores know of the content, nothing read again; strict: every file is read at both ends',
    description:
      'What proves the result. `fast`: sizes, and ETags or checksums where the stores have them, without reading files again; the report counts what was proved by size alone. `strict`: content: each file is read at both ends as well, and copied again where it differs. `_metadata` is read back either way.',
    fallback: 'fast',
    commands: RELOCATES,
  },
] as const satisfies readonly OptionSpec[]
