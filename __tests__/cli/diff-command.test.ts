import type { Commands } from '../../src/commands/commands.ts'
import { type ComparedSnapshot, diffSnapshots } from '../../src/commands/diff/diff.ts'
import type { SnapshotSummary } from '../../src/snapshot/summary.ts'
import { formatLocation } from '../../src/location/location.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleInspection, sampleOperator } from '../support/sample-inspection.ts'
import { withoutNames } from '../support/unnamed.ts'

const id = (digit: string): string => digit.repeat(32)

const A = sampleInspection({
  path: 's3://b/a',
  stateBytes: 8192,
  metadataVersion: 4,
  flinkVersions: '1.16 - 1.20',
  operators: [sampleOperator({ id: id('1') }), sampleOperator({ id: id('2') })],
})
const B = sampleInspection({
  path: 's3://b/b',
  stateBytes: 9216,
  checkpointId: '8',
  operators: [
    sampleOperator({ id: id('1'), name: 'count', parallelism: 4, maxParallelism: 256, stateBytes: 5120 }),
    sampleOperator({ id: id('3'), name: 'new' }),
  ],
})

function comparing(
  a: SnapshotSummary,
  b: SnapshotSummary,
): Pick<Commands, 'diff'> & { asked: ComparedSnapshot[][] } {
  const asked: ComparedSnapshot[][] = []
  return {
    asked,
    diff: (...[one, other]) => {
      asked.push([one, other])
      return Promise.resolve(diffSnapshots(a, b))
    },
  }
}

describe('diff', () => {
  it('tells what changed, and ends with 0', async () => {
    const { code, stdout, stderr } = await runCommand(['diff', '/a', '/b'], comparing(A, B))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`A  s3://b/a
   checkpoint, checkpoint 7, metadata version 4 (Flink 1.16 - 1.20)
B  s3://b/b
   checkpoint, checkpoint 8, metadata version 5 (Flink 2.0)
Metadata version 4 (Flink 1.16 - 1.20) became 5 (Flink 2.0)
State: 8.0 KiB -> 9.0 KiB (+1.0 KiB, +13 %)

Operators added: 1
  "new" (${id('3')}), 4.0 KiB
Operators removed: 1
  ${id('2')}, 4.0 KiB
Operators rescaled: 1
  "count" (${id('1')}): parallelism 2 -> 4, maximum 128 -> 256
Operators with more or less state: 1
  operator                                    state
  "count" (${id('1')})  4.0 KiB -> 5.0 KiB (+1.0 KiB, +25 %)

References: 0 paths added (0 B), 0 removed (0 B), 2 in both (4.0 KiB)

The job of B restored from A:
  ${id('1')}: the maximum parallelism is 256 in the job and 128 in the state: Flink refuses where the job sets it; leave it unset or set 128
  ${id('2')}: its state has no operator in the other job: Flink refuses without --allowNonRestoredState, and drops it with
The job of A restored from B:
  the snapshot: its metadata has version 5 (Flink 2.0), which the Flink of the job does not read (it wrote version 4, Flink 1.16 - 1.20): run the job with the Flink that wrote the state, or a later one
  "count" (${id('1')}): the maximum parallelism is 128 in the job and 256 in the state: Flink refuses where the job sets it; leave it unset or set 256
  "new" (${id('3')}): its state has no operator in the other job: Flink refuses without --allowNonRestoredState, and drops it with
`)
  })

  it('of the same says so', async () => {
    const { stdout } = await runCommand(['diff', '/a', '/b'], comparing(A, A))
    expect(stdout).toContain(
      'State: 8.0 KiB, as before\n\nThe same operators, with the same parallelism and as much state\n',
    )
    expect(stdout).toContain('The job of B restored from A: nothing that the two show stands in the way\n')
  })

  it('with --json prints what it was given', async () => {
    const { stdout } = await runCommand(['diff', '/a', '/b', '--json'], comparing(A, B))
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, ...diffSnapshots(A, B) })
  })

  it('reaches both in the same way unless A has its own', async () => {
    const both = comparing(A, B)
    await runCommand(['diff', 's3://b/a', './b', '--region', 'eu-1', '--source-region', 'us-1'], both, {
      env: { SOURCE_AWS_ACCESS_KEY_ID: 'id', SOURCE_AWS_SECRET_ACCESS_KEY: 'secret' },
    })
    const [a, b] = both.asked[0]!
    expect(withoutNames(a!.s3)).toEqual({
      region: 'us-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    })
    expect(withoutNames(b!.s3)).toEqual({ region: 'eu-1' })
    expect([a, b].map((one) => formatLocation(one!.location))).toEqual(['s3://b/a', 'file:/home/me/b'])
  })
})

describe('diff --fail-on', () => {
  const grown = { ...A, operators: A.operators.map((operator) => ({ ...operator, stateBytes: 9999 })) }
  const NEWER = { ...A, metadataVersion: 6, flinkVersions: '2.1 - 2.3' }
  const added = { ...A, operators: [...A.operators, sampleOperator({ id: id('4') })] }

  it.each([
    ['none', A, B, 0],
    ['restore', A, B, 1],
    ['restore', A, added, 0],
    ['restore', A, grown, 0],
    ['difference', A, added, 1],
    ['difference', A, grown, 0],
    ['difference', A, A, 0],
    ['difference', A, B, 1],
    ['restore', NEWER, A, 1],
    ['restore', A, NEWER, 0],
  ])('%s (case %#)', async (failOn, a, b, expected) => {
    const { code, stdout, stderr } = await runCommand(
      ['diff', '/a', '/b', '--fail-on', failOn],
      comparing(a, b),
    )
    expect(code).toBe(expected)
    expect(stderr === '').toBe(expected === 0)
    expect(stdout).toContain('The job of B restored from A')
  })

  it('names the first operator that stands in the way, and how many more there are', async () => {
    const { stderr } = await runCommand(['diff', '/a', '/b', '--fail-on', 'restore'], comparing(A, B))
    expect(stderr).toBe(
      `flink-snapshot: the job of B may not be restored from A: operator ${id('1')}, the maximum parallelism is 256 in `
        + 'the job and 128 in the state: Flink refuses where the job sets it; leave it unset or set 128 (and 1 more reason)\n',
    )
  })

  it.each([
    [['diff', '/a'], "missing required argument 'B'"],
    [['diff', 'x', '/b'], 'A: "x" is a relative path'],
    [['diff', '/a', 'hdfs://nn/b'], 'B is "hdfs://nn/b"'],
    [['diff', '/a', '/b', '--fail-on', 'growth'], '--fail-on is "growth": write none, restore or difference'],
  ])('%j is wrong usage', async (args, sentence) => {
    const { code, stderr } = await runCommand(args)
    expect(code).toBe(2)
    expect(stderr).toContain(sentence)
  })
})
