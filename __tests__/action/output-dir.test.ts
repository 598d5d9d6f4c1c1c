import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { relocateAction } from '../../src/action/relocate-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { sampleReport } from '../support/sample-report.ts'

const PLACES = { source: 's3://old/savepoints/savepoint-ab12', target: 's3://new/savepoints' }

let temp: string
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'output-dir-'))
})
afterEach(async () => {
  await rm(temp, { recursive: true })
})

async function run(
  inputs: Record<string, string>,
  relocate: () => Promise<RelocationReport>,
): Promise<{ code: number; toolkit: FakeToolkit }> {
  const toolkit = fakeToolkit({ ...PLACES, ...inputs })
  const code = await runAction(relocateAction, {
    toolkit,
    env: { RUNNER_TEMP: temp },
    signal: new AbortController().signal,
    commands: fakeCommands({ relocate }),
  })
  return { code, toolkit }
}

it('job-files gets the resume files, and an output names it', async () => {
  const directory = join(temp, 'resume')
  const { code, toolkit } = await run({ 'job-files': directory }, () => Promise.resolve(sampleReport()))
  expect(code).toBe(0)
  expect(toolkit.outputs.get('job-files')).toBe(directory)
  expect(JSON.parse(await readFile(join(directory, 'resume.json'), 'utf8'))).toMatchObject({
    snapshotPath: sampleReport().snapshotPath,
  })
})

it('job-files is left alone by a dry run', async () => {
  const { code, toolkit } = await run({ 'job-files': join(temp, 'resume'), 'dry-run': 'true' }, () =>
    Promise.resolve(sampleReport({ dryRun: true, outcome: 'planned' })),
  )
  expect(code).toBe(0)
  expect(toolkit.outputs.get('job-files')).toBe('')
  expect(await readdir(temp)).not.toContain('resume')
})

it('job-files that a committed link leads out of the workspace fails before anything is copied', async () => {
  await mkdir(join(temp, 'work'))
  await mkdir(join(temp, 'elsewhere'))
  await symlink('../elsewhere', join(temp, 'work/resume'))
  const before = process.cwd()
  process.chdir(join(temp, 'work'))
  try {
    const { code, toolkit } = await run({ 'job-files': 'resume' }, () =>
      Promise.reject(new Error('must not be asked')),
    )
    expect(code).toBe(1)
    expect(toolkit.failures[0]).toContain('leads through a symbolic link to')
  } finally {
    process.chdir(before)
  }
  expect(await readdir(join(temp, 'elsewhere'))).toEqual([])
})

it('job-files that is a file fails before anything is copied', async () => {
  await writeFile(join(temp, 'file'), '')
  let asked = false
  const { code, toolkit } = await run({ 'job-files': join(temp, 'file') }, () => {
    asked = true
    return Promise.resolve(sampleReport())
  })
  expect([code, asked]).toEqual([1, false])
  expect(toolkit.failures[0]).toContain('job-files: the directory')
})

it('job-files that is a URI is refused', async () => {
  const { toolkit } = await run({ 'job-files': 's3://new/resume' }, () => Promise.resolve(sampleReport()))
  expect(toolkit.failures).toEqual([
    expect.stringContaining('job-files is "s3://new/resume": write a directory of this machine'),
  ])
})

it('resume files that cannot be written fail the step, which has told where the snapshot is', async () => {
  const directory = join(temp, 'resume')
  const { code, toolkit } = await run({ 'job-files': directory }, async () => {
    await rm(directory, { recursive: true })
    await writeFile(directory, 'in the way')
    return sampleReport()
  })
  expect(code).toBe(1)
  expect(toolkit.failures[0]).toContain(
    'the snapshot is at s3://new/savepoints/savepoint-ab12, but its resume files',
  )
  expect(toolkit.outputs.get('snapshot-path')).toBe('s3://new/savepoints/savepoint-ab12')
  expect(toolkit.outputs.get('job-files')).toBe('')
})
