import { CommandTextError, splitCommand } from './split-command.ts'
import type { SavepointRequest } from '../commands/savepoint/request.ts'
import { OptionError } from './option-error.ts'
import { createOptionReader, type OptionReader } from './option-reader.ts'
import { calledNow, type OptionLabel, type OptionValues } from './option-specs.ts'
import { readSavepointRequest } from './savepoint-options.ts'

/** A program and its words. */
export type CommandWords = readonly [program: string, ...args: string[]]

/** What a promotion does beside relocating. */
export interface PromotionOptions {
  /** The savepoint to take; absent where a source is named. */
  readonly savepoint?: SavepointRequest
  /** With its placeholders; absent where the job is started by somebody else. */
  readonly restoreCommand?: CommandWords
}

/** What a placeholder of the restore command may name. */
export type Placeholder = 'snapshot-path' | 'metadata-path' | 'claim-mode' | 'job-files'

/** Former names of placeholders, which are filled for one major version. */
const FORMER_PLACEHOLDERS: Readonly<Record<string, Placeholder>> = {
  'savepoint-path': 'snapshot-path',
  'resume-dir': 'job-files',
}

/** What a user is told whose command has former names of placeholders in it. */
export function formerPlaceholders(words: CommandWords): string[] {
  return Object.entries(FORMER_PLACEHOLDERS)
    .filter(([former]) => words.some((word) => word.includes(`{${former}}`)))
    .map(([former, name]) => calledNow(`{${former}}`, `{${name}}`))
}

/**
 * Reads where the snapshot comes from and what starts the job.
 *
 * @throws OptionError naming the setting and what to do: none or two origins, a dry run that would take a
 * savepoint, a command
 *   that needs a shell, a placeholder for what there will not be
 */
export function readPromotionOptions(
  values: OptionValues,
  label: OptionLabel = (name) => name,
): PromotionOptions {
  const reader = createOptionReader(values, label)
  const source = reader.text('source')
  const taken = (['command', 'rest-url'] as const).find((name) => reader.text(name) !== undefined)
  if (source === undefined && taken === undefined) {
    throw new OptionError(
      `${label('source')}, ${label('command')} or ${label('rest-url')} is required: name the snapshot to promote, `
        + 'or say how a savepoint is taken',
    )
  }
  if (source !== undefined && taken !== undefined) {
    throw new OptionError(
      `${label('source')} and ${label(taken)} are both given: keep ${label('source')} to promote that snapshot, or `
        + `${label(taken)} to take a new savepoint`,
    )
  }
  if (taken !== undefined && reader.flag('dry-run') === true) {
    throw new OptionError(
      `${label('dry-run')} is true and ${label(taken)} is given: a dry run takes no savepoint; name a snapshot in ${label('source')}`,
    )
  }
  if (taken !== undefined && reader.text('expect-plan') !== undefined) {
    throw new OptionError(
      `${label('expect-plan')} and ${label(taken)} are both given: a savepoint that is yet to be taken has no plan that `
        + `somebody approved; name a snapshot in ${label('source')}`,
    )
  }
  const restoreCommand = readRestoreCommand(reader)
  const savepoint = taken === undefined ? undefined : readSavepointRequest(values, label)
  return { savepoint, restoreCommand }
}

function readRestoreCommand(reader: OptionReader): CommandWords | undefined {
  const text = reader.text('restore-command')
  if (text === undefined) return undefined
  try {
    const words = splitCommand(text)
    const used = ['{job-files}', '{resume-dir}'].find((one) => words.some((word) => word.includes(one)))
    if (used !== undefined && reader.text('job-files') === undefined)
      throw new CommandTextError(`names ${used}, which there is only with ${reader.label('job-files')}`)
    return words
  } catch (error) {
    if (!(error instanceof CommandTextError)) throw error
    throw new OptionError(`${reader.label('restore-command')} ${error.message}`, { cause: error })
  }
}

/**
 * Puts values in the place of placeholders. No shell sees the words, so what a value holds stays within its
 * word.
 */
export function fillPlaceholders(
  [program, ...args]: CommandWords,
  values: Readonly<Record<Placeholder, string>>,
): CommandWords {
  const fill = (word: string): string =>
    word.replace(
      /\{(snapshot-path|metadata-path|claim-mode|job-files|savepoint-path|resume-dir)\}/g,
      (_, name: string) => values[FORMER_PLACEHOLDERS[name] ?? (name as Placeholder)],
    )
  return [fill(program), ...args.map(fill)]
}
