/**
 * Writes what is made from the tables of settings and outputs: each action.yml, the settings of the
 * reusable workflows, and the tables of inputs and outputs between their markers, that of the main action
 * in docs/INPUTS.md, those of the others in docs/ACTIONS.md.
 *
 *   node scripts/tables.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ACTION_NAMES, MAIN_ACTION, SUB_ACTION_NAMES, type ActionName } from '../src/action/action-names.ts'
import { formerOutputsOf } from '../src/action/output-specs.ts'
import { OPTION_GROUPS } from '../src/options/specs/spec-type.ts'
import { OPTION_SPECS, type NamedSpec } from '../src/options/option-specs.ts'
import {
  actionFileOf,
  actionFileText,
  readActionFile,
  type ActionFile,
  type ActionInput,
} from './action-files.ts'
import { withSettings, WORKFLOWS } from './workflow-settings.ts'

const ROOT = resolve(import.meta.dirname, '..')

/** The documents that have tables, and the actions of which. */
export const DOCUMENTS: Readonly<Record<string, readonly ActionName[]>> = {
  'docs/INPUTS.md': [MAIN_ACTION],
  'docs/ACTIONS.md': SUB_ACTION_NAMES,
}

/**
 * The document with an action's tables made anew. A setting that each side may have is listed once.
 *
 * @throws Error when a marker is missing
 */
export function withTables(document: string, name: ActionName, action: ActionFile): string {
  const former = formerOutputsOf(name).map((one) => one.former)
  const outputs = Object.entries(action.outputs)
    .filter(([output]) => !former.includes(output))
    .map(([output, { description }]) => [`\`${output}\``, description])
  return replaceBetween(
    replaceBetween(document, `${name} inputs`, inputTables(action).join('\n\n')),
    `${name} outputs`,
    table(['Output', 'Description'], outputs),
  )
}

function inputTables({ inputs }: ActionFile): string[] {
  const specs = new Map<string, NamedSpec>(OPTION_SPECS.map((spec) => [spec.name, spec]))
  return OPTION_GROUPS.flatMap((group) => {
    const rows = Object.entries(inputs)
      .filter(([input]) => (specs.get(input)?.group ?? 'Results') === group)
      .filter(([input, of]) => specs.get(input)?.side === undefined && of.deprecationMessage === undefined)
      .map(([input, of]) => [`\`${input}\``, of.description + sidesOf(input, inputs), defaultOf(of)])
    return rows.length === 0 ? [] : [table([group, 'Description', 'Default'], rows)]
  })
}

function sidesOf(input: string, inputs: ActionFile['inputs']): string {
  const forms = [`source-${input}`, `target-${input}`].filter((form) => form in inputs)
  return forms.length < 2 ? '' : ` *Per side:* ${forms.map((form) => `\`${form}\``).join(', ')}.`
}

/** The document with all of its tables made anew. */
export function withAllTables(document: string, names: readonly ActionName[]): string {
  return names.reduce((text, name) => withTables(text, name, readActionFile(name)), document)
}

function defaultOf(input: ActionInput): string {
  if (input.required === true) return '**required**'
  return input.default === undefined ? '' : `\`${input.default}\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n').replace(/\| {2,}\|/g, '| |')
}

function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`the document has no markers ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`
}

if (import.meta.main) {
  for (const name of ACTION_NAMES) writeFileSync(resolve(ROOT, actionFileOf(name)), actionFileText(name))
  for (const workflow of WORKFLOWS)
    writeFileSync(workflow.path, withSettings(readFileSync(workflow.path, 'utf8'), workflow))
  for (const [document, names] of Object.entries(DOCUMENTS)) {
    const path = resolve(ROOT, document)
    writeFileSync(path, withAllTables(readFileSync(path, 'utf8'), names))
  }
}
