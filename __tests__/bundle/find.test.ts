/**
 * What users run to find a snapshot, in a process of its own: on snapshots that real Flink wrote, and on the
 * fake S3.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { SearchReport } from '../../src/commands/find/request.ts'
import { startFakeS3 } from '../support/fake-s3/server.ts'
import { ACTION_BUNDLE, runAction, runCli } from '../support/run-bundle.ts'

/** The two lines that start the bundle as another action. */
const FIND = resolve(ACTION_BUNDLE, '..', '..', 'find', 'index.js')
const FIXTURES = resolve(import.meta.dirname, '..', '..', 'fixtures', 'snapshots')
const CHECKPOINTS = join(FIXTURES, 'flink2.3-rocksdb-checkpoint-incremental')
const JOB = '586b55c2c213e7ec93da65701cda3810'

let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-find-'))
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

/** A checkpoint of an incremental job, an unfinished one after it, and an older savepoint. */
function writeJob(): void {
  cpSync(join(CHECKPOINTS, JOB), join(scratch, 'flink', JOB), { recursive: true })
  mkdirSync(join(scratch, 'flink', JOB, 'chk-99'))
  writeFileSync(join(scratch, 'flink', JOB, 'chk-99', 'state'), 'x')
  cpSync(
    join(FIXTURES, 'flink1.10-rocksdb-savepoint', 'snapshot'),
    join(scratch, 'flink', 'savepoint-586b55-0123456789ab'),
    { recursive: true },
  )
  utimesSync(
    join(scratch, 'flink', 'savepoint-586b55-0123456789ab', '_metadata'),
    1_500_000_000,
    1_500_000_000,
  )
}

describe('the action find', () => {
  it('gives out the newest complete snapshot, and lists what it saw', async () => {
    writeJob()
    const { exitCode, stderr, stdout, outputs, summary } = await runAction(
      { directory: join(scratch, 'flink') },
      { bundle: FIND },
    )
    expect([exitCode, stderr]).toEqual([0, ''])
    const path = `file:${scratch}/flink/${JOB}/chk-2`
    const { listing = '', modified, 'age-seconds': age, ...others } = outputs
    expect(others).toEqual({
      'snapshot-path': path,
      'metadata-path': `${path}/_metadata`,
      kind: 'checkpoint',
      format: '',
      'checkpoint-id': '2',
      'metadata-version': '6',
      'claim-mode': 'NO_CLAIM',
    })
    expect([Date.parse(modified!), Number(age)]).not.toContain(NaN)
    expect(
      (JSON.parse(listing) as SearchReport['snapshots']).map(({ name, state }) => [name, state]),
    ).toEqual([
      ['chk-2', 'unchecked'],
      ['savepoint-586b55-0123456789ab', 'unread'],
      ['chk-99', 'unfinished'],
    ])
    expect(stdout).toContain(`Found ${path}`)
    expect(summary).toContain('<h3>Flink snapshot found</h3>')
  })

  it('fails with one sentence, and what it saw', async () => {
    mkdirSync(join(scratch, JOB, 'chk-7'), { recursive: true })
    const { exitCode, stdout, outputs } = await runAction({ directory: scratch }, { bundle: FIND })
    expect([exitCode, outputs]).toEqual([1, {}])
    expect(stdout).toMatch(/^::error::flink-snapshot: no snapshot in .* is complete \(examined: 1\)/m)
    expect(stdout).toContain(`  unfinished: file:${scratch}/${JOB}/chk-7`)
  })
})

describe('the command line', () => {
  it('searches S3 with few requests', async () => {
    const server = await startFakeS3()
    for (const [index, job] of [JOB, 'f'.repeat(32)].entries()) {
      for (let n = 0; n < 50; n++) server.buckets.put('bucket', `cp/${job}/shared/${n}`, Buffer.from('x'))
      server.buckets.now = () => new Date(1_600_000_000_000 + index)
      server.buckets.put('bucket', `cp/${job}/chk-${index + 1}/_metadata`, Buffer.from('no metadata'))
    }
    const { exitCode, stderr } = await runCli(
      ['find', 's3://bucket/cp', '--endpoint', server.endpoint, '--region', 'us-east-1'],
      { env: { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' } },
    )
    await server.close()
    expect(exitCode).toBe(1)
    expect(stderr).toContain('flink-snapshot: no snapshot in s3://bucket/cp is complete (examined: 2)')
    expect([server.count('ListObjectsV2'), server.count('HeadObject'), server.count('GetObject')]).toEqual([
      3, 2, 2,
    ])
  })
})
