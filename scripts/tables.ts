/**
 * Writes what is made from the tables of settings and outputs: each action.yml, and from these the tables of
 * inputs and outputs between their markers, that of the main action in README.md, those of the others in
 * docs/ACTIONS.md.
 *
 *   node scripts/tables.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ACTION_NAMES, MAIN_ACTION, SUB_ACTION_NAMES, type ActionName } from '../src/action/action-names.ts'
import {
  actionFileOf,
  actionFileText,
  readActionFile,
  type ActionFile,
  type ActionInput,
} from './action-files.ts'

const ROOT = resolve(import.meta.dirname, '..')

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
  for (const name of ACTION_NAMES) writeFileSync(resolve(ROOT, actionFileOf(name)), actionFileText(name))
  for (const [document, names] of Object.entries(DOCUMENTS)) {
    const path = resolve(ROOT, document)
    writeFileSync(path, withAllTables(readFileSync(path, 'utf8'), names))
  }
}
