import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findAction } from '../../src/action/find-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import { SearchError, type SearchReport, type SearchRequest } from '../../src/commands/find/request.ts'
import { fakeToolkit, type FakeToolkit } from '../support/fake-toolkit.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { sampleSearch } from '../support/sample-search.ts'
import { withoutNames } from '../support/unnamed.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'find-action-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

interface Ran {
  readonly code: number
  readonly toolkit: FakeToolkit
  readonly asked: SearchRequest[]
  readonly summary: () => string
}

async function run(
  inputs: Record<string, string>,
  answer: SearchReport | Error = sampleSearch(),
): Promise<Ran> {
  const toolkit = fakeToolkit(inputs)
  const asked: SearchRequest[] = []
  const summary = join(root, 'summary.md')
  const code = await runAction(findAction, {
    toolkit,
    env: { RUNNER_TEMP: root, GITHUB_STEP_SUMMARY: summary },
    signal: new AbortController().signal,
    commands: fakeCommands({
      find: (request, { onWarning }) => {
        asked.push(request)
        onWarning('::error::one is passed over')
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
      },
    }),
  })
  return { code, toolkit, asked, summary: () => readFileSync(summary, 'utf8') }
}

describe('the action find', () => {
  it('gives out where the newest snapshot is, and what was seen', async () => {
    const { code, toolkit, summary } = await run({ directory: 's3://bucket/cp' })
    expect([code, toolkit.failures]).toEqual([0, []])
    const { listing = '', ...others } = Object.fromEntries(toolkit.outputs)
    const path = `s3://bucket/cp/${'a'.repeat(32)}/chk-7`
    expect(others).toEqual({
      'snapshot-path': path,
      'metadata-path': `${path}/_metadata`,
      kind: 'checkpoint',
      format: '',
      'checkpoint-id': '7',
      'metadata-version': '4',
      'claim-mode': 'CLAIM',
      modified: '2020-01-01T12:00:00.000Z',
      'age-seconds': '90',
    })
    expect(JSON.parse(listing)).toEqual(sampleSearch().snapshots)
    expect(toolkit.log).toContain(`info: Found ${path}`)
    expect(toolkit.log).toContain('warning: : :error::one is passed over')
    expect(summary()).toContain(`<p><code>${path}</code></p>`)
    expect(summary()).toContain('unfinished: it has no _metadata')
  })

  it('escapes names in the summary', async () => {
    const [one] = sampleSearch().snapshots
    const { summary } = await run(
      { directory: '/x' },
      sampleSearch({ snapshots: [{ ...one!, name: '<img src=x>' }] }),
    )
    expect(summary()).toContain('&lt;img src=x&gt;')
    expect(summary()).not.toContain('<img')
  })

  it('reads what is asked for', async () => {
    const job = 'B'.repeat(32)
    const { asked } = await run({
      directory: 's3://bucket/cp',
      kind: 'checkpoint',
      'job-id': job,
      'max-age': '12h',
      complete: 'files',
      list: '5',
      summary: 'false',
    })
    expect(asked.map(({ s3, ...others }) => ({ ...others, s3: withoutNames(s3) }))).toEqual([
      {
        directory: { scheme: 's3', authority: 'bucket', path: '/cp' },
        s3: {},
        kind: 'checkpoint',
        jobId: 'b'.repeat(32),
        maxAgeMs: 12 * 3_600_000,
        complete: 'files',
        mostListed: 5,
      },
    ])
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['no directory', {}, /directory is required/],
    [
      'another store',
      { directory: 'hdfs://nn/x' },
      /^flink-snapshot: directory is "hdfs:\/\/nn\/x", and hdfs can neither be read/,
    ],
    [
      'a name for a job id',
      { directory: '/x', 'job-id': 'my job' },
      /job-id is "my job": write the job's 32 hex digits/,
    ],
    [
      'an unknown kind',
      { directory: '/x', kind: 'Checkpoint' },
      /kind is "Checkpoint": did you mean checkpoint\?/,
    ],
    ['an age without unit', { directory: '/x', 'max-age': '12' }, /max-age is "12": write a duration/],
    [
      'an endless listing',
      { directory: '/x', list: '100000' },
      /list is "100000": write a whole number from 1 to 1000/,
    ],
  ])('refuses %s', async (_, inputs, sentence) => {
    const { code, toolkit } = await run(inputs)
    expect([code, toolkit.failures]).toEqual([1, [expect.stringMatching(sentence)]])
  })

  it('fails with what was seen', async () => {
    const { code, toolkit } = await run(
      { directory: '/x' },
      new SearchError('nothing is complete', ['unfinished: s3://b/chk-1']),
    )
    expect([code, toolkit.failures]).toEqual([1, ['flink-snapshot: nothing is complete']])
    expect(toolkit.log).toContain('info:   unfinished: s3://b/chk-1')
    expect(toolkit.outputs.size).toBe(0)
  })
})

describe('a Flink configuration', () => {
  it('gives directory and settings, has its secrets masked, and tells what it gave', async () => {
    writeFileSync(
      join(root, 'flink-conf.yaml'),
      [
        's3.endpoint: http://minio:9000',
        's3.access-key: my-id',
        's3.secret-key: hush-hush',
        'rest.password: also-hush',
        'state.checkpoints.dir: s3://bucket/cp',
      ].join('\n'),
    )
    const { code, asked, toolkit } = await run({ 'flink-config': join(root, 'flink-conf.yaml') })
    expect([code, toolkit.failures]).toEqual([0, []])
    expect(asked[0]).toMatchObject({
      directory: { authority: 'bucket', path: '/cp' },
      s3: {
        endpoint: 'http://minio:9000',
        credentials: { accessKeyId: 'my-id', secretAccessKey: 'hush-hush' },
      },
    })
    expect(toolkit.secrets).toEqual(['hush-hush', 'also-hush'])
    expect(toolkit.log).toContainEqual(
      expect.stringMatching(/^info: flink-config .*: directory is taken from state\.checkpoints\.dir$/),
    )
    expect(toolkit.log.filter((line) => line.includes('hush'))).toEqual([])
  })
})
