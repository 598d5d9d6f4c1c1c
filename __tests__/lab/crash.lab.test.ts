/**
 * The Action's bundle is killed at random moments of a relocation between two real servers, and run again.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { runAction, type StepResult } from '../support/run-bundle.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import { downloadAll, inputsFor, labServers, listKeys, newBucket, serverCalled, uploadSample } from './s3.ts'

/** `npm run test:crash` asks for more. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? '10')

/** Small files that are sent whole, and large ones that go in parts of 16 MiB. */
const files = new Map<string, Buffer>([
  ...Array.from({ length: 30 }, (_, n) => [`small-${n}`, randomBytes(20_000 + n)] as const),
  ...Array.from({ length: 2 }, (_, n) => [`large-${n}`, randomBytes(36 * 2 ** 20 + n)] as const),
])

const servers = labServers()
const [from, to] = [serverCalled(servers, 'minio-a'), serverCalled(servers, 'minio-b')]

/**
 * The ways of a relocation that take turns: through this machine, by the server, and through two machines.
 */
const WAYS = ['streamed', 'server-side', 'in shards'] as const
type Way = (typeof WAYS)[number]
const SHARDS = ['1/2', '2/2']
const sources = new Map<Way, string>()
/** When a run is killed: after a time, or as soon as so many objects are seen in its target. */
type Moment = { readonly atMs: number } | { readonly objects: number }
/** How long a run takes that is left alone. */
const wholeMs = new Map<Way, number>()
/** How many objects each killed run left. */
const leftBehind = new Map<Way, number[]>(WAYS.map((way) => [way, []]))

function metadataAt(home: string): Buffer {
  const subtasks = [...files].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
  )
  return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
}

/** Runs the bundle; with a moment, the process is killed then. */
function run(
  way: Way,
  bucket: string,
  more: Readonly<Record<string, string>> = {},
  kill?: Moment,
): Promise<StepResult> {
  const onStart = (child: ChildProcess): void => {
    if (kill !== undefined) killAt(kill, child, bucket)
  }
  return runAction(
    {
      ...inputsFor(to),
      ...(way === 'server-side' ? {} : inputsFor(from, 'source-')),
      source: sources.get(way)!,
      target: `s3://${bucket}/moved`,
      ...more,
    },
    { onStart },
  )
}

function killAt(moment: Moment, child: ChildProcess, bucket: string): void {
  if ('atMs' in moment) {
    const timer = setTimeout(() => child.kill('SIGKILL'), moment.atMs)
    child.once('exit', () => {
      clearTimeout(timer)
    })
    return
  }
  void (async () => {
    while (child.exitCode === null && child.signalCode === null) {
      if ((await listKeys(to, bucket)).length >= moment.objects) child.kill('SIGKILL')
    }
  })()
}

/**
 * Every other round of a way is killed in a stretch of time of its own, so that few rounds reach every phase;
 * the others by what is there.
 */
function momentOf(round: number, way: Way): Moment {
  const turn = Math.floor((round - 1) / WAYS.length)
  if (turn % 2 === 0) return { atMs: (wholeMs.get(way)! * (round - Math.random())) / ROUNDS }
  const turns = Math.ceil(ROUNDS / WAYS.length)
  return { objects: 1 + Math.floor((mostLeft(way) * (turn - 1)) / turns) }
}

/** How many objects a run leaves that is not killed; one without a shard leaves `_metadata` too. */
const mostLeft = (way: Way): number => (way === 'in shards' ? files.size / 2 : files.size)

/** Digests: a comparison of megabytes that fails would be printed. */
const digests = (objects: ReadonlyMap<string, Buffer>): [string, string][] =>
  [...objects]
    .map(([key, bytes]): [string, string] => [key, createHash('sha256').update(bytes).digest('hex')])
    .sort()

const expectedIn = (bucket: string): [string, string][] =>
  digests(
    new Map([
      ...[...files].map(([name, bytes]) => [`moved/savepoint-1/${name}`, bytes] as const),
      ['moved/savepoint-1/_metadata', metadataAt(`s3://${bucket}/moved/savepoint-1`)],
    ]),
  )

/**
 * What a killed run left. A copy that the server still worked at when its client was killed may be listed a
 * moment before it can be read: then everything is looked at again.
 */
async function downloadSettled(bucket: string): Promise<Map<string, Buffer>> {
  for (let tries = 1; ; tries++) {
    try {
      return await downloadAll(to, bucket)
    } catch (error) {
      if ((error as Error).name !== 'NoSuchKey' || tries === 10) throw error
      await delay(200)
    }
  }
}

async function expectEnd(way: Way, bucket: string, present: number): Promise<void> {
  for (const shard of way === 'in shards' ? SHARDS : []) {
    const { exitCode, stderr } = await run(way, bucket, { shard })
    expect([exitCode, stderr]).toEqual([0, ''])
  }
  const { exitCode, stderr, outputs } = await run(way, bucket)
  expect([exitCode, stderr]).toEqual([0, ''])
  // Nothing that is there is sent a second time, what went in parts neither. A write that was under way when
  // its sender was killed may still end after the objects were counted.
  if (way === 'in shards') expect(Number(outputs['files-skipped'])).toBe(files.size)
  else expect(Number(outputs['files-skipped'])).toBeGreaterThanOrEqual(present)
}

beforeAll(async () => {
  for (const server of [from, to]) {
    const bucket = await newBucket(server, 'source')
    const source = `s3://${bucket}/flink/savepoint-1`
    await uploadSample(server, bucket, 'flink/savepoint-1', { files, metadata: metadataAt(source) })
    for (const way of WAYS) if ((way === 'server-side') === (server === to)) sources.set(way, source)
  }
  for (const way of WAYS) {
    const bucket = await newBucket(to, 'whole')
    const started = performance.now()
    const result = await run(way, bucket, way === 'in shards' ? { shard: '1/2' } : {})
    wholeMs.set(way, performance.now() - started)
    expect([result.exitCode, result.stderr]).toEqual([0, ''])
  }
})
afterAll(() => {
  for (const { client } of servers) client.destroy()
})

describe('a run that is killed', () => {
  it.each(Array.from({ length: ROUNDS }, (_, n) => [n + 1, WAYS[n % WAYS.length]!] as const))(
    'and started again always ends with a savepoint that verifies, never one before it is complete (round %d, %s)',
    async (round, way) => {
      const bucket = await newBucket(to, `round-${round}`)
      const killed = await run(
        way,
        bucket,
        way === 'in shards' ? { shard: SHARDS[round % 2]! } : {},
        momentOf(round, way),
      )

      const left = digests(await downloadSettled(bucket))
      const whole = expectedIn(bucket)
      const committed = left.some(([key]) => key.endsWith('/_metadata'))
      if (committed) expect([left, way]).toEqual([whole, expect.not.stringMatching('in shards')])
      else if (way !== 'in shards') expect(killed.exitCode).not.toBe(0)
      for (const object of left) expect(whole).toContainEqual(object)
      leftBehind.get(way)!.push(left.length)

      await expectEnd(way, bucket, committed ? files.size : left.length)
      expect(digests(await downloadAll(to, bucket))).toEqual(whole)
    },
  )

  it.each(WAYS)('was killed in the middle of the copying, too (%s)', (way) => {
    expect(leftBehind.get(way)!.filter((count) => count > 0 && count < mostLeft(way)).length).toBeGreaterThan(
      0,
    )
  })
})
