import { formatLocation } from '../../src/location/location.ts'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formerOutputsOf } from '../../src/action/output-specs.ts'
import { promoteAction } from '../../src/action/promote-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import type { Commands } from '../../src/commands/commands.ts'
import { RelocationError } from '../../src/commands/relocation-error.ts'
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { sampleReport } from '../support/sample-report.ts'

const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const TAKEN = 's3://old/savepoints/savepoint-4a1b2c-0123456789ab'
const BY_REST = { 'rest-url': 'https://flink.example.com', 'job-id': JOB, target: 's3://new/savepoints' }
const BY_SOURCE = { source: 's3://old/savepoints/savepoint-ab12', target: 's3://new/savepoints' }

let temp: string
let script: string
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'promote-'))
  script = join(temp, 'restore.mjs')
  await writeFile(
    script,
    `
    import { writeFileSync } from 'node:fs'
    const { FLINK_SNAPSHOT_PATH, FLINK_SNAPSHOT_CLAIM_MODE, INPUT_TARGET } = process.env
    writeFileSync(${JSON.stringify(join(temp, 'ran.json'))}, JSON.stringify({
      args: process.argv.slice(2), FLINK_SNAPSHOT_PATH, FLINK_SNAPSHOT_CLAIM_MODE, INPUT_TARGET }))
    console.log('::error::from the command')
    process.exitCode = process.argv.includes('fail') ? 3 : 0
  `,
  )
})
afterEach(async () => {
  await rm(temp, { recursive: true })
})

const ran = async (): Promise<unknown> =>
  JSON.parse(await readFile(join(temp, 'ran.json'), 'utf8')) as unknown
const restore = (...words: string[]): string =>
  [process.execPath, script, ...words].map((word) => `'${word}'`).join(' ')

interface Ran {
  readonly code: number
  readonly toolkit: FakeToolkit
  readonly calls: string[]
}

async function run(
  inputs: Record<string, string>,
  changes: { report?: RelocationReport; relocate?: Commands['relocate'] } = {},
): Promise<Ran> {
  const toolkit = fakeToolkit(inputs)
  const calls: string[] = []
  const relocate: Commands['relocate'] =
    changes.relocate ?? (() => Promise.resolve(changes.report ?? sampleReport()))
  const code = await runAction(promoteAction, {
    toolkit,
    env: { PATH: process.env['PATH'], RUNNER_TEMP: temp, INPUT_TARGET: 's3://new/savepoints' },
    signal: new AbortController().signal,
    commands: fakeCommands({
      savepoint: (request) => {
        calls.push(`savepoint by ${request.by}`)
        return Promise.resolve({
          snapshotPath: TAKEN,
          savepointPath: TAKEN,
          jobId: JOB,
          takenFrom: 'the answer',
          durationMs: 12,
        })
      },
      relocate: (request, context) => {
        calls.push(`relocate ${formatLocation(request.source)}`)
        return relocate(request, context)
      },
    }),
  })
  return { code, toolkit, calls }
}

it('takes a savepoint, relocates it, and starts the job from the copy', async () => {
  const { code, toolkit, calls } = await run({
    ...BY_REST,
    'restore-command': restore('-s', '{snapshot-path}', '-claimMode={claim-mode}'),
  })
  expect([code, toolkit.failures]).toEqual([0, []])
  expect(calls).toEqual(['savepoint by rest', `relocate ${TAKEN}`])
  expect(await ran()).toEqual({
    args: ['-s', 's3://new/savepoints/savepoint-ab12', '-claimMode=NO_CLAIM'],
    FLINK_SNAPSHOT_PATH: 's3://new/savepoints/savepoint-ab12',
    FLINK_SNAPSHOT_CLAIM_MODE: 'NO_CLAIM',
  })
  expect(Object.fromEntries(toolkit.outputs)).toMatchObject({
    'source-snapshot-path': TAKEN,
    'job-id': JOB,
    'snapshot-path': 's3://new/savepoints/savepoint-ab12',
  })
  const former = formerOutputsOf('promote').map((one) => one.former)
  expect([...toolkit.outputs.keys()].sort()).toEqual([...promoteAction.outputs, ...former].sort())
  expect(toolkit.log.filter((line) => line.startsWith('info: ::'))).toEqual([])
})

it('keeps a hostile path in its word', async () => {
  const snapshotPath = 's3://new/a b\'"; rm -rf $HOME `x` {claim-mode}'
  await run(
    { ...BY_SOURCE, 'restore-command': restore('{snapshot-path}') },
    { report: sampleReport({ snapshotPath }) },
  )
  expect(await ran()).toMatchObject({ args: [snapshotPath], FLINK_SNAPSHOT_PATH: snapshotPath })
})

it('says where the snapshot is when the restore command fails, and has given it out', async () => {
  const { code, toolkit } = await run({ ...BY_SOURCE, 'restore-command': restore('fail') })
  expect(code).toBe(1)
  expect(toolkit.failures).toEqual([
    expect.stringMatching(
      /the snapshot is complete at s3:\/\/new\/savepoints\/savepoint-ab12, but restore-command \(.*\) ended with exit code 3: .*nothing needs to be taken or copied again/,
    ),
  ])
  expect(toolkit.outputs.get('snapshot-path')).toBe('s3://new/savepoints/savepoint-ab12')
  expect(toolkit.outputs.get('source-snapshot-path')).toBe('s3://old/savepoints/savepoint-ab12')
})

it('says so when there is no such program', async () => {
  const { toolkit } = await run({ ...BY_SOURCE, 'restore-command': 'no-such-program-here {snapshot-path}' })
  expect(toolkit.failures).toEqual([
    expect.stringContaining('but restore-command (no-such-program-here) could not be run'),
  ])
})

it("says where the savepoint is when it cannot be relocated, and keeps that failure's own sentence", async () => {
  const { code, toolkit, calls } = await run(
    { ...BY_REST, 'restore-command': restore() },
    { relocate: () => Promise.reject(new RelocationError('files are missing')) },
  )
  expect([code, calls.length]).toEqual([1, 2])
  expect(toolkit.failures).toEqual([expect.stringContaining('files are missing')])
  expect(toolkit.log).toContain(
    `warning: the savepoint was taken, is at ${TAKEN}, and stays there: run again with source ${TAKEN} in place of taking another one`,
  )
  expect(toolkit.outputs.get('source-snapshot-path')).toBe(TAKEN)
  await expect(ran()).rejects.toThrow('ENOENT')
})

it('starts no job in a dry run', async () => {
  const { code } = await run(
    { ...BY_SOURCE, 'dry-run': 'true', 'restore-command': restore() },
    { report: sampleReport({ dryRun: true, outcome: 'planned' }) },
  )
  expect(code).toBe(0)
  await expect(ran()).rejects.toThrow('ENOENT')
})

it.each<[Record<string, string>, string]>([
  [{ target: 's3://new/sp' }, 'source, command or rest-url is required'],
  [{ ...BY_REST, source: 's3://old/sp' }, 'source and rest-url are both given'],
  [{ ...BY_REST, 'dry-run': 'true' }, 'a dry run takes no savepoint'],
  [{ ...BY_REST, target: '' }, 'target is required'],
  [{ ...BY_REST, target: 's3n://new/sp' }, 'no supported Flink reads s3n'],
  [
    { ...BY_REST, 'restore-command': 'flink run -s {snapshot-path} | tee log' },
    'restore-command contains a pipe',
  ],
  [{ ...BY_REST, 'restore-command': 'start {job-files}' }, 'there is only with job-files'],
])('refuses %j before anything is done', async (inputs, sentence) => {
  const { code, toolkit, calls } = await run(inputs)
  expect([code, calls]).toEqual([1, []])
  expect(toolkit.failures).toEqual([expect.stringContaining(sentence)])
})

it('fills placeholders and variables under their former names too, and warns', async () => {
  await writeFile(
    script,
    `
    import { writeFileSync } from 'node:fs'
    const { FLINK_SNAPSHOT_SAVEPOINT_PATH, FLINK_SNAPSHOT_RESUME_DIR } = process.env
    writeFileSync(${JSON.stringify(join(temp, 'ran.json'))}, JSON.stringify([
      process.argv.slice(2), FLINK_SNAPSHOT_SAVEPOINT_PATH, FLINK_SNAPSHOT_RESUME_DIR]))
  `,
  )
  const directory = join(temp, 'files')
  const { code, toolkit } = await run({
    ...BY_SOURCE,
    'output-dir': directory,
    'restore-command': restore('{savepoint-path}', '{resume-dir}'),
  })
  expect([code, toolkit.failures]).toEqual([0, []])
  const path = 's3://new/savepoints/savepoint-ab12'
  expect(await ran()).toEqual([[path, directory], path, directory])
  for (const [former, name] of [
    ['output-dir', 'job-files'],
    ['{savepoint-path}', '{snapshot-path}'],
    ['{resume-dir}', '{job-files}'],
  ])
    expect(toolkit.log).toContainEqual(expect.stringContaining(`warning: ${former} is called ${name} now: `))
})
