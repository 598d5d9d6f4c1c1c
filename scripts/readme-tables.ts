/**
 * Writes the tables of inputs and outputs in README.md, between their markers, from action.yml:
 *
 *   node scripts/readme-tables.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'

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

/** Reads action.yml. */
export function readActionFile(): ActionFile {
  return parse(readFileSync(resolve(ROOT, 'action.yml'), 'utf8')) as ActionFile
}

/** The README with its tables made anew. @throws Error when a marker is missing */
export function withTables(readme: string, action: ActionFile): string {
  const inputs = Object.entries(action.inputs).map(([name, input]) => [`\`${name}\``, input.description, defaultOf(input)])
  const outputs = Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description])
  return replaceBetween(
    replaceBetween(readme, 'inputs', table(['Input', 'Description', 'Default'], inputs)),
    'outputs', table(['Output', 'Description'], outputs),
  )
}

function defaultOf(input: ActionInput): string {
  if (input.required === true) return '**required**'
  return input.default === undefined ? '' : `\`${input.default}\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n').replace(/\| {2,}\|/g, '| |')
}

function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md has no markers ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`
}

if (import.meta.main) {
  const path = resolve(ROOT, 'README.md')
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), readActionFile()))
}
