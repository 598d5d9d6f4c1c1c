/**
 * Writes the tables of inputs and outputs, between their markers, from each action.yml: that of the main
 * action in README.md, those of the others in docs/ACTIONS.md.
 *
 *   node scripts/readme-tables.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { MAIN_ACTION, SUB_ACTION_NAMES, type ActionName } from '../src/action/action-names.ts'

const ROOT = resolve(import.meta.dirname, '..')

/** An input of action.yml. */
export interface ActionInput {
  readonly description: string
  readonly required?: boolean
  readonly default?: string
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

/** Where an action is described, from the top of the repository. */
export function actionFileOf(name: ActionName): string {
  return name === MAIN_ACTION ? 'action.yml' : `${name}/action.yml`
}

/** Reads the description of an action. */
export function readActionFile(name: ActionName = MAIN_ACTION): ActionFile {
  return parse(readFileSync(resolve(ROOT, actionFileOf(name)), 'utf8')) as ActionFile
}

/** The documents that have tables, and the actions of which. */
export const DOCUMENTS: Readonly<Record<string, readonly ActionName[]>> = {
  'README.md': [MAIN_ACTION],
  'docs/ACTIONS.md': SUB_ACTION_NAMES,
}

/** The document with an action's tables made anew. @throws Error when a marker is missing */
export function withTables(document: string, name: ActionName, action: ActionFile): string {
  const inputs = Object.entries(action.inputs).map(([input, of]) => [
    `\`${input}\``,
    of.description,
    defaultOf(of),
  ])
  const outputs = Object.entries(action.outputs).map(([output, { description }]) => [
    `\`${output}\``,
    description,
  ])
  return replaceBetween(
    replaceBetween(document, `${name} inputs`, table(['Input', 'Description', 'Default'], inputs)),
    `${name} outputs`,
    table(['Output', 'Description'], outputs),
  )
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
  for (const [document, names] of Object.entries(DOCUMENTS)) {
    const path = resolve(ROOT, document)
    writeFileSync(path, withAllTables(readFileSync(path, 'utf8'), names))
  }
}
