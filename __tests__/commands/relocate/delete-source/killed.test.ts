/** @jest-environment ./__tests__/support/one-realm.ts */
/**
 * The command line in a process of its own, which is killed while it deletes, or whose output finds no
 * place.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { openLab, type Lab } from '../../../faults/lab.ts'
import { runCli, type ProcessResult, type RunOptions } from '../../../support/run-bundle.ts'
import { THOROUGH } from '../../../support/thorough.ts'

const CLI = resolve(import.meta.dirname, '../../../../src/cli.ts')
const RECEIPT = '_metadata.relocated.json'
const WHOLE = ['_metadata', 'empty', 'large', 'small']
/** 1 tries every change of the source; 3 has odd and even ones among those it tries. */
const STEP = THOROUGH ? 1 : 3
const KEYS = {
  AWS_ACCESS_KEY_ID: 'alice',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
  NODE_NO_WARNINGS: '1',
}
let lab: Lab
afterEach(() => lab.close())

const left = (): string[] =>
  lab.from.buckets.entries('source').map(([key]) => key.replace('flink/savepoint-1/', ''))
const args = (): string[] => [
  'relocate',
  's3://source/flink/savepoint-1',
  's3://target/moved',
  '--endpoint',
  lab.to.endpoint,
  '--delete-source',
  '--json',
]
const relocate = (options: RunOptions = {}): Promise<ProcessResult> =>
  runCli(args(), { bundle: CLI, env: KEYS, ...options })

/**
 * Kills the process when it asks for the n-th change of the source.
 *
 * @returns whether it had ended before
 */
async function killAt(n: number): Promise<boolean> {
  let child: ChildProcess | undefined
  let seen = 0
  lab.from.onRequest = async ({ operation, bucket }) => {
    if (bucket !== 'source' || !/^(Put|Delete)/.test(operation) || ++seen !== n) return
    const closed = new Promise((done) => child?.once('exit', done))
    child?.kill('SIGKILL')
    await closed
    // Half of the times what the dead process asked for last is done all the same.
    if (n % 2 === 0) throw new Error('never came')
  }
  const { exitCode } = await relocate({
    onStart: (started) => {
      child = started
    },
  })
  lab.from.onRequest = () => undefined
  return exitCode === 0
}

it('killed at any change of the source: the next run finishes the deletion, and one after it has nothing to do', async () => {
  let n = 1
  for (let ended = false; !ended; n += STEP) {
    lab = await openLab()
    ended = await killAt(n)
    if (left().includes('_metadata')) expect(left()).toEqual(expect.arrayContaining(WHOLE))
    const finished = await relocate()
    expect([finished.exitCode, n]).toEqual([0, n])
    expect(JSON.parse(finished.stdout)).toMatchObject({ snapshotPath: 's3://target/moved/savepoint-1' })
    expect(left()).toEqual([RECEIPT])
    lab.expectWhole()
    if (!ended) await lab.close()
  }
  const again = await relocate()
  expect(again.exitCode).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({ outcome: 'already-there', deleted: 0 })
  expect(n).toBeGreaterThan(9)
}, 240_000)

it('whose result finds no place deletes nothing', async () => {
  lab = await openLab()
  if (!existsSync('/dev/full')) {
    expect(process.platform).not.toBe('linux')
    return
  }
  const child = spawn('sh', ['-c', '"$0" "$@" > /dev/full', process.execPath, CLI, ...args()], {
    env: { PATH: process.env['PATH'], ...KEYS },
    stdio: 'ignore',
  })
  const [code] = (await once(child, 'close')) as [number]
  expect(code).not.toBe(0)
  expect(left()).toEqual(WHOLE)
  lab.expectWhole()
  const { exitCode, stdout } = await relocate()
  expect([exitCode, left()]).toEqual([0, [RECEIPT]])
  expect(JSON.parse(stdout)).toMatchObject({ snapshotPath: 's3://target/moved/savepoint-1', deleted: 4 })
}, 60_000)
