/** Makes each action.yml from the tables of settings and outputs. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { MAIN_ACTION, type ActionName } from '../src/action/action-names.ts'
import { actionOf } from '../src/action/actions.ts'
import { describeOutput, formerOutputsOf } from '../src/action/output-specs.ts'
import { formerNamesOf, groupedOptionsOf, type NamedSpec } from '../src/options/option-specs.ts'

const ROOT = resolve(import.meta.dirname, '..')

/** An input of action.yml. */
export interface ActionInput {
  readonly description: string
  readonly required?: boolean
  readonly default?: string
  readonly deprecationMessage?: string
}

/** The part of action.yml that people and tests read. */
export interface ActionFile {
  readonly name: string
  readonly description: string
  readonly branding: { readonly icon: string; readonly color: string }
  readonly inputs: Readonly<Record<string, ActionInput>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string }
}

/** What the marketplace shows of an action. */
const HEADS: Readonly<
  Record<ActionName, { name: string; description: string; icon: string; color: string }>
> = {
  relocate: {
    name: 'Relocate a Flink snapshot',
    description:
      'Move an Apache Flink savepoint or checkpoint to another place, rewrite its metadata and prove the result',
    icon: 'truck',
    color: 'orange',
  },
  promote: {
    name: "Promote a Flink job's state",
    description:
      'Take a savepoint of a Flink job, relocate it, and run the command that starts the job from it elsewhere',
    icon: 'truck',
    color: 'orange',
  },
  savepoint: {
    name: 'Take a Flink savepoint',
    description:
      'Take a savepoint of a running Apache Flink job, over REST or by your own command, and give out its path',
    icon: 'camera',
    color: 'orange',
  },
  find: {
    name: 'Find the newest Flink snapshot',
    description:
      'Find the newest complete Apache Flink savepoint or checkpoint in a directory, to restore or relocate it',
    icon: 'crosshair',
    color: 'orange',
  },
  inspect: {
    name: 'Inspect a Flink snapshot',
    description:
      'Show what is in an Apache Flink savepoint or checkpoint, state by operator, files, skew, as a page, JSON and summary',
    icon: 'search',
    color: 'orange',
  },
}

/** Where an action is described, from the top of the repository. */
export function actionFileOf(name: ActionName): string {
  return name === MAIN_ACTION ? 'action.yml' : `${name}/action.yml`
}

/** Reads the description of an action. */
export function readActionFile(name: ActionName = MAIN_ACTION): ActionFile {
  return parse(readFileSync(resolve(ROOT, actionFileOf(name)), 'utf8')) as ActionFile
}

/** The text of an action's action.yml. */
export function actionFileText(name: ActionName): string {
  const { icon, color, ...head } = HEADS[name]
  return [
    '# Made from src/options/specs/ and src/action/output-specs.ts: change it there, and run npm run tables.',
    ...property('', 'name', head.name),
    ...property('', 'description', head.description),
    'author: The flink-snapshot authors',
    'branding:',
    `  icon: ${icon}`,
    `  color: ${color}`,
    '',
    'inputs:',
    ...groupedOptionsOf(name).flatMap(([group, specs], index) => [
      ...(index === 0 ? [] : ['']),
      `  # ── ${group}`,
      ...(group === 'Where from' && specs.some(({ side }) => side !== undefined) ? [SIDES] : []),
      ...specs.flatMap((spec) => inputLines(spec, spec.requiredBy?.includes(name) === true)),
    ]),
    ...formerInputs(name),
    '',
    'outputs:',
    ...actionOf(name).outputs.flatMap((output) => [
      `  ${output}:`,
      ...property('    ', 'description', describeOutput(output, name)),
    ]),
    ...formerOutputsOf(name).flatMap(({ former, name: now }) => [
      `  ${former}:`,
      ...property('    ', 'description', `The former name of \`${now}\`, for one major version.`),
    ]),
    '',
    'runs:',
    '  using: node24',
    `  main: ${name === MAIN_ACTION ? 'dist/main/index.js' : `../dist/${name}/index.js`}`,
    '',
  ].join('\n')
}

function formerInputs(action: ActionName): string[] {
  const names = formerNamesOf(action)
  if (names.length === 0) return []
  return [
    '',
    '  # ── Former names, for one major version',
    ...names.flatMap(({ former, name }) => [
      `  ${former}:`,
      `    description: The former name of \`${name}\`.`,
      '    required: false',
      `    deprecationMessage: it is called ${name} now`,
    ]),
  ]
}

function inputLines({ name, description, fallback }: NamedSpec, required: boolean): string[] {
  return [
    `  ${name}:`,
    ...property('    ', 'description', description),
    `    required: ${String(required)}`,
    ...(fallback === undefined ? [] : property('    ', 'default', fallback)),
  ]
}

const SIDES =
  '  # A setting without prefix is for both sides; source-… and target-… are for one, and count there before it.'

/** Up to here a line of YAML may go. */
const WIDTH = 120

/** `key: text` as YAML: on one line where there is room, folded where there is not. */
export function property(indent: string, key: string, text: string): string[] {
  const plain = `${indent}${key}: ${stringify(text, { lineWidth: 0, singleQuote: true }).trimEnd()}`
  if (plain.length <= WIDTH) return [plain]
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    const longer = line === '' ? word : `${line} ${word}`
    if (indent.length + 2 + longer.length <= WIDTH) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return [`${indent}${key}: >-`, ...lines.map((line) => `${indent}  ${line}`)]
}
