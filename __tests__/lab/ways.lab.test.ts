/** @jest-environment ./__tests__/support/one-realm.ts */
/**
 * The contract of stores, and whole relocations, where something stands between: TLS, an HTTP proxy, a
 * reverse proxy, each as it is shipped.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3'
import { runPool } from '../../src/storage/pool.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import { runAction } from '../support/run-bundle.ts'
import { patterned } from '../storage/bytes-source.ts'
import { objectStoreContract, ODD_NAMES, transferContract, type OpenedStore } from '../storage/contract.ts'
import { openS3, REAL_PART_BYTES } from '../storage/openers.ts'
import { inputsFor, labServers, newBucket, putObject, serverCalled, type Server } from './s3.ts'
import { WAYS, type OpenWay, type Way } from './ways.ts'

const servers = labServers()
const formerEnvironment = { ...process.env }
const ODD_FILES = ODD_NAMES.filter((name) => name !== '_metadata')
const FILES = new Map([
  ['large', patterned(40 * 2 ** 20 + 1)],
  ...ODD_FILES.map((name) => [name, Buffer.from(`content of ${name}`)] as const),
  ...Array.from({ length: 1_300 }, (_, n) => [`file-${n}`, Buffer.from(`content of file ${n}`)] as const),
])
/** The bucket on `minio-a` that has the savepoint. */
let home: string
let scratch: string
let way: OpenWay

beforeAll(async () => {
  const from = serverCalled(servers, 'minio-a')
  home = await newBucket(from, 'home')
  const subtasks = [...FILES].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`s3://${home}/savepoint-1/${name}`, length)) }),
  )
  const objects = [...FILES, ['_metadata', Buffer.from(metadata(6, [operator(6, {}, subtasks)]))] as const]
  await runPool(objects, { concurrency: 16 }, new AbortController().signal, ([name, bytes]) =>
    putObject(from, home, `savepoint-1/${name}`, bytes),
  )
}, 120_000)

afterAll(() => {
  for (const { client } of servers) client.destroy()
})

/** Opens the way to these servers for the tests of a block, for this process too. */
function onWay(kind: Way, origins: readonly Server[]): void {
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-way-'))
    way = await kind.open(
      origins.map(({ endpoint }) => endpoint),
      scratch,
    )
    const others = Object.entries(formerEnvironment).filter(([name]) => !/proxy$/i.test(name))
    process.env = { ...Object.fromEntries(others), ...way.env }
  })

  afterAll(async () => {
    process.env = { ...formerEnvironment }
    await way.close()
    await rm(scratch, { recursive: true, force: true })
  })
}

describe.each(WAYS)('$name', (kind) => {
  for (const server of servers.filter(({ name }) => kind.servers.includes(name))) {
    describe(server.name, () => {
      onWay(kind, [server])
      let bucket: string
      beforeAll(async () => {
        bucket = await newBucket(server, 'way')
      })

      const open = (): Promise<OpenedStore> => {
        const { region, accessKeyId, secretAccessKey } = server
        const credentials = { accessKeyId, secretAccessKey }
        const settings = { endpoint: way.endpoints[0]!, region, credentials }
        return Promise.resolve(openS3(settings, {}, bucket, REAL_PART_BYTES))
      }
      objectStoreContract(server.name, open)
      transferContract(`${server.name} to itself`, 'server-side', open, open)

      it('was met by the proxy', async () => {
        expect(await way.first.log()).toMatch(/PUT|CONNECT/)
      })
    })
  }
})

describe.each(WAYS)('$name a savepoint of 1,300 files, odd names and a large one', (kind) => {
  const [from, to] = [serverCalled(servers, 'minio-a'), serverCalled(servers, 'minio-b')]
  onWay(kind, [from, to])

  it.each([
    ['another server', to, 1],
    ['its own server', from, 0],
  ])(
    'arrives byte for byte on %s',
    async (_, other, at) => {
      const bucket = await newBucket(other, 'arrived')
      const { exitCode, stdout, stderr } = await runAction(
        {
          ...inputsFor({ ...from, endpoint: way.endpoints[0]! }, 'source-'),
          ...inputsFor({ ...other, endpoint: way.endpoints[at]! }),
          source: `s3://${home}/savepoint-1`,
          target: `s3://${bucket}/to`,
          verify: 'strict',
        },
        { env: way.env },
      )
      expect([exitCode, exitCode === 0 ? '' : stdout + stderr]).toEqual([0, ''])
      const there = await sizesOf(other, bucket)
      expect(there.size).toBe(FILES.size + 1)
      for (const [name, bytes] of FILES)
        expect([name, there.get(`to/savepoint-1/${name}`)]).toEqual([name, bytes.length])
      for (const name of ['large', ...ODD_FILES, 'file-1299'])
        expect([
          name,
          (await download(other, bucket, `to/savepoint-1/${name}`)).equals(FILES.get(name)!),
        ]).toEqual([name, true])
    },
    180_000,
  )
})

async function sizesOf({ client }: Server, Bucket: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }))
    for (const { Key, Size } of Contents) sizes.set(Key ?? '', Size ?? -1)
  return sizes
}

async function download({ client }: Server, Bucket: string, Key: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}
