/** What users run, against a Flink that is not there: the real one has its suite in the lab. */
import { join } from 'node:path'
import { FAKE_JOB, FAKE_SAVEPOINT, FakeFlinkRest } from '../support/fake-flink-rest.ts'
import { ACTION_BUNDLE, runAction, runCli } from '../support/run-bundle.ts'

const bundle = join(ACTION_BUNDLE, '..', '..', 'savepoint', 'index.js')
const PRINTING = [
  '-e',
  `console.log('::warning::forged'); console.log('Triggering savepoint for job ${FAKE_JOB}.'); console.log('Savepoint completed. Path: ${FAKE_SAVEPOINT}')`,
]

let flink: FakeFlinkRest
beforeEach(async () => {
  flink = await FakeFlinkRest.start({ polls: 1 })
})
afterEach(() => flink.close())

describe('the Action', () => {
  it('takes a savepoint over REST; the token is masked, and in nothing else that is given out', async () => {
    const { exitCode, outputs, stdout, stderr, summary, everything } = await runAction(
      {
        'rest-url': flink.url,
        'job-id': FAKE_JOB,
        stop: 'true',
        'rest-token': 'hush-hush',
        drain: 'false',
        timeout: '30m',
      },
      { bundle },
    )
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(outputs).toEqual({
      'snapshot-path': FAKE_SAVEPOINT,
      'savepoint-path': FAKE_SAVEPOINT,
      'job-id': FAKE_JOB,
      'trigger-id': expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      'duration-ms': expect.stringMatching(/^\d+$/) as string,
    })
    expect(stdout).toContain(`Savepoint at ${FAKE_SAVEPOINT}`)
    expect(summary).toContain(`<code>${FAKE_SAVEPOINT}</code>`)
    expect(everything.replace('::add-mask::hush-hush', '')).not.toContain('hush')
    expect(flink.requests.every(({ authorization }) => authorization === 'Bearer hush-hush')).toBe(true)
  })

  it('takes one by a command, whose output cannot steer the runner', async () => {
    const command = [process.execPath, ...PRINTING]
      .map((word) => `"${word.replace(/["\\$`]/g, '\\$&')}"`)
      .join(' ')
    const { exitCode, outputs, stdout } = await runAction(
      { command, stop: 'false', drain: 'false', timeout: '30m' },
      { bundle },
    )
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ 'snapshot-path': FAKE_SAVEPOINT, 'job-id': FAKE_JOB })
    expect(stdout).toContain(': :warning::forged')
    expect(stdout).not.toMatch(/^::warning/m)
  })

  it("fails with Flink's words, and gives out nothing", async () => {
    const { exitCode, outputs, stdout } = await runAction(
      { 'rest-url': flink.url, 'job-id': '0'.repeat(32) },
      { bundle },
    )
    expect(exitCode).toBe(1)
    expect(outputs).toEqual({})
    expect(stdout).toContain(
      `::error::flink-snapshot: Flink took no savepoint: Job ${'0'.repeat(32)} not found`,
    )
  })

  it('that is cancelled says what becomes of the savepoint', async () => {
    const endless = await FakeFlinkRest.start({ polls: Infinity })
    try {
      const { exitCode, stdout } = await runAction(
        { 'rest-url': endless.url, 'job-id': FAKE_JOB },
        {
          bundle,
          onStart: (child) => {
            endless.fault = ({ method, path }) => {
              if (method === 'GET' && path.includes('/savepoints/')) child.kill('SIGINT')
              return undefined
            }
          },
        },
      )
      expect(exitCode).toBe(130)
      expect(stdout).toContain(
        `::error::flink-snapshot: stopped while a savepoint of job ${FAKE_JOB} was on its way: it goes on in the cluster`,
      )
    } finally {
      await endless.close()
    }
  })
})

describe('the command line', () => {
  it('takes a savepoint and prints it; who asks comes from the environment', async () => {
    const { exitCode, stdout, stderr } = await runCli(
      ['savepoint', '--rest-url', flink.url, '--job-id', FAKE_JOB, '--stop', '--json'],
      { env: { FLINK_REST_USERNAME: 'me', FLINK_REST_PASSWORD: 'hush' } },
    )
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      snapshotPath: FAKE_SAVEPOINT,
      jobId: FAKE_JOB,
      flinkVersion: '2.3.0',
    })
    expect(stderr).toContain('the job is stopped with a savepoint')
    expect(new Set(flink.requests.map(({ authorization }) => authorization))).toEqual(
      new Set([`Basic ${Buffer.from('me:hush').toString('base64')}`]),
    )
  })

  it('takes one by a command', async () => {
    const command = [process.execPath, ...PRINTING]
      .map((word) => `"${word.replace(/["\\$`]/g, '\\$&')}"`)
      .join(' ')
    const { exitCode, stdout } = await runCli(['savepoint', '--command', command])
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, `Savepoint at ${FAKE_SAVEPOINT}`])
  })
})
