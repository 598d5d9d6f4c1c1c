/**
 * The real entries where a stream, a directory or a disk is not as it should be: a sentence, and what was
 * done stays done.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { COMPILED, runAction, runCli } from '../support/run-bundle.ts'
import { SAMPLE } from '../support/sample-savepoint.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const CLI = join(ROOT, 'src', 'cli.ts')
const ENV = { NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }
/** A line of Node's own trace. */
const TRACE = /^\s+at .+:\d+:\d+\)?$|^Node\.js v/m

let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-streams-'))
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/**
 * Runs a line of a shell in which `$RUN` stands for the command line; `$OUT` and `$ERR` are files to look
 * at.
 */
async function shell(line: string): Promise<Ended> {
  const [outFile, errFile] = [join(scratch, 'out'), join(scratch, 'err')]
  const child = spawn('/bin/sh', ['-c', line], {
    cwd: scratch,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      HOME: scratch,
      ...COMPILED,
      ...ENV,
      RUN: `${process.execPath} ${CLI}`,
      SAMPLE,
      OUT: outFile,
      ERR: errFile,
    },
  })
  const [code] = (await once(child, 'close')) as [number | null]
  const text = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')
  const ended = { code, out: text(outFile), err: text(errFile) }
  expect(ended.out + ended.err).not.toMatch(TRACE)
  return ended
}

const metadataAt = (directory: string): boolean =>
  existsSync(join(scratch, directory, 'snapshot', '_metadata'))

// Linux has a disk that is always full.
if (existsSync('/dev/full')) {
  describe('a full disk behind standard output', () => {
    it('fails an inspection with a sentence', async () => {
      const { code, err } = await shell('$RUN inspect "$SAMPLE" >/dev/full 2>"$ERR"')
      expect([code, err]).toEqual([
        1,
        'flink-snapshot: the result could not be written to standard output: ENOSPC: no space left on device, write; '
          + 'free some space, or send it elsewhere\n',
      ])
    })

    it('fails a relocation that is complete, and its result is told on standard error', async () => {
      const { code, err } = await shell('$RUN relocate "$SAMPLE" ./to >/dev/full 2>"$ERR"')
      expect([code, metadataAt('to')]).toEqual([1, true])
      expect(err).toContain(
        'flink-snapshot: all is done, but the result could not be written to standard output: ENOSPC',
      )
      expect(err).toContain(`Relocated to file:${scratch}/to/snapshot\n`)
    })

    it('keeps the exit code of a failure', async () => {
      const { code, err } = await shell('$RUN inspect --no-such >/dev/full 2>"$ERR"')
      expect([code, err]).toEqual([2, expect.stringContaining('unknown option')])
    })
  })

  describe('a full disk behind standard error', () => {
    it('does not stop a relocation, whose end is no success all the same', async () => {
      const { code, out } = await shell('$RUN relocate "$SAMPLE" ./to >"$OUT" 2>/dev/full')
      expect([code, metadataAt('to')]).toEqual([1, true])
      expect(out).toContain(`Relocated to file:${scratch}/to/snapshot\n`)
      expect(out).toContain(
        'flink-snapshot: relocate succeeded, but standard error could not be written to (ENOSPC',
      )
    })

    it('is told in the JSON on standard output, which stays one document', async () => {
      const { code, out } = await shell('$RUN relocate "$SAMPLE" ./to --json >"$OUT" 2>/dev/full')
      expect([code, JSON.parse(out)]).toMatchObject([
        1,
        { outcome: 'relocated', error: { code: 'local-files' } },
      ])
    })

    it('keeps the exit code of a failure', async () => {
      expect((await shell('$RUN inspect ./nothing >"$OUT" 2>/dev/full')).code).toBe(1)
    })
  })

  describe('a disk that is full for the Action', () => {
    const run = (env: NodeJS.ProcessEnv): ReturnType<typeof runAction> =>
      runAction(
        { source: SAMPLE, target: join(scratch, 'to') },
        { bundle: join(ROOT, 'src', 'main.ts'), env: { ...ENV, ...env } },
      )

    it('fails the step with a sentence where the outputs cannot be written, and tells them', async () => {
      const { exitCode, stdout, stderr } = await run({ GITHUB_OUTPUT: '/dev/full' })
      expect([exitCode, metadataAt('to'), stdout + stderr]).toEqual([
        1,
        true,
        expect.not.stringMatching(TRACE),
      ])
      expect(stdout).toMatch(
        new RegExp(
          '^::error::flink-snapshot: the run itself succeeded, but its output snapshot-path could not be written to the file GITHUB_OUTPUT: '
            + `.*snapshot-path is file:${scratch}/to/snapshot`,
          'm',
        ),
      )
    })

    it('warns where the summary cannot be written, for the outputs are there', async () => {
      const { exitCode, stdout, outputs } = await run({ GITHUB_STEP_SUMMARY: '/dev/full' })
      expect([exitCode, outputs['snapshot-path']]).toEqual([0, `file:${scratch}/to/snapshot`])
      expect(stdout).toMatch(/^::warning::the job summary could not be written: ENOSPC/m)
    })
  })
}

// It takes a shell to make such streams and directories.
if (process.platform !== 'win32') {
  describe('a reader that goes away', () => {
    // The reader of 3 has ended before the command begins.
    const unread = (command: string): string => `mkfifo pipe; true <pipe & exec 3>pipe; wait; ${command}`

    it('ends an inspection quietly, as SIGPIPE would', async () => {
      expect(await shell(unread('$RUN inspect "$SAMPLE" >&3 2>"$ERR"'))).toMatchObject({ code: 141, err: '' })
    })

    it('does not stop a relocation, nor hide where the snapshot is', async () => {
      const { code, err } = await shell(unread('$RUN relocate "$SAMPLE" ./to >&3 2>"$ERR"'))
      expect([code, metadataAt('to')]).toEqual([141, true])
      expect(err).toContain(
        'flink-snapshot: all is done, but the result could not be written to standard output: its reader went away',
      )
      expect(err).toContain(`Relocated to file:${scratch}/to/snapshot\n`)
    })

    it('of both streams does not stop one either', async () => {
      expect([(await shell(unread('$RUN relocate "$SAMPLE" ./to >&3 2>&3'))).code, metadataAt('to')]).toEqual(
        [141, true],
      )
    })

    it('of standard error alone takes nothing from the result', async () => {
      const { code, out } = await shell(unread('$RUN relocate "$SAMPLE" ./to >"$OUT" 2>&3'))
      expect([code, out]).toEqual([0, expect.stringContaining(`Relocated to file:${scratch}/to/snapshot\n`)])
    })
  })

  it('a page is not put in the place of a device or a pipe', async () => {
    const { code, err } = await shell('mkfifo page && $RUN inspect "$SAMPLE" --html page >"$OUT" 2>"$ERR"')
    expect([code, err]).toEqual([
      1,
      `flink-snapshot: the HTML page was not written: ${scratch}/page is no regular file but a device, a pipe or a socket: `
        + 'check the path\n',
    ])
    expect(lstatSync(join(scratch, 'page')).isFIFO()).toBe(true)
  })

  describe('a working directory that was removed', () => {
    const within = (command: string): string =>
      `mkdir gone && cd gone && rmdir ../gone && ${command} >"$OUT" 2>"$ERR"`

    it('is not needed with absolute paths', async () => {
      expect(await shell(within('$RUN inspect "$SAMPLE"'))).toMatchObject({ code: 0, err: '' })
      expect((await shell(within('$RUN relocate "$SAMPLE" "$HOME/to"'))).code).toBe(0)
    })

    it.each([
      'inspect ./x',
      'relocate ./x /tmp/y',
      'rewrite a b --path-map "s3://a => s3://b"',
      'inspect "$SAMPLE" --html page.html',
    ])('is said of %s', async (command) => {
      expect(await shell(within(`$RUN ${command}`))).toMatchObject({
        code: 1,
        err: 'flink-snapshot: the working directory does not exist any more: change into another one, or give absolute paths\n',
      })
    })
  })
}

it('what nobody caught ends with a sentence, and 1', async () => {
  writeFileSync(
    join(scratch, 'throw.mjs'),
    'setTimeout(() => { Promise.reject(new Error("out of the blue")) }, 20)',
  )
  const { exitCode, stderr } = await runCli(
    ['savepoint', '--command', `'${process.execPath}' -e 'setTimeout(() => 0, 1000)'`],
    {
      bundle: CLI,
      env: { NODE_OPTIONS: `${ENV.NODE_OPTIONS} --import ${pathToFileURL(join(scratch, 'throw.mjs')).href}` },
    },
  )
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining(
      'flink-snapshot: stopped by an error that was not expected: out of the blue; start it again, it continues where it stopped\n',
    ),
  ])
  expect(stderr).not.toMatch(TRACE)
})
