/** @jest-environment ./__tests__/support/one-realm.ts */
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { S3Api } from '../../../../src/storage/s3/s3-api.ts'
import { openApi } from '../../../../src/storage/s3/transport.ts'
import { patterned } from '../../bytes-source.ts'

let server: Server
let api: S3Api
const sockets = new Set<Socket>()

/** Answers each request with the bytes of its key's size, its head byte by byte. */
beforeEach(async () => {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const size = Number(/^GET \/bucket\/(\d+)/.exec(chunk.toString('latin1'))?.[1])
      void answer(socket, size)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  api = openApi({ endpoint, region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }, {}, {})
})

afterEach(async () => {
  api.close()
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  await once(server.close(), 'close')
})

async function answer(socket: Socket, size: number): Promise<void> {
  const head = `HTTP/1.1 200 OK\r\netag: "tag-${size}"\r\ncontent-length: ${size}\r\n\r\n`
  for (let at = 0; at < head.length; at += 7) {
    socket.write(head.slice(at, at + 7))
    await new Promise((resolve) => setImmediate(resolve))
  }
  socket.write(patterned(size, size))
}

const SIZES = Array.from({ length: 10 }, (_, n) => 300_000 + 40_001 * n)

describe('connections that read into one buffer', () => {
  it('keep apart what lands in memory', async () => {
    await Promise.all(SIZES.map(async (size) => {
      const sink = { bytes: Buffer.alloc(size), filled: 0 }
      expect((await api.getInto({ bucket: 'bucket', key: String(size) }, sink, {})).etag).toBe(`tag-${size}`)
      expect([size, sink.filled, sink.bytes.equals(patterned(size, size))]).toEqual([size, size, true])
    }))
  }, 60_000)

  it('keep apart what slow readers stream', async () => {
    await Promise.all(SIZES.map(async (size) => {
      const { head, body } = await api.get({ bucket: 'bucket', key: String(size) }, {})
      const chunks: Uint8Array[] = []
      for await (const chunk of body) {
        chunks.push(chunk)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
      expect([head.etag, Buffer.concat(chunks).equals(patterned(size, size))]).toEqual([`tag-${size}`, true])
    }))
  }, 60_000)
})
