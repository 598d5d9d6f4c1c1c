import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import type { Commands } from '../../src/commands/commands.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import { VERSION } from '../../src/cli/version.ts'
import { Interrupted } from '../../src/presentation/interruption.ts'
import { parseLocation, type Location } from '../../src/location/location.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { sampleReport } from '../support/sample-report.ts'
import { unnamed } from '../support/unnamed.ts'

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly requests: RelocationRequest[]
  readonly calls: unknown[][]
}

interface Changes extends Partial<Commands> {
  readonly piped?: string
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
}

async function run(args: string[], { env, signal, piped, ...changes }: Changes = {}): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const requests: RelocationRequest[] = []
  const calls: unknown[][] = []
  const code = await runCli(args, {
    env: env ?? {},
    cwd: '/home/me',
    stdin: piped === undefined ? undefined : Readable.from([Buffer.from(piped)]),
    stdout: {
      write: (text) => {
        stdout += text
      },
    },
    stderr: {
      write: (text) => {
        stderr += text
      },
    },
    signal: signal ?? new AbortController().signal,
    commands: fakeCommands({
      relocate: (request) => {
        requests.push(unnamed(request))
        return Promise.resolve(sampleReport())
      },
      rewrite: (input, output, rules, { overwrite }) => {
        calls.push([input, output, rules.length, overwrite])
        return Promise.resolve({
          input: (input as Location).path,
          output: (output as Location).path,
          metadataVersion: 3,
          urisRewritten: 12,
          urisUnchanged: 1,
          warnings: ['one is left'],
        })
      },
      ...changes,
    }),
  })
  return { code, stdout, stderr, requests, calls }
}

const RELOCATE = ['relocate', 's3://old/savepoint-1', 's3://new/sp']

describe('relocate', () => {
  it('prints where it went, what was copied and how many URIs were rewritten', async () => {
    const { code, stdout, stderr } = await run(RELOCATE)
    expect(code).toBe(0)
    expect(stdout).toContain('Relocated to s3://new/savepoints/savepoint-ab12\n')
    expect(stdout).toMatch(/files +1,200 copied/)
    expect(stdout).toMatch(/URIs rewritten +2,468/)
    expect(stdout).toContain(
      '  flink run -s s3://new/savepoints/savepoint-ab12 -claimMode NO_CLAIM your-job.jar   # Flink 1.20 and later\n',
    )
    expect(stderr).toBe('')
  })

  it('repeats warnings beside the result', async () => {
    const { stdout } = await run(RELOCATE, {
      relocate: () => Promise.resolve(sampleReport({ warnings: ['a\u001b[2J'] })),
    })
    expect(stdout).toContain('Warnings:\n  a\\u001b[2J\n')
  })

  it('with --json prints the report and nothing else on standard output', async () => {
    const { stdout, stderr } = await run([...RELOCATE, '--json'], {
      relocate: (_, { narrator }) => {
        narrator.phase('Plan')
        narrator.info('two files')
        narrator.warning('careful')
        narrator.debug(() => 'per file')
        return Promise.resolve(sampleReport())
      },
    })
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, ...sampleReport() })
    expect(stderr).toBe('Plan\n  two files\n  warning: careful\n')
  })

  it('with --debug tells each file', async () => {
    const { stderr } = await run([...RELOCATE, '--debug'], {
      relocate: (_, { narrator }) => {
        narrator.debug(() => 'per file')
        return Promise.resolve(sampleReport())
      },
    })
    expect(stderr).toBe('  per file\n')
  })

  it("has the Action's settings as options", async () => {
    const { requests } = await run([
      ...RELOCATE,
      '--target-name',
      'n',
      '--path-map',
      's3://a => s3://b',
      '--path-map',
      's3://c => s3://d',
      '--external-files=keep',
      '--verify',
      'strict',
      '--concurrency',
      '8',
      '--profile',
      'p',
      '--endpoint',
      'http://h:1',
      '--source-region',
      'us-east-2',
      '--target-sse',
      'AES256',
      '--moved-from',
      'hdfs://nn/x',
    ])
    expect(requests[0]).toMatchObject({
      source: parseLocation('s3://old/savepoint-1'),
      target: parseLocation('s3://new/sp'),
      targetName: 'n',
      movedFrom: parseLocation('hdfs://nn/x'),
      externalFiles: 'keep',
      verify: 'strict',
      concurrency: 8,
      targetS3: { profile: 'p', endpoint: 'http://h:1' },
      sourceS3: { profile: 'p', endpoint: 'http://h:1', region: 'us-east-2' },
      targetWrite: { sse: 'AES256' },
    })
    expect(requests[0]?.pathMap.map(({ from }) => from.authority)).toEqual(['a', 'c'])
  })

  it.each([
    [['--overwrite', ...RELOCATE.slice(1)], true],
    [[...RELOCATE.slice(1), '--overwrite'], true],
    [['--overwrite', 'true', ...RELOCATE.slice(1)], true],
    [['--overwrite', 'false', ...RELOCATE.slice(1)], false],
    [['--overwrite=false', ...RELOCATE.slice(1)], false],
    [['--overwrite=TRUE', '--', ...RELOCATE.slice(1)], true],
    [RELOCATE.slice(1), false],
  ])('reads a flag with and without value: %j', async (args, overwrite) => {
    const { code, requests } = await run(['relocate', ...args])
    expect(code).toBe(0)
    expect(requests[0]).toMatchObject({
      source: parseLocation('s3://old/savepoint-1'),
      target: parseLocation('s3://new/sp'),
      overwrite,
    })
  })

  it('takes ./ and ../ from the working directory, but no other relative path', async () => {
    const { requests } = await run(['relocate', './savepoint-1', '../new'])
    expect(requests[0]).toMatchObject({
      source: parseLocation(resolve('/home/me/savepoint-1')),
      target: parseLocation(resolve('/home/new')),
    })
    const { code, stderr } = await run(['relocate', 'bucket/savepoint-1', '/new'])
    expect(code).toBe(2)
    expect(stderr).toContain('SOURCE: "bucket/savepoint-1" is a relative path')
  })
})

describe('credentials', () => {
  const SOURCE = {
    SOURCE_AWS_ACCESS_KEY_ID: 'SID',
    SOURCE_AWS_SECRET_ACCESS_KEY: 'shh',
    SOURCE_AWS_SESSION_TOKEN: 'tok',
  }

  it("of the source come from SOURCE_AWS_*, all others from the SDK's own chain", async () => {
    const { requests } = await run(RELOCATE, {
      env: { ...SOURCE, AWS_ACCESS_KEY_ID: 'ID', AWS_SECRET_ACCESS_KEY: 'shh2' },
    })
    expect(requests[0]?.sourceS3).toEqual({
      credentials: { accessKeyId: 'SID', secretAccessKey: 'shh', sessionToken: 'tok' },
    })
    expect(requests[0]?.targetS3).toEqual({})
  })

  it('that are half given are named as variables', async () => {
    const { code, stderr } = await run(RELOCATE, { env: { SOURCE_AWS_ACCESS_KEY_ID: 'SID' } })
    expect(code).toBe(2)
    expect(stderr).toContain('SOURCE_AWS_ACCESS_KEY_ID is given without SOURCE_AWS_SECRET_ACCESS_KEY')
  })

  it.each([
    ['--secret-access-key=hush', 'AWS_SECRET_ACCESS_KEY'],
    ['--source-session-token', 'SOURCE_AWS_SESSION_TOKEN'],
    ['--access-key-id', 'AWS_ACCESS_KEY_ID'],
  ])('are refused as the argument %s, without being repeated', async (argument, variable) => {
    const { code, stderr, requests } = await run([...RELOCATE, argument, 'hush'])
    expect([code, requests.length]).toEqual([2, 0])
    expect(stderr).toContain(`set ${variable} in the environment`)
    expect(stderr).not.toContain('hush')
  })
})

describe('what looks like a key', () => {
  it.each([
    [
      ['relocate', 's3://a/b', 's3://c/d', "--secret-key=hush='hush\nhush"],
      "unknown option '--secret-key=…'",
    ],
    [['--rest-pasword=hush'], "unknown option '--rest-pasword=…'"],
    [
      ['relocate', 's3://a/b', 's3://c/d', '--secret-access-keys=hush'],
      "unknown option '--secret-access-keys=…'",
    ],
    [['s3n://KEY:hush@bucket/x'], "unknown command 's3n://***@bucket/x'"],
    [
      ['relocate', 's3n://KEY:hush@bucket/savepoint-1', 's3://c/d'],
      'has keys before its bucket: write only s3n://bucket/savepoint-1',
    ],
    [['relocate', 's3://a/b', 's3n://KEY:hu/sh@bucket/hush'], 'TARGET'],
    [['relocate', 's3://a/b', 'wasb://KEY:hush@bucket/x'], 'TARGET is "wasb://***@bucket/x"'],
    [['relocate', 's3://a/b', 's3://c/d', '--path-map', 'x://u:hush@b c'], '--path-map'],
    [['relocate', 's3://a/b', 's3://c/d', '--endpoint', 'htp://u:hush@b'], '--endpoint'],
  ])('is not repeated: %j', async (args, message) => {
    const { code, stderr } = await run(args)
    expect(stderr).toContain(message)
    expect(stderr.replaceAll('/hush', '')).not.toContain('hush')
    expect(code).toBe(2)
  })
})

describe('wrong usage ends with 2 and says why on standard error', () => {
  it.each<[string[], string]>([
    [[], 'Usage: flink-snapshot'],
    [['move'], "flink-snapshot: unknown command 'move'"],
    [['relocate', 's3://a/b'], 'flink-snapshot: TARGET is required'],
    [[...RELOCATE, 's3://third'], 'flink-snapshot: too many arguments'],
    [[...RELOCATE, '--overwrit'], 'Did you mean --overwrite?'],
    [[...RELOCATE, '--overwrite=maybe'], 'flink-snapshot: --overwrite is "maybe": write true or false'],
    [[...RELOCATE, '--concurrency', '0'], 'flink-snapshot: --concurrency is "0"'],
    [[...RELOCATE, '--summary'], "unknown option '--summary'"],
    [['inspect'], "missing required argument 'SOURCE'"],
    [['inspect', 'hdfs://nn/x'], 'SOURCE is "hdfs://nn/x"'],
    [['inspect', '/x', '--overwrite'], "unknown option '--overwrite'"],
    [['rewrite', 'a', 'b'], '--path-map is required'],
    [['savepoint'], '--command or --rest-url is required'],
    [['savepoint', '--command', 'flink list | tail'], '--command contains a pipe (|)'],
    [['savepoint', '--rest-url', 'http://x', '--job-id', 'x'], '--job-id is "x"'],
    [
      ['savepoint', '--rest-token', 'hush'],
      '--rest-token is no option, for arguments can be seen in the list of processes: set FLINK_REST_TOKEN',
    ],
    [['rewrite', 'hdfs://b/_metadata', 'b', '--path-map', 's3://a => s3://b'], 'IN is "hdfs://b/_metadata"'],
    [['rewrite', 'a', 'b', '--path-map', 's3://a'], '--path-map: line 1 is no rule'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr, requests, calls } = await run(args)
    expect(stderr).toContain(message)
    expect([code, stdout, requests, calls]).toEqual([2, '', [], []])
  })
})

describe('a source that is piped in', () => {
  it('is the path that stands in it', async () => {
    const { requests } = await run(['relocate', '-', 's3://new/sp'], {
      piped: 'Waiting for response...\nSavepoint completed. Path: s3://b/savepoint-4a1b2c-0123456789ab\n',
    })
    expect(requests).toMatchObject([
      {
        source: parseLocation('s3://b/savepoint-4a1b2c-0123456789ab'),
        takenFrom: "Flink's line 'Savepoint completed. Path:'",
      },
    ])
    expect(
      (await run(['relocate', '-', 's3://new/sp'], { piped: 's3://b/savepoint-1\n' })).requests,
    ).toMatchObject([{ source: parseLocation('s3://b/savepoint-1') }])
  })

  it.each<[string, string | undefined, string]>([
    ['nothing', '', 'SOURCE is -, but nothing came in'],
    ['no pipe', undefined, 'SOURCE is -, but nothing came in'],
    ['a flood', 'x'.repeat(9 * 1024 * 1024), 'too long to be a text'],
    ['another text', 'hello\nworld\n', 'SOURCE: the text names no snapshot'],
  ])('is refused where it is %s', async (_what, piped, message) => {
    const { code, stderr, requests } = await run(
      ['relocate', '-', 's3://new/sp'],
      piped === undefined ? {} : { piped },
    )
    expect([code, requests]).toEqual([2, []])
    expect(stderr).toContain(message)
  })
})

describe('savepoint', () => {
  const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
  const report = {
    snapshotPath: 's3://b/savepoint-4a1b2c-0123456789ab',
    savepointPath: 's3://b/savepoint-4a1b2c-0123456789ab',
    jobId: JOB,
    takenFrom: 'the answer',
    durationMs: 1234,
  }
  const args = ['savepoint', '--rest-url', 'https://flink', '--job-id', JOB, '--stop', '--timeout', '90s']

  it('tells the story on standard error and the result on standard output; secrets come from the environment', async () => {
    const asked: unknown[] = []
    const changes: Changes = {
      env: { FLINK_REST_TOKEN: 'hush' },
      savepoint: (request, { narrator }) => {
        asked.push(request)
        narrator.info('trigger id abc')
        return Promise.resolve(report)
      },
    }
    const { code, stdout, stderr } = await run(args, changes)
    expect([code, stderr]).toEqual([0, '  trigger id abc\n'])
    expect(stdout).toBe(
      `Savepoint at ${report.snapshotPath}\n  job         ${JOB}\n  taken from  the answer\n  took        1.2 s\n`,
    )
    expect(asked).toEqual([
      {
        by: 'rest',
        endpoint: { url: 'https://flink/', credentials: { token: 'hush' } },
        jobId: JOB,
        stop: true,
        drain: false,
        timeoutMs: 90_000,
      },
    ])
    expect(JSON.parse((await run([...args, '--json'], changes)).stdout)).toEqual({
      schemaVersion: 1,
      ...report,
    })
  })
})

describe('help and version', () => {
  it.each([
    [['--help']],
    [['-h']],
    [['help']],
    [['help', 'relocate']],
    [['relocate', '-h']],
    [['relocate', '--help']],
    [['inspect', '--help']],
    [['diff', '--help']],
    [['rewrite', '--help']],
    [['savepoint', '--help']],
  ])('%j ends with 0', async (args) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Exit codes: 0 done, 1 failed, 2 wrong usage')
  })

  it('of relocate names every setting but secrets', async () => {
    const { stdout } = await run(['relocate', '--help'])
    expect(stdout).toMatch(/--delete-source \[boolean\]/)
    expect(stdout).toContain('SOURCE_AWS_SECRET_ACCESS_KEY')
    expect(stdout).not.toContain('--secret-access-key')
  })

  it('the version is that of package.json', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
    expect(VERSION).toBe(version)
    for (const args of [['--version'], ['-V'], ['version']])
      expect(await run(args)).toMatchObject({ code: 0, stdout: `${version}\n` })
  })
})

describe('wrong usage', () => {
  it.each([
    [[], 'Usage: flink-snapshot'],
    [['bogus'], 'Try "flink-snapshot --help".\n'],
    [['--bogus'], 'Try "flink-snapshot --help".\n'],
    [['relocate'], 'Try "flink-snapshot relocate --help".\n'],
    [['relocate', 's3://a/b', 's3://c/d', '--bogus'], 'Try "flink-snapshot relocate --help".\n'],
    [['relocate', 's3://a/b', 'nowhere://c'], 'Try "flink-snapshot relocate --help".\n'],
    [
      ['inspect', 's3://a/b', '--quiet'],
      'unknown option \'--quiet\'\nTry "flink-snapshot inspect --help".\n',
    ],
    [['inspect', 's3://a/b', '--check-files=perhaps'], 'Try "flink-snapshot inspect --help".\n'],
  ])('%j ends with 2, and with where help is', async (args, advice) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(advice)
  })
})

describe('--quiet', () => {
  it('leaves warnings and the result', async () => {
    const { stdout, stderr } = await run([...RELOCATE, '--quiet'], {
      relocate: (_, { narrator }) => {
        narrator.phase('Plan')
        narrator.info('a line')
        narrator.warning('look here')
        narrator.progress({ filesDone: 1, filesTotal: 1, bytesDone: 1, bytesTotal: 1, elapsedMs: 1 })
        return Promise.resolve(sampleReport())
      },
    })
    expect(stderr).toBe('  warning: look here\n')
    expect(stdout).toContain('Relocated to')
  })
})

describe('a failure', () => {
  it('ends with 1, the sentence and its causes on standard error', async () => {
    const { code, stdout, stderr } = await run(RELOCATE, {
      relocate: () => Promise.reject(new Error('s3://old/x is missing', { cause: new Error('404\nx') })),
    })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe('flink-snapshot: s3://old/x is missing\n  caused by Error: 404\\nx\n')
  })

  it("by a signal ends with the signal's code", async () => {
    const controller = new AbortController()
    controller.abort(new Interrupted('SIGINT'))
    const { code, stderr } = await run(RELOCATE, {
      signal: controller.signal,
      relocate: () => Promise.reject(new Error('aborted')),
    })
    expect(code).toBe(130)
    expect(stderr).toContain('stopped by SIGINT')
  })
})

describe('rewrite', () => {
  it('takes local files, relative ones too, and any number of rules', async () => {
    const { code, stdout, calls } = await run([
      'rewrite',
      '_metadata',
      '/out/_metadata',
      '--path-map',
      'hdfs://nn/a => s3://b/a',
      '--path-map',
      'gs://x => oss://y',
      '--overwrite',
    ])
    expect(code).toBe(0)
    const [input, output] = ['/home/me/_metadata', '/out/_metadata'].map((path) =>
      parseLocation(resolve(path)),
    )
    expect(calls).toEqual([[input, output, 2, true]])
    expect(stdout).toContain(`Written to ${output!.path}\n`)
    expect(stdout).toMatch(/URIs rewritten +12\n/)
    expect(stdout).toMatch(/left unchanged +1\n/)
    expect(stdout).toContain('Warnings:\n  one is left\n')
  })
})

describe('what a store says of inputs', () => {
  const said = async (message: string): Promise<string> => {
    const error = new StorageError(message, { code: 'credentials', operation: 'GetObject' })
    return (await run(RELOCATE, { relocate: () => Promise.reject(error) })).stderr
  }

  it.each([
    ['correct or leave out target-storage-class', 'correct or leave out --target-storage-class'],
    ['cannot read s3://b/target-acl/a: no', 'cannot read s3://b/target-acl/a: no'],
    ['cannot read s3://b/my-target-sse: no', 'cannot read s3://b/my-target-sse: no'],
    [
      'set as-of to 2026-03-01T03:00:00Z, or leave out as-of',
      'set --as-of to 2026-03-01T03:00:00Z, or leave out --as-of',
    ],
    [
      'add to path-map the lines below, or set external-files',
      'add to --path-map the lines below, or set --external-files',
    ],
    ['cannot read s3://b/path-map/my-as-of: no', 'cannot read s3://b/path-map/my-as-of: no'],
    ['cannot read s3://b/secret-access-key/a: no', 'cannot read s3://b/secret-access-key/a: no'],
    ['cannot read s3://b/my-session-token: no', 'cannot read s3://b/my-session-token: no'],
  ])('names them as the command line has them: %s', async (message, expected) => {
    expect(await said(message)).toContain(expected)
  })
})
