/**
 * What becomes of a relocated snapshot whose state names files that are no part of it: real Flink restores
 * it with other directories for its output and input, as another environment does.
 */
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runCli } from '../../support/run-bundle.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import type { OutsideKind } from '../../../src/snapshot/outside/outside.ts'
import { openFlinkLab, type FlinkLab } from './flink-lab.ts'
import { INPUT_FILES, INPUT_LINES, writeInput } from './outside-fixtures.ts'

const NUMBERS = 96
const MORE = 24

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'flink-outside-'))
})
afterEach(() => rm(base, { recursive: true, force: true }))

/**
 * Relocates by the committed command line, which tells what the state points at: so many paths of each kind,
 * all below this directory.
 */
async function relocated(
  source: string,
  place: string,
  told: Readonly<Partial<Record<OutsideKind | `${OutsideKind}, settled`, unknown>>>,
): Promise<string> {
  const { exitCode, stdout, stderr } = await runCli(['relocate', source, `${base}/target`, '--json'])
  if (exitCode !== 0) throw new Error(`relocate ended with code ${String(exitCode)}:\n${stdout}${stderr}`)
  const { snapshotPath, outside } = JSON.parse(stdout) as RelocationReport
  const found = new Map<string, number>()
  for (const { kind, uncommitted, paths } of outside?.findings ?? []) {
    const name = uncommitted ? kind : `${kind}, settled`
    found.set(name, (found.get(name) ?? 0) + paths.length)
    for (const each of paths) expect(each.replace(/^file:/, '').startsWith(`${base}/${place}/`)).toBe(true)
  }
  expect(Object.fromEntries(found)).toEqual(told)
  return snapshotPath
}

/** The numbers in all output files below a directory, with how many bytes each file has, by its name. */
async function outputOf(
  directory: string,
): Promise<{ numbers: number[]; files: Readonly<Record<string, number>> }> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  const numbers: number[] = []
  const files: Record<string, number> = {}
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    files[path.relative(directory, file)] = (await stat(file)).size
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
    numbers.push(...lines.map((line) => Number(line.split(' ')[1])))
  }
  return { numbers: numbers.sort((one, other) => one - other), files }
}

/** Name and hidden name of each file that is to be committed, from what a local recoverable holds. */
async function committablesOf(savepoint: string): Promise<[string, string][]> {
  const directory = savepoint.replace(/^file:/, '')
  const found: [string, string][] = []
  for (const name of await readdir(directory)) {
    const text = await readFile(path.join(directory, name), 'latin1')
    const pair =
      /(\/[^\0]*\/part-[0-9a-f-]{36}-\d+)(\/[^\0]*\/\.part-[0-9a-f-]{36}-\d+\.inprogress\.[0-9a-f-]{36})/
    const [, file, hidden] = pair.exec(text.slice(text.indexOf('WKt\x1e'))) ?? []
    if (file !== undefined && hidden !== undefined) found.push([file, hidden])
  }
  return found
}

const below = (end: number): number[] => Array.from({ length: end }, (_, number) => number)
const withFiles = (version: string): Promise<FlinkLab> => openFlinkLab(version, { files: true })

const savepoint = { kind: 'savepoint-canonical' } as const

describe.each(['2.3.0', '1.20.1'])('a FileSink, Flink %s', (version) => {
  const job = (environment: string) =>
    ({
      kind: 'checkpoint',
      backend: 'hashmap',
      sink: 'file',
      output: `file://${base}/${environment}/output`,
    }) as const

  it('goes on writing to the files in progress of the job that the snapshot is of', async () => {
    const lab = await withFiles(version)
    const written = await lab.write({ ...job('staging'), ...savepoint, dir: `file://${base}/source` })
    const before = await outputOf(`${base}/staging/output`)
    expect(before.numbers).toEqual(below(NUMBERS))
    for (const name of Object.keys(before.files)) expect(name).toMatch(/\/\.part-.*\.inprogress\./)

    const snapshot = await relocated(written.path, 'staging/output', { 'file-sink-writer': 2 })
    const restored = await lab.restore({ ...job('production'), from: snapshot, dir: `file://${base}/after` })
    expect(restored.problems ?? []).toEqual([])

    expect((await outputOf(`${base}/staging/output`)).numbers).toEqual(below(NUMBERS + MORE))
    expect(await outputOf(`${base}/production/output`)).toEqual({ numbers: [], files: {} })
  })

  it('does not start where those files are not', async () => {
    const lab = await withFiles(version)
    const written = await lab.write({ ...job('staging'), ...savepoint, dir: `file://${base}/source` })
    const snapshot = await relocated(written.path, 'staging/output', { 'file-sink-writer': 2 })
    await rm(`${base}/staging`, { recursive: true })

    const restored = await lab.restore({ ...job('production'), from: snapshot, dir: `file://${base}/after` })
    expect(restored.ok).toBe(false)
    expect(restored.problems?.join('\n')).toContain(`${base}/staging/output/`)
  })

  it('has not forgotten the directory of a bucket that had none in progress, drained as it was', async () => {
    const lab = await withFiles(version)
    const written = await lab.write({
      ...job('staging'),
      kind: 'savepoint-drain',
      dir: `file://${base}/source`,
    })
    const before = await outputOf(`${base}/staging/output`)
    expect(before.numbers).toEqual(below(NUMBERS))
    for (const name of Object.keys(before.files)) expect(name).toMatch(/\/part-[^.]*$/)
    const snapshot = await relocated(written.path, 'staging/output', { 'file-sink-writer, settled': 1 })
    await rm(`${base}/staging`, { recursive: true })

    // The writer forgets an empty bucket at a checkpoint: here numbers come before the first one.
    const restored = await lab.restore({
      ...job('production'),
      ...savepoint,
      drained: true,
      from: snapshot,
      dir: `file://${base}/after`,
    })
    if (version === '1.20.1') {
      // There the committer knows that its input has ended, and takes no more.
      expect(restored.problems?.join('\n')).toContain('Received element after endOfInput')
    } else {
      expect(restored.problems ?? []).toEqual([])
      expect((await outputOf(`${base}/staging/output`)).numbers).toEqual(below(NUMBERS + MORE).slice(NUMBERS))
    }
    expect(await outputOf(`${base}/production/output`)).toEqual({ numbers: [], files: {} })
  })

  it('writes to its own directory after a checkpoint at which the sink had forgotten its buckets', async () => {
    const lab = await withFiles(version)
    const rolling = { sink: 'file-on-checkpoint', checkpoints: 4 } as const
    const written = await lab.write({ ...job('staging'), ...rolling, dir: `file://${base}/source` })
    expect((await outputOf(`${base}/staging/output`)).numbers).toEqual(below(NUMBERS))
    const snapshot = await relocated(written.path, 'staging/output', {})
    await rm(`${base}/staging`, { recursive: true })

    const restored = await lab.restore({
      ...job('production'),
      ...rolling,
      from: snapshot,
      dir: `file://${base}/after`,
    })
    expect(restored.problems ?? []).toEqual([])
    const own = await outputOf(`${base}/production/output`)
    expect(own.numbers).toEqual(below(NUMBERS + MORE).slice(NUMBERS))
    expect(await outputOf(`${base}/staging/output`)).toEqual({ numbers: [], files: {} })
  })

  it('commits the files that the snapshot names, and misses none that is gone', async () => {
    const lab = await withFiles(version)
    const rolling = { sink: 'file-on-checkpoint' } as const
    const written = await lab.write({
      ...job('staging'),
      ...rolling,
      kind: 'savepoint-stop',
      dir: `file://${base}/source`,
    })
    // As if the job had ended between its savepoint and the commit.
    const [[kept, hidden] = ['', ''], [gone] = ['', '']] = await committablesOf(written.path)
    const committed = await outputOf(`${base}/staging/output`)
    await rename(kept, hidden)
    await rm(gone)
    expect(Object.keys(committed.files)).toHaveLength(2)

    const snapshot = await relocated(written.path, 'staging/output', {
      'file-sink-committer': 2,
      'file-sink-writer, settled': 1,
    })
    const restored = await lab.restore({
      ...job('production'),
      ...rolling,
      from: snapshot,
      dir: `file://${base}/after`,
    })
    expect(restored.problems ?? []).toEqual([])
    const now = await outputOf(`${base}/staging/output`)
    expect(Object.keys(now.files)).toContain(path.relative(`${base}/staging/output`, kept))
    const all = [...now.numbers, ...(await outputOf(`${base}/production/output`)).numbers]
    expect(all.filter((number) => number < NUMBERS)).toHaveLength(NUMBERS / 2)
  })
})

describe('FileSource', () => {
  const job = (environment: string) =>
    ({
      kind: 'checkpoint',
      backend: 'hashmap',
      source: 'file',
      input: `file://${base}/${environment}/input`,
    }) as const

  it('reads the rest of the files that the snapshot names, and all of its own', async () => {
    const lab = await withFiles('2.3.0')
    await writeInput(`${base}/staging/input`, 'staging')
    await writeInput(`${base}/production/input`, 'production')
    const written = await lab.write({ ...job('staging'), linePauseMs: 20, dir: `file://${base}/source` })
    const firstRun = written.lines ?? {}
    expect(sum(firstRun)).toBeLessThan(INPUT_FILES * INPUT_LINES)

    const snapshot = await relocated(written.path, 'staging/input', {
      'file-source': expect.any(Number) as unknown,
      'file-source, settled': INPUT_FILES,
    })
    const restored = await lab.restore({ ...job('production'), from: snapshot, dir: `file://${base}/after` })
    expect(restored.problems ?? []).toEqual([])
    const lines = restored.lines ?? {}
    const ofStaging = Object.keys(lines).filter((name) => name.startsWith('staging/'))
    expect(ofStaging.length).toBeGreaterThan(0)
    for (const [file, count] of Object.entries(lines)) {
      if (file.startsWith('staging/'))
        expect(count + (firstRun[file] ?? 0)).toBeGreaterThanOrEqual(INPUT_LINES)
      else expect(count).toBe(INPUT_LINES)
    }
    expect(Object.keys(lines)).toHaveLength(INPUT_FILES + ofStaging.length)
  })
})

function sum(lines: Readonly<Record<string, number>>): number {
  return Object.values(lines).reduce((total, count) => total + count, 0)
}
