import { OPTION_GROUPS, type CommandName, type OptionGroup, type OptionSpec } from './specs/spec-type.ts'
import { MOVED_AND_OUTSIDE } from './specs/moved-files.ts'
import { RESULTS } from './specs/results.ts'
import { SAFETY } from './specs/safety.ts'
import { OF_A_SIDE } from './specs/sides.ts'
import { WHAT, WHERE_TO } from './specs/what.ts'
import { LARGE, WRITING } from './specs/writing.ts'

export type { CommandName, OptionForm, OptionGroup, OptionSpec } from './specs/spec-type.ts'

/** A setting of how S3 is reached, without prefix. */
export type SideSetting = (typeof OF_A_SIDE)[number]['name']

/** What stands before the name of a setting: nothing for both sides, or for work that has one. */
export type SidePrefix = '' | 'source-' | 'target-'

/** The name of a setting. */
export type OptionName =
  | (
      | typeof WHAT
      | typeof WHERE_TO
      | typeof SAFETY
      | typeof MOVED_AND_OUTSIDE
      | typeof WRITING
      | typeof LARGE
      | typeof RESULTS
    )[number]['name']
  | `${SidePrefix}${SideSetting}`

/** A setting of the table. */
export interface NamedSpec extends OptionSpec {
  readonly name: OptionName
  readonly group: OptionGroup
  /** Of a setting for one side: which one, and the setting for both that it stands before. */
  readonly side?: { readonly of: 'source' | 'target'; readonly both: SideSetting }
}

/** The name of a setting for a side. */
export function ofSide(prefix: SidePrefix, name: SideSetting): OptionName {
  return `${prefix}${name}`
}

/** The settings of one side are taken by what has two. */
const TWO_SIDED: readonly CommandName[] = ['relocate', 'promote', 'diff', 'rewrite']

const ofOneSide = (of: 'source' | 'target'): NamedSpec[] =>
  OF_A_SIDE.map((spec: OptionSpec & { readonly name: SideSetting }) => {
    const { form, placeholder, variable } = spec
    return {
      form,
      placeholder,
      name: `${of}-${spec.name}`,
      group: of === 'source' ? 'Where from' : 'Where to',
      help: `${spec.name} of the ${of} alone`,
      description: `\`${spec.name}\` of the ${of} alone.`,
      commands: TWO_SIDED.filter((command) => spec.commands.includes(command)),
      ...(spec.actionOnly === true && { actionOnly: true }),
      ...(variable !== undefined && { variable: `${of.toUpperCase()}_${variable}` }),
      side: { of, both: spec.name },
    }
  })

function grouped(
  group: OptionGroup,
  specs: readonly (OptionSpec & { readonly name: OptionName })[],
): NamedSpec[] {
  return specs.map((spec) => ({ ...spec, group }))
}

/**
 * Every setting there is, group by group. One that several commands take stands here once, and means the
 * same everywhere. All action.yml files, the tables of the documents and the help of the command line are
 * made from this.
 */
export const OPTION_SPECS: readonly NamedSpec[] = [
  ...grouped('What', WHAT),
  ...grouped('Where from', OF_A_SIDE),
  ...ofOneSide('source'),
  ...grouped('Where to', WHERE_TO),
  ...ofOneSide('target'),
  ...grouped('Safety', SAFETY),
  ...grouped('Moved and outside files', MOVED_AND_OUTSIDE),
  ...grouped('Writing', WRITING),
  ...grouped('Large', LARGE),
  ...grouped('Results', RESULTS),
]

/**
 * Settings as texts; an empty or blank text counts as not given, for that is what GitHub passes for absent
 * inputs.
 */
export type OptionValues = Readonly<Partial<Record<OptionName, string>>>

/**
 * What a setting is called where the user wrote it: `endpoint` as an input, `--endpoint` on a command line.
 */
export type OptionLabel = (name: OptionName) => string

const BY_NAME: ReadonlyMap<string, NamedSpec> = new Map(OPTION_SPECS.map((spec) => [spec.name, spec]))

/**
 * The specification of a setting.
 *
 * @param command for which it is told; by default in the words for all
 */
export function specOf(name: OptionName, command?: CommandName): NamedSpec {
  const spec = BY_NAME.get(name)
  if (spec === undefined) throw new TypeError(`no specification of ${name}`)
  return command === undefined ? spec : { ...spec, ...spec.of?.[command] }
}

const ofCommand = (command: CommandName): readonly OptionName[] =>
  OPTION_SPECS.filter(({ commands }) => commands.includes(command)).map(({ name }) => name)

/** The settings that each command takes, be it an action or a subcommand of the command line. */
export const COMMAND_OPTIONS: Readonly<Record<CommandName, readonly OptionName[]>> = {
  relocate: ofCommand('relocate'),
  inspect: ofCommand('inspect'),
  diff: ofCommand('diff'),
  find: ofCommand('find'),
  rewrite: ofCommand('rewrite'),
  savepoint: ofCommand('savepoint'),
  promote: ofCommand('promote'),
}

/** A name that a setting of a command had before. */
export interface FormerName {
  readonly former: string
  readonly name: OptionName
  /** What the user is told who still writes the former name. */
  readonly warning: string
  /** What a value that was given under the former name is now. */
  readonly valueNow: (value: string) => string
}

/** The former names of a command's settings, which are answered for one major version. */
export function formerNamesOf(command: CommandName): FormerName[] {
  return OPTION_SPECS.flatMap(({ name, former }) =>
    former?.commands.includes(command) === true
      ? [
          {
            former: former.name,
            name,
            warning: calledNow(former.name, name),
            valueNow: (value) => former.values?.[value] ?? value,
          },
        ]
      : [],
  )
}

/** The sentence for what has another name now. */
export function calledNow(former: string, name: string): string {
  return `${former} is called ${name} now: write ${name}, for the former name goes with the next major version`
}

/** The settings of a command by what they are about, without groups that have none. */
export function groupedOptionsOf(command: CommandName): [group: OptionGroup, specs: NamedSpec[]][] {
  const specs = COMMAND_OPTIONS[command].map((name) => specOf(name, command))
  return OPTION_GROUPS.map((group): [OptionGroup, NamedSpec[]] => [
    group,
    specs.filter((spec) => spec.group === group),
  ]).filter(([, own]) => own.length > 0)
}

/** Whether an endpoint is given as AWS itself. */
export function isAwsItself(endpoint: string): boolean {
  return endpoint.trim().toLowerCase() === 'aws'
}
