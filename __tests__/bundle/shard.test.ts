/** Shards as users run them: one process each, then the run that commits. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import { runAction, runCli } from '../support/run-bundle.ts'
import { readSample, rehome, SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'

const sample = readSample()
const names = [...sample.files.keys()].sort()

let scratch: string
let place: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-shards-'))
  place = join(scratch, 'moved')
})
afterEach(async () => {
  await rm(scratch, { recursive: true })
})

const inputs = (more: Record<string, string> = {}): Record<string, string> => ({
  source: SAMPLE,
  target: scratch,
  'target-name': 'moved',
  ...more,
})

describe('the Action', () => {
  it('in shards copies part by part and names no snapshot, then commits without copying', async () => {
    let copied = 0
    for (const shard of ['1/3', '2/3', '3/3']) {
      const { exitCode, outputs, stdout, stderr, summary, report } = await runAction(inputs({ shard }))
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(Object.keys(outputs)).toContain('snapshot-path')
      expect([outputs['snapshot-path'], outputs['metadata-path'], outputs['uris-rewritten']]).toEqual([
        '',
        '',
        '0',
      ])
      copied += Number(outputs['files-copied'])
      expect(stdout).toMatch(new RegExp(`shard ${shard[0]!} of 3: \\d of 7 files`))
      expect(stdout).not.toContain('::group::Commit')
      expect(stdout + summary).not.toContain('flink run')
      expect(summary).toContain(`shard ${shard[0]!} of 3 copied`)
      expect(JSON.parse(report)).toMatchObject({
        outcome: 'shard-copied',
        shard: { index: Number(shard[0]), count: 3, filesTotal: 7 },
      })
      expect(await readdir(place).catch(() => [])).not.toContain('_metadata')
    }
    expect(copied).toBe(7)
    expect((await readdir(place)).sort()).toEqual(names)

    const last = await runAction(inputs())
    expect(last.outputs).toMatchObject({
      'snapshot-path': `file:${place}`,
      'files-copied': '0',
      'files-skipped': '7',
    })
    expect(await readFile(join(place, '_metadata'))).toEqual(rehome(sample, SAMPLE_HOME, `file:${place}`))
  })

  it('refuses a shard that the split does not have, and writes nothing', async () => {
    const { exitCode, outputs, stdout } = await runAction(inputs({ shard: '5/4' }))
    expect([exitCode, outputs]).toEqual([1, {}])
    expect(stdout).toContain('shard is "5/4": a split in 4 has the shards 1/4 to 4/4; write one of them')
    expect(await readdir(scratch)).toEqual([])
  })
})

describe('the command line', () => {
  it('tells the split in a dry run', async () => {
    const { exitCode, stdout } = await runCli([
      'relocate',
      SAMPLE,
      scratch,
      '--target-name',
      'moved',
      '--shard',
      '2/3',
      '--dry-run',
      '--json',
    ])
    const { shard } = JSON.parse(stdout) as RelocationReport
    expect([exitCode, shard?.split?.reduce((sum, { files }) => sum + files, 0)]).toEqual([0, 7])
    expect(await readdir(scratch)).toEqual([])
  })

  it('refuses a wrong shard as wrong usage', async () => {
    const { exitCode, stderr } = await runCli(['relocate', SAMPLE, scratch, '--shard', '0/4'])
    expect([exitCode, stderr]).toEqual([
      2,
      'flink-snapshot: --shard is "0/4": a split in 4 has the shards 1/4 to 4/4; write one of them\n'
        + 'Try "flink-snapshot relocate --help".\n',
    ])
  })
})
