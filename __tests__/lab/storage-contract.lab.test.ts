import {
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { parseLocation } from '../../src/location/location.ts'
import { runPool } from '../../src/storage/pool.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import type { Transfer } from '../../src/storage/object-store.ts'
import { bytesSource, getText, listAll, patterned, putText } from '../storage/bytes-source.ts'
import { objectStoreContract, transferContract, type OpenedStore } from '../storage/contract.ts'
import { openFiles, openS3, REAL_PART_BYTES } from '../storage/openers.ts'
import { labServers, newBucket, type Server } from './s3.ts'

/** The contract of stores and transfers, held to real servers; any pair of them. */
const servers = labServers()
const buckets = new Map<string, string>()

beforeAll(async () => {
  for (const server of servers) buckets.set(server.name, await newBucket(server, 'contract'))
})

function settingsOf({
  endpoint,
  region,
  accessKeyId,
  secretAccessKey,
}: Server): Parameters<typeof createS3Store>[0] {
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
}

const on = (server: Server) => (): Promise<OpenedStore> =>
  Promise.resolve(openS3(settingsOf(server), {}, bucketOn(server), REAL_PART_BYTES))

function bucketOn({ name }: Server): string {
  const bucket = buckets.get(name)
  if (bucket === undefined) throw new Error(`no bucket was made on ${name}`)
  return bucket
}

for (const server of servers) {
  objectStoreContract(server.name, on(server))
  transferContract(`file to ${server.name}`, 'streamed', openFiles, on(server))
  transferContract(`${server.name} to file`, 'streamed', on(server), openFiles)
  for (const other of servers) {
    // Each pair takes seconds: of versitygw, the ways to itself and to and from one other server tell enough.
    if (
      server !== other
      && [server, other].some(({ name }) => name === 'versitygw')
      && ![server, other].some(({ name }) => name === 'minio-a')
    )
      continue
    const mode: Transfer['mode'] = other === server ? 'server-side' : 'streamed'
    transferContract(
      `${server.name} to ${other === server ? 'itself' : other.name}`,
      mode,
      on(server),
      on(other),
    )
  }
}

describe.each(servers)('$name', (server) => {
  const opened = (): OpenedStore => openS3(settingsOf(server), {}, bucketOn(server), REAL_PART_BYTES)

  it('honours the condition that commits a snapshot', async () => {
    const { store, directory } = opened()
    const location = { ...directory, path: `${directory.path}/_metadata` }
    expect(await store.publish(location, Buffer.from('x'), { replace: false })).toEqual({
      outcome: 'created',
      conditionHonoured: true,
    })
    expect(await getText(store, location)).toBe('x')
    store.close()
  })

  it('lists the same, each object once, whatever is expected to be there', async () => {
    const { store, directory } = opened()
    // In no order, in two directories, and with characters that UTF-8 and UTF-16 order differently.
    const names = Array.from(
      { length: 2_200 },
      (_, n) =>
        `${n % 3 === 0 ? 'deeper/' : ''}${(Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16)} ${['\u{1f600}', '\uffee', 'ä', '+', '%'][n % 5]}-${n}`,
    )
    const locations = names.map((name) => ({ ...directory, path: `${directory.path}/many/${name}` }))
    await runPool(locations, { concurrency: 32 }, new AbortController().signal, async (location) => {
      await putText(store, location, 'x')
    })
    const paths = locations.map(({ path }) => path).sort()
    for (const expected of [
      [],
      locations,
      locations.map((location) => ({ ...location, path: `${location.path}.other` })),
    ]) {
      const listed: string[] = []
      for await (const page of store.list({ ...directory, path: `${directory.path}/many` }, { expected })) {
        for (const { location } of page) listed.push(location.path)
      }
      expect(listed.sort()).toEqual(paths)
    }
    store.close()
  })

  it('copies with metadata, without tags', async () => {
    const Bucket = bucketOn(server)
    await server.client.send(
      new PutObjectCommand({ Bucket, Key: 'tagged', Body: 'x', Metadata: { job: 'a' }, Tagging: 'team=b' }),
    )
    const { store } = opened()
    const from = (await store.stat(parseLocation(`s3://${Bucket}/tagged`)))!
    await (store as ReturnType<typeof createS3Store>).copyWithin(from, parseLocation(`s3://${Bucket}/copied`))
    expect((await server.client.send(new HeadObjectCommand({ Bucket, Key: 'copied' }))).Metadata).toEqual({
      job: 'a',
    })
    expect(
      (await server.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'copied' }))).TagSet ?? [],
    ).toEqual([])
    store.close()
  })

  it('is left without unfinished uploads by a write that is interrupted', async () => {
    const { store, directory } = opened()
    const key = { ...directory, path: `${directory.path}/interrupted` }
    const stop = new AbortController()
    const source = bytesSource(patterned(3 * REAL_PART_BYTES))
    let sent = 0
    await expect(
      store.write(key, source, {
        signal: stop.signal,
        onBytes: (bytes) => {
          sent += bytes
          if (sent > REAL_PART_BYTES) stop.abort(new Error('interrupted'))
        },
      }),
    ).rejects.toThrow('interrupted')
    expect(await store.stat(key)).toBeUndefined()
    // MinIO lists unfinished uploads only under the exact key.
    const { Uploads } = await server.client.send(
      new ListMultipartUploadsCommand({ Bucket: directory.authority, Prefix: key.path.slice(1) }),
    )
    expect(Uploads ?? []).toEqual([])
    store.close()
  })

  it.each([
    [
      'a wrong secret',
      { accessKeyId: server.accessKeyId, secretAccessKey: 'not-the-secret-at-all' },
      'check secret-access-key',
    ],
    [
      'an unknown key id',
      { accessKeyId: 'nobody-knows-me', secretAccessKey: 'not-the-secret-at-all' },
      'is unknown to the store',
    ],
  ])('answers %s in a way that has its sentence', async (_, credentials, says) => {
    const store = createS3Store({ ...settingsOf(server), credentials }, { side: 'target' })
    await expect(putText(store, parseLocation(`s3://${bucketOn(server)}/x`), 'x')).rejects.toThrow(says)
    store.close()
  })

  it('answers for a missing bucket in a way that has its sentence', async () => {
    const store = createS3Store(settingsOf(server), { side: 'target' })
    // By listing: SeaweedFS makes a bucket for whoever may write.
    await expect(listAll(store, parseLocation('s3://there-is-no-such-bucket/x'))).rejects.toThrow(
      'the bucket there-is-no-such-bucket',
    )
    store.close()
  })
})
