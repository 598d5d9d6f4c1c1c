import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAction } from '../../src/action/run-action.ts'
import { savepointAction } from '../../src/action/savepoint-action.ts'
import { Interrupted } from '../../src/presentation/interruption.ts'
import type { Commands } from '../../src/commands/commands.ts'
import {
  SavepointError,
  SavepointInterrupted,
  type SavepointReport,
  type SavepointRequest,
} from '../../src/commands/savepoint/request.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { fakeCommands } from '../support/fake-commands.ts'

const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const REST = { 'rest-url': 'https://flink.example.com', 'job-id': JOB }
const REPORT: SavepointReport = {
  snapshotPath: 's3://b/savepoint-4a1b2c-0123456789ab',
  savepointPath: 's3://b/savepoint-4a1b2c-0123456789ab',
  jobId: JOB,
  triggerId: 'abc',
  flinkVersion: '2.3.0',
  takenFrom: 'the <answer>',
  durationMs: 1234,
}

async function run(
  inputs: Record<string, string>,
  options: { savepoint?: Commands['savepoint']; env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {},
): Promise<{ code: number; toolkit: FakeToolkit }> {
  const toolkit = fakeToolkit(inputs)
  const code = await runAction(savepointAction, {
    toolkit,
    env: options.env ?? {},
    signal: options.signal ?? new AbortController().signal,
    commands: fakeCommands({ savepoint: options.savepoint ?? (() => Promise.resolve(REPORT)) }),
  })
  return { code, toolkit }
}

it('hands on what was asked, and gives out what there is', async () => {
  const requests: SavepointRequest[] = []
  const { code, toolkit } = await run(
    { ...REST, stop: 'true' },
    {
      savepoint: (request, { narrator }) => {
        requests.push(request)
        narrator.info('##[error]from outside\n::set-output::x')
        return Promise.resolve(REPORT)
      },
    },
  )
  expect(code).toBe(0)
  expect(requests).toMatchObject([{ by: 'rest', jobId: JOB, stop: true }])
  expect(Object.fromEntries(toolkit.outputs)).toEqual({
    'snapshot-path': REPORT.snapshotPath,
    'savepoint-path': REPORT.snapshotPath,
    'job-id': JOB,
    'trigger-id': 'abc',
    'duration-ms': '1234',
  })
  expect(toolkit.log).toContain('info: ## [error]from outside\\n::set-output::x')
  expect(toolkit.log).toContain(`info: Savepoint at ${REPORT.snapshotPath}`)
  expect(toolkit.log).toContain('info:   took        1.2 s')
})

it('gives out empty texts for what a command did not tell', async () => {
  const { snapshotPath, savepointPath, takenFrom, durationMs } = REPORT
  const { toolkit } = await run(
    { command: 'flink savepoint x' },
    { savepoint: () => Promise.resolve({ snapshotPath, savepointPath, takenFrom, durationMs }) },
  )
  expect(Object.fromEntries(toolkit.outputs)).toEqual({
    'snapshot-path': snapshotPath,
    'savepoint-path': snapshotPath,
    'job-id': '',
    'trigger-id': '',
    'duration-ms': '1234',
  })
})

it('masks password and token before anything can fail, and refuses a masked target directory', async () => {
  const { code, toolkit } = await run({
    ...REST,
    'rest-username': 'me',
    'rest-password': 'hush',
    'target-directory': 's3://hush/x',
  })
  expect([code, toolkit.secrets]).toEqual([1, ['hush']])
  expect(toolkit.failures[0]).toContain('target-directory contains the value of rest-password')
  expect((await run({ 'rest-token': 'hush' })).toolkit.secrets).toEqual(['hush'])
})

it('fails with the one sentence and its details', async () => {
  const { code, toolkit } = await run(REST, {
    savepoint: () =>
      Promise.reject(
        new SavepointError('the command ended with exit code 1: x', { details: ['::error::forged'] }),
      ),
  })
  expect(code).toBe(1)
  expect(toolkit.failures).toEqual(['flink-snapshot: the command ended with exit code 1: x'])
  expect(toolkit.log.at(-1)).toBe('info:   : :error::forged')
  expect([...toolkit.outputs]).toEqual([])
})

it('says of a cancelled step what becomes of the savepoint, and ends by the signal', async () => {
  const controller = new AbortController()
  const { code, toolkit } = await run(REST, {
    signal: controller.signal,
    savepoint: () => {
      controller.abort(new Interrupted('SIGINT'))
      return Promise.reject(new SavepointInterrupted('stopped while it was on its way: it goes on'))
    },
  })
  expect([code, toolkit.failures]).toEqual([
    130,
    ['flink-snapshot: stopped while it was on its way: it goes on'],
  ])
})

describe('the summary', () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'savepoint-summary-'))
  })
  afterEach(async () => {
    await rm(directory, { recursive: true })
  })

  it('is written, with all that came from outside escaped, unless it is not wanted', async () => {
    const path = join(directory, 'summary')
    await writeFile(path, '')
    await run({ ...REST, summary: 'false' }, { env: { GITHUB_STEP_SUMMARY: path } })
    expect(await readFile(path, 'utf8')).toBe('')
    await run(REST, { env: { GITHUB_STEP_SUMMARY: path } })
    const summary = await readFile(path, 'utf8')
    expect(summary).toContain(`<code>${REPORT.snapshotPath}</code>`)
    expect(summary).toContain('<td>the &lt;answer&gt;</td>')
  })
})
