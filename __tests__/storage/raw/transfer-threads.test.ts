/** @jest-environment ./__tests__/support/one-realm.ts */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { OwnLoad, type LoadWindow } from '../../../src/storage/s3/raw/thread-load.ts'
import { TransferThreads, type MovingRequest } from '../../../src/storage/s3/raw/transfer-threads.ts'
import type { S3Fault, Sink } from '../../../src/storage/s3/s3-api.ts'

const MIB = 2 ** 20
const NOBODY = 'https://127.0.0.1:1'
const subject = { operation: 'PutObject', bucket: 'bucket', key: 'key' }
const request = { method: 'PUT', path: '/bucket/key', headers: { host: 'store' } } as const

const shared = (sizeBytes: number): Uint8Array<SharedArrayBuffer> => new Uint8Array(new SharedArrayBuffer(sizeBytes))
const putting = (body: Uint8Array, origin = NOBODY): MovingRequest => ({
  origin, subject, request: { ...request, headers: { ...request.headers, 'content-length': String(body.length) } }, body,
})
const getting = (sink: Sink, origin: string): MovingRequest => ({
  origin, subject: { ...subject, operation: 'GetObject' }, request: { ...request, method: 'GET' }, landing: { sink },
})
const failure = (promise: Promise<unknown> | undefined): Promise<S3Fault> =>
  Promise.resolve(promise).then(
    () => { throw new Error('it did not fail') },
    (error: unknown) => error as S3Fault,
  )

let server: Server | undefined
let threads: TransferThreads | undefined

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(async () => {
  threads?.close()
  server?.closeAllConnections()
  if (server !== undefined) await once(server.close(), 'close')
  server = undefined
})

/** Windows of so many milliseconds and such a load, one after the other. */
function windows(...stretches: (readonly [ageMs: number, load: number])[]): LoadWindow {
  let at = -1
  const current = (): readonly [number, number] => stretches[at] ?? [0, NaN]
  return { begin: () => { at++ }, ageMs: () => current()[0], load: () => current()[1] }
}

const BUSY = { begin: () => undefined, ageMs: () => 5000, load: () => 1 }

it('the load of a thread is the part of the time in which it computes', async () => {
  const window = new OwnLoad()
  while (window.ageMs() < 100) createHash('sha256').update('busy').digest()
  const busy = window.load()
  window.begin()
  await delay(200)
  expect(window.ageMs()).toBeGreaterThan(190)
  expect(window.load()).toBeLessThan(busy)
  expect(busy).toBeLessThan(1.2)
})

describe('threads that move bytes', () => {
  it('are used for https once enough was moved by a thread that had no time left, in pieces that are worth it', async () => {
    threads = new TransferThreads({}, windows([1000, 0.86]))
    const piece = shared(16 * MIB)
    expect([1, 2, 3].map(() => threads!.exchange(putting(piece), undefined))).toEqual([undefined, undefined, undefined])
    expect(threads.count).toBe(0)
    const { facts } = await failure(threads.exchange(putting(piece), undefined))
    expect(facts).toEqual({ ...subject, networkCode: 'ECONNREFUSED' })
    expect(threads.count).toBeGreaterThan(0)
    expect(threads.exchange(putting(shared(1000)), undefined)).toBeUndefined()
  })

  it.each<[string, readonly [number, number]]>([
    ['where the calling thread mostly waits', [1000, 0.84]],
    ['before it was watched long enough', [999, 1]],
  ])('are not started %s', async (_, stretch) => {
    threads = new TransferThreads({}, windows(stretch, [1000, 0.9]))
    const piece = shared(64 * MIB)
    expect(threads.exchange(putting(piece), undefined)).toBeUndefined()
    expect(threads.count).toBe(0)
    if (stretch[0] < 1000) return
    await failure(threads.exchange(putting(piece), undefined))
    expect(threads.count).toBeGreaterThan(0)
  })

  it('are left alone by http, and by bytes that only one thread sees', () => {
    threads = new TransferThreads({}, BUSY)
    for (let n = 0; n < 5; n++) expect(threads.exchange(putting(shared(16 * MIB), 'http://127.0.0.1:1'), undefined)).toBeUndefined()
    for (let n = 0; n < 5; n++) expect(threads.exchange(putting(Buffer.alloc(16 * MIB)), undefined)).toBeUndefined()
    expect(threads.count).toBe(0)
  })

  it('are none, or so many, where the environment says so', async () => {
    threads = new TransferThreads({ FLINK_SNAPSHOT_THREADS: '0' })
    for (let n = 0; n < 5; n++) expect(threads.exchange(putting(shared(16 * MIB)), undefined)).toBeUndefined()
    threads = new TransferThreads({ FLINK_SNAPSHOT_THREADS: '3' })
    await failure(threads.exchange(putting(shared(1)), undefined))
    expect(threads.count).toBe(3)
    expect(() => new TransferThreads({ FLINK_SNAPSHOT_THREADS: 'many' })).toThrow(
      'FLINK_SNAPSHOT_THREADS is "many": set it to a number from 0 (none) to 99, or unset it',
    )
  })

  it('put what is in the memory, and land what is answered there', async () => {
    const got: Buffer[] = []
    const origin = await serve((message, response) => {
      message.on('data', (chunk: Buffer) => got.push(chunk))
      message.on('end', () => response.end(message.method === 'GET' ? Buffer.concat(got) : ''))
    })
    threads = new TransferThreads({ FLINK_SNAPSHOT_THREADS: '1' })
    const body = shared(3 * MIB)
    for (let at = 0; at < body.length; at++) body[at] = at % 251
    expect(await threads.exchange(putting(body, origin), undefined)).toMatchObject({ status: 200, text: '' })
    expect(Buffer.concat(got).equals(body)).toBe(true)
    server!.removeAllListeners('request')
    server!.on('request', (_, response) => {
      const bytes = Buffer.concat(got).subarray(10)
      response.writeHead(200, { 'content-length': String(bytes.length) }).end(bytes)
    })
    const sink = { bytes: shared(3 * MIB), filled: 10 }
    sink.bytes.set(body.subarray(0, 10))
    await threads.exchange(getting(sink, origin), undefined)
    expect([sink.filled, Buffer.from(sink.bytes).equals(body)]).toEqual([3 * MIB, true])
  })

  it('keep what came before a fault', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('abc', () => setTimeout(() => response.destroy(), 20))
    })
    threads = new TransferThreads({ FLINK_SNAPSHOT_THREADS: '1' })
    const sink = { bytes: shared(10), filled: 0 }
    expect((await failure(threads.exchange(getting(sink, origin), undefined))).facts).toMatchObject({ networkCode: 'ECONNRESET' })
    expect([sink.filled, Buffer.from(sink.bytes.subarray(0, 3)).toString()]).toEqual([3, 'abc'])
  })

  it('give up with the reason of the signal, when the memory is free again', async () => {
    const stop = new AbortController()
    const closed = new Promise((resolve) => {
      void serve((message, response) => {
        message.socket.once('close', resolve)
        response.writeHead(200, { 'content-length': '10' }).write('abc')
        stop.abort(new Error('enough'))
      }).then((origin) => {
        threads = new TransferThreads({ FLINK_SNAPSHOT_THREADS: '1' })
        given = failure(threads.exchange(getting({ bytes: shared(10), filled: 0 }, origin), stop.signal))
      })
    })
    let given: Promise<S3Fault> | undefined
    await closed
    expect((await given!).message).toBe('enough')
    expect(() => threads!.exchange(putting(shared(1)), stop.signal)).toThrow('enough')
  })

  it('that end are done without: what they had is tried again by the calling thread', async () => {
    const former = process.env['AWS_CA_BUNDLE']
    process.env['AWS_CA_BUNDLE'] = '/nowhere/ca.pem'
    try {
      threads = new TransferThreads({ FLINK_SNAPSHOT_THREADS: '1' })
      const fault = await failure(threads.exchange(putting(shared(1)), undefined))
      expect(fault.facts).toEqual({ ...subject, networkCode: 'ECONNRESET' })
      expect(fault.message).toMatch(/a thread that moves bytes failed: .*AWS_CA_BUNDLE/)
      expect(threads.exchange(putting(shared(1)), undefined)).toBeUndefined()
    } finally {
      if (former === undefined) delete process.env['AWS_CA_BUNDLE']
      else process.env['AWS_CA_BUNDLE'] = former
    }
  })
})
