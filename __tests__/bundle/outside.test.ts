/** What users run on snapshots of real Flink whose state points outside, in a process of its own. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Inspection } from '../../src/commands/inspect/inspect.ts'
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import { ACTION_BUNDLE, runAction, runCli, type ProcessResult } from '../support/run-bundle.ts'
import { snapshotFixtures } from '../support/snapshot-fixtures.ts'

const fixture = (name: string): string =>
  snapshotFixtures().find((one) => one.name === `flink2.3-hashmap-${name}`)!.directory
const FILES = fixture('savepoint-file-sink')
const PENDING = fixture('savepoint-write-ahead')
const IDLE = fixture('checkpoint-write-ahead-idle')
const OUTPUT = 'file:/tmp/flink-snapshots/output'
const PROMOTE = resolve(ACTION_BUNDLE, '..', '..', 'promote', 'index.js')
const TOLD =
  /operator "files: Writer" \([0-9a-f]{32}\), subtasks 0 and 1, points at output in progress of a FileSink/

let scratch: string
let target: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-outside-'))
  target = join(scratch, 'target')
})
afterEach(() => rm(scratch, { recursive: true }))

const relocate = (source: string, ...options: string[]): Promise<ProcessResult> =>
  runCli(['relocate', source, target, ...options])
const placed = async (): Promise<string[]> => (existsSync(target) ? readdir(target) : [])

describe('the command line', () => {
  it('warns of output in progress and relocates, and its report tells of it', async () => {
    const { exitCode, stdout, stderr } = await relocate(FILES, '--json')
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(new RegExp(`^ +warning: ${TOLD.source}`, 'm'))
    expect((JSON.parse(stdout) as RelocationReport).outside?.findings).toMatchObject([
      { kind: 'file-sink-writer', certainty: 'sure', uncommitted: true, pathCount: 2 },
    ])
    expect(await placed()).toHaveLength(1)
  })

  it.each([[[]], [['--dry-run']]])(
    'writes nothing where output in progress is to be a failure: %j',
    async (more) => {
      const { exitCode, stdout, stderr } = await relocate(FILES, '--outside-state', 'fail', '--json', ...more)
      expect([exitCode, await placed()]).toEqual([1, []])
      expect(JSON.parse(stdout)).toMatchObject({
        error: { code: 'refused', message: expect.stringMatching(TOLD) as string },
      })
      expect(stderr).toContain('nothing was written: name such places in --allow-outside')
    },
  )

  it('takes places that are allowed for no failure', async () => {
    const { exitCode, stderr } = await relocate(FILES, '--outside-state=fail', '--allow-outside', OUTPUT)
    expect(exitCode).toBe(0)
    expect(stderr).not.toContain('warning')
  })

  it('fails where it is not to read what it would have to know', async () => {
    const { exitCode, stderr } = await relocate(FILES, '--outside-state=fail', '--no-state-reads')
    expect([exitCode, await placed()]).toEqual([1, []])
    expect(stderr).toMatch(
      / was not read, for --state-reads is false: what it points at outside of the snapshot is not known/,
    )
  })

  it('stops for pending batches of a write-ahead sink, unless they are ignored, by the former name too', async () => {
    for (const options of [[], ['--outside-state', 'warn'], ['--unrelocatable-state', 'fail']]) {
      const { exitCode, stderr } = await relocate(PENDING, ...options)
      expect([exitCode, await placed()]).toEqual([1, []])
      expect(stderr).toContain('1 operator with pending batches of a GenericWriteAheadSink')
    }
    const { exitCode, stderr } = await relocate(PENDING, '--unrelocatable-state', 'ignore')
    expect([exitCode, (await placed()).length]).toEqual([0, 1])
    expect(stderr).toContain('--unrelocatable-state is called --outside-state now')
  })

  it('relocates a snapshot of a write-ahead sink that has nothing pending', async () => {
    const { exitCode, stderr } = await relocate(IDLE, '--outside-state', 'fail')
    expect([exitCode, (await placed()).length]).toEqual([0, 1])
    expect(stderr).not.toMatch(/warning|pending-checkpoints/)
  })

  it('inspects what state points at, and compares it', async () => {
    const inspected = await runCli(['inspect', FILES])
    expect(inspected.stdout).toMatch(/^Points outside: 1\n {2}operator "files: Writer"/m)
    const json = JSON.parse(
      (await runCli(['inspect', FILES, '--json', '--no-state-reads'])).stdout,
    ) as Inspection
    expect(json.outside.unread).toContainEqual(expect.objectContaining({ reason: 'not-asked' }))
    const compared = await runCli(['diff', FILES, fixture('savepoint-file-sink-stop')])
    expect(compared.stdout).toMatch(/^Points outside, in B only: \d+$/m)
  })
})

describe('the actions', () => {
  it('relocate warns in the log, and tells of it in summary and report', async () => {
    const { exitCode, stdout, summary, report } = await runAction({ source: FILES, target })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(new RegExp(`^::warning::${TOLD.source}`, 'm'))
    expect(summary).toContain('points at output in progress of a FileSink')
    expect((JSON.parse(report) as RelocationReport).outside?.findings).toHaveLength(1)
  })

  it('promote fails before anything is written, and starts no job', async () => {
    const marker = join(scratch, 'started')
    const inputs = {
      source: FILES,
      target,
      'restore-command': `${process.execPath} -e "require('fs').writeFileSync('${marker}', '')"`,
    }
    const { exitCode, stdout, outputs } = await runAction(inputs, { bundle: PROMOTE })
    expect([exitCode, await placed(), existsSync(marker)]).toEqual([1, [], false])
    expect(outputs['snapshot-path']).toBeUndefined()
    expect(stdout).toMatch(new RegExp(`^::error::flink-snapshot: ${TOLD.source}`, 'm'))
    const allowed = await runAction({ ...inputs, 'allow-outside': OUTPUT }, { bundle: PROMOTE })
    expect([allowed.exitCode, (await placed()).length, existsSync(marker)]).toEqual([0, 1, true])
  })
})
