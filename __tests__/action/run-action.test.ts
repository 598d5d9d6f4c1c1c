import { parseLocation } from '../../src/location/location.ts'
import { readdirSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { relocateAction } from '../../src/action/relocate-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import { Interrupted } from '../../src/presentation/interruption.ts'
import type { Commands } from '../../src/commands/commands.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { SAMPLE_SHARD, sampleReport } from '../support/sample-report.ts'

const PLACES = { source: 's3://old/savepoints/savepoint-ab12', target: 's3://new/savepoints' }

let temp: string
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'run-action-'))
})
afterEach(async () => {
  await rm(temp, { recursive: true })
})

type Relocate = Commands['relocate']

async function run(
  inputs: Record<string, string>,
  options: { relocate?: Relocate; env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {},
): Promise<{ code: number; toolkit: FakeToolkit }> {
  const toolkit = fakeToolkit(inputs)
  const code = await runAction(relocateAction, {
    toolkit,
    env: { RUNNER_TEMP: temp, ...options.env },
    signal: options.signal ?? new AbortController().signal,
    commands: fakeCommands({ relocate: options.relocate ?? (() => Promise.resolve(sampleReport())) }),
  })
  return { code, toolkit }
}

describe('a run', () => {
  it('reads every input once and hands on the request', async () => {
    const requests: RelocationRequest[] = []
    const { code, toolkit } = await run(
      { ...PLACES, overwrite: 'true' },
      {
        relocate: (request) => {
          requests.push(request)
          return Promise.resolve(sampleReport())
        },
      },
    )
    expect(code).toBe(0)
    expect(requests).toEqual([
      expect.objectContaining({
        source: parseLocation(PLACES.source),
        target: parseLocation(PLACES.target),
        overwrite: true,
        deleteSource: false,
      }),
    ])
    const read = toolkit.log.filter((line) => line.startsWith('input: '))
    expect(new Set(read).size).toBe(read.length)
    expect(read).toContain('input: summary')
  })

  it('groups the log by phases and tells the result outside of any group', async () => {
    const { toolkit } = await run(PLACES, {
      relocate: (_, { narrator }) => {
        narrator.phase('Plan')
        narrator.info('two files')
        narrator.debug(() => 'one file')
        narrator.phase('Copy')
        narrator.progress({ filesDone: 2, filesTotal: 2, bytesDone: 10, bytesTotal: 10, elapsedMs: 1000 })
        narrator.warning('the store has no conditions')
        return Promise.resolve(sampleReport())
      },
    })
    const log = toolkit.log.filter((line) => !line.startsWith('input: '))
    expect(log.slice(0, 10)).toEqual([
      'group: Plan',
      'info: two files',
      'debug: one file',
      'endgroup',
      'group: Copy',
      'info: 2 of 2 files (100 %), 10 B of 10 B, 10 B/s, done in 1.0 s',
      'warning: the store has no conditions',
      'endgroup',
      'info: Relocated to s3://new/savepoints/savepoint-ab12',
      'info:   from            s3://old/savepoints/savepoint-ab12',
    ])
  })

  it('begins the progress anew with each phase', async () => {
    const done = { filesDone: 1, filesTotal: 1, bytesDone: 1, bytesTotal: 1, elapsedMs: 1 }
    const { toolkit } = await run(PLACES, {
      relocate: (_, { narrator }) => {
        narrator.phase('Copy')
        narrator.progress(done)
        narrator.phase('Verify')
        narrator.progress(done)
        return Promise.resolve(sampleReport())
      },
    })
    expect(toolkit.log.filter((line) => line.startsWith('info: 1 of 1 files'))).toHaveLength(2)
  })
})

describe('outputs', () => {
  it('are those of the contract, with the report in a file of its own', async () => {
    const report = sampleReport({ warnings: ['careful'] })
    const { toolkit } = await run(PLACES, { relocate: () => Promise.resolve(report) })
    const { report: path, ...others } = Object.fromEntries(toolkit.outputs)
    expect(others).toEqual({
      'snapshot-path': 's3://new/savepoints/savepoint-ab12',
      'metadata-path': 's3://new/savepoints/savepoint-ab12/_metadata',
      kind: 'savepoint',
      format: 'canonical',
      'metadata-version': '4',
      'checkpoint-id': '9007199254740993',
      'files-copied': '1200',
      'files-skipped': '34',
      'bytes-copied': '5242880',
      'claim-mode': 'NO_CLAIM',
      'uris-rewritten': '2468',
      'plan-fingerprint': '',
      'job-files': '',
      // Former names.
      'savepoint-path': 's3://new/savepoints/savepoint-ab12',
      'resume-dir': '',
    })
    expect(path?.startsWith(temp)).toBe(true)
    expect(JSON.parse(await readFile(path ?? '', 'utf8'))).toEqual({ schemaVersion: 1, ...report })
  })

  it.each([false, true])(
    'of a shard name no snapshot, for there is none yet (dry run: %s)',
    async (dryRun) => {
      const report = sampleReport({
        dryRun,
        outcome: dryRun ? 'planned' : 'shard-copied',
        shard: SAMPLE_SHARD,
        urisRewritten: 0,
      })
      const { code, toolkit } = await run(
        { ...PLACES, shard: '2/8' },
        { relocate: () => Promise.resolve(report) },
      )
      const outputs = Object.fromEntries(toolkit.outputs)
      expect(outputs).toMatchObject({
        'snapshot-path': '',
        'metadata-path': '',
        kind: 'savepoint',
        format: 'canonical',
        'files-copied': '1200',
        'uris-rewritten': '0',
      })
      expect([code, JSON.parse(await readFile(outputs['report'] ?? '', 'utf8'))]).toEqual([
        0,
        { schemaVersion: 1, ...report },
      ])
    },
  )

  it('of two runs do not share a report file', async () => {
    await run(PLACES)
    await run(PLACES)
    expect(await readdir(temp)).toHaveLength(2)
  })

  it('that contain a masked value are an error that names the output, and none is set', async () => {
    const { code, toolkit } = await run({
      ...PLACES,
      'access-key-id': 'ID',
      'secret-access-key': 'savepoint-ab12',
    })
    expect(code).toBe(1)
    expect(toolkit.outputs.size).toBe(0)
    expect(toolkit.failures[0]).toMatch(
      /^flink-snapshot: the output snapshot-path contains the value of secret-access-key/,
    )
    expect(toolkit.failures[0]).not.toContain('savepoint-ab12')
  })

  it('cannot be lost late because the target contains a masked value: that is refused before any work', async () => {
    const { code, toolkit } = await run(PLACES, {
      env: { AWS_SECRET_ACCESS_KEY: 'new/savepoints' },
      relocate: () => Promise.reject(new Error('must not be called')),
    })
    expect(code).toBe(1)
    expect(toolkit.failures[0]).toContain('target contains the value of AWS_SECRET_ACCESS_KEY')
  })

  it('fail with a sentence when the report cannot be written', async () => {
    const { code, toolkit } = await run(PLACES, { env: { RUNNER_TEMP: join(temp, 'missing') } })
    expect(code).toBe(1)
    expect(toolkit.failures[0]).toContain('check that RUNNER_TEMP is a directory')
    expect(toolkit.log.at(-1)).toContain('ENOENT')
  })

  it('leave no half of a report', async () => {
    const file = { from: 's3://old/a', to: 's3://new/a', bytes: 5 }
    const seen: string[][] = []
    function* files(): Generator<typeof file, void> {
      for (let n = 0; n < 100_000; n++) yield file
      seen.push(readdirSync(temp))
      throw new Error('no space left on device')
    }
    const { code, toolkit } = await run(PLACES, {
      relocate: () =>
        Promise.resolve(sampleReport({ plan: { files: { length: 100_001, [Symbol.iterator]: files } } })),
    })
    // The disk is full, and the path is known all the same.
    expect([code, toolkit.outputs.get('snapshot-path'), toolkit.outputs.get('report')]).toEqual([
      1,
      's3://new/savepoints/savepoint-ab12',
      undefined,
    ])
    expect(toolkit.log.at(-1)).toContain('no space left on device')
    expect(seen).toEqual([[expect.stringContaining('flink-snapshot-report-')]])
    expect(await readdir(temp)).toEqual([])
  })
})

describe('with delete-source', () => {
  it('everything is given out before anything is deleted, and the report says afterwards what was', async () => {
    const { code, toolkit } = await run(
      { ...PLACES, 'delete-source': 'true' },
      {
        relocate: async (_, { onCommitted }) => {
          await onCommitted?.(sampleReport())
          return sampleReport({ deleted: 35, leftAtSource: { shared: 0, changed: [] } })
        },
      },
    )
    expect(code).toBe(0)
    expect(toolkit.log.filter((line) => line.startsWith('info: Relocated to'))).toHaveLength(1)
    expect(toolkit.log).toContain('info: Deleted at the source: 35 files')
    expect(JSON.parse(await readFile(toolkit.outputs.get('report')!, 'utf8'))).toMatchObject({
      deleted: 35,
      leftAtSource: { shared: 0 },
    })
    expect(await readdir(temp)).toHaveLength(1)
  })

  it.each([['a report', { RUNNER_TEMP: '/nowhere/at/all' }]])(
    '%s that finds no place keeps the source, and the path is told',
    async (_, env) => {
      let deleted = false
      const { code, toolkit } = await run(
        { ...PLACES, 'delete-source': 'true' },
        {
          env,
          relocate: async (__, { onCommitted }) => {
            await onCommitted?.(sampleReport())
            deleted = true
            return sampleReport()
          },
        },
      )
      expect([code, deleted, toolkit.outputs.get('snapshot-path')]).toEqual([
        1,
        false,
        's3://new/savepoints/savepoint-ab12',
      ])
    },
  )
})

describe('secrets', () => {
  it('are masked, and nothing else is', async () => {
    const { toolkit } = await run(
      {
        ...PLACES,
        region: 'eu-central-1',
        endpoint: 'https://s3.example.com',
        'access-key-id': 'ID',
        'secret-access-key': 'secret-a',
        'session-token': 'token-a',
        'source-access-key-id': 'SID',
        'source-secret-access-key': 'secret-b',
        'source-session-token': 'token-b',
      },
      { env: { AWS_ACCESS_KEY_ID: 'EID', AWS_SECRET_ACCESS_KEY: 'secret-c', AWS_SESSION_TOKEN: 'token-c' } },
    )
    expect([...toolkit.secrets].sort()).toEqual([
      'secret-a',
      'secret-b',
      'secret-c',
      'token-a',
      'token-b',
      'token-c',
    ])
  })

  it('are masked before any input is judged', async () => {
    const { code, toolkit } = await run({ 'secret-access-key': 'secret-a', overwrite: 'perhaps' })
    expect(code).toBe(1)
    expect(toolkit.secrets).toEqual(['secret-a'])
    expect(toolkit.log.indexOf('mask')).toBeLessThan(
      toolkit.log.findIndex((line) => line.startsWith('failed')),
    )
  })
})

describe('a failure', () => {
  it("is one sentence with the Action's name, the causes under it, and exit code 1", async () => {
    const { code, toolkit } = await run(PLACES, {
      relocate: (_, { narrator }) => {
        narrator.phase('Plan')
        return Promise.reject(new Error('s3://old/x is missing', { cause: new Error('404') }))
      },
    })
    expect(code).toBe(1)
    expect(toolkit.log.slice(-3)).toEqual([
      'endgroup',
      'failed: flink-snapshot: s3://old/x is missing',
      'info:   caused by Error: 404',
    ])
    expect(toolkit.outputs.size).toBe(0)
  })

  it('names a wrong input', async () => {
    const { toolkit } = await run({ ...PLACES, 'dry-run': 'no' })
    expect(toolkit.failures).toEqual(['flink-snapshot: dry-run is "no": write true or false'])
  })

  it('names a wrong value of summary before any work', async () => {
    const { toolkit } = await run(
      { ...PLACES, summary: 'off' },
      { relocate: () => Promise.reject(new Error('must not be called')) },
    )
    expect(toolkit.failures).toEqual(['flink-snapshot: summary is "off": write true or false'])
  })

  it("of a cancelled run says so and exits with the signal's code", async () => {
    const controller = new AbortController()
    controller.abort(new Interrupted('SIGTERM'))
    const { code, toolkit } = await run(PLACES, {
      signal: controller.signal,
      relocate: (_, { signal }) => Promise.reject(new Error('request aborted', { cause: signal.reason })),
    })
    expect(code).toBe(143)
    expect(toolkit.failures[0]).toContain('stopped by SIGTERM')
  })

  it('cannot speak to the runner through text from outside', async () => {
    const { toolkit } = await run(PLACES, {
      relocate: (_, { narrator }) => {
        narrator.info('::set-output name=x::y')
        narrator.info('  ::stop-commands::z')
        narrator.info('first\n::add-mask::a')
        narrator.warning('##[add-mask]b and ##[group]c')
        return Promise.reject(new Error('no\r\n::error::forged'))
      },
    })
    const lines = toolkit.log.filter((line) => /^(info|warning|failed)/.test(line))
    expect(lines).toEqual([
      'info: : :set-output name=x::y',
      'info:   : :stop-commands::z',
      'info: first\\n::add-mask::a',
      'warning: ## [add-mask]b and ## [group]c',
      'failed: flink-snapshot: no\\r\\n::error::forged',
    ])
  })
})

describe('the job summary', () => {
  async function summaryOf(
    inputs: Record<string, string>,
    before?: string,
  ): Promise<{ text: string; toolkit: FakeToolkit }> {
    const path = join(temp, 'summary.md')
    if (before !== undefined) await writeFile(path, before)
    const { toolkit } = await run({ ...PLACES, ...inputs }, { env: { GITHUB_STEP_SUMMARY: path } })
    return { text: await readFile(path, 'utf8').catch(() => ''), toolkit }
  }

  it('is appended to what earlier code wrote', async () => {
    const { text } = await summaryOf({}, 'before\n')
    expect(text).toMatch(/^before\n<h3>Flink snapshot relocated<\/h3>/)
    expect(text).toContain('flink run -s s3://new/savepoints/savepoint-ab12 -claimMode NO_CLAIM your-job.jar')
  })

  it('is left out on request', async () => {
    expect((await summaryOf({ summary: 'false' })).text).toBe('')
  })

  it('is left out with a warning beyond 1 MiB', async () => {
    const before = 'x'.repeat(1024 * 1024 - 100)
    const { text, toolkit } = await summaryOf({}, before)
    expect(text).toBe(before)
    expect(toolkit.log.at(-1)).toMatch(/^warning: .*limit of 1 MiB/)
  })

  it('that cannot be written is a warning, no failure', async () => {
    const { code, toolkit } = await run(PLACES, { env: { GITHUB_STEP_SUMMARY: join(temp, 'no', 'such') } })
    expect(code).toBe(0)
    expect(toolkit.log.at(-1)).toMatch(/^warning: the job summary could not be written: ENOENT/)
    expect(toolkit.outputs.size).toBe(16)
  })
})
