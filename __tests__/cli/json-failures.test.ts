/** With --json a failure is JSON as well: one document on standard output, however a command ends. */
import { cp, mkdtemp, readFile, realpath, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { commands, type Commands } from '../../src/commands/commands.ts'
import { RelocationError } from '../../src/commands/relocation-error.ts'
import {
  CODES_BY_NAME,
  FAILURE_ADVICE,
  failureCode,
  type FailureDocument,
} from '../../src/presentation/json-document.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { schemaFaults } from '../support/json-schemas.ts'
import { runCli } from '../support/run-bundle.ts'
import { runCommand } from '../support/run-command.ts'
import { SAMPLE } from '../support/sample-savepoint.ts'

const SRC = resolve(import.meta.dirname, '..', '..', 'src')
const ENV = { NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }

let scratch: string
beforeEach(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'flink-snapshot-failures-')))
})
afterEach(() => rm(scratch, { recursive: true }))

/** What a run without a result printed: one document, whose sentence stands on standard error too. */
function failureOf({
  stdout,
  stderr,
}: {
  readonly stdout: string
  readonly stderr: string
}): FailureDocument['error'] {
  const document = JSON.parse(stdout) as FailureDocument
  expect(schemaFaults('failure', document)).toEqual([])
  expect(document.error.advice).toBe(FAILURE_ADVICE[document.error.code])
  expect(stderr).toContain(`flink-snapshot: ${document.error.message.split('\n')[0]!}`)
  return document.error
}

const run = (args: readonly string[], expected: Commands = commands): ReturnType<typeof runCommand> =>
  runCommand(args, expected, { cwd: scratch })

describe('wrong usage ends with 2 and the code usage', () => {
  it.each<[string, string[], string]>([
    ['an option that is not there', ['relocate', 'a', 'b', '--json', '--wrong'], '--wrong'],
    ['the same before --json', ['relocate', '--wrong', '--json', 'a', 'b'], '--wrong'],
    ['a missing argument', ['relocate', '--json'], 'SOURCE'],
    ['an unknown command', ['move', '--json'], 'move'],
    ['--json without a command', ['--json'], '--json'],
    ['--json=true without an argument', ['relocate', '--json=true'], 'SOURCE'],
    ['--json true without an argument', ['relocate', '--json', 'true'], 'SOURCE'],
    ['neither true nor false', ['inspect', './x', '--json=yes'], '--json is "yes": write true or false'],
    [
      'a setting with a wrong value',
      ['relocate', SAMPLE, './to', '--json', '--concurrency', 'many'],
      'concurrency',
    ],
    ['a relative path at which nothing is', ['inspect', 'bucket/sp', '--json'], 's3://bucket/sp'],
    [
      'a key as an argument',
      ['inspect', './x', '--json', '--secret-access-key', 'hush'],
      'in the environment',
    ],
  ])('%s', async (_, args, named) => {
    const result = await run(args)
    expect(result.code).toBe(2)
    const { code, message, details } = failureOf(result)
    expect([code, details]).toEqual(['usage', []])
    expect(message).toContain(named)
    expect(result.stdout).not.toContain('hush')
  })

  it('but not where --json is the value of another option, or is no option', async () => {
    expect(await run(['relocate', '--wrong', '--', '--json'])).toMatchObject({ code: 2, stdout: '' })
    const value = ['relocate', join(scratch, 'nothing'), './to', '--target-name', '--json']
    expect(await run(value)).toMatchObject({ code: 1, stdout: '' })
  })

  it('help and version are no failures', async () => {
    for (const json of ['--json', '--json=true']) {
      const { code, stdout } = await run(['relocate', '--help', json])
      expect([code, stdout]).toEqual([0, expect.stringContaining('Usage: flink-snapshot relocate')])
    }
  })

  it('--json=false is as if it were left out', async () => {
    expect(await run(['inspect', './x', '--json=false'])).toMatchObject({ code: 1, stdout: '' })
    expect(await run(['inspect', './x', '--json', 'false', '--wrong'])).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('a failure', () => {
  it.each<[string, FailureDocument['error']['code'], (at: string) => Promise<unknown>, string[]]>([
    ['of a snapshot that is not there', 'not-found', () => Promise.resolve(), ['inspect', './']],
    ['of a search', 'not-found', () => Promise.resolve(), ['find', './']],
    [
      'of a _metadata that is none',
      'bad-snapshot',
      (at) => writeFile(join(at, '_metadata'), 'nonsense'),
      ['inspect', './'],
    ],
    [
      'of a snapshot without its files',
      'missing-files',
      async (at) => {
        await run(['relocate', SAMPLE, './there'])
        const files = await readdir(join(at, 'there', 'snapshot'))
        await rm(
          join(
            at,
            'there',
            'snapshot',
            files.find((name) => name !== '_metadata')!,
          ),
        )
      },
      ['relocate', './there/snapshot', './to'],
    ],
    [
      'of a target that holds another snapshot',
      'refused',
      (at) =>
        cp(resolve(SAMPLE, '../../flink2.3-rocksdb-savepoint/snapshot'), join(at, 'to', 'snapshot'), {
          recursive: true,
        }),
      ['relocate', SAMPLE, './to'],
    ],
    [
      'of a plan that was approved otherwise',
      'changed',
      () => Promise.resolve(),
      ['relocate', SAMPLE, './to', '--expect-plan', '0'.repeat(64)],
    ],
    [
      'of a command that takes no savepoint',
      'savepoint',
      () => Promise.resolve(),
      ['savepoint', '--command', "node -e 'process.exit(3)'"],
    ],
    [
      'of a directory that cannot be made',
      'local-files',
      (at) => writeFile(join(at, 'file'), ''),
      ['relocate', SAMPLE, './to', '--output-dir', 'file/below'],
    ],
  ])('%s has the code %s', async (_, code, prepare, args) => {
    await prepare(scratch)
    const result = await run([...args, '--json'])
    expect([result.code, failureOf(result).code]).toEqual([1, code])
    const { stdout, stderr } = await run(args)
    expect([stdout, stderr]).toEqual(['', result.stderr])
  })

  it('without keys has the code credentials', async () => {
    const result = await runCli(['inspect', 's3://bucket/sp', '--region', 'eu-central-1', '--json'], {
      bundle: join(SRC, 'cli.ts'),
      env: ENV,
    })
    expect([result.exitCode, failureOf(result).code]).toEqual([1, 'credentials'])
  })

  it('of the program itself has the code internal', async () => {
    const broken = { ...commands, inspect: () => Promise.reject(new TypeError('x is not a function')) }
    const result = await run(['inspect', SAMPLE, '--json'], broken)
    expect([result.code, failureOf(result).code]).toEqual([1, 'internal'])
  })

  it('by a signal has the code interrupted, and the exit code of the signal', async () => {
    const result = await runCli(
      ['savepoint', '--command', `${process.execPath} -e 'console.log(1);setTimeout(()=>0,60000)'`, '--json'],
      {
        bundle: join(SRC, 'cli.ts'),
        env: ENV,
        onStart: (child) => {
          child.stderr?.once('data', () => child.kill('SIGTERM'))
        },
      },
    )
    expect([result.exitCode, failureOf(result).code]).toEqual([143, 'interrupted'])
  })

  it('that nobody caught is in the document as well', async () => {
    const result = await runCli(
      ['savepoint', '--command', `${process.execPath} -e 'setTimeout(()=>0,60000)'`, '--json'],
      {
        bundle: join(SRC, 'cli.ts'),
        env: {
          NODE_OPTIONS: `${ENV.NODE_OPTIONS} --import data:text/javascript,${encodeURIComponent(LATE_ERROR)}`,
        },
      },
    )
    expect(result.exitCode).toBe(1)
    const { code, message } = failureOf(result)
    expect([code, message]).toEqual(['internal', expect.stringContaining('out of the blue')])
  })

  it('of a store has the code of its fault, and of a relocation its own', () => {
    const of = (code: StorageError['code']): string =>
      failureCode(new StorageError('x', { code, operation: 'GetObject' }))
    expect(
      ['access-denied', 'throttled', 'tls', 'archived', 'conflict', 'no-such-bucket'].map((code) =>
        of(code as StorageError['code']),
      ),
    ).toEqual(['access-denied', 'unreachable', 'unreachable', 'missing-files', 'changed', 'not-found'])
    expect(failureCode(new RelocationError('x'))).toBe('refused')
    expect(failureCode(new RelocationError('x', { code: 'changed' }))).toBe('changed')
  })

  it('of every class of errors has a code', async () => {
    const names: string[] = []
    for (const path of await readdir(SRC, { recursive: true })) {
      if (!path.endsWith('.ts') || path.includes('browser')) continue
      const text = await readFile(join(SRC, path), 'utf8')
      for (const [, name] of text.matchAll(/class (\w+) extends (?:\w*Error)\b/g)) names.push(name!)
    }
    const byClass = ['RelocationError', 'ChangedTargetError', 'StorageError', 'SnapshotReadError']
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !(name in CODES_BY_NAME) && !byClass.includes(name))).toEqual([])
  })
})

/** Throws where nobody catches it, once the command is at work. */
const LATE_ERROR = `if (process.argv[1]?.endsWith('cli.ts')) setTimeout(() => { throw new Error('out of the blue') }, 1500)`
