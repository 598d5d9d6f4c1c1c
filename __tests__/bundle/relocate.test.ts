/** What users run, on a savepoint that real Flink wrote, in a process of its own. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatLocation, parseLocation } from '../../src/location/location.ts'
import { runAction, runCli } from '../support/run-bundle.ts'
import { readSample, rehome, SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'
import { openSlowBucket } from './slow-bucket.ts'

const sample = readSample()
const names = [...sample.files.keys(), '_metadata'].sort()
const bytes = [...sample.files.values()].reduce((sum, file) => sum + file.length, 0)

let scratch: string
let target: string
let place: string

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-bundle-test-'))
  target = join(scratch, 'new place')
  place = formatLocation(parseLocation(join(target, 'savepoint-moved')))
})
afterEach(async () => {
  await rm(scratch, { recursive: true })
})

function inputs(more: Record<string, string> = {}): Record<string, string> {
  return { source: SAMPLE, target, 'target-name': 'savepoint-moved', ...more }
}

async function contentOf(directory: string): Promise<Record<string, Buffer>> {
  const found = (await readdir(directory)).sort()
  const files = await Promise.all(
    found.map(async (name) => [name, await readFile(join(directory, name))] as const),
  )
  return Object.fromEntries(files)
}

async function expectRelocated(): Promise<void> {
  const expected = { ...Object.fromEntries(sample.files), _metadata: rehome(sample, SAMPLE_HOME, place) }
  expect(await contentOf(join(target, 'savepoint-moved'))).toEqual(expected)
}

describe('the Action', () => {
  it('relocates, and gives out what following steps need', async () => {
    const { exitCode, outputs, stdout, stderr, summary, report } = await runAction(inputs())
    expect([exitCode, stderr]).toEqual([0, ''])
    await expectRelocated()
    const { report: reportPath, ...others } = outputs
    expect(others).toEqual({
      'snapshot-path': place,
      'metadata-path': `${place}/_metadata`,
      kind: 'savepoint',
      format: '',
      'metadata-version': '2',
      'checkpoint-id': '1',
      'files-copied': '7',
      'files-skipped': '0',
      'bytes-copied': String(bytes),
      'claim-mode': '',
      'uris-rewritten': '7',
      'plan-fingerprint': '',
      'job-files': '',
      'savepoint-path': place,
      'resume-dir': '',
    })
    expect(reportPath).toMatch(/flink-snapshot-report-[0-9a-f-]+\.json$/)
    expect(JSON.parse(report)).toMatchObject({
      outcome: 'relocated',
      snapshotPath: place,
      filesCopied: 7,
      urisRewritten: 7,
    })
    expect(summary).toContain('<h3>Flink snapshot relocated</h3>')
    for (const phase of ['Plan', 'Copy', 'Verify', 'Commit']) expect(stdout).toContain(`::group::${phase}\n`)
    expect(stdout.match(/^::endgroup::/gm)).toHaveLength(4)
  })

  it('finds everything there the second time', async () => {
    await runAction(inputs())
    const { exitCode, outputs, stdout } = await runAction(inputs())
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Already there, nothing to do')
    expect(outputs).toMatchObject({ 'snapshot-path': place, 'files-copied': '0', 'files-skipped': '7' })
    await expectRelocated()
  })

  it('continues after a run that ended before _metadata', async () => {
    await runAction(inputs())
    await rm(join(target, 'savepoint-moved', '_metadata'))
    await rm(join(target, 'savepoint-moved', names[0]!))
    const { exitCode, outputs } = await runAction(inputs())
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ 'files-copied': '1', 'files-skipped': '6' })
    await expectRelocated()
  })

  it('writes nothing in a dry run, and gives out what it knows', async () => {
    const { exitCode, outputs, stdout, summary } = await runAction(inputs({ 'dry-run': 'true' }))
    expect(exitCode).toBe(0)
    expect(await readdir(scratch)).toEqual([])
    expect(outputs).toMatchObject({
      'snapshot-path': place,
      'metadata-version': '2',
      'uris-rewritten': '7',
      'files-copied': '0',
    })
    expect(stdout).toMatch(/files +7 to copy \(12\.0 KiB\)/)
    expect(summary).toContain('Dry run')
  })

  it('leaves another snapshot at the target alone, and names the input that would replace it', async () => {
    await runAction(inputs())
    const path = join(target, 'savepoint-moved', '_metadata')
    await writeFile(path, sample.metadata)
    const { exitCode, stdout, outputs } = await runAction(inputs())
    expect([exitCode, outputs]).toEqual([1, {}])
    expect(stdout).toMatch(/^::error::flink-snapshot: .*overwrite/m)
    expect(await readFile(path)).toEqual(sample.metadata)
    expect((await runAction(inputs({ overwrite: 'true' }))).exitCode).toBe(0)
    await expectRelocated()
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['no source', { source: '' }, /^::error::flink-snapshot: source is required/m],
    [
      'a source that is not there',
      { source: join(tmpdir(), 'no-such-snapshot') },
      /^::error::flink-snapshot: nothing is at .*no-such-snapshot/m,
    ],
    [
      'a flag that is neither true nor false',
      { overwrite: 'ja' },
      /^::error::flink-snapshot: overwrite is "ja": write true or false$/m,
    ],
    [
      'half a set of keys',
      { 'access-key-id': 'ID' },
      /^::error::flink-snapshot: access-key-id is given without secret-access-key/m,
    ],
  ])('fails with one sentence for %s', async (_, wrong, sentence) => {
    const { exitCode, stdout, outputs, summary } = await runAction(inputs(wrong))
    expect([exitCode, outputs, summary]).toEqual([1, {}, ''])
    expect(stdout).toMatch(sentence)
    expect(stdout.match(/^::error/gm)).toHaveLength(1)
    expect(await readdir(scratch)).toEqual([])
  })

  it('masks secrets and shows them nowhere else', async () => {
    const { exitCode, everything } = await runAction(
      inputs({
        'access-key-id': 'AKIDEXAMPLE',
        'secret-access-key': 'hush-hush',
        'session-token': 'mum-is-the-word',
      }),
    )
    expect(exitCode).toBe(0)
    expect(everything.match(/.*(hush-hush|mum-is-the-word).*/g)).toEqual([
      '::add-mask::hush-hush',
      '::add-mask::mum-is-the-word',
    ])
  })

  it('stopped by SIGTERM while it copies ends at once and leaves nothing that looks like a snapshot', async () => {
    const bucket = await openSlowBucket('sp/savepoint-1', sample)
    try {
      const { exitCode, stdout, outputs } = await runAction(
        {
          source: 's3://bucket/sp/savepoint-1',
          target,
          endpoint: bucket.endpoint,
          'force-path-style': 'true',
          region: 'us-east-1',
          'access-key-id': 'ID',
          'secret-access-key': 'hush-hush',
        },
        {
          onStart: (child) => {
            void bucket.reached.then(() => child.kill('SIGTERM'))
          },
        },
      )
      // Windows knows no such signal: there the process is gone without a word.
      const hard = process.platform === 'win32'
      expect(exitCode).toBe(hard ? -1 : 143)
      expect(stdout).toMatch(hard ? /::group::Copy/ : /^::error::flink-snapshot: stopped by SIGTERM/m)
      expect(outputs).toEqual({})
      const left = await readdir(join(target, 'savepoint-1')).catch(() => [])
      expect(left).not.toContain('_metadata')
    } finally {
      await bucket.close()
    }
  }, 30_000)
})

describe('the command line', () => {
  it('relocates, and prints where it went, what was copied, how many URIs were rewritten', async () => {
    const { exitCode, stdout } = await runCli([
      'relocate',
      SAMPLE,
      target,
      '--target-name',
      'savepoint-moved',
    ])
    expect(exitCode).toBe(0)
    await expectRelocated()
    expect(stdout).toContain(`Relocated to ${place}\n`)
    expect(stdout).toMatch(/^ {2}files +7 copied \(12\.0 KiB\)$/m)
    expect(stdout).toMatch(/^ {2}URIs rewritten +7$/m)
  })

  it('prints nothing but JSON on standard output with --json', async () => {
    const { exitCode, stdout, stderr } = await runCli(['relocate', SAMPLE, target, '--json', '--dry-run'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: true, outcome: 'planned' })
    expect(stderr).toMatch(/^Plan\n/)
    expect(await readdir(scratch)).toEqual([])
  })

  it('inspects', async () => {
    const { exitCode, stdout } = await runCli(['inspect', join(SAMPLE, '_metadata'), '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      metadataVersion: 2,
      checkpointId: '1',
      metadataBytes: sample.metadata.length,
    })
  })

  it('rewrites a local _metadata for a store that it cannot reach', async () => {
    const [input, output] = [join(SAMPLE, '_metadata'), join(scratch, 'rewritten')]
    const rule = `${SAMPLE_HOME} => gs://bucket/sp/savepoint-1`
    const { exitCode, stdout } = await runCli(['rewrite', input, output, '--path-map', rule])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/URIs rewritten +7$/m)
    expect(await readFile(output)).toEqual(rehome(sample, SAMPLE_HOME, 'gs://bucket/sp/savepoint-1'))
    expect((await runCli(['rewrite', input, output, '--path-map', rule])).exitCode).toBe(1)
  })

  it.each([
    [['--help'], 0],
    [['relocate', '--help'], 0],
    [['--version'], 0],
    [['relocate', SAMPLE], 2],
    [['inspect', '/no/such'], 1],
  ] as const)('%j ends with %d', async (args, code) => {
    expect((await runCli(args)).exitCode).toBe(code)
  })
})
