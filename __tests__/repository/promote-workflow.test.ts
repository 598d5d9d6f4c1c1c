import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { promoteAction } from '../../src/action/promote-action.ts'
import { relocateAction } from '../../src/action/relocate-action.ts'

interface Job {
  readonly environment?: string
  readonly needs?: string
  readonly steps: readonly { readonly uses: string; readonly with: Readonly<Record<string, unknown>> }[]
}
interface Workflow {
  readonly on: { readonly workflow_call: Readonly<Record<'inputs' | 'secrets', Readonly<Record<string, unknown>>>> }
  readonly jobs: Readonly<Record<'plan' | 'promote', Job>>
}

const { on, jobs } = parse(readFileSync(resolve(import.meta.dirname, '..', '..', '.github', 'workflows', 'promote.yml'), 'utf8')) as Workflow
const { inputs, secrets } = on.workflow_call
const OF_THE_JOBS = ['environment', 'runs-on', 'timeout-minutes']

describe('the reusable workflow with an approval', () => {
  it('hands each of its inputs and secrets to both jobs, by the same name', () => {
    const handed = Object.fromEntries([
      ...Object.keys(inputs).filter((name) => !OF_THE_JOBS.includes(name)).map((name) => [name, `\${{ inputs.${name} }}`]),
      ...Object.keys(secrets).map((name) => [name, `\${{ secrets.${name} }}`]),
    ]) as Record<string, string>
    expect(jobs.promote.steps.map((step) => step.with)).toEqual([handed])
    const { 'restore-command': _restore, ...planned } = handed
    expect(_restore).toBeDefined()
    expect(jobs.plan.steps.map((step) => step.with)).toEqual([{ ...planned, 'dry-run': true }])
  })

  it('uses actions of this repository by their tag, with inputs that they have', () => {
    expect(jobs.plan.steps[0]?.uses).toBe('OWNER/flink-snapshot@v0')
    expect(jobs.promote.steps[0]?.uses).toBe('OWNER/flink-snapshot/promote@v0')
    expect(relocateAction.options).toEqual(expect.arrayContaining(Object.keys(jobs.plan.steps[0]?.with ?? {})))
    expect(promoteAction.options).toEqual(expect.arrayContaining(Object.keys(jobs.promote.steps[0]?.with ?? {})))
  })

  it('relocates after the plan only, in the environment whose reviewers approve', () => {
    expect([jobs.plan.environment, jobs.promote.environment, jobs.promote.needs]).toEqual([undefined, '${{ inputs.environment }}', 'plan'])
  })
})
