import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ACTION_NAMES, MAIN_ACTION, type ActionName } from '../../src/action/action-names.ts'
import { actionOf } from '../../src/action/actions.ts'
import { formerOutputsOf } from '../../src/action/output-specs.ts'
import { formerNamesOf, specOf } from '../../src/options/option-specs.ts'
import { actionFileOf, actionFileText, readActionFile } from '../../scripts/action-files.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** The inputs without which an action cannot work. */
const REQUIRED: Readonly<Record<ActionName, readonly string[]>> = {
  relocate: ['source'],
  savepoint: [],
  find: [],
  inspect: ['source'],
  promote: [],
}

describe.each(ACTION_NAMES)('the action.yml of %s', (name) => {
  const file = readActionFile(name)
  const action = actionOf(name)

  it('is what the tables of settings and outputs say (npm run tables writes it)', () => {
    expect(readFileSync(resolve(ROOT, actionFileOf(name)), 'utf8')).toBe(actionFileText(name))
  })

  it('has the inputs that are read, and no others', () => {
    const former = formerNamesOf(name).map((one) => one.former)
    expect(Object.keys(file.inputs).sort()).toEqual([...action.options, ...former].sort())
    expect(
      Object.keys(file.inputs).filter((input) => file.inputs[input]?.deprecationMessage !== undefined),
    ).toEqual(former)
  })

  it('requires what the action cannot do without', () => {
    const required = Object.entries(file.inputs)
      .filter(([, input]) => input.required === true)
      .map(([input]) => input)
    expect(required).toEqual(REQUIRED[name])
  })

  it('names the defaults that count', () => {
    const named = Object.entries(file.inputs).flatMap(([input, of]) =>
      of.default === undefined ? [] : [[input, of.default]],
    )
    const counted = action.options
      .map((option) => specOf(option))
      .flatMap(({ name: option, fallback }) => (fallback === undefined ? [] : [[option, fallback]]))
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(counted))
  })

  it('has the outputs that are set, in their order', () => {
    const former = formerOutputsOf(name).map((one) => one.former)
    expect(Object.keys(file.outputs)).toEqual([...action.outputs, ...former])
  })

  it('runs its committed file on Node 24', () => {
    const main = name === MAIN_ACTION ? 'dist/main/index.js' : `../dist/${name}/index.js`
    expect(file.runs).toEqual({ using: 'node24', main })
    expect(existsSync(resolve(ROOT, actionFileOf(name), '..', main))).toBe(true)
  })

  it('describes itself within the limits of the marketplace', () => {
    expect(file.description.length).toBeLessThanOrEqual(125)
    expect(file.branding).toEqual({ icon: expect.any(String) as string, color: expect.any(String) as string })
    for (const { description } of [...Object.values(file.inputs), ...Object.values(file.outputs)]) {
      expect(description).toMatch(/\.$/)
    }
  })
})

describe('package.json', () => {
  const manifest = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as {
    version: string
    engines: { node: string }
    bin: Record<string, string>
    files: string[]
  }

  it('has its version described in the change log', () => {
    expect(readFileSync(resolve(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`## [${manifest.version}]`)
  })

  it('gives the command line its name, and packs it', () => {
    expect(manifest.bin).toEqual({ 'flink-snapshot': 'dist/cli/index.js' })
    expect(manifest.files).toEqual(expect.arrayContaining(['dist/bundle', 'dist/cli']))
    expect(manifest.engines.node).toBe('>=20.18.1')
  })
})
