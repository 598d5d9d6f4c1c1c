import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { withSettings, WORKFLOWS } from '../../scripts/workflow-settings.ts'
import { promoteAction } from '../../src/action/promote-action.ts'
import { relocateAction } from '../../src/action/relocate-action.ts'
import { stepsAfterBinding, type Step } from './bound-action.ts'

interface Job {
  readonly environment?: string
  readonly needs?: string
  readonly outputs?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}
interface Workflow {
  readonly on: {
    readonly workflow_call: Readonly<Record<'inputs' | 'secrets', Readonly<Record<string, unknown>>>>
  }
  readonly jobs: Readonly<Record<'plan' | 'promote', Job>>
}

const [, WORKFLOW] = WORKFLOWS
const text = readFileSync(WORKFLOW.path, 'utf8')
const { on, jobs } = parse(text) as Workflow
const { inputs, secrets } = on.workflow_call
const FINGERPRINT = '${{ needs.plan.outputs.plan-fingerprint }}'
const OF_THE_JOBS = ['environment', 'runs-on', 'timeout-minutes']

describe('the reusable workflow with an approval', () => {
  it('has the settings of the table (npm run tables writes them)', () => {
    expect(withSettings(text, WORKFLOW)).toBe(text)
  })

  it('hands each of its inputs and secrets to both jobs, by the same name', () => {
    const handed = Object.fromEntries([
      ...Object.keys(inputs)
        .filter((name) => !OF_THE_JOBS.includes(name))
        .map((name) => [name, `\${{ inputs.${name} }}`]),
      ...Object.keys(secrets).map((name) => [name, `\${{ secrets.${name} }}`]),
    ]) as Record<string, string>
    expect(jobs.promote.steps.at(-1)?.with).toEqual({ ...handed, 'expect-plan': FINGERPRINT })
    const { 'restore-command': restore, ...planned } = handed
    expect(restore).toBe('${{ inputs.restore-command }}')
    expect(jobs.plan.steps.at(-1)?.with).toEqual({ ...planned, 'dry-run': true })
  })

  it('uses the actions of the commit by which it was called, with inputs that they have', () => {
    const [plan, ...more] = stepsAfterBinding(jobs.plan.steps)
    expect([plan?.uses, more]).toEqual(['./.flink-snapshot', []])
    const [bind, promote, ...others] = stepsAfterBinding(jobs.promote.steps)
    expect([bind?.uses, promote?.uses, others]).toEqual([undefined, './.flink-snapshot/promote', []])
    expect(relocateAction.options).toEqual(expect.arrayContaining(Object.keys(plan?.with ?? {})))
    expect(promoteAction.options).toEqual(expect.arrayContaining(Object.keys(promote?.with ?? {})))
  })

  it('does what was approved, or nothing', () => {
    expect(jobs.plan.steps.at(-1)?.id).toBe('plan')
    expect(jobs.plan.outputs).toEqual({ 'plan-fingerprint': '${{ steps.plan.outputs.plan-fingerprint }}' })
    expect(relocateAction.outputs).toContain('plan-fingerprint')
    const [bind] = stepsAfterBinding(jobs.promote.steps)
    expect(bind?.env).toEqual({ FINGERPRINT })
    expect(bind?.run).toMatch(/-z \$FINGERPRINT[\s\S]*exit 1/)
  })

  it('relocates after the plan only, in the environment whose reviewers approve', () => {
    expect([jobs.plan.environment, jobs.promote.environment, jobs.promote.needs]).toEqual([
      undefined,
      '${{ inputs.environment }}',
      'plan',
    ])
  })
})
