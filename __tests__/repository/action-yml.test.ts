import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { OPTION_SPECS, type OptionSpec } from '../../src/options/option-specs.ts'
import { outputsOf } from '../../src/action/outputs.ts'
import { readActionFile } from '../../scripts/readme-tables.ts'
import { sampleReport } from '../support/sample-report.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const action = readActionFile()
const specs: readonly OptionSpec[] = OPTION_SPECS

describe('action.yml', () => {
  it('has the inputs that are read, and no others', () => {
    expect(Object.keys(action.inputs).sort()).toEqual([...specs.map(({ name }) => name), 'summary'].sort())
  })

  it('requires source and target alone', () => {
    const required = Object.entries(action.inputs).filter(([, input]) => input.required === true).map(([name]) => name)
    expect(required).toEqual(['source', 'target'])
  })

  it('names the defaults that count', () => {
    const named = Object.entries(action.inputs).flatMap(([name, input]) => input.default === undefined ? [] : [[name, input.default]])
    const counted = specs.flatMap(({ name, fallback }) => fallback === undefined ? [] : [[name, fallback]])
    expect(Object.fromEntries(named)).toEqual({ ...Object.fromEntries(counted), summary: 'true' })
  })

  it('has the outputs that are set, in their order', () => {
    expect(Object.keys(action.outputs)).toEqual(outputsOf(sampleReport(), '/report.json').map(([name]) => name))
  })

  it('runs the committed bundle on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/main/index.js' })
  })

  it('describes itself within the limits of the marketplace', () => {
    expect(action.description.length).toBeLessThanOrEqual(125)
    expect(action.branding).toEqual({ icon: expect.any(String) as string, color: expect.any(String) as string })
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
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
    expect(manifest.files).toContain('dist/cli')
    expect(manifest.engines.node).toBe('>=20.18.1')
  })
})
