/** Signals that end a run, sent to the real entries in a process of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import type { Operation } from '../support/fake-s3/request.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { keyGroups, relativeFile, single } from '../support/metadata-builder.ts'
import { runAction, runCli, type ProcessResult } from '../support/run-bundle.ts'
import { THOROUGH } from '../support/thorough.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const ENV = {
  AWS_ACCESS_KEY_ID: 'alice',
  AWS_SECRET_ACCESS_KEY: 'secret',
  NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
}
/** More than goes in one request. */
const BYTES = 40 * 1024 * 1024

let scratch: string
let s3: FakeS3

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-signals-'))
  writeFileSync(join(scratch, 'large'), Buffer.alloc(BYTES, 7))
  writeFileSync(
    join(scratch, '_metadata'),
    single(4, { managedKeyed: keyGroups(3, relativeFile('large', BYTES)) }),
  )
  s3 = await startFakeS3({ buckets: ['target'] })
})
afterEach(async () => {
  await s3.close()
  rmSync(scratch, { recursive: true })
})

/** Never answers these; resolves when the first of the last operation comes. */
function hold(...operations: Operation[]): Promise<void> {
  return new Promise((reached) => {
    s3.onRequest = ({ operation }) => {
      if (!operations.includes(operation)) return undefined
      if (operation === operations.at(-1)) reached()
      return new Promise(() => undefined)
    }
  })
}

const relocateBy = {
  'command line': (onStart: (child: ChildProcess) => void): Promise<ProcessResult> =>
    runCli(['relocate', scratch, 's3://target/sp', '--endpoint', s3.endpoint], {
      bundle: join(ROOT, 'src', 'cli.ts'),
      env: ENV,
      onStart,
    }),
  Action: (onStart: (child: ChildProcess) => void): Promise<ProcessResult> =>
    runAction(
      { source: scratch, target: 's3://target/sp', endpoint: s3.endpoint },
      { bundle: join(ROOT, 'src', 'main.ts'), env: ENV, onStart },
    ),
}

it('killed outright leaves nothing that looks like a snapshot', async () => {
  const reached = hold('UploadPart')
  const { exitCode } = await relocateBy['command line']((child) => {
    void reached.then(() => child.kill('SIGKILL'))
  })
  expect([exitCode === 0, s3.buckets.entries('target')]).toEqual([false, []])
})

type Stopped = readonly [signal: NodeJS.Signals, exitCode: number]
const HANG_UP: Stopped = ['SIGHUP', 129]
const INTERRUPT: Stopped = ['SIGINT', 130]
const QUIT: Stopped = ['SIGQUIT', 131]
const TERMINATE: Stopped = ['SIGTERM', 143]
const ALL = [HANG_UP, INTERRUPT, QUIT, TERMINATE]
/** One module listens to all of them; GitHub's runner sends two. */
const STOPPING: Readonly<Record<string, readonly Stopped[]>> = {
  'command line': THOROUGH ? ALL : [HANG_UP, QUIT],
  Action: THOROUGH ? ALL : [INTERRUPT, TERMINATE],
}

// Windows has no signals that a process could listen to.
if (process.platform !== 'win32') {
  describe.each(Object.entries(relocateBy))('the %s', (face, relocate) => {
    it.each(STOPPING[face]!)(
      'stopped by %s cleans up, says how to go on, and ends with %i',
      async (signal, exitCode) => {
        const reached = hold('UploadPart')
        const result = await relocate((child) => {
          void reached.then(() => child.kill(signal))
        })
        const told = result.stdout + result.stderr
        expect([result.exitCode, s3.buckets.unfinished, s3.buckets.entries('target')]).toEqual([
          exitCode,
          0,
          [],
        ])
        expect(told).toContain(
          `flink-snapshot: stopped by ${signal}: start it again, it continues where it stopped`,
        )
        expect(told).not.toMatch(/^\s+at .*\.[jt]s:\d+/m)
      },
    )

    it('says what may be left as soon as it is told to stop, before anybody can kill it', async () => {
      const aborting = hold('UploadPart', 'AbortMultipartUpload')
      const uploading = new Promise<void>((reached) => {
        const held = s3.onRequest
        s3.onRequest = (request) => {
          if (request.operation === 'UploadPart') reached()
          return held(request)
        }
      })
      const result = await relocate((child) => {
        void uploading.then(() => child.kill('SIGINT'))
        void aborting.then(() => child.kill('SIGKILL'))
      })
      const told = result.stdout + result.stderr
      expect(told).toMatch(
        face === 'Action'
          ? /^::warning::SIGINT: stopping and cleaning up/m
          : /^warning: SIGINT: stopping and cleaning up/m,
      )
      expect(told).toContain(
        'without _metadata the target is no snapshot, and the same run started again continues',
      )
      expect(s3.buckets.entries('target')).toEqual([])
    })

    it('ends at once by a second signal, and says what may be left', async () => {
      const aborting = hold('UploadPart', 'AbortMultipartUpload')
      const uploading = new Promise<void>((reached) => {
        const held = s3.onRequest
        s3.onRequest = (request) => {
          if (request.operation === 'UploadPart') reached()
          return held(request)
        }
      })
      const { exitCode, stdout, stderr } = await relocate((child) => {
        void uploading.then(() => child.kill('SIGINT'))
        void aborting.then(() => child.kill('SIGTERM'))
      })
      expect(exitCode).toBe(143)
      expect(stdout + stderr).toContain(
        'SIGTERM: ended before all was cleaned up: unfinished multipart uploads',
      )
      expect(s3.buckets.entries('target')).toEqual([])
    })
  })
}
