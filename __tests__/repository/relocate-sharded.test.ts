import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { withSettings, WORKFLOWS } from '../../scripts/workflow-settings.ts'
import { relocateAction } from '../../src/action/relocate-action.ts'
import { specOf } from '../../src/options/option-specs.ts'
import { stepsAfterBinding, type Step } from './bound-action.ts'

interface Workflow {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<
        Record<
          string,
          { readonly description: string; readonly required?: boolean; readonly default?: unknown }
        >
      >
      readonly secrets: Readonly<Record<string, unknown>>
      readonly outputs: Readonly<Record<string, { readonly value: string }>>
    }
  }
  readonly jobs: Readonly<
    Record<
      'split' | 'copy' | 'commit',
      { readonly steps: readonly Step[]; readonly outputs?: Readonly<Record<string, string>> }
    >
  >
}

const [WORKFLOW] = WORKFLOWS
const text = readFileSync(WORKFLOW.path, 'utf8')
const { on, jobs } = parse(text) as Workflow
const { inputs, secrets, outputs } = on.workflow_call

/**
 * What the workflow decides by itself, what a single runner of it cannot give out, and files that its
 * runners do not have.
 */
const OWN_INPUTS = ['shards', 'runs-on', 'timeout-minutes']
const LEFT_OUT = [
  'shard',
  'dry-run',
  'expect-plan',
  'job-files',
  'summary',
  'flink-config',
  'source-flink-config',
  'target-flink-config',
]
const settings = relocateAction.options.filter((name) => !LEFT_OUT.includes(name))
const isSecret = (name: (typeof settings)[number]): boolean => specOf(name).form === 'secret'

describe('the reusable workflow for several runners', () => {
  it('has the settings of the table (npm run tables writes them)', () => {
    expect(withSettings(text, WORKFLOW)).toBe(text)
  })

  it('has every input of the action, secrets as secrets, with the same defaults', () => {
    expect(Object.keys(inputs).sort()).toEqual(
      [...OWN_INPUTS, ...settings.filter((name) => !isSecret(name))].sort(),
    )
    expect(Object.keys(secrets).sort()).toEqual(settings.filter(isSecret).sort())
    const defaults = settings.flatMap((name) => {
      const { fallback } = specOf(name)
      return fallback === undefined ? [] : [[name, fallback]]
    })
    const own = Object.entries(inputs).filter(
      ([name, of]) => !OWN_INPUTS.includes(name) && of.default !== undefined,
    )
    expect(Object.fromEntries(own.map(([name, of]) => [name, String(of.default)]))).toEqual(
      Object.fromEntries(defaults),
    )
    expect(
      Object.entries(inputs)
        .filter(([, of]) => of.required === true)
        .map(([name]) => name),
    ).toEqual(['source', 'target'])
  })

  it.each(['split', 'copy', 'commit'] as const)(
    'hands all of them on in the job %s, to the action of its own commit',
    (job) => {
      const { steps } = jobs[job]
      const [step, ...more] = stepsAfterBinding(
        steps.slice(steps.findIndex(({ env }) => env?.['COMMIT'] !== undefined)),
      )
      expect([step?.uses, more]).toEqual(['./.flink-snapshot', []])
      const { shard, 'dry-run': dryRun, ...handed } = step?.with ?? {}
      const own = {
        split: ['1/${{ inputs.shards }}', true],
        copy: ['${{ matrix.number }}/${{ inputs.shards }}', undefined],
        commit: [undefined, undefined],
      }
      expect([shard, dryRun]).toEqual(own[job])
      // A shard must not delete; content is compared by those who copied it.
      const left = { split: ['delete-source', 'verify'], copy: ['delete-source'], commit: ['verify'] }[job]
      const expected = settings
        .filter((name) => !left.includes(name))
        .map((name) => [name, `\${{ ${isSecret(name) ? 'secrets' : 'inputs'}.${name} }}`])
      expect(handed).toEqual(Object.fromEntries(expected))
    },
  )

  it('gives out what the last job knows of the snapshot', () => {
    const { 'savepoint-path': former, ...own } = outputs
    expect(former?.value).toBe(own['snapshot-path']?.value)
    const names = Object.keys(own)
    expect(names).toEqual(relocateAction.outputs.slice(0, names.length))
    for (const name of names) {
      expect(outputs[name]?.value).toBe(`\${{ jobs.commit.outputs.${name} }}`)
      expect(jobs.commit.outputs?.[name]).toBe(`\${{ steps.relocate.outputs.${name} }}`)
    }
  })
})
