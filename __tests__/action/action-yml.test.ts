import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { outputsOf } from '../../src/action/outputs.ts'
import { OPTION_SPECS, type OptionSpec } from '../../src/options/option-specs.ts'
import { sampleReport } from '../support/sample-report.ts'

interface ActionYml {
  readonly inputs: Record<string, { required?: boolean; default?: string }>
  readonly outputs: Record<string, unknown>
}

const action = parse(await readFile('action.yml', 'utf8')) as ActionYml

describe('action.yml and the code', () => {
  it('have the same inputs', () => {
    const names = [...OPTION_SPECS.map(({ name }): string => name), 'summary']
    expect(Object.keys(action.inputs).sort()).toEqual(names.sort())
  })

  it('have the same defaults', () => {
    const specs: readonly OptionSpec[] = OPTION_SPECS
    const expected = specs.flatMap(({ name, fallback }) => fallback === undefined ? [] : [[name, fallback]])
    const found = Object.entries(action.inputs).flatMap(([name, input]) => input.default === undefined ? [] : [[name, input.default]])
    expect(Object.fromEntries(found)).toEqual({ ...Object.fromEntries(expected), summary: 'true' })
  })

  it('require source and target alone', () => {
    expect(Object.entries(action.inputs).filter(([, input]) => input.required === true).map(([name]) => name))
      .toEqual(['source', 'target'])
  })

  it('have the same outputs in the same order', () => {
    expect(outputsOf(sampleReport(), '/report.json').map(([name]) => name)).toEqual(Object.keys(action.outputs))
  })
})
