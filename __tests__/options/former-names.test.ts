/** Names that settings and outputs had before are answered with their new ones, on both faces. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectAction } from '../../src/action/inspect-action.ts'
import { relocateAction } from '../../src/action/relocate-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { sampleReport } from '../support/sample-report.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'former-names-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const PLACES = { source: 's3://old/savepoint-1', target: 's3://new/sp' }
const commands = fakeCommands({ relocate: () => Promise.resolve(sampleReport()) })

async function act(
  inputs: Record<string, string>,
  action = relocateAction,
): Promise<{ code: number; toolkit: FakeToolkit }> {
  const toolkit = fakeToolkit({ ...PLACES, ...inputs })
  const { signal } = new AbortController()
  const env = { RUNNER_TEMP: root, GITHUB_WORKSPACE: root }
  return { code: await runAction(action, { toolkit, env, signal, commands }), toolkit }
}

async function type(...args: string[]): Promise<{ code: number; stderr: string }> {
  let stderr = ''
  const code = await runCli(['relocate', PLACES.source, PLACES.target, ...args], {
    env: {},
    cwd: root,
    stdout: { write: () => true },
    stderr: {
      write: (text) => {
        stderr += text
      },
    },
    signal: new AbortController().signal,
    commands,
  })
  return { code, stderr }
}

describe('an input under its former name', () => {
  it('counts, with a warning that tells the name', async () => {
    const { code, toolkit } = await act({ 'output-dir': join(root, 'files') })
    expect(code).toBe(0)
    expect(toolkit.outputs.get('job-files')).toBe(join(root, 'files'))
    expect(toolkit.log.filter((line) => line.startsWith('warning'))).toEqual([
      'warning: output-dir is called job-files now: write job-files, for the former name goes with the next major version',
    ])
  })

  it('is refused beside the name it has now, unless both say the same', async () => {
    const [one, other] = [join(root, 'one'), join(root, 'other')]
    const { code, toolkit } = await act({ 'output-dir': one, 'job-files': other })
    expect(code).toBe(1)
    expect(toolkit.failures[0]).toContain(
      'output-dir and job-files are both given, and are one setting: keep job-files',
    )
    expect((await act({ 'output-dir': one, 'job-files': one })).code).toBe(0)
  })

  it('is one only for the actions that had it', async () => {
    const { code, toolkit } = await act({ 'source-flink-config': 'none.yaml' }, inspectAction)
    expect(code).toBe(1)
    expect(toolkit.failures[0]).toContain('flink-config "none.yaml" cannot be read')
    expect(toolkit.log).toContainEqual(
      expect.stringContaining('source-flink-config is called flink-config now'),
    )
    const relocating = await act({ 'source-flink-config': 'none.yaml' })
    expect(relocating.toolkit.failures[0]).toContain('source-flink-config "none.yaml" cannot be read')
  })
})

describe('an option under its former name', () => {
  it.each([[['--output-dir', 'files']], [['--output-dir=files']]])(
    '%j counts, with a warning',
    async (args) => {
      const { code, stderr } = await type(...args)
      expect(code).toBe(0)
      expect(stderr).toContain('warning: --output-dir is called --job-files now: write --job-files')
      expect(stderr).toContain(`files that start a job from it are in ${join(root, 'files')}`)
    },
  )

  it('is refused beside the name it has now', async () => {
    const { code, stderr } = await type('--output-dir', 'a', '--job-files=b')
    expect(code).toBe(2)
    expect(stderr).toContain(
      '--output-dir and --job-files are both given, and are one setting: keep --job-files',
    )
  })
})

it('outputs are given out under both names', async () => {
  const { toolkit } = await act({ 'job-files': join(root, 'files') })
  expect(Object.fromEntries(toolkit.outputs)).toMatchObject({
    'snapshot-path': sampleReport().snapshotPath,
    'savepoint-path': sampleReport().snapshotPath,
    'job-files': join(root, 'files'),
    'resume-dir': join(root, 'files'),
  })
})

it('a rule in moved-from is answered with read-map', async () => {
  const rule = 's3://a => s3://b\ns3://c => s3://d'
  const { code, toolkit } = await act({ 'moved-from': rule })
  expect(code).toBe(1)
  expect(toolkit.failures[0]).toContain(
    'it is one place, the former home of the snapshot; write rules (former => present) in read-map',
  )
  const { stderr } = await type('--moved-from', rule)
  expect(stderr).toContain('--moved-from is "s3://a => s3://b')
  expect(stderr).toContain('in --read-map')
})
