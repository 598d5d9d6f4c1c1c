/** What users run to look at snapshots that real Flink wrote, in a process of its own. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Inspection } from '../../src/commands/inspect/inspect.ts'
import type { SnapshotDiff } from '../../src/commands/diff/diff.ts'
import { ACTION_BUNDLE, runAction, runCli } from '../support/run-bundle.ts'
import { readSample, SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'

/** The two lines that start the bundle as another action. */
const INSPECT = resolve(ACTION_BUNDLE, '..', '..', 'inspect', 'index.js')

const sample = readSample()
let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-inspect-'))
})
afterEach(() => rm(scratch, { recursive: true }))

describe('the action inspect', () => {
  it('gives out facts, a page, a report and a summary, and leaves the snapshot alone', async () => {
    const page = join(scratch, 'page.html')
    const { exitCode, stderr, stdout, outputs, summary, report } = await runAction(
      { source: SAMPLE, html: page, target: join(scratch, 'target') },
      { bundle: INSPECT },
    )
    expect([exitCode, stderr]).toEqual([0, ''])
    const { stateBytes, operators } = JSON.parse(report) as Inspection
    expect(outputs).toEqual({
      kind: 'savepoint',
      format: '',
      'metadata-version': '2',
      'checkpoint-id': '1',
      'claim-mode': '',
      'state-bytes': String(stateBytes),
      operators: String(operators.length),
      references: String(sample.files.size),
      'missing-files': '',
      'unchecked-files': '',
      'relocation-possible': 'true',
      html: page,
      report: expect.stringMatching(/\.json$/) as string,
    })
    expect(stateBytes).toBeGreaterThan(0)
    expect(stdout).toContain(SAMPLE_HOME)
    expect(summary).toContain('```mermaid\nflowchart LR\n')
    const html = await readFile(page, 'utf8')
    expect(html).toContain('would rewrite 7 URIs')
    expect(html).toContain(operators[0]!.id)
    expect(readSample()).toEqual(sample)
  })

  it('fails with one sentence where there is nothing', async () => {
    const { exitCode, stdout, outputs } = await runAction(
      { source: join(scratch, 'nothing') },
      { bundle: INSPECT },
    )
    expect([exitCode, outputs]).toEqual([1, {}])
    expect(stdout).toMatch(/^::error::flink-snapshot: nothing is at .*nothing: check the URI/m)
  })
})

describe('the command line', () => {
  it('inspects, and writes a page', async () => {
    const { exitCode, stdout, stderr } = await runCli(['inspect', SAMPLE, '--html', 'page.html'], {
      cwd: scratch,
    })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Operators: \d+$/m)
    expect(await readFile(join(scratch, 'page.html'), 'utf8')).toContain('<!DOCTYPE html>')
  })

  it('compares two snapshots', async () => {
    const other = resolve(SAMPLE, '..', '..', 'flink2.0-hashmap-savepoint', 'snapshot')
    const { exitCode, stdout } = await runCli(['diff', SAMPLE, other, '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout) as SnapshotDiff).toMatchObject({
      differs: true,
      a: { metadataVersion: 2 },
      b: { metadataVersion: 5 },
      references: { removed: { count: sample.files.size } },
    })
    expect(await runCli(['diff', SAMPLE, other, '--fail-on', 'difference'])).toMatchObject({ exitCode: 1 })
    expect(await runCli(['diff', SAMPLE, SAMPLE, '--fail-on', 'difference'])).toMatchObject({
      exitCode: 0,
      stderr: '',
    })
  })
})
