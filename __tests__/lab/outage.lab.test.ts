/**
 * A real MinIO is killed in the midst of a relocation, and comes back on the same port with the same data.
 */
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { runAction } from '../support/run-bundle.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import { downloadAll, inputsFor, listKeys, newBucket, uploadSample, type Server } from './s3.ts'
import { clientFor, startMinio, type LabServer } from './servers.ts'

const MAIN = resolve(import.meta.dirname, '..', '..', 'src', 'main.ts')

/** Longer than all the tries of one request took once. */
const AWAY_MS = 15_000

const files = new Map<string, Buffer>([
  ...Array.from({ length: 150 }, (_, n) => [`small-${n}`, randomBytes(20_000 + n)] as const),
  ...Array.from({ length: 2 }, (_, n) => [`large-${n}`, randomBytes(36 * 2 ** 20 + n)] as const),
])

function metadataAt(home: string): Buffer {
  const subtasks = [...files].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
  )
  return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
}

const running: (LabServer & Server)[] = []
beforeAll(async () => {
  for (const name of ['minio-one', 'minio-two']) {
    const server = await startMinio(
      {
        accessKeyId: `lab${randomBytes(8).toString('hex')}`,
        secretAccessKey: randomBytes(20).toString('hex'),
      },
      name,
    )
    running.push({ ...server, client: clientFor(server) })
  }
})
afterAll(async () => {
  for (const server of running) {
    server.client.destroy()
    await server.stop()
  }
})

it.each<[way: string, from: number, away: number]>([
  ['copied by the server that goes away', 0, 0],
  ['streamed to the one that goes away', 1, 0],
  ['streamed from the one that goes away', 1, 1],
])('a relocation %s goes on when it is back', async (_, fromAt, awayAt) => {
  const [from, to] = [running[fromAt]!, running[0]!]
  const sourceBucket = await newBucket(from, 'source')
  const targetBucket = await newBucket(to, 'target')
  const home = `s3://${sourceBucket}/flink/savepoint-1`
  await uploadSample(from, sourceBucket, 'flink/savepoint-1', { files, metadata: metadataAt(home) })
  let restarted: Promise<void> | undefined
  const step = await runAction(
    {
      ...inputsFor(to),
      ...inputsFor(from, 'source-'),
      source: home,
      target: `s3://${targetBucket}/moved`,
      concurrency: '2',
    },
    {
      bundle: MAIN,
      onStart: () => {
        restarted = (async () => {
          while ((await listKeys(to, targetBucket)).length < 5) await delay(5)
          await running[awayAt]!.restart(AWAY_MS)
        })()
      },
    },
  )
  await restarted
  expect([step.exitCode, step.stderr]).toEqual([0, ''])
  expect(step.stdout).toMatch(/nothing has succeeded at the (source|target) store/)
  expect(step.stdout).toMatch(/answers again after \d+ s: going on/)
  const there = await downloadAll(to, targetBucket)
  for (const [name, bytes] of files)
    expect([name, there.get(`moved/savepoint-1/${name}`)?.equals(bytes)]).toEqual([name, true])
  expect(
    there.get('moved/savepoint-1/_metadata')?.equals(metadataAt(`s3://${targetBucket}/moved/savepoint-1`)),
  ).toBe(true)
})
