import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { readActionFile } from '../../scripts/action-files.ts'
import { DOCUMENTS, withAllTables, withTables } from '../../scripts/tables.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8')
const action = readActionFile()

describe.each(Object.entries(DOCUMENTS))('%s', (document, names) => {
  it('has the tables that each action.yml gives (npm run tables writes them)', () => {
    const text = readFileSync(resolve(ROOT, document), 'utf8')
    expect(text).toBe(withAllTables(text, names))
  })
})

describe('README.md', () => {
  it('notices a table that is not current', () => {
    const stale = {
      ...action,
      inputs: { ...action.inputs, another: { description: 'An input that the README does not have.' } },
    }
    expect(withTables(readme, 'relocate', stale)).not.toBe(readme)
  })

  it('links only to files that are there, and to headings that it has', () => {
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^https?:/.test(target))
    const headings = new Set(
      [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => `#${anchorOf(heading!)}`),
    )
    const broken = targets.filter((target) =>
      target.startsWith('#') ? !headings.has(target) : !existsSync(resolve(ROOT, target)),
    )
    expect(targets).not.toEqual([])
    expect(broken).toEqual([])
  })

  it('gives the Action only inputs that it has, in all of its examples', () => {
    const unknown = stepsOfExamples()
      .flatMap((step) => Object.keys(step.with ?? {}))
      .filter((name) => !(name in action.inputs))
    expect(unknown).toEqual([])
  })

  it('gives the Action what it requires, in all of its examples', () => {
    const required = Object.entries(action.inputs)
      .filter(([, input]) => input.required === true)
      .map(([name]) => name)
    for (const step of stepsOfExamples())
      expect(Object.keys(step.with ?? {})).toEqual(expect.arrayContaining(required))
  })

  it('reads only outputs that the Action has', () => {
    const read = [...readme.matchAll(/steps\.relocate\.outputs\.([a-z-]+)/g)].map(([, name]) => name!)
    expect(read).not.toEqual([])
    expect(read.filter((name) => !(name in action.outputs))).toEqual([])
  })
})

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

/** Every step that uses the Action, in any of the YAML blocks. */
function stepsOfExamples(): Step[] {
  const blocks = [...readme.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block]) => parse(block!) as unknown)
  const steps = blocks.flatMap(stepsWithin).filter(({ uses }) => uses?.includes('/flink-snapshot@') === true)
  if (steps.length === 0) throw new Error('README.md has no example that uses the Action')
  return steps
}

function stepsWithin(value: unknown): Step[] {
  if (typeof value !== 'object' || value === null) return []
  const nested = Object.values(value).flatMap(stepsWithin)
  return 'uses' in value ? [value as Step, ...nested] : nested
}

/** GitHub's own rule. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}
