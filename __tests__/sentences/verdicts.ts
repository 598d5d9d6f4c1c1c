import { diffSnapshots } from '../../src/commands/diff/diff.ts'
import { endWith, requireWritten } from '../../src/cli/end.ts'
import { diffLines, refuseDifference } from '../../src/presentation/diff-lines.ts'
import { explainFailure } from '../../src/presentation/failure.ts'
import { filesCheckText, refuseFiles } from '../../src/presentation/files-verdict.ts'
import { inspectionLines } from '../../src/presentation/inspection-lines.ts'
import { abortOnSignals, Interrupted, tellOfStopping } from '../../src/presentation/interruption.ts'
import { FAILURE_ADVICE } from '../../src/presentation/json-document.ts'
import { resultLines } from '../../src/presentation/relocation-result.ts'
import { endOnUncaught, GuardedStream } from '../../src/presentation/standard-streams.ts'
import type { FailOnFiles, FileProblem, FilesCheck } from '../../src/snapshot/check-files.ts'
import { sampleInspection, sampleOperator } from '../support/sample-inspection.ts'
import { sampleReport, SAMPLE_SHARD } from '../support/sample-report.ts'
import type { Chapter, Page } from './book.ts'

const LOST: FileProblem = {
  path: 's3://b/x',
  problem: 'missing',
  operator: { id: 'a'.repeat(32), name: 'count' },
  subtask: 3,
}
const COLD: FileProblem = { path: 's3://b/y', problem: 'archived' }
const THAWING: FileProblem = { path: 's3://b/z', problem: 'archived', archive: 'restoring' }
const check = (changes: Partial<FilesCheck>): FilesCheck => ({
  checked: 5,
  notChecked: 0,
  outside: 0,
  problems: [],
  ...changes,
})

const CHECKS: readonly (readonly [when: string, files: FilesCheck, failOn?: FailOnFiles])[] = [
  ['a file is missing', check({ problems: [LOST] })],
  ['one is, and others lie elsewhere', check({ problems: [LOST], notChecked: 3 })],
  ['one is archived', check({ problems: [COLD] })],
  ['one is being restored', check({ problems: [THAWING] })],
  ['none could be looked for', check({ checked: 0, notChecked: 200, outside: 200 })],
  ['some lie outside', check({ outside: 2 }), 'outside'],
  ['some lie elsewhere', check({ notChecked: 3, outside: 3 }), 'outside'],
]

async function files(page: Page): Promise<void> {
  for (const [when, files, failOn = 'missing'] of CHECKS) {
    page.say(`${when}: the result`, filesCheckText(files))
    await page.fails(`${when}: the failure`, () => {
      refuseFiles(files, failOn, 'fail-on')
    })
  }
  page.say('there are none', filesCheckText(check({ checked: 0 })))
}

const OTHER = 'b'.repeat(32)
type Compared = Parameters<typeof diffSnapshots>[0]
const snapshot = (changes: Partial<Compared> = {}): Compared => ({ ...sampleInspection(), ...changes })
const PAIRS: readonly (readonly [when: string, a: Compared, b: Compared])[] = [
  ['another operator', snapshot(), snapshot({ operators: [sampleOperator({ id: OTHER, name: 'new' })] })],
  [
    'a job that is wider than the state',
    snapshot(),
    snapshot({ operators: [sampleOperator({ parallelism: 200, maxParallelism: 256 })] }),
  ],
  [
    'another maximum parallelism',
    snapshot(),
    snapshot({ operators: [sampleOperator({ maxParallelism: 256, stateBytes: 9000 })] }),
  ],
  ['a newer metadata', snapshot(), snapshot({ metadataVersion: 6, flinkVersions: '2.1' })],
  ['an older metadata', snapshot(), snapshot({ metadataVersion: 4, flinkVersions: '1.16 - 1.20' })],
  [
    'incremental files before, key groups now',
    snapshot({ keyedStateForms: ['incremental'] }),
    snapshot({ keyedStateForms: ['key-groups'] }),
  ],
  [
    'key groups before, incremental files now',
    snapshot({ keyedStateForms: ['key-groups'] }),
    snapshot({ keyedStateForms: ['incremental'] }),
  ],
]

async function differences(page: Page): Promise<void> {
  for (const [when, a, b] of PAIRS) {
    const diff = diffSnapshots(a, b)
    page.sayNew(when, diffLines(diff))
    await page.fails(`${when}: the failure`, () => {
      refuseDifference(diff, 'difference')
    })
  }
}

function inspections(page: Page): void {
  page.sayNew('a checkpoint', inspectionLines({ ...snapshot(), files: check({}) }))
  const many = Array.from({ length: 30 }, (_, n) => sampleOperator({ id: n.toString(16).padStart(32, '0') }))
  page.sayNew('many operators', inspectionLines(snapshot({ operators: many })))
  page.sayNew('no files', inspectionLines(snapshot({ references: [] })))
  page.sayNew('a relocation', resultLines(sampleReport()))
  page.sayNew('a shard', resultLines(sampleReport({ outcome: 'shard-copied', shard: SAMPLE_SHARD })))
  page.sayNew(
    'the source deleted, with changelog state',
    resultLines(sampleReport({ deleted: 4, claimMode: 'CLAIM', transferMode: 'server-side' })),
  )
}

/** The listeners of a process. */
class Process {
  readonly #listeners = new Map<string, (error?: unknown) => void>()

  on(event: string, listener: (error?: unknown) => void): void {
    this.#listeners.set(event, listener)
  }

  send(event: string, error?: unknown): void {
    this.#listeners.get(event)?.(error)
  }

  exit(): void {
    // The test goes on.
  }
}

function stops(page: Page): void {
  const told: string[] = []
  const tell = (text: string): void => void told.push(text)
  const runner = new Process()
  tellOfStopping(abortOnSignals(runner, tell), tell)
  runner.send('SIGINT')
  page.say('a signal', told.splice(0))
  runner.send('SIGTERM')
  page.say('a second one', told.splice(0))
  page.say('what it ends with', explainFailure(new Interrupted('SIGINT')).sentence)
  endOnUncaught(runner, tell)
  runner.send('uncaughtException', new Error('somebody forgot this'))
  page.say('an error that nobody caught', told.splice(0))
  const bug = Object.assign(new TypeError('x is no function'), { stack: '' })
  page.say('an error of this program', explainFailure(bug).sentence)
  const gone = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'uv_cwd' })
  page.say('a working directory that was removed', explainFailure(gone).sentence)
}

/** A stream that cannot be written to, and what was written to it all the same. */
function broken(code: string | undefined, into: string[]): GuardedStream {
  return new GuardedStream({
    on: () => undefined,
    write: (text, done) => {
      if (code === undefined) into.push(String(text))
      done?.(
        code === undefined ? null : Object.assign(new Error('ENOSPC: no space left on device'), { code }),
      )
    },
  })
}

async function lostOutput(page: Page): Promise<void> {
  for (const [when, args, out, err] of [
    ['a full disk, of a search', ['find'], 'ENOSPC', undefined],
    ['a full disk, of a relocation', ['relocate'], 'ENOSPC', undefined],
    ['a reader that went away, of a relocation', ['relocate'], 'EPIPE', undefined],
    ['a full disk for warnings', ['find'], undefined, 'ENOSPC'],
  ] as const) {
    const told: string[] = []
    const [stdout, stderr] = [broken(out, told), broken(err, told)]
    await endWith(0, args, { stdout, stderr })
    page.say(when, told.join('').trim())
  }
  await page.fails('a full disk, before the source is deleted', () => {
    requireWritten(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
  })
}

/** What is said of what was looked at, and how runs end. */
export const VERDICTS: readonly Chapter[] = [
  { title: 'Verdicts on files', write: files },
  { title: 'Differences, and what they mean for a restore', write: differences },
  { title: 'Results', write: inspections },
  { title: 'Ends before time', write: stops },
  { title: 'Output that finds no place', write: lostOutput },
  {
    title: 'Advice in JSON, by the code of a failure',
    write: (page: Page): void => {
      for (const [code, advice] of Object.entries(FAILURE_ADVICE)) page.say(code, advice)
    },
  },
]
