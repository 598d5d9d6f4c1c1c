/** The Action's bundle is killed at random moments of a relocation between two real servers, and run again. */
import { createHash, randomBytes } from 'node:crypto'
import type { ChildProcess } from 'node:child_process'
import { runAction, type StepResult } from '../support/run-bundle.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import { downloadAll, inputsFor, labServers, newBucket, serverCalled, uploadSample } from './s3.ts'

/** `npm run test:crash` asks for more. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? '10')

/** Small files that are sent whole, and large ones that go in parts of 16 MiB. */
const files = new Map<string, Buffer>([
  ...Array.from({ length: 30 }, (_, n) => [`small-${n}`, randomBytes(20_000 + n)] as const),
  ...Array.from({ length: 2 }, (_, n) => [`large-${n}`, randomBytes(36 * 2 ** 20 + n)] as const),
])

const servers = labServers()
const [from, to] = [serverCalled(servers, 'minio-a'), serverCalled(servers, 'minio-b')]
let source: string
/** How long a run takes that is left alone. */
let wholeMs: number
/** How many objects each killed run left. */
const leftBehind: number[] = []

function metadataAt(home: string): Buffer {
  const subtasks = [...files].map(([name, { length }], n) => (
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) })
  ))
  return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
}

const run = (bucket: string, onStart?: (child: ChildProcess) => void): Promise<StepResult> => runAction(
  { ...inputsFor(to), ...inputsFor(from, 'source-'), source, target: `s3://${bucket}/moved` }, { ...(onStart && { onStart }) },
)

/** Digests: a comparison of megabytes that fails would be printed. */
const digests = (objects: ReadonlyMap<string, Buffer>): [string, string][] => (
  [...objects].map(([key, bytes]): [string, string] => [key, createHash('sha256').update(bytes).digest('hex')]).sort()
)

const expectedIn = (bucket: string): [string, string][] => digests(new Map([
  ...[...files].map(([name, bytes]) => [`moved/savepoint-1/${name}`, bytes] as const),
  ['moved/savepoint-1/_metadata', metadataAt(`s3://${bucket}/moved/savepoint-1`)],
]))

beforeAll(async () => {
  const bucket = await newBucket(from, 'source')
  source = `s3://${bucket}/flink/savepoint-1`
  await uploadSample(from, bucket, 'flink/savepoint-1', { files, metadata: metadataAt(source) })
  const target = await newBucket(to, 'whole')
  const started = performance.now()
  const result = await run(target)
  wholeMs = performance.now() - started
  expect([result.exitCode, result.stderr]).toEqual([0, ''])
})
afterAll(() => { for (const { client } of servers) client.destroy() })

describe('a run that is killed', () => {
  it.each(Array.from({ length: ROUNDS }, (_, n) => n + 1))('and started again always ends with a savepoint that verifies, never one before it is complete (round %d)', async (round) => {
    const bucket = await newBucket(to, `round-${round}`)
    // Each round in a stretch of its own, so that few rounds reach every phase too.
    const killAtMs = wholeMs * (round - Math.random()) / ROUNDS
    const killed = await run(bucket, (child) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), killAtMs)
      child.once('exit', () => { clearTimeout(timer) })
    })

    const left = digests(await downloadAll(to, bucket))
    const whole = expectedIn(bucket)
    if (left.some(([key]) => key.endsWith('/_metadata'))) expect(left).toEqual(whole)
    else expect(killed.exitCode).not.toBe(0)
    for (const object of left) expect(whole).toContainEqual(object)
    leftBehind.push(left.length)

    const again = await run(bucket)
    expect([again.exitCode, again.stderr]).toEqual([0, ''])
    // Of an object that was sent in parts nothing proves its content but reading it, so it is copied again.
    const present = left.filter(([key]) => key.includes('/small-')).length
    expect(Number(again.outputs['files-skipped'])).toBeGreaterThanOrEqual(present)
    expect(digests(await downloadAll(to, bucket))).toEqual(whole)
  })

  it('was killed in the middle of the copying, too', () => {
    expect(leftBehind.filter((count) => count > 0 && count < files.size).length).toBeGreaterThan(0)
  })
})
