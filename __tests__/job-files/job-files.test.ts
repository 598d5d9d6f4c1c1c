import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import { JOB_FILE_NAMES, jobFiles } from '../../src/job-files/job-files.ts'
import { makeJobFilesDirectory, writeJobFiles } from '../../src/job-files/write-job-files.ts'
import { sampleReport } from '../support/sample-report.ts'

const NONCE = 1_700_000_000_000

function filesOf(changes: Partial<RelocationReport>): Map<string, string> {
  return new Map(jobFiles(sampleReport(changes), NONCE).map(({ name, text }) => [name, text]))
}

function withoutClaimMode(changes: Partial<RelocationReport>): RelocationReport {
  const report: { -readonly [Key in keyof RelocationReport]: RelocationReport[Key] } = sampleReport(changes)
  delete report.claimMode
  return report
}

function yamlOf(files: ReadonlyMap<string, string>, name: string): unknown {
  return parse(files.get(name) ?? '')
}

const PATH = 's3://new/savepoints/savepoint-ab12'

describe('the arguments of flink run', () => {
  it('are labelled with the releases that know them, where the snapshot does not tell', () => {
    const files = filesOf({ metadataVersion: 3 })
    expect(files.get('flink-run-1.11-to-1.14.args')).toBe(`-s\n${PATH}\n`)
    expect(files.get('flink-run-1.15-to-1.19.args')).toBe(`-s\n${PATH}\n-restoreMode\nNO_CLAIM\n`)
    expect(files.get('flink-run-1.20-and-later.args')).toBe(`-s\n${PATH}\n-claimMode\nNO_CLAIM\n`)
  })

  it.each([
    [2, undefined, ['flink-run.args']],
    [4, 'CLAIM', ['flink-run-1.15-to-1.19.args', 'flink-run-1.20-and-later.args']],
    [5, 'CLAIM', ['flink-run-1.20-and-later.args']],
    [6, 'NO_CLAIM', ['flink-run-1.20-and-later.args']],
  ] as const)('of metadata version %d (%s) are in %j', (metadataVersion, claimMode, names) => {
    const files = jobFiles(
      claimMode === undefined
        ? withoutClaimMode({ metadataVersion })
        : sampleReport({ metadataVersion, claimMode }),
      NONCE,
    )
    expect(files.map(({ name }) => name).filter((name) => name.startsWith('flink-run'))).toEqual(names)
  })
})

describe('the resources of the operator', () => {
  it('are a patch that redeploys from the snapshot, and a snapshot that exists', () => {
    const files = filesOf({ format: 'native' })
    expect(yamlOf(files, 'flinkdeployment-patch.yaml')).toEqual({
      spec: { job: { initialSavepointPath: PATH, savepointRedeployNonce: NONCE } },
    })
    expect(yamlOf(files, 'flinkstatesnapshot.yaml')).toEqual({
      apiVersion: 'flink.apache.org/v1beta1',
      kind: 'FlinkStateSnapshot',
      metadata: { name: expect.stringMatching(/^savepoint-ab12-[0-9a-f]{8}$/) as string },
      spec: { savepoint: { path: PATH, alreadyExists: true, disposeOnDelete: false, formatType: 'NATIVE' } },
    })
  })

  it('have CLAIM in the patch where the job cannot do without, under both names where the release is not told', () => {
    const mode = (metadataVersion: number): unknown =>
      (
        yamlOf(filesOf({ claimMode: 'CLAIM', metadataVersion }), 'flinkdeployment-patch.yaml') as {
          spec: { flinkConfiguration: unknown }
        }
      ).spec.flinkConfiguration
    expect(mode(4)).toEqual({
      'execution.state-recovery.claim-mode': 'CLAIM',
      'execution.savepoint-restore-mode': 'CLAIM',
    })
    expect(mode(6)).toEqual({ 'execution.state-recovery.claim-mode': 'CLAIM' })
  })

  it("have no resource for a checkpoint, for the operator's has no path", () => {
    expect(filesOf({ kind: 'checkpoint' }).has('flinkstatesnapshot.yaml')).toBe(false)
  })

  it('are named as Kubernetes allows, differently for different paths', () => {
    const names = [
      's3://a/x',
      's3://b/x',
      's3://a/Übung ☃ #1',
      `s3://a/${'long'.repeat(90)}`,
      's3://a/---',
    ].map(
      (snapshotPath) =>
        (yamlOf(filesOf({ snapshotPath }), 'flinkstatesnapshot.yaml') as { metadata: { name: string } })
          .metadata.name,
    )
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe("Flink's configuration", () => {
  it('has the keys that the releases which read the snapshot know', () => {
    expect(yamlOf(filesOf({}), 'config.yaml')).toEqual({
      'execution.state-recovery.path': PATH,
      'execution.state-recovery.claim-mode': 'NO_CLAIM',
      'execution.savepoint.path': PATH,
      'execution.savepoint-restore-mode': 'NO_CLAIM',
    })
    expect(yamlOf(filesOf({ metadataVersion: 6 }), 'config.yaml')).toEqual({
      'execution.state-recovery.path': PATH,
      'execution.state-recovery.claim-mode': 'NO_CLAIM',
    })
  })

  it('is not written for flink-conf.yaml where its parser would cut the path, or where Flink 2 wrote the snapshot', () => {
    expect(filesOf({}).get('flink-conf.yaml')).toContain(`execution.savepoint.path: ${PATH}\n`)
    expect(filesOf({ snapshotPath: 's3://a/b #1' }).has('flink-conf.yaml')).toBe(false)
    expect(filesOf({ metadataVersion: 5 }).has('flink-conf.yaml')).toBe(false)
  })
})

it.each([
  's3://a/b: "c" #d',
  's3://a/*x',
  's3://a/&y',
  's3://a/{z}',
  's3://a/ü\u2028\u00a0',
  "s3://a/back\\slash'quote",
  's3://a/%7B{{x}}',
  'no',
  '0x10',
])('no path gets out of its quotes: %j', (snapshotPath) => {
  const files = filesOf({ snapshotPath })
  expect(yamlOf(files, 'flinkdeployment-patch.yaml')).toMatchObject({
    spec: { job: { initialSavepointPath: snapshotPath } },
  })
  expect(yamlOf(files, 'flinkstatesnapshot.yaml')).toMatchObject({
    spec: { savepoint: { path: snapshotPath } },
  })
  expect(yamlOf(files, 'config.yaml')).toMatchObject({ 'execution.savepoint.path': snapshotPath })
  expect(files.get('flink-run-1.20-and-later.args')?.split('\n')[1]).toBe(snapshotPath)
})

describe('a directory of resume files', () => {
  let scratch: string
  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-resume-'))
  })
  afterEach(async () => {
    await rm(scratch, { recursive: true, force: true })
  })

  it('holds what its index says, and each run has another nonce than the one before', async () => {
    const before = Date.now()
    const directory = join(scratch, 'a', 'b')
    expect(await writeJobFiles(sampleReport(), directory)).toBe(true)
    const index = JSON.parse(await readFile(join(directory, 'resume.json'), 'utf8')) as {
      files: string[]
      savepointRedeployNonce: number
    }
    expect((await readdir(directory)).sort()).toEqual([...index.files, 'resume.json'].sort())
    expect(index.savepointRedeployNonce).toBeGreaterThanOrEqual(before)
    expect(index.savepointRedeployNonce).toBeLessThanOrEqual(Date.now())
    for (const name of index.files) expect(JOB_FILE_NAMES).toContain(name)
  })

  it('keeps files of others, and nothing of an earlier run that would mislead', async () => {
    await writeJobFiles(sampleReport({ metadataVersion: 3 }), scratch)
    await writeFile(join(scratch, 'mine.txt'), 'mine')
    await writeJobFiles(sampleReport({ metadataVersion: 6 }), scratch)
    const names = await readdir(scratch)
    expect(names).toContain('mine.txt')
    expect(names.filter((name) => name.startsWith('flink-'))).toEqual(['flink-run-1.20-and-later.args'])
  })

  it.each(JOB_FILE_NAMES)(
    'with a foreign %s is refused before anything is done, and nothing of it is touched',
    async (name) => {
      await writeFile(join(scratch, name), '{"files": ["config.yaml"], "name": "of another tool"}')
      await expect(makeJobFilesDirectory(scratch, 'job-files')).rejects.toThrow(
        `job-files: ${scratch} holds ${name}, which no earlier run wrote`,
      )
      await expect(writeJobFiles(sampleReport({ metadataVersion: 6 }), scratch)).rejects.toThrow(
        `the snapshot is at ${PATH}, but ${scratch} holds ${name}`,
      )
      expect(await readdir(scratch)).toEqual([name])
      expect(await readFile(join(scratch, name), 'utf8')).toContain('of another tool')
    },
  )

  it('of an earlier run is refused where a file that it did not write has come since', async () => {
    await writeJobFiles(sampleReport({ metadataVersion: 6 }), scratch)
    await symlink('/nowhere', join(scratch, 'flink-conf.yaml'))
    await expect(makeJobFilesDirectory(scratch, 'job-files')).rejects.toThrow(
      'holds flink-conf.yaml, which no earlier run wrote',
    )
    expect(await readlink(join(scratch, 'flink-conf.yaml'))).toBe('/nowhere')
  })

  it('has only names of resume files believed from an index', async () => {
    await writeFile(join(scratch, 'mine.txt'), 'mine')
    await writeFile(
      join(scratch, 'resume.json'),
      JSON.stringify({ snapshotPath: PATH, files: ['mine.txt', '../mine.txt', 'config.yaml'] }),
    )
    await writeFile(join(scratch, 'config.yaml'), 'of an earlier run')
    await makeJobFilesDirectory(scratch, 'job-files')
    expect(await writeJobFiles(sampleReport(), scratch)).toBe(true)
    expect(await readFile(join(scratch, 'mine.txt'), 'utf8')).toBe('mine')
    expect(await readFile(join(scratch, 'config.yaml'), 'utf8')).toContain(PATH)
  })

  it('in which a run was stopped amid its files is finished by the next one', async () => {
    await writeJobFiles(sampleReport({ metadataVersion: 3 }), scratch)
    await rm(join(scratch, 'config.yaml'))
    await mkdir(join(scratch, 'config.yaml'))
    await expect(writeJobFiles(sampleReport({ metadataVersion: 6 }), scratch)).rejects.toThrow(
      'could not be written',
    )
    expect(await readdir(scratch)).not.toContain('resume.json')
    await rm(join(scratch, 'config.yaml'), { recursive: true })
    await makeJobFilesDirectory(scratch, 'job-files')
    expect(await writeJobFiles(sampleReport({ metadataVersion: 6 }), scratch)).toBe(true)
    const index = JSON.parse(await readFile(join(scratch, 'resume.json'), 'utf8')) as { files: string[] }
    expect((await readdir(scratch)).sort()).toEqual([...index.files, 'resume.json'].sort())
  })

  it('is not written for a dry run', async () => {
    expect(
      await writeJobFiles(sampleReport({ dryRun: true, outcome: 'planned' }), join(scratch, 'none')),
    ).toBe(false)
    expect(await readdir(scratch)).toEqual([])
  })

  it('that cannot be written has no index, and the sentence says where the snapshot is', async () => {
    await writeJobFiles(sampleReport(), scratch)
    await rm(join(scratch, 'config.yaml'))
    await makeJobFilesDirectory(join(scratch, 'config.yaml', 'in the way'), 'job-files')
    await expect(writeJobFiles(sampleReport(), scratch)).rejects.toThrow(
      `the snapshot is at ${PATH}, but its resume files could not be`,
    )
    const names = await readdir(scratch)
    expect(names).not.toContain('resume.json')
    expect(names.filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('that is a file is refused before anything is done', async () => {
    await writeFile(join(scratch, 'file'), '')
    await expect(makeJobFilesDirectory(join(scratch, 'file'), '--job-files')).rejects.toThrow(
      /^--job-files: the directory .*file cannot be made: .*nothing was done yet/,
    )
  })
})
