import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { runCli } from '../../src/cli/run-cli.ts'
import { commands } from '../../src/commands/commands.ts'
import {
  file,
  keyGroups,
  metadata,
  operator,
  properties,
  relativeFile,
  subtask,
} from '../support/metadata-builder.ts'
import { inScratch, type Chapter, type Page } from './book.ts'

interface Run {
  readonly env?: NodeJS.ProcessEnv
  readonly piped?: string
  readonly cwd?: string
}

/** Everything that the command line prints, in this order: output, errors, exit code. */
async function run(args: readonly string[], { env = {}, piped, cwd = '/data' }: Run = {}): Promise<string> {
  const printed: string[] = []
  const stream = { columns: 110, write: (text: string) => void printed.push(text) }
  const code = await runCli(args, {
    env,
    cwd,
    ...(piped !== undefined && { stdin: Readable.from([Buffer.from(piped)]) }),
    stdout: stream,
    stderr: stream,
    signal: new AbortController().signal,
    commands,
  })
  return `${printed.join('').trimEnd()}\n[exit code ${code}]`
}

const COMMANDS = ['relocate', 'find', 'inspect', 'diff', 'rewrite', 'savepoint']

async function help(page: Page): Promise<void> {
  page.say('--help', await run(['--help']))
  for (const command of COMMANDS) page.say(`${command} --help`, await run([command, '--help']))
}

const WRONG: readonly (readonly [args: readonly string[], run?: Run])[] = [
  [[]],
  [['move']],
  [['relocate']],
  [['relocate', 's3://a/b', 's3://c/d', 'e']],
  [['relocate', 's3://a/b', 's3://c/d', '--overwrit']],
  [['relocate', 's3://a/b', 's3://c/d', '--concurrency']],
  [['relocate', 's3://a/b', 's3://c/d', '--secret-access-key', 'hush']],
  [['relocate', 'bucket/sp', 's3://c/d']],
  [['relocate', '-', 's3://c/d'], { piped: '' }],
  [['relocate', '-', 's3://c/d'], { piped: 'x'.repeat(20_000_000) }],
  [['relocate', '-', 's3://c/d'], { piped: 'nothing to see' }],
  [['rewrite', 'in', 'out']],
  [['rewrite', 's3://a/_metadata', 'out', '--path-map', 's3://a => s3://b']],
  [['rewrite', 'in', 'out', '--path-map', 's3://a => s3://b', '--json=perhaps']],
  [['rewrite', 'hdfs://nn/_metadata', 'out', '--path-map', 's3://a => s3://b']],
  [['rewrite', 'in', 'hdfs://nn/_metadata', '--path-map', 's3://a => s3://b']],
  [['rewrite', 'in', 's3://b/new/', '--path-map', 's3://a => s3://b']],
  [['rewrite', 'in', '-', '--path-map', 's3://a => s3://b']],
  [['rewrite', '-', 'out', '--path-map', 's3://a => s3://b'], { piped: '' }],
  [['relocate', 's3://a/b', 's3://c/d', '--output-dir', 'x', '--job-files', 'y']],
  [['relocate', 's3://a/b/../../..', 's3://c/d']],
  [['find']],
  [['savepoint']],
]

/** A savepoint of two files, one named absolutely. */
export async function makeSavepoint(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'a'), 'first')
  await writeFile(join(directory, 'b'), 'the second')
  const handles = [keyGroups(3, file(`file:${directory}/a`, 5)), keyGroups(3, relativeFile('b', 10))]
  await writeFile(
    join(directory, '_metadata'),
    metadata(
      6,
      [
        operator(
          6,
          { id: '0'.repeat(30) + '42', name: 'orders', parallelism: 2 },
          handles.map((managedKeyed, n) => subtask(6, n, { managedKeyed })),
        ),
      ],
      { checkpointId: 7n, properties: properties('savepoint-canonical') },
    ),
  )
}

async function results(page: Page): Promise<void> {
  await inScratch(page, async (scratch) => {
    page.steady(/\d+(\.\d)? (ms|s)\b/g, '1.0 s')
    page.steady(/\d+(\.\d)? (?:[KMG]i)?B\/s/g, '10 MB/s')
    page.steady(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-02T10:00:00.000Z')
    page.steady(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, '2026-01-02 10:00')
    page.steady(/[0-9a-f]{64}/g, '0123456789abcdef'.repeat(4))
    page.steady(/(savepointRedeployNonce"?): \d+/g, '$1: 1767348000')
    page.steady(/savepoint-1-[0-9a-f]{8}\b/g, 'savepoint-1-01234567')
    const [old, moved] = [join(scratch, 'old', 'savepoint-1'), join(scratch, 'new')]
    await makeSavepoint(old)
    const say = async (args: readonly string[]): Promise<void> => {
      page.say(args.join(' '), await run(args, { cwd: scratch }))
    }
    await say(['inspect', old])
    await say(['inspect', old, '--check-files'])
    await say(['inspect', old, '--target', moved])
    await say(['relocate', old, moved, '--dry-run'])
    await say(['relocate', old, moved, '--shard', '1/2'])
    await say(['relocate', old, moved, '--verbose', '--output-dir', join(scratch, 'resume')])
    await say(['relocate', old, moved, '--job-files', join(scratch, 'start')])
    for (const name of (await readdir(join(scratch, 'start'))).sort())
      page.say(`start/${name}`, await readFile(join(scratch, 'start', name), 'utf8'))
    await say(['relocate', old, moved])
    await say(['relocate', old, join(scratch, 'strict'), '--verify', 'strict', '--references', 'relative'])
    await say(['diff', old, join(moved, 'savepoint-1')])
    await say(['find', join(scratch, 'old')])
    await say([
      'rewrite',
      join(old, '_metadata'),
      join(scratch, 'rewritten'),
      '--path-map',
      `${old} => s3://b/sp`,
    ])
    await say([
      'rewrite',
      join(old, '_metadata'),
      join(scratch, 'rewritten'),
      '--path-map',
      `${old} => s3://b/sp`,
    ])
    await say([
      'rewrite',
      join(old, '_metadata'),
      join(scratch, 'other'),
      '--path-map',
      's3://x => s3://b/sp',
    ])
    await say(['relocate', old, moved, '--delete-source'])
    await say(['relocate', old, moved, '--delete-source'])
    await say(['relocate', join(scratch, 'absent'), moved])
    await say(['inspect', join(scratch, 'absent')])
    await say(['find', join(scratch, 'absent')])
    await writeFile(join(moved, 'savepoint-1', 'a'), 'other size')
    await say(['inspect', join(moved, 'savepoint-1'), '--check-files'])
    await say(['inspect', join(moved, 'savepoint-1'), '--html', join(scratch, 'page.html')])
  })
}

/** What the command line prints. */
export const COMMAND_LINE: readonly Chapter[] = [
  { title: 'Help of the command line', write: help },
  {
    title: 'Wrong usage of the command line',
    write: async (page: Page): Promise<void> => {
      for (const [args, more] of WRONG) page.say(`flink-snapshot ${args.join(' ')}`, await run(args, more))
    },
  },
]

/** A life of one savepoint, by the command line. */
export const RESULTS: Chapter = { title: 'One savepoint, by the command line', write: results }
