import type { S3Setting } from '../../flink/config/s3-config.ts'

/**
 * How a setting looks: `flag` is true or false, `lines` may hold several lines, `document` any text as
 * programs print it, `secret` is never printed.
 */
export type OptionForm = 'text' | 'flag' | 'lines' | 'document' | 'secret'

/** What settings are about, in the order in which action.yml and the documents list them. */
export const OPTION_GROUPS = [
  'What',
  'Where from',
  'Where to',
  'Safety',
  'Moved and outside files',
  'Writing',
  'Large',
  'Results',
] as const

/** One of {@link OPTION_GROUPS}. */
export type OptionGroup = (typeof OPTION_GROUPS)[number]

/** What takes settings: a subcommand of the command line, an action, or both under one name. */
export type CommandName = 'relocate' | 'inspect' | 'diff' | 'find' | 'rewrite' | 'savepoint' | 'promote'

/** What of a setting may be told in other words for one command. */
export type OptionWords = Partial<Pick<OptionSpec, 'help' | 'placeholder' | 'description'>>

/** One setting, under the name that inputs and command-line options share. */
export interface OptionSpec {
  readonly name: string
  readonly form: OptionForm
  /** How the value is shown in a help text. */
  readonly placeholder: string
  /** One line for people, for the help of the command line. */
  readonly help: string
  /** What action.yml and the documents say: whole sentences, in Markdown. */
  readonly description: string
  /** What counts when the setting is not given, as text. */
  readonly fallback?: string
  /** The actions and subcommands that take it. */
  readonly commands: readonly CommandName[]
  /** Those of them that cannot do without it. */
  readonly requiredBy?: readonly CommandName[]
  /**
   * What it was called before, and by which commands: answered for one major version, with a warning.
   * `values` are those that are called otherwise now.
   */
  readonly former?: {
    readonly name: string
    readonly commands: readonly CommandName[]
    readonly values?: Readonly<Record<string, string>>
  }
  /** What is told of it for one command, where that is not the same for all. */
  readonly of?: Readonly<Partial<Record<CommandName, OptionWords>>>
  /** The environment variable that gives it: on the command line nothing else does. */
  readonly variable?: string
  /** Only an action takes it: it belongs to a job of GitHub's. */
  readonly actionOnly?: boolean
  /** What a configuration of Flink calls it. */
  readonly flinkConfig?: S3Setting
}
