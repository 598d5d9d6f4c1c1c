import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runCli } from '../../support/run-bundle.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import { openFlinkLab } from './flink-lab.ts'
import { changelogSettings } from './histories.ts'

const MERGING = { 'execution.checkpointing.file-merging.enabled': 'true' }

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'flink-claim-'))
})
afterEach(() => rm(base, { recursive: true, force: true }))

/** Every file below a directory with the digest of its content. */
async function fingerprint(directory: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    files[path.relative(directory, file)] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  }
  return files
}

const without = (files: Record<string, string>, prefix: string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith(prefix)))

/**
 * Under CLAIM, Flink deletes what it claimed as soon as a newer checkpoint takes its place, the directories
 * of file merging with all that is in them. Nothing but the relocated copy may be hit by that.
 */
it('a claimed, relocated, file-merged checkpoint is subsumed, and nothing but the copy is touched', async () => {
  const lab = await openFlinkLab('2.3.0')
  const written = await lab.write({
    dir: `file://${base}/source`,
    kind: 'checkpoint-incremental',
    conf: MERGING,
  })
  const source = written.path.replace(/^file:/, '')
  const job = path.basename(path.dirname(source))

  // What another checkpoint of the same job and another job might have at both places.
  for (const place of [`${base}/source/${job}`, `${base}/target/${job}`]) {
    await mkdir(`${place}/shared/other-task`, { recursive: true })
    await mkdir(`${place}/taskowned/other-task`, { recursive: true })
    await writeFile(`${place}/shared/sst-of-another-checkpoint`, 'shared')
    await writeFile(`${place}/shared/other-task/merged`, 'merged')
    await writeFile(`${place}/taskowned/other-task/merged`, 'merged')
  }
  await cp(source, `${base}/target/${'0'.repeat(32)}/chk-1`, { recursive: true })
  const bystanders = await fingerprint(`${base}/target`)
  const before = await fingerprint(`${base}/source`)

  const { exitCode, stdout, stderr } = await runCli(['relocate', source, `${base}/target`, '--json'])
  expect([exitCode, stderr.includes('failed')]).toEqual([0, false])
  const report = JSON.parse(stdout) as RelocationReport
  const { directories = [], paths = [] } = await lab.load(report.snapshotPath)
  expect(directories.length).toBeGreaterThan(0)
  for (const directory of directories) expect(directory.startsWith(`file:${base}/target/${job}/`)).toBe(true)
  expect(new Set(Object.keys(await fingerprint(`${base}/target`)))).toEqual(
    new Set([
      ...Object.keys(bystanders),
      `${job}/${path.basename(source)}/_metadata`,
      ...paths.map((each) => each.slice(`file:${base}/target/`.length)),
    ]),
  )

  const restored = await lab.restore({
    from: report.snapshotPath,
    dir: `file://${base}/after`,
    kind: 'checkpoint-incremental',
    claimMode: 'CLAIM',
    conf: MERGING,
  })
  expect(restored.problems ?? []).toEqual([])
  expect(await lab.load(restored.path ?? '')).toMatchObject({ ok: true, problems: [] })

  // Subsumed: Flink has deleted the claimed checkpoint, so the proof below is not of a job that never
  // cleaned up.
  const after = await fingerprint(`${base}/target`)
  expect(Object.keys(after)).not.toContain(`${job}/${path.basename(source)}/_metadata`)
  expect(without(after, `${job}/${path.basename(source)}/`)).toMatchObject(bystanders)
  expect(await fingerprint(`${base}/source`)).toEqual(before)
})

/**
 * What the output `claim-mode` and the sentence beside it say. That CLAIM does restore such snapshots, the
 * matrix shows.
 */
it('a job with a changelog dies at its first checkpoint under NO_CLAIM, whatever it was started from', async () => {
  const lab = await openFlinkLab('2.3.0', { changelog: true })
  const { path: savepoint } = await lab.write({ dir: `file://${base}/savepoints` })
  const { exitCode, stdout } = await runCli(['relocate', savepoint, `${base}/target`])
  expect(exitCode).toBe(0)
  expect(stdout).toContain('-claimMode NO_CLAIM your-job.jar')
  expect(stdout).toContain('A job that has the changelog backend enabled needs CLAIM from any snapshot.')

  const restored = await lab.restore({
    from: `file:${base}/target/${path.basename(savepoint)}`,
    dir: `file://${base}/after`,
    kind: 'checkpoint-incremental',
    claimMode: 'NO_CLAIM',
    conf: changelogSettings(`file://${base}/changelog`, '3s'),
  })
  expect(restored.ok).toBe(false)
  expect(restored.problems?.join('\n')).toMatch(/NO_CLAIM mode, please consider choosing CLAIM mode/)
})
