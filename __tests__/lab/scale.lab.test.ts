/**
 * What snapshots of the largest jobs cost in memory: the bundle in a process of its own, against a server
 * that is quick enough.
 */
import type { ChildProcess } from 'node:child_process'
import { peakBytesOf } from '../support/peak-memory.ts'
import { runAction, type StepResult } from '../support/run-bundle.ts'
import { snapshotOf } from '../support/synthetic-snapshot.ts'
import { QuickServer } from './quick-server/start.ts'

const MIB = 2 ** 20
const SAMPLE_MS = 20
const LIMIT_MS = 600_000

let server: QuickServer

beforeEach(async () => {
  server = await QuickServer.start()
})
afterEach(() => server.stop())

async function seed(count: number): Promise<void> {
  await server.seedSnapshot(snapshotOf('source', 'sp', count, 4096))
  await server.seed('target', [], 0)
}

/**
 * Runs the Action to its end.
 *
 * @returns with the peak of its resident memory, in MiB, as the kernel counts it.
 */
async function run(): Promise<StepResult & { readonly peak: number }> {
  let peak = 0
  const watch = (child: ChildProcess): void => {
    const look = (): void => {
      peak = Math.max(peak, peakBytesOf(child.pid ?? 0) / MIB)
    }
    const timer = setInterval(look, SAMPLE_MS)
    child.once('exit', () => {
      clearInterval(timer)
    })
  }
  const result = await runAction(
    {
      source: 's3://source/sp',
      target: 's3://target/moved',
      endpoint: server.endpoint,
      region: 'us-east-1',
      'access-key-id': 'alice',
      'secret-access-key': 'secret12',
    },
    { onStart: watch },
  )
  return { ...result, peak }
}

/**
 * What a program takes that does nothing, in MiB: that the watch works at all, which it does on Linux only.
 */
const LEAST = 40

describe('the memory of a run', () => {
  it(
    'stays below 640 MiB while 100,000 files are relocated',
    async () => {
      await seed(100_000)
      const { exitCode, stderr, outputs, peak } = await run()
      expect([exitCode, stderr]).toEqual([0, ''])
      expect([outputs['files-copied'], outputs['uris-rewritten']]).toEqual(['100000', '100000'])
      expect(await server.countRequests()).toBeLessThan(100_400)
      expect(peak).toBeGreaterThan(LEAST)
      expect(peak).toBeLessThan(640)
    },
    LIMIT_MS,
  )

  it(
    'stays below 1.2 GiB while 300,000 are',
    async () => {
      await seed(300_000)
      const { exitCode, stderr, outputs, peak } = await run()
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(outputs['uris-rewritten']).toBe('300000')
      expect(peak).toBeGreaterThan(LEAST)
      expect(peak).toBeLessThan(1229)
    },
    LIMIT_MS,
  )
})
