import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { ACTION_NAMES, MAIN_ACTION, type ActionName } from '../../src/action/action-names.ts'
import { readActionFile } from '../../scripts/action-files.ts'
import { DOCUMENTS, withAllTables, withTables } from '../../scripts/tables.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8')

describe.each(Object.entries(DOCUMENTS))('%s', (document, names) => {
  it('has the tables that each action.yml gives (npm run tables writes them)', () => {
    const text = textOf(document)
    expect(text).toBe(withAllTables(text, names))
  })
})

it('a table that is not current is noticed', () => {
  const action = readActionFile()
  const stale = { ...action, inputs: { ...action.inputs, another: { description: 'Of no document.' } } }
  const text = textOf('docs/INPUTS.md')
  expect(withTables(text, MAIN_ACTION, stale)).not.toBe(text)
})

it('README.md stays under 250 lines', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThan(250)
})

it.each(PAGES)('%s links only to files that are there, and to headings that they have', (page) => {
  const broken = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^https?:/.test(target) && !leadsSomewhere(page, target))
  expect(broken).toEqual([])
})

it('examples give each action only inputs that it has, and what it requires', () => {
  for (const { page, name, with: given = {} } of PAGES.flatMap(stepsIn)) {
    const { inputs } = readActionFile(name)
    const required = Object.keys(inputs).filter((input) => inputs[input]?.required === true)
    expect([page, ...Object.keys(given).filter((input) => !(input in inputs))]).toEqual([page])
    expect([page, ...Object.keys(given)]).toEqual(expect.arrayContaining([page, ...required]))
  }
})

it('examples read only outputs that the step has', () => {
  const read = PAGES.flatMap((page) => [
    ...textOf(page).matchAll(/steps\.(relocate|find|inspect|savepoint|promote)\.outputs\.([a-z-]+)/g),
  ]).map(([, name, output]) => [name as ActionName, output!] as const)
  expect(read).not.toEqual([])
  expect(read.filter(([name, output]) => !(output in readActionFile(name).outputs))).toEqual([])
})

it('the pages have examples of every action', () => {
  const named = new Set(PAGES.flatMap((page) => stepsIn(page).map(({ name }) => name)))
  expect([...named].sort()).toEqual([...ACTION_NAMES].sort())
})

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', heading] = target.split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(ROOT, file))) return false
  return heading === undefined || headingsOf(file).has(heading)
}

/** By GitHub's own rule. */
function headingsOf(page: string): Set<string> {
  return new Set(
    [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  )
}

interface Step {
  readonly page: string
  readonly name: ActionName
  readonly with?: Readonly<Record<string, unknown>>
}

/** Every step that uses one of the actions, in any of the page's YAML blocks. */
function stepsIn(page: string): Step[] {
  return [...textOf(page).matchAll(/^```yaml\n([^]*?)^```$/gm)].flatMap(([, block]) =>
    stepsWithin(parse(block!) as unknown).map((step) => ({ page, ...step })),
  )
}

function stepsWithin(value: unknown): Omit<Step, 'page'>[] {
  if (typeof value !== 'object' || value === null) return []
  const nested = Object.values(value).flatMap(stepsWithin)
  const { uses, with: given } = value as { uses?: unknown; with?: Step['with'] }
  const action = /\/flink-snapshot(?:\/(?!\.github)([a-z]+))?@/.exec(typeof uses === 'string' ? uses : '')
  if (action === null) return nested
  return [{ name: (action[1] ?? MAIN_ACTION) as ActionName, ...(given && { with: given }) }, ...nested]
}
