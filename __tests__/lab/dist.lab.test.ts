/** The committed bundles are what the sources build to, and run where they are said to run. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bundle, BUNDLE } from '../../scripts/bundle.ts'
import { ASSETS, pageAssets } from '../../scripts/page-assets.ts'
import { requireTool } from '../../scripts/lab/tools.ts'
import { ACTION_BUNDLE, CLI_BUNDLE, runAction, runCli } from '../support/run-bundle.ts'
import { readSample, rehome, SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const sample = readSample()
let scratch: string

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-dist-'))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

describe('script and style of the HTML page', () => {
  it('are what their sources build to (npm run page:assets writes them)', async () => {
    expect(await readFile(ASSETS, 'utf8')).toBe(pageAssets())
  })
})

describe('the committed bundles', () => {
  it('are tracked by git, all of their files, and nothing else lies beside them', async () => {
    const tracked = execFileSync('git', ['ls-files', 'dist'], { cwd: ROOT, encoding: 'utf8' })
      .trim()
      .split('\n')
    const present = (await filesBelow(join(ROOT, 'dist'))).map((path) => `dist/${path}`)
    expect(tracked.sort()).toEqual(present)
  })

  it('are byte for byte what the sources build to', async () => {
    const rebuilt = join(scratch, 'dist')
    bundle(rebuilt)

    const files = await filesBelow(rebuilt)
    expect(await filesBelow(join(ROOT, 'dist'))).toEqual(files)
    const changed: string[] = []
    for (const path of files) {
      const [built, committed] = await Promise.all(
        [rebuilt, join(ROOT, 'dist')].map((root) => readFile(join(root, path))),
      )
      if (!built!.equals(committed!)) changed.push(path)
    }
    expect(changed).toEqual([])
  })

  it.each(['@actions/core', '@aws-sdk/client-s3', 'commander', 'undici', 'yaml'])(
    'name the licence of %s',
    async (name) => {
      const licences = await readFile(join(ROOT, 'dist', BUNDLE, 'licenses.txt'), 'utf8')
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
    },
  )
})

describe('the runtimes', () => {
  it('runs the Action on Node 24', async () => {
    expect(versionOf(process.execPath)).toMatch(/^v24\./)
    const target = join(scratch, 'action')
    const result = await runAction({ source: SAMPLE, target }, { bundle: ACTION_BUNDLE })

    expect([result.exitCode, result.stdout]).toEqual([0, expect.any(String)])
    expect(result.stderr).toBe('')
    await expectRelocated(target)
  })

  it.each([
    ['24', () => process.execPath],
    ['20', () => requireTool('node20')],
  ])('runs the command line on Node %s', async (major, find) => {
    const node = find()
    expect(versionOf(node)).toMatch(new RegExp(`^v${major}\\.`))
    const target = join(scratch, `cli-${major}`)
    const result = await runCli(['relocate', SAMPLE, target, '--json'], { bundle: CLI_BUNDLE, node })

    expect([result.exitCode, result.stderr]).toEqual([0, expect.any(String)])
    expect(result.stderr).not.toMatch(/warning/i)
    expect(JSON.parse(result.stdout)).toMatchObject({ snapshotPath: `file:${target}/snapshot` })
    await expectRelocated(target)
  })

  it('starts the command line as a program', () => {
    const version = execFileSync(CLI_BUNDLE, ['--version'], { encoding: 'utf8' }).trim()
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  })
})

async function expectRelocated(target: string): Promise<void> {
  const directory = join(target, 'snapshot')
  expect((await readdir(directory)).sort()).toEqual([...sample.files.keys(), '_metadata'].sort())
  expect(await readFile(join(directory, '_metadata'))).toEqual(
    rehome(sample, SAMPLE_HOME, `file:${directory}`),
  )
  for (const [name, bytes] of sample.files) expect(await readFile(join(directory, name))).toEqual(bytes)
}

function versionOf(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8' })
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()
}
