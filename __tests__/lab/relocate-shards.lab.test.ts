/**
 * Shards between real servers, in processes of their own: what they copied is known again by the run that
 * commits.
 */
import { createHash, randomBytes } from 'node:crypto'
import { runAction, type StepResult } from '../support/run-bundle.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import {
  downloadAll,
  inputsFor,
  labServers,
  newBucket,
  serverCalled,
  uploadSample,
  type Server,
} from './s3.ts'

/** Small files that are sent whole, and large ones that go in parts of 16 MiB. */
const files = new Map<string, Buffer>([
  ...Array.from({ length: 9 }, (_, n) => [`small-${n}`, randomBytes(20_000 + n)] as const),
  ...Array.from({ length: 2 }, (_, n) => [`large-${n}`, randomBytes(33 * 2 ** 20 + n)] as const),
])
const SHARDS = ['1/3', '2/3', '3/3']
const servers = labServers()
afterAll(() => {
  for (const { client } of servers) client.destroy()
})

function metadataAt(home: string): Buffer {
  const subtasks = [...files].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
  )
  return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
}

const digestsOf = (objects: ReadonlyMap<string, Buffer>): [string, string][] =>
  [...objects]
    .map(([key, bytes]): [string, string] => [key, createHash('sha256').update(bytes).digest('hex')])
    .sort()

/**
 * Puts the savepoint on one server.
 *
 * @returns what runs it to another one, and what shall be there in the end.
 */
async function setUp(
  from: Server,
  to: Server,
): Promise<{
  run: (more?: Record<string, string>) => Promise<StepResult>
  held: () => Promise<[string, string][]>
  expected: [string, string][]
}> {
  const [bucket, target] = [await newBucket(from, 'source'), await newBucket(to, 'shards')]
  const source = `s3://${bucket}/flink/savepoint-1`
  await uploadSample(from, bucket, 'flink/savepoint-1', { files, metadata: metadataAt(source) })
  return {
    run: (more = {}) =>
      runAction({
        ...inputsFor(to),
        ...inputsFor(from, 'source-'),
        source,
        target: `s3://${target}/moved`,
        ...more,
      }),
    held: async () => digestsOf(await downloadAll(to, target)),
    expected: digestsOf(
      new Map([
        ...[...files].map(([name, bytes]) => [`moved/savepoint-1/${name}`, bytes] as const),
        ['moved/savepoint-1/_metadata', metadataAt(`s3://${target}/moved/savepoint-1`)],
      ]),
    ),
  }
}

describe('three shards at once', () => {
  it.each([
    ['minio-a', 'minio-b'],
    ['minio-a', 'seaweedfs'],
    ['seaweedfs', 'minio-b'],
  ])('from %s to %s copy everything, and the last run finds it all and commits', async (a, b) => {
    const { run, held, expected } = await setUp(serverCalled(servers, a), serverCalled(servers, b))
    const shards = await Promise.all(SHARDS.map((shard) => run({ shard, verify: 'strict' })))
    expect(shards.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(SHARDS.map(() => [0, '']))
    expect(shards.map(({ outputs }) => outputs['snapshot-path'])).toEqual(['', '', ''])
    expect(shards.reduce((sum, { outputs }) => sum + Number(outputs['files-copied']), 0)).toBe(files.size)
    expect((await held()).map(([key]) => key)).toEqual(
      expected.map(([key]) => key).filter((key) => !key.endsWith('_metadata')),
    )

    const last = await run()
    expect([last.exitCode, last.stderr]).toEqual([0, ''])
    expect(last.outputs).toMatchObject({ 'files-copied': '0', 'files-skipped': String(files.size) })
    expect(await held()).toEqual(expected)
  })
})
