/** The command line in a step of a workflow: nothing that others wrote becomes a command to the runner. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Inspection } from '../../src/commands/inspect/inspect.ts'
import {
  file,
  inLine,
  keyGroups,
  masterState,
  metadata,
  operator,
  subtask,
} from '../support/metadata-builder.ts'
import { runCli, type ProcessResult } from '../support/run-bundle.ts'
import { runCommand } from '../support/run-command.ts'

const SOURCES = resolve(import.meta.dirname, '..', '..', 'src', 'cli.ts')
const NAME = '::add-mask::savepoint'
const HOOK = 'hook ##[add-mask]a ###[group]b'
const FILE = 'file:/elsewhere/##[error]x'

/** What the runner takes for a command: `::` first in a line, after blanks, or `##[` anywhere in it. */
const COMMAND = /^\s*::|##\[/m

let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-commands-'))
  const state = [keyGroups(3, file(FILE, 1)), keyGroups(3, inLine('::warning::/in-line'))]
  const subtasks = state.map((managedKeyed, index) => subtask(6, index, { managedKeyed }))
  writeFileSync(
    join(scratch, '_metadata'),
    metadata(6, [operator(6, { name: NAME, uid: '::stop-commands::x', parallelism: 2 }, subtasks)], {
      masters: [masterState(HOOK, new Uint8Array(1))],
    }),
  )
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

function run(...args: string[]): Promise<ProcessResult> {
  return runCli(args, {
    bundle: SOURCES,
    env: { GITHUB_ACTIONS: 'true', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })
}

it('names from _metadata are disarmed in what people read', async () => {
  const { exitCode, stdout, stderr } = await run('inspect', scratch)
  expect([exitCode, stderr]).toEqual([0, ''])
  expect(stdout).not.toMatch(COMMAND)
  expect(stdout).toContain('  : :add-mask::savepoint')
  expect(stdout).toContain('hook ## [add-mask]a')
})

it('JSON is disarmed too, and says the same', async () => {
  const { stdout } = await run('inspect', scratch, '--json')
  expect(stdout).not.toMatch(COMMAND)
  const inspection = JSON.parse(stdout) as Inspection
  expect([inspection.operators[0]?.name, inspection.masterStates, inspection.references[0]?.path]).toEqual([
    NAME,
    [HOOK],
    FILE,
  ])
})

it('so is what a failure and the parser repeat', async () => {
  const lost = await run('inspect', `${scratch}/##[group]x`)
  expect([lost.exitCode, lost.stderr]).toEqual([1, expect.not.stringMatching(COMMAND)])
  const wrong = await run('inspect', scratch, '--x\n::add-mask::y')
  expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.not.stringMatching(COMMAND)])
})

it("so is the output of a command of one's own", async () => {
  const script = join(scratch, 'take.mjs')
  writeFileSync(script, 'console.log("::set-output name=x::y\\n  ::add-mask::z\\nno ##[group]path")')
  const { exitCode, stderr } = await run('savepoint', '--command', `'${process.execPath}' '${script}'`)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('set-output name=x::y')
  expect(stderr).not.toMatch(COMMAND)
})

it('in JSON, however the text is cut into pieces', async () => {
  const warnings = Array.from({ length: 40_000 }, (_, index) => `${'x'.repeat(index % 7)}##[`)
  const report = {
    snapshotPath: 's3://b/x',
    savepointPath: 's3://b/x',
    takenFrom: 'x',
    durationMs: 1,
    warnings,
  }
  const { stdout } = await runCommand(['savepoint', '--command', 'take it', '--json'], {
    savepoint: () => Promise.resolve(report),
  })
  expect(stdout).not.toMatch(COMMAND)
  expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, ...report })
})
