/** @jest-environment ./__tests__/support/one-realm.ts */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { ConnectionPool } from '../../../../src/storage/s3/raw/http/connection-pool.ts'
import type { HttpRequest } from '../../../../src/storage/s3/raw/http/connection.ts'
import { openSocket } from '../../../../src/storage/s3/raw/http/open-socket.ts'
import { SharedTls } from '../../../../src/storage/s3/raw/http/shared-tls.ts'
import { systemCode } from '../../../../src/storage/system-error.ts'

let server: Server
let pool: ConnectionPool
let sockets: Socket[]
/** What the server does with what a connection says. */
let hear: (socket: Socket, text: string, nth: number) => void

beforeEach(async () => {
  sockets = []
  server = createServer((socket) => {
    const nth = sockets.push(socket)
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => { hear(socket, chunk.toString('latin1'), nth) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const tls = new SharedTls()
  pool = new ConnectionPool((take, signal) => openSocket({ origin, take }, tls, signal))
})

afterEach(async () => {
  pool.close(new Error('the test is over'))
  for (const socket of sockets) socket.destroy()
  await once(server.close(), 'close')
})

const GET: HttpRequest = { method: 'GET', path: '/x', headers: { host: 'store' } }
const answer = (text: string, headers = ''): string => `HTTP/1.1 200 OK\r\n${headers}content-length: ${text.length}\r\n\r\n${text}`

function send(request: HttpRequest = GET): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    pool.send(request, {
      onSent: () => undefined,
      onHead: () => undefined,
      onData: (piece) => {
        text += piece.toString('latin1')
        return true
      },
      onEnd: () => { resolve(text) },
      onError: reject,
    })
  })
}

const codeOf = (promise: Promise<unknown>): Promise<string | undefined> => promise.then(() => 'none', (error: unknown) => systemCode(error) ?? String(error))

/** Once the server has nothing more of a connection: the next request cannot race with its end. */
const closed = (socket: Socket | undefined): Promise<unknown> => once(socket!, 'close')

describe('a pool of connections', () => {
  it('uses one again when its answer is over, the last one first', async () => {
    hear = (socket, _, nth) => socket.write(answer(`${nth}`))
    expect(await Promise.all([send(), send(), send()])).toEqual(['1', '2', '3'])
    expect([await send(), await send()]).toEqual(['3', '3'])
    expect(sockets).toHaveLength(3)
  })

  it.each([
    ['the answer says so', answer('x', 'connection: close\r\n')],
    ['it was to be idle for no time', answer('x', 'keep-alive: timeout=1\r\n')],
    ['more came than the answer', `${answer('x')}!`],
  ])('does not when %s', async (_, text) => {
    hear = (socket) => socket.write(text)
    expect([await send(), await send()]).toEqual(['x', 'x'])
    expect(sockets).toHaveLength(2)
  })

  it('does not when the server spoke, or left, in between', async () => {
    hear = (socket) => socket.write(answer('x'))
    await send()
    const spoken = closed(sockets[0])
    sockets[0]!.write('HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n')
    await spoken
    await send()
    expect(sockets).toHaveLength(2)
    const left = closed(sockets[1])
    sockets[1]!.end()
    await left
    await send()
    expect(sockets).toHaveLength(3)
  })

  it('does not when the answer came before the request was sent', async () => {
    let heard = ''
    hear = (socket, text) => {
      if (heard === '') socket.write(answer('no'))
      heard += text
    }
    let told = false
    const body = (async function* () {
      try {
        for (;;) {
          yield Buffer.alloc(1000)
          await new Promise((resolve) => setImmediate(resolve))
        }
      } finally {
        told = true
      }
    })()
    const over = new Promise((resolve) => server.once('connection', (socket) => socket.once('close', resolve)))
    expect(await send({ ...GET, method: 'PUT', body, headers: { ...GET.headers, 'content-length': '1000000' } })).toBe('no')
    await over
    expect(told).toBe(true)
  })

  it('sends head and body as they are', async () => {
    let heard = ''
    const whole = new Promise<void>((resolve) => {
      hear = (socket, text) => {
        heard += text
        if (!heard.endsWith('!')) return
        socket.write(answer(''))
        resolve()
      }
    })
    const body = Buffer.concat([Buffer.alloc(3_000_000, 'x'), Buffer.from('!')])
    await send({ method: 'PUT', path: '/a?b=c', headers: { host: 'store', 'content-length': String(body.length), 'x-a': 'é' }, body })
    await whole
    expect(heard.slice(0, heard.indexOf('\r\n\r\n'))).toBe('PUT /a?b=c HTTP/1.1\r\nhost: store\r\ncontent-length: 3000001\r\nx-a: é')
    expect(heard.length - heard.indexOf('\r\n\r\n') - 4).toBe(body.length)
  })

  it.each([
    ['a header that ends a line', { ...GET, headers: { host: 'store', 'x-a': 'b\r\nx-evil: 1' } }],
    ['a header beyond Latin-1', { ...GET, headers: { host: 'store', 'x-a': '😀' } }],
    ['a path with a blank', { ...GET, path: '/a b' }],
    ['a path that ends a line', { ...GET, path: '/a\r\nx: y' }],
  ])('refuses %s, and sends nothing', async (_, request) => {
    let heard = ''
    hear = (__, text) => { heard += text }
    expect(await codeOf(send(request))).toBe('ERR_INVALID_CHAR')
    hear = (socket, text) => {
      heard += text
      socket.write(answer('x'))
    }
    await send()
    expect(heard).toBe('GET /x HTTP/1.1\r\nhost: store\r\n\r\n')
  })

  it('ends what is under way when it is closed, connecting or waiting', async () => {
    const asked = new Promise<void>((resolve) => { hear = () => { resolve() } })
    const waiting = codeOf(send())
    await asked
    const connecting = codeOf(send())
    pool.close(Object.assign(new Error('enough'), { code: 'CLOSED' }))
    expect([await waiting, await connecting]).toEqual(['CLOSED', 'CLOSED'])
  })

  it('closes the connection of what is given up, and tells nothing more of it', async () => {
    const told: string[] = []
    const ended = new Promise((resolve) => {
      hear = (socket) => {
        socket.once('close', resolve)
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc')
      }
    })
    const running = pool.send(GET, {
      onSent: () => undefined,
      onHead: () => {
        told.push('head')
        running.abort()
      },
      onData: () => {
        told.push('data')
        return true
      },
      onEnd: () => { told.push('end') },
      onError: () => { told.push('error') },
    })
    await ended
    expect(told).toEqual(['head'])
  })

  it('waits for a listener that wants to', async () => {
    const size = 32 * 2 ** 20
    hear = (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`)
      socket.write(Buffer.alloc(size))
    }
    let got = 0
    await new Promise<void>((resolve, reject) => {
      const running = pool.send(GET, {
        onSent: () => undefined,
        onHead: () => undefined,
        onData: (piece) => {
          got += piece.length
          const before = got
          setImmediate(() => {
            // Nothing came while it waited.
            if (got !== before && got < size) reject(new Error(`${got - before} bytes came too early`))
            running.resume()
          })
          return false
        },
        onEnd: resolve,
        onError: reject,
      })
    })
    expect(got).toBe(size)
  }, 30_000)
})
