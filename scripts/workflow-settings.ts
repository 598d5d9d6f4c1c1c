/**
 * Writes the settings that the reusable workflows hand on to the actions, between comments `settings:start`
 * and `settings:end`: what they take, secrets apart, and what each step gets.
 */
import { resolve } from 'node:path'
import { COMMAND_OPTIONS, specOf, type OptionName, type SideSetting } from '../src/options/option-specs.ts'
import { property } from './action-files.ts'

const ROOT = resolve(import.meta.dirname, '..')

/** What a workflow takes, and what it leaves out of which step. */
interface WorkflowSettings {
  readonly path: string
  readonly takes: readonly OptionName[]
  /** What counts for all steps where it is not given, and is not the same for the actions. */
  readonly defaults?: Readonly<Partial<Record<OptionName, string>>>
  /** In the order of the steps that use an action. */
  readonly leavesOut: readonly (readonly OptionName[])[]
}

/**
 * What a workflow decides by itself, what a single runner of it cannot give out, and files that its runners
 * do not have.
 */
const NOT_SHARDED: ReadonlySet<OptionName> = new Set<OptionName>([
  'shard',
  'dry-run',
  'expect-plan',
  'job-files',
  'summary',
  'flink-config',
  'source-flink-config',
  'target-flink-config',
])

const REACH = [
  'endpoint',
  'region',
  'access-key-id',
  'secret-access-key',
  'session-token',
  'role-to-assume',
] as const satisfies readonly SideSetting[]

/** The workflows with generated settings. */
export const WORKFLOWS: readonly [sharded: WorkflowSettings, promote: WorkflowSettings] = [
  {
    path: resolve(ROOT, '.github', 'workflows', 'relocate-sharded.yml'),
    takes: COMMAND_OPTIONS.relocate.filter((name) => !NOT_SHARDED.has(name)),
    // A shard must not delete; content is compared by those who copied it.
    leavesOut: [['delete-source', 'verify'], ['delete-source'], ['verify']],
  },
  {
    path: resolve(ROOT, '.github', 'workflows', 'promote.yml'),
    takes: [
      'source',
      'target',
      'target-name',
      ...REACH,
      ...REACH.map((name) => `source-${name}` as const),
      ...REACH.map((name) => `target-${name}` as const),
      'verify',
      'path-map',
      'external-files',
      'outside-state',
      'allow-outside',
      'restore-command',
    ],
    // The plan that is approved is that of the promotion.
    defaults: { 'outside-state': 'fail' },
    leavesOut: [['restore-command'], []],
  },
]

const START = '# settings:start (npm run tables)'
const END = '# settings:end'

/**
 * The workflow with its settings made anew.
 *
 * @throws Error where it has not as many places for them as it should have
 */
export function withSettings(text: string, { path, takes, defaults, leavesOut }: WorkflowSettings): string {
  const [secrets, inputs] = [takes.filter(isSecret), takes.filter((name) => !isSecret(name))]
  const contents = [
    inputs.flatMap((name) => inputLines(name, defaults?.[name])),
    secrets.flatMap((name) => [
      `      ${name}:`,
      ...property('        ', 'description', sentenceOf(name)),
      '        required: false',
    ]),
    ...leavesOut.map((left) =>
      takes
        .filter((name) => !left.includes(name))
        .map((name) => `          ${name}: \${{ ${isSecret(name) ? 'secrets' : 'inputs'}.${name} }}`),
    ),
  ]
  const [head = '', ...rest] = text.split(START)
  if (rest.length !== contents.length)
    throw new Error(`${path} has ${rest.length} places for settings, and should have ${contents.length}`)
  const pieces = rest.map((piece, index) => {
    const end = piece.indexOf(END)
    if (end < 0) throw new Error(`${path} has a ${START} without ${END}`)
    const indent = /\n( *)$/.exec(piece.slice(0, end))?.[1] ?? ''
    return `${START}\n${(contents[index] ?? []).join('\n')}\n${indent}${piece.slice(end)}`
  })
  return head + pieces.join('')
}

function isSecret(name: OptionName): boolean {
  return specOf(name).form === 'secret'
}

/** Who wants to know more reads action.yml. */
function sentenceOf(name: OptionName): string {
  const { help, description, side } = specOf(name)
  return side !== undefined ? description : `${help.charAt(0).toUpperCase()}${help.slice(1)}.`
}

function inputLines(name: OptionName, given: string | undefined): string[] {
  const { form, fallback = given } = specOf(name)
  const isFlag = form === 'flag' && fallback !== undefined
  return [
    `      ${name}:`,
    ...property('        ', 'description', sentenceOf(name)),
    `        type: ${isFlag ? 'boolean' : 'string'}`,
    ...(name === 'source' || name === 'target' ? ['        required: true'] : []),
    ...(fallback === undefined
      ? []
      : isFlag
        ? [`        default: ${fallback}`]
        : property('        ', 'default', fallback)),
  ]
}
