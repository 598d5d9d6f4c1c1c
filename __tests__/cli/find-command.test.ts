import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SearchRequest } from '../../src/commands/find/request.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleSearch } from '../support/sample-search.ts'

describe('find', () => {
  it('prints what was found and a table of what was seen', async () => {
    const asked: SearchRequest[] = []
    const { code, stdout, stderr } = await runCommand(
      ['find', './cp', '--kind', 'checkpoint', '--max-age', '7d'],
      {
        find: (request, { onWarning }) => {
          asked.push(request)
          onWarning('one is\npassed over')
          return Promise.resolve(sampleSearch())
        },
      },
      { cwd: '/home/me' },
    )
    expect(code).toBe(0)
    expect(asked[0]).toMatchObject({
      directory: { scheme: 'file', path: '/home/me/cp' },
      kind: 'checkpoint',
      maxAgeMs: 7 * 86_400_000,
    })
    expect(stderr).toBe('warning: one is\\npassed over\n')
    const job = 'a'.repeat(32)
    expect(stdout).toBe(
      [
        `Found s3://bucket/cp/${job}/chk-7`,
        '  kind        checkpoint, checkpoint 7',
        '  metadata    version 4',
        '  written     2020-01-01T12:00:00.000Z, 1 min 31 s ago',
        '  state       2.0 KiB',
        '  claim mode  CLAIM',
        '',
        'Snapshots in s3://bucket/cp: 5, 1 unfinished, the newest 2 are listed',
        '  name   kind        job                               checkpoint  written                   _metadata  complete',
        `  chk-7  checkpoint  ${job}           7  2020-01-01T12:00:00.000Z      900 B  yes`,
        `  chk-8  checkpoint  ${job}           8  -                                 -  no, unfinished: it has no _metadata`,
        '',
      ].join('\n'),
    )
  })

  it('looks for all files unless it is told not to, and calls nothing complete that was not looked at', async () => {
    const asked: SearchRequest[] = []
    const [newest] = sampleSearch().snapshots
    const find = (args: string[], state: object): ReturnType<typeof runCommand> =>
      runCommand(['find', 's3://bucket/cp', ...args], {
        find: (request) => {
          asked.push(request)
          return Promise.resolve(sampleSearch({ snapshots: [{ ...newest!, ...state }] }))
        },
      })
    expect((await find([], { state: 'unchecked', notChecked: 200 })).stdout).toContain(
      '  not known: 200 files elsewhere not looked for\n',
    )
    expect((await find(['--complete', 'metadata'], { state: 'unchecked' })).stdout).toContain(
      '  not known: no file was looked for\n',
    )
    expect(asked.map(({ complete }) => complete)).toEqual(['files', 'metadata'])
  })

  it('prints JSON', async () => {
    const { stdout } = await runCommand(['find', 's3://bucket/cp', '--json'], {
      find: () => Promise.resolve(sampleSearch()),
    })
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, ...sampleSearch() })
  })

  it('names its argument where that is wrong', async () => {
    const { code, stderr } = await runCommand(['find', 'bucket/cp'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^flink-snapshot: DIRECTORY: "bucket\/cp" is a relative path/),
    ])
  })
})

it('takes directory and settings from a Flink configuration, and says so on standard error', async () => {
  const root = mkdtempSync(join(tmpdir(), 'find-command-'))
  writeFileSync(
    join(root, 'config.yaml'),
    's3: {endpoint: "http://minio:9000"}\nexecution.checkpointing.dir: s3://bucket/cp\n',
  )
  const asked: SearchRequest[] = []
  const { code, stderr } = await runCommand(
    ['find', '--flink-config', 'config.yaml'],
    {
      find: (request) => {
        asked.push(request)
        return Promise.resolve(sampleSearch())
      },
    },
    { cwd: root },
  )
  rmSync(root, { recursive: true })
  expect(code).toBe(0)
  expect(asked[0]).toMatchObject({
    directory: { authority: 'bucket', path: '/cp' },
    s3: { endpoint: 'http://minio:9000' },
  })
  expect(stderr).toBe(
    [
      '--flink-config "config.yaml": DIRECTORY is taken from execution.checkpointing.dir',
      '--flink-config "config.yaml": --endpoint is taken from s3.endpoint',
      '',
    ].join('\n'),
  )
})
