import type { FileProblem, FilesCheck } from '../../src/snapshot/check-files.ts'
import { filesCheckText, filesMood } from '../../src/presentation/files-verdict.ts'
import { renderPage } from '../../src/presentation/page/render-page.ts'
import { inspectAction } from '../../src/action/inspect-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleInspection } from '../support/sample-inspection.ts'

const LOST: FileProblem = {
  path: 's3://b/x',
  problem: 'missing',
  operator: { id: 'a'.repeat(32), name: 'count' },
  subtask: 3,
}
const COLD: FileProblem = { path: 's3://b/y', problem: 'archived' }

const check = (changes: Partial<FilesCheck>): FilesCheck => ({
  checked: 5,
  notChecked: 0,
  outside: 0,
  problems: [],
  ...changes,
})
const ALL_THERE = check({})
const ONE_LOST = check({ problems: [LOST] })
const ELSEWHERE = check({ checked: 0, notChecked: 200, outside: 200 })
const PARTLY = check({ notChecked: 3, outside: 3 })
const OUTSIDE = check({ outside: 2 })
const NO_FILES = check({ checked: 0 })

describe('a check of files', () => {
  it.each<[string, FilesCheck, string, ReturnType<typeof filesMood>]>([
    ['found all', ALL_THERE, 'all 5 are there', 'good'],
    ['found one missing', ONE_LOST, '1 missing of 5', 'bad'],
    ['could look for none', ELSEWHERE, 'not looked for: all 200 lie elsewhere', 'unknown'],
    ['could look for some', PARTLY, '5 are there; 3 elsewhere were not looked for', 'unknown'],
    ['had none to look for', NO_FILES, 'none to look for: all state is in _metadata', 'unknown'],
  ])('that %s says what it knows and no more, and is shown so on the page', (_, files, text, mood) => {
    expect([filesCheckText(files), filesMood(files)]).toEqual([text, mood])
    const page = renderPage({ ...sampleInspection(), files })
    expect(page).toContain(text)
    expect(page.includes('class="notes good"')).toBe(mood === 'good')
  })
})

const WAYS: readonly [
  what: string,
  files: FilesCheck,
  codes: readonly [byDefault: number, missing: number, outside: number, never: number],
][] = [
  ['all are there', ALL_THERE, [0, 0, 0, 0]],
  ['one is missing', ONE_LOST, [1, 1, 1, 0]],
  ['one is archived', check({ problems: [COLD] }), [1, 1, 1, 0]],
  ['none could be looked for', ELSEWHERE, [1, 1, 1, 0]],
  ['some could not be looked for', PARTLY, [0, 0, 1, 0]],
  ['some lie outside and are there', OUTSIDE, [0, 0, 1, 0]],
  ['there are none', NO_FILES, [0, 0, 0, 0]],
]
const CASES = WAYS.flatMap(([what, files, codes]) =>
  ['', 'missing', 'outside', 'never'].map(
    (failOn, index) => [what, failOn, codes[index] ?? 0, files] as const,
  ),
)

describe('inspect --check-files', () => {
  it.each(CASES)(
    'where %s, with --fail-on %s, ends with %i and prints the result',
    async (_, failOn, code, files) => {
      const ran = await runCommand(
        ['inspect', '/x', '--check-files', ...(failOn === '' ? [] : ['--fail-on', failOn])],
        { inspect: () => Promise.resolve({ ...sampleInspection(), files }) },
      )
      expect([ran.code, ran.stderr === '']).toEqual([code, code === 0])
      expect(ran.stdout).toContain(`  files       ${filesCheckText(files)}\n`)
    },
  )

  it('says which file is missing, whose it is, and what to do', async () => {
    const { stderr } = await runCommand(['inspect', '/x', '--check-files'], {
      inspect: () =>
        Promise.resolve({ ...sampleInspection(), files: check({ notChecked: 1, problems: [LOST, COLD] }) }),
    })
    expect(stderr).toBe(
      'flink-snapshot: 2 of 5 files cannot be used (and 1 file elsewhere not looked for), such as missing: s3://b/x '
        + `(operator "count" (${'a'.repeat(32)}), subtask 3): take a new savepoint, or choose another checkpoint; with --fail-on never this `
        + 'is told only\n',
    )
  })

  it.each(['missing', 'outside'])('is what --fail-on %s needs', async (failOn) => {
    const { code, stderr } = await runCommand(['inspect', '/x', '--fail-on', failOn])
    expect([code, stderr]).toEqual([
      2,
      `flink-snapshot: --fail-on is ${failOn}, but no file is looked for: give --check-files too, or leave it out\nTry "flink-snapshot inspect --help".\n`,
    ])
  })

  it('knows no other condition', async () => {
    const { code, stderr } = await runCommand(['inspect', '/x', '--check-files', '--fail-on', 'restore'])
    expect([code, stderr]).toEqual([
      2,
      'flink-snapshot: --fail-on is "restore": write missing, outside or never\n'
        + 'Try "flink-snapshot inspect --help".\n',
    ])
  })
})

describe('the action inspect with check-files', () => {
  async function run(files: FilesCheck, failOn: string): Promise<{ code: number; toolkit: FakeToolkit }> {
    const toolkit = fakeToolkit({ source: '/x', 'check-files': 'true', 'fail-on': failOn, summary: 'false' })
    const code = await runAction(inspectAction, {
      toolkit,
      env: {},
      signal: new AbortController().signal,
      commands: fakeCommands({ inspect: () => Promise.resolve({ ...sampleInspection(), files }) }),
    })
    return { code, toolkit }
  }

  it.each(CASES)(
    'where %s, with fail-on %s, ends with %i, an annotation and all outputs',
    async (_, failOn, expected, files) => {
      const { code, toolkit } = await run(files, failOn)
      expect([code, toolkit.failures.length]).toEqual([expected, expected])
      expect([toolkit.outputs.get('missing-files'), toolkit.outputs.get('unchecked-files')]).toEqual([
        String(files.problems.length),
        String(files.notChecked),
      ])
      expect(toolkit.outputs.get('report')).not.toBe(undefined)
    },
  )

  it('warns of what it did not look for', async () => {
    const { toolkit } = await run(PARTLY, '')
    expect(toolkit.log).toContainEqual(
      expect.stringMatching(/^warning: files of s3:.*: 5 are there; 3 elsewhere were not looked for$/),
    )
    expect((await run(ALL_THERE, '')).toolkit.log.filter((line) => line.startsWith('warning'))).toEqual([])
  })
})
