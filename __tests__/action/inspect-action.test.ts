import { parseLocation } from '../../src/location/location.ts'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspectAction } from '../../src/action/inspect-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import type { Inspection, InspectionRequest } from '../../src/commands/inspect/inspect.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { sampleInspection, sampleOperator } from '../support/sample-inspection.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inspect-action-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

interface Ran {
  readonly code: number
  readonly toolkit: FakeToolkit
  readonly asked: InspectionRequest[]
  readonly summary: () => string
}

async function run(
  inputs: Record<string, string>,
  answer: Inspection = sampleInspection(),
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const toolkit = fakeToolkit(inputs)
  const asked: InspectionRequest[] = []
  const summary = join(root, 'summary.md')
  const code = await runAction(inspectAction, {
    toolkit,
    env: { RUNNER_TEMP: root, GITHUB_WORKSPACE: join(root, 'work'), GITHUB_STEP_SUMMARY: summary, ...env },
    signal: new AbortController().signal,
    commands: fakeCommands({
      inspect: (request) => {
        asked.push(request)
        return Promise.resolve(answer)
      },
    }),
  })
  return { code, toolkit, asked, summary: () => readFileSync(summary, 'utf8') }
}

describe('the action inspect', () => {
  it('gives out facts, a page, a report and a summary', async () => {
    const { code, toolkit, summary } = await run(
      { source: '/x' },
      { ...sampleInspection(), claimMode: 'NO_CLAIM' },
    )
    expect([code, toolkit.failures]).toEqual([0, []])
    const { html = '', report = '', ...others } = Object.fromEntries(toolkit.outputs)
    expect(others).toEqual({
      kind: 'checkpoint',
      format: '',
      'metadata-version': '5',
      'checkpoint-id': '7',
      'claim-mode': 'NO_CLAIM',
      'state-bytes': '4096',
      operators: '1',
      references: '2',
      'missing-files': '',
      'unchecked-files': '',
      'relocation-possible': '',
    })
    expect([dirname(html), dirname(report)]).toEqual([root, root])
    expect(readFileSync(html, 'utf8')).toContain('<title>chk-7 · Flink snapshot</title>')
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      kind: 'checkpoint',
      claimMode: 'NO_CLAIM',
    })
    expect(summary()).toContain('<h3>Flink snapshot</h3>')
    expect(toolkit.log).toContain('info: Operators: 1')
  })

  it('writes no page where a committed link leads out of the workspace', async () => {
    mkdirSync(join(root, 'work'))
    symlinkSync('..', join(root, 'work/out'))
    const { code, toolkit, asked } = await run({ source: '/x', html: 'out/page.html' })
    expect([code, asked]).toEqual([1, []])
    expect(toolkit.failures[0]).toContain('work/out/page.html leads through a symbolic link to')
    expect(readdirSync(root)).toEqual(['work'])
  })

  it('writes the page where it is wanted, counted from the workspace, and no summary where none is', async () => {
    const { toolkit, summary } = await run({ source: '/x', html: 'out/page.html', summary: 'false' })
    expect(toolkit.outputs.get('html')).toBe(join(root, 'work/out/page.html'))
    expect(readFileSync(join(root, 'work/out/page.html'), 'utf8')).toContain('<!DOCTYPE html>')
    expect(summary).toThrow()
  })

  it('tells of missing files and of a plan when asked', async () => {
    const { toolkit, asked } = await run(
      {
        source: 's3://b/x',
        'check-files': 'true',
        target: 's3://c/y',
        'external-files': 'fail',
        'outside-state': 'fail',
        region: 'eu-1',
      },
      {
        ...sampleInspection(),
        files: { checked: 2, notChecked: 0, outside: 0, problems: [{ path: 'p', problem: 'missing' }] },
        relocation: { possible: false, reason: 'no', details: [] },
      },
    )
    expect(asked[0]).toMatchObject({
      checkFiles: true,
      s3: { region: 'eu-1' },
      relocation: {
        source: parseLocation('s3://b/x'),
        target: parseLocation('s3://c/y'),
        sourceS3: { region: 'eu-1' },
      },
    })
    expect(toolkit.outputs.get('missing-files')).toBe('1')
    expect(toolkit.outputs.get('relocation-possible')).toBe('false')
  })

  it('takes the defaults of action.yml for no wish', async () => {
    const { code } = await run({ source: '/x', 'external-files': 'fail', 'state-reads': 'true' })
    expect(code).toBe(0)
  })

  it('keeps the log short, and names from the file harmless', async () => {
    const operators = Array.from({ length: 3000 }, (_, index) =>
      sampleOperator({ name: `::error::${index}\n::set-output` }),
    )
    const { toolkit } = await run({ source: '/x' }, sampleInspection({ operators }))
    expect(toolkit.log.length).toBeLessThan(100)
    expect(toolkit.log).toContain('info:   and 2,975 more with less state')
    expect(toolkit.log.filter((line) => /^info: \s*::/.test(line))).toEqual([])
  })

  it('refuses a secret in the name of the page', async () => {
    const { code, toolkit } = await run({
      source: '/x',
      html: 'hidden/secret.html',
      'access-key-id': 'id',
      'secret-access-key': 'hidden',
    })
    expect(code).toBe(1)
    expect(toolkit.failures[0]).toContain('html contains the value of secret-access-key, which is masked')
  })

  it.each([
    [
      { source: '/x', 'path-map': 'a => b' },
      'path-map is "a => b", which counts for the plan of a relocation only: give target too',
    ],
    [{ source: '/x', 'check-files': 'yes' }, 'check-files is "yes": write true or false'],
    [{}, 'source is required'],
  ])('%j fails with a sentence', async (inputs, sentence) => {
    const { code, toolkit } = await run(inputs)
    expect(code).toBe(1)
    expect(toolkit.failures[0]).toContain(sentence)
  })
})
