import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import { openFlinkLab, type FlinkLab } from './flink-lab.ts'

const BUNDLE = fileURLToPath(new URL('../../../dist/cli/index.js', import.meta.url))

/**
 * Entries of each kind that the formula demands after 96 numbers, on two subtasks; timers fire after 24
 * numbers more.
 */
const ALL_STATE = {
  value: 12,
  list: 12,
  map: 96,
  'event-timer': 24,
  'processing-timer': 12,
  'operator-list': 20,
  'operator-union': 28,
  broadcast: 10,
  'source-offset': 5,
  'fired-event-timer': 24,
}

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'flink-proof-'))
})
afterEach(() => rm(base, { recursive: true, force: true }))

/** Runs the committed command line as a user does. */
function relocate(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUNDLE, 'relocate', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
  })
}

async function relocated(...args: string[]): Promise<RelocationReport> {
  const { code, stdout, stderr } = await relocate(...args, '--json')
  if (code !== 0)
    throw new Error(`relocate ${args.join(' ')} ended with code ${String(code)}:\n${stdout}${stderr}`)
  return JSON.parse(stdout) as RelocationReport
}

const uri = (directory: string): string => `file://${directory}`
const local = (location: string): string => location.replace(/^file:/, '')

/** Reads the snapshot and restores a job from it, and then reads what the restored job wrote. */
async function expectProof(
  lab: FlinkLab,
  snapshot: string,
  options: { timersFire: boolean; kind?: 'checkpoint-incremental' },
): Promise<void> {
  const loaded = await lab.load(`${snapshot}/_metadata`)
  expect(loaded).toMatchObject({ ok: true, problems: [], operators: 3 })
  const strays = [...(loaded.paths ?? []), ...(loaded.directories ?? [])].filter(
    (each) => !each.startsWith(`file:${base}/target/`),
  )
  expect(strays).toEqual([])
  expect(loaded.handles).toBeGreaterThanOrEqual(7)

  const { kind } = options
  const restored = await lab.restore({ from: snapshot, dir: uri(`${base}/after`), kind })
  expect(restored.problems ?? []).toEqual([])
  const { 'fired-event-timer': fired, ...kept } = ALL_STATE
  expect(restored.verified).toEqual(options.timersFire ? { ...kept, 'fired-event-timer': fired } : kept)

  const next = await lab.load(restored.path ?? '')
  expect(next).toMatchObject({ ok: true, problems: [] })
}

describe.each([
  ['1.10.2', 2],
  ['2.3.0', 6],
])('Flink %s', (version, metadataVersion) => {
  it('reads a relocated savepoint and restores all state from it, the original gone', async () => {
    const lab = await openFlinkLab(version)
    const written = await lab.write({ dir: uri(`${base}/source`) })
    const before = await lab.load(written.path)

    const report = await relocated(written.path, `${base}/target`)
    await rm(`${base}/source`, { recursive: true })

    const name = path.basename(written.path)
    expect(report).toMatchObject({
      outcome: 'relocated',
      metadataVersion,
      snapshotPath: `file:${base}/target/${name}`,
      filesCopied: before.paths?.length,
      urisRewritten: version === '1.10.2' ? before.handles : 0,
    })
    await expectProof(lab, report.snapshotPath, { timersFire: true })
  })
})

it('a savepoint of Flink 1.10 that was moved by plain mv does not restore; relocated, it does', async () => {
  const lab = await openFlinkLab('1.10.2')
  const written = await lab.write({ dir: uri(`${base}/source`) })
  await mkdir(`${base}/moved`)
  const moved = `${base}/moved/${path.basename(written.path)}`
  await rename(local(written.path), moved)

  const loaded = await lab.load(uri(moved))
  expect(loaded.ok).toBe(false)
  expect(loaded.problems).toHaveLength(loaded.handles ?? 0)
  const restored = await lab.restore({ from: uri(moved), dir: uri(`${base}/after`) })
  expect(restored.ok).toBe(false)
  expect(restored.problems?.join('\n')).toContain(`${base}/source/`)

  const report = await relocated(moved, `${base}/target`)
  await rm(`${base}/moved`, { recursive: true })
  await expectProof(lab, report.snapshotPath, { timersFire: true })
})

it.each([
  ['incremental', {}],
  ['file-merging', { 'execution.checkpointing.file-merging.enabled': 'true' }],
])(
  'a retained %s checkpoint of Flink 2.3 keeps its layout and restores, the original gone',
  async (name, conf) => {
    const lab = await openFlinkLab('2.3.0')
    const written = await lab.write({ dir: uri(`${base}/source`), kind: 'checkpoint-incremental', conf })
    const { directories = [] } = await lab.load(written.path)
    expect(directories.length > 0).toBe(name === 'file-merging')

    const report = await relocated(written.path, `${base}/target`)
    await rm(`${base}/source`, { recursive: true })

    const [job = '', checkpoint = ''] = local(written.path).split('/').slice(-2)
    expect(report.snapshotPath).toBe(`file:${base}/target/${job}/${checkpoint}`)
    expect(await readdir(`${base}/target/${job}`)).toEqual(expect.arrayContaining([checkpoint, 'shared']))
    expect(report.urisRewritten).toBeGreaterThan(0)
    // A job that takes checkpoints is stopped with the last one, before its timers fire.
    await expectProof(lab, report.snapshotPath, { timersFire: false, kind: 'checkpoint-incremental' })
  },
)

describe('the proof itself', () => {
  it('fails when state is missing, of other input, or changed by one letter', async () => {
    const lab = await openFlinkLab('2.3.0')
    const written = await lab.write({ dir: uri(`${base}/source`), backend: 'hashmap' })
    const restore = { from: written.path, dir: uri(`${base}/after`), backend: 'hashmap' } as const

    const fromNothing = await lab.restore({ ...restore, from: 'nothing' })
    expect(fromNothing.ok).toBe(false)
    expect(fromNothing.problems?.[0]).toContain('differs from the formula in 219 entries')

    const ofOtherInput = await lab.restore({ ...restore, numbers: 95 })
    expect(ofOtherInput.ok).toBe(false)
    expect(ofOtherInput.problems?.[0]).toContain('value/key-11 is 424 instead of 329')

    await replaceInFiles(local(written.path), 'entry-93', 'entry-94')
    const changed = await lab.restore(restore)
    expect(changed.ok).toBe(false)
    expect(changed.problems?.[0]).toContain(
      'list/key-9 is [entry-9, entry-21, entry-33, entry-45, entry-57, entry-69, entry-81, entry-94]',
    )
  })

  it('fails when a file is missing or cut short', async () => {
    const lab = await openFlinkLab('2.3.0')
    const written = await lab.write({ dir: uri(`${base}/source`) })
    const { paths = [] } = await lab.load(written.path)
    const [missing = '', short = ''] = paths
    await rm(local(missing))
    await writeFile(local(short), (await readFile(local(short))).subarray(1))

    const loaded = await lab.load(written.path)
    expect(loaded.ok).toBe(false)
    expect(loaded.problems).toHaveLength(2)
    expect(loaded.problems.join('\n')).toContain(missing)
    expect(loaded.problems.join('\n')).toMatch(new RegExp(`${short}: \\d+ bytes, the handle says \\d+`))
    const restored = await lab.restore({ from: written.path, dir: uri(`${base}/after`) })
    expect(restored.ok).toBe(false)
  })

  it('names the version when Maven Central has not got it', async () => {
    await expect(openFlinkLab('1.10.99')).rejects.toThrow(
      'Maven could not build the generator for Flink 1.10.99',
    )
  })
})

/**
 * Changes every place where the text stands in the data files; the same number of bytes, so that only the
 * content differs.
 */
async function replaceInFiles(directory: string, from: string, to: string): Promise<void> {
  let places = 0
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name)
    const before = await readFile(file, 'latin1')
    places += before.split(from).length - 1
    await writeFile(file, before.replaceAll(from, to), 'latin1')
  }
  if (places === 0) throw new Error(`'${from}' stands nowhere in ${directory}`)
}
