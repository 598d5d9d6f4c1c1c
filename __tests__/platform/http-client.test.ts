/** @jest-environment ./__tests__/support/one-realm.ts */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { HttpRequest } from '../../src/platform/http/exchange.ts'
import { HttpClient } from '../../src/platform/http/http-client.ts'
import { Trust } from '../../src/platform/http/trust.ts'
import { eventually } from '../support/eventually.ts'
import { answer, ask, RawServer, textOf, type Told } from './raw-server.ts'

const formerEnvironment = { ...process.env }
let server: RawServer
let client: HttpClient

beforeEach(async () => {
  process.env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name)))
  server = await new RawServer().listen()
  client = new HttpClient({ trust: new Trust(), subject: 'the host' })
})

afterEach(async () => {
  process.env = { ...formerEnvironment }
  client.close()
  await server.close()
})

const send = async (request: Partial<HttpRequest> = {}): Promise<string> =>
  textOf(await ask(client, server.origin, request))
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => String((error as { code?: unknown }).code ?? error),
  )
/** Where a length contradicts the parser's fault, undici names the length. */
const REFUSED = /^HPE_|^ECONNRESET$/
const say =
  (text: string) =>
  (socket: Socket): void => {
    socket.write(Buffer.from(text, 'latin1'))
  }

describe('connections', () => {
  it('are used again when their answer is over', async () => {
    server.hear = (socket, _, nth) => socket.write(answer(String(nth)))
    expect([await send(), await send(), await send()]).toEqual(['1', '1', '1'])
    expect(new Set(await Promise.all([send(), send(), send()])).size).toBe(3)
    expect(server.sockets).toHaveLength(3)
  })

  it.each([
    ['the answer says so', answer('x', 'connection: close\r\n')],
    ['it was to be idle for no time', answer('x', 'keep-alive: timeout=1\r\n')],
    ['more came than the answer', `${answer('x')}!`],
    ['another answer came behind it', answer('x') + answer('y')],
    ['the answer is one of HTTP/1.0', answer('x').replace('1.1', '1.0')],
  ])('are not when %s', async (_, text) => {
    server.hear = say(text)
    expect([await send(), await send()]).toEqual(['x', 'x'])
    expect(server.sockets).toHaveLength(2)
  })

  it('serve one request each where the server closes them without a word', async () => {
    server.hear = (socket) => {
      socket.end(answer('x'))
    }
    for (let n = 0; n < 20; n++) {
      expect(await send()).toBe('x')
      await once(server.sockets.at(-1)!, 'close')
    }
    expect(server.sockets).toHaveLength(20)
  })

  it('that died in the pool are not noticed by who asks next', async () => {
    server.hear = say(answer('x'))
    await Promise.all(Array.from({ length: 8 }, () => send()))
    const dying = server.sockets.map((socket) => once(socket, 'close'))
    for (const [n, socket] of server.sockets.entries()) {
      if (n % 2 === 0) socket.end()
      else socket.resetAndDestroy()
    }
    await Promise.all(dying)
    expect(await Promise.all(Array.from({ length: 8 }, () => send()))).toEqual(
      Array.from({ length: 8 }, () => 'x'),
    )
  })

  it('that break under a request are told to have served before, where nothing of its answer had come', async () => {
    let served = 0
    server.hear = (socket, text) => {
      const isLast = ++served > 1
      if (!isLast) socket.write(answer('x'))
      else {
        if (text.startsWith('GET /begun')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab')
        setImmediate(() => socket.end())
      }
    }
    const broken = async (path: string): Promise<boolean> =>
      new Promise((resolve, reject) => {
        client.send(
          server.origin,
          { method: 'GET', path, headers: { host: 'store' } },
          {
            onSent: () => undefined,
            onHead: () => undefined,
            onData: () => true,
            onEnd: () => {
              reject(new Error('it ended'))
            },
            onError: (_, reused) => {
              resolve(reused)
            },
          },
        )
      })
    await send()
    expect(await broken('/x')).toBe(true)
    expect(await broken('/x')).toBe(false)
    served = 0
    await send()
    expect(await broken('/begun')).toBe(false)
  })

  it('that are fresh stay when others that are found dead one after the other had served before', async () => {
    let [mute, asked] = [false, 0]
    server.hear = (socket) => {
      asked++
      if (!mute) socket.write(answer('x'))
    }
    await Promise.all(Array.from({ length: 4 }, () => send()))
    const dying = [...server.sockets]
    mute = true
    const broken = Promise.all(dying.map(() => codeOf(send())))
    expect(await eventually(() => asked === 2 * dying.length)).toBe(true)
    mute = false
    for (const socket of dying) {
      socket.destroy()
      await once(socket, 'close')
      expect(await send()).toBe('x')
    }
    expect(await broken).toEqual(dying.map(() => 'ECONNRESET'))
    expect(server.sockets.length - dying.length).toBeLessThanOrEqual(2)
  })

  it('that spoke without being asked are not used', async () => {
    server.hear = say(answer('x'))
    await send()
    const [first] = server.sockets
    const closed = once(first!, 'close')
    first!.write('HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n')
    await closed
    expect(await send()).toBe('x')
  })

  it.each(['at once', 'with the next request'])(
    'are told of no late body behind a HEAD, %s',
    async (when) => {
      const late = answer('wrong', 'x-late: 1\r\n')
      const headed = new Set<Socket>()
      server.hear = (socket, text) => {
        if (!text.startsWith('HEAD')) {
          // What comes with the next request cannot be told from its answer: there must be none.
          socket.write(headed.has(socket) ? late : answer('right'))
          return
        }
        headed.add(socket)
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 60\r\n\r\n')
        if (when === 'at once') setImmediate(() => socket.write(late))
      }
      for (let n = 0; n < 40; n++) {
        const asked = await ask(client, server.origin, { method: 'HEAD' })
        expect([asked.headers['content-length'], await send()]).toEqual(['60', 'right'])
      }
    },
  )

  it('are not used again when the answer came before the request was sent, and the source is told', async () => {
    let heard = ''
    server.hear = (socket, text) => {
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
    expect(
      await send({ method: 'PUT', body, headers: { host: 'store', 'content-length': '100000000' } }),
    ).toBe('no')
    await once(server.sockets[0]!, 'close')
    expect(told).toBe(true)
  })

  it('are closed with what is given up, which hears nothing more', async () => {
    server.hear = say('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc')
    const told: string[] = []
    const tell = (what: string) => (): boolean => told.push(what) > 0
    const running = client.send(
      server.origin,
      { method: 'GET', path: '/', headers: { host: 'store' } },
      {
        onSent: tell('sent'),
        onHead: () => {
          told.push('head')
          running.abort()
        },
        onData: tell('data'),
        onEnd: tell('end'),
        onError: tell('error'),
      },
    )
    await once(process, 'nothing', { signal: AbortSignal.timeout(1) }).catch(() => undefined)
    while (server.sockets.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await once(server.sockets[0]!, 'close')
    expect(told).toEqual(['head'])
  })

  it('go on after readers that left early', async () => {
    server.hear = (socket, text) => {
      const size = Number(/^GET \/(\d+)/.exec(text)?.[1])
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`)
      socket.write(Buffer.alloc(size, 'b'))
    }
    for (let n = 0; n < 10; n++) {
      await new Promise<void>((resolve, reject) => {
        const running = client.send(
          server.origin,
          { method: 'GET', path: '/3000000', headers: { host: 'store' } },
          {
            onSent: () => undefined,
            onHead: () => undefined,
            onEnd: () => {
              reject(new Error('it ended'))
            },
            onError: reject,
            onData: () => {
              setImmediate(() => {
                running.abort()
                resolve()
              })
              return false
            },
          },
        )
      })
      expect(await send({ path: '/5' })).toBe('bbbbb')
    }
  })

  it('end what is under way when the client is closed, and what is sent later', async () => {
    const asked = new Promise<void>((resolve) => {
      server.hear = () => {
        resolve()
      }
    })
    const waiting = codeOf(send())
    await asked
    const connecting = codeOf(send())
    client.close()
    expect([await waiting, await connecting, await codeOf(send())]).toEqual(['CLOSED', 'CLOSED', 'CLOSED'])
  })

  it('that had served before end so too, and nothing else comes of it', async () => {
    server.hear = say(answer('x'))
    await send()
    const asked = new Promise<void>((resolve) => {
      server.hear = () => {
        resolve()
      }
    })
    const waiting = codeOf(send())
    await asked
    client.close()
    expect(await waiting).toBe('CLOSED')
    // A rejection that nobody handles fails the test.
    await new Promise((resolve) => setImmediate(resolve))
  })
})

describe('an answer', () => {
  it.each([
    [
      'in chunks',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;ext=1\r\nde\r\n0\r\nx-trailer: 1\r\n\r\n',
      'abcde',
    ],
    ['behind interim answers', `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${answer('abc')}`, 'abc'],
    ['with its length twice', answer('abc', 'content-length: 3\r\n'), 'none'],
    ['of no content', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
  ])('is understood or refused %s', async (_, text, expected) => {
    server.hear = say(text)
    if (expected === 'none') expect(await codeOf(send())).toMatch(REFUSED)
    else expect(await send()).toBe(expected)
  })

  const GO_ON = 'HTTP/1.1 100 Continue\r\n\r\n'
  it.each([
    ['as soon as it begins', [GO_ON], [answer('kept')]],
    ['before the answer', [], [GO_ON.replace('\r\n', '\r\nx-a: 1\r\n'), answer('kept')]],
    ['with the answer', [], [GO_ON + answer('kept')]],
    ['twice', [GO_ON], [GO_ON + answer('kept').slice(0, 9), answer('kept').slice(9)]],
    ['byte by byte', [], (GO_ON + answer('kept')).split('')],
  ])('is waited for where an upload is told "100 Continue" unasked, %s', async (_, first, last) => {
    server.hear = async (socket, heard) => {
      const pieces = [...(heard.startsWith('PUT') ? first : []), ...(heard.endsWith('!') ? last : [])]
      for (const piece of pieces) {
        socket.write(piece)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    for (const length of [300_000, 2]) {
      const body = Buffer.alloc(length, '!', 'latin1').fill('x', 0, length - 1)
      const headers = { host: 'store', 'content-length': String(length) }
      expect(await send({ method: 'PUT', headers, body })).toBe('kept')
    }
    expect(server.sockets).toHaveLength(1)
  })

  it('with more headers than anybody needs is called that', async () => {
    server.hear = say(answer('abc', `x-a: ${'a'.repeat(70_000)}\r\n`))
    const told = ask(client, server.origin)
    await expect(told).rejects.toThrow('the headers of an answer have more than 64 KiB')
    expect(await codeOf(told)).toBe('LONG_HEADERS')
  })

  it('ends with its connection where it has no length', async () => {
    server.hear = (socket) => {
      socket.end('HTTP/1.1 200 OK\r\n\r\nabc')
    }
    expect(await send()).toBe('abc')
  })

  it.each([
    [
      'Content-Length and Transfer-Encoding',
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    ],
    [
      'Transfer-Encoding and Content-Length',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    ],
    ['bare line feeds', answer('abc').replaceAll('\r\n', '\n')],
    ['a bare line feed behind a header', answer('abc', 'x-a: 1\n')],
    ['a header without a colon', answer('abc', 'nonsense\r\n')],
    ['a length that is none', answer('abc').replace(': 3', ': 0x3')],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n'],
    [
      'a chunk that is longer than it says',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n',
    ],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('is refused for %s', async (_, text) => {
    server.hear = say(text)
    expect(await codeOf(send())).toMatch(REFUSED)
  })

  it('whose encoding is not quite chunked does not pass for a whole one', async () => {
    // A no-break space before it: read as chunks by some, as bytes up to the end by others.
    server.hear = say('HTTP/1.1 200 OK\r\ntransfer-encoding: \u00a0chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n')
    const asked = ask(client, server.origin)
    while (server.sockets.length === 0) await new Promise((resolve) => setImmediate(resolve))
    setTimeout(() => server.sockets[0]!.destroy(), 50)
    expect(await asked.then(textOf, () => 'refused')).not.toBe('abc')
  })

  it.each([
    ['in its head', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['in its body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc'],
    ['before its last chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n'],
    ['before anything', ''],
  ])('that breaks off %s is a connection that was reset', async (_, text) => {
    server.hear = (socket) => {
      socket.end(text)
    }
    expect(await codeOf(send())).toBe('ECONNRESET')
  })

  it('that is compressed comes as it was sent', async () => {
    const zipped = gzipSync('content')
    server.hear = (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${zipped.length}\r\n\r\n`)
      socket.write(zipped)
    }
    const told: Told = await ask(client, server.origin)
    expect([told.headers['content-encoding'], Buffer.concat(told.pieces).equals(zipped)]).toEqual([
      'gzip',
      true,
    ])
  })

  it('waits for a listener that wants to', async () => {
    const size = 8 * 2 ** 20
    server.hear = (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`)
      socket.write(Buffer.alloc(size))
    }
    let got = 0
    await new Promise<void>((resolve, reject) => {
      const running = client.send(
        server.origin,
        { method: 'GET', path: '/', headers: { host: 'store' } },
        {
          onSent: () => undefined,
          onHead: () => undefined,
          onData: (piece) => {
            got += piece.length
            const before = got
            setImmediate(() => {
              if (got !== before) reject(new Error(`${got - before} bytes came too early`))
              running.resume()
            })
            return false
          },
          onEnd: resolve,
          onError: reject,
        },
      )
    })
    expect(got).toBe(size)
  })
})

describe('a request', () => {
  it('is sent as it is, and each slice that the connection takes is told', async () => {
    let heard = ''
    server.hear = (socket, text) => {
      heard += text
      if (heard.endsWith('!')) socket.write(answer(''))
    }
    const body = Buffer.concat([Buffer.alloc(3_000_000, 'x'), Buffer.from('!')])
    let sent = 0
    await new Promise<void>((resolve, reject) => {
      client.send(
        server.origin,
        {
          method: 'PUT',
          path: '/a?b=c',
          headers: { host: 'store', 'content-length': String(body.length), 'x-a': 'é' },
          body,
        },
        {
          onSent: () => {
            sent++
          },
          onHead: () => undefined,
          onData: () => true,
          onEnd: resolve,
          onError: reject,
        },
      )
    })
    const head = heard.slice(0, heard.indexOf('\r\n\r\n')).split('\r\n')
    expect([head[0], head.slice(1).sort()]).toEqual([
      'PUT /a?b=c HTTP/1.1',
      ['connection: keep-alive', 'content-length: 3000001', 'host: store', 'x-a: é'],
    ])
    expect(heard.length - heard.indexOf('\r\n\r\n') - 4).toBe(body.length)
    // No slice is larger than 512 KiB; on a slow line they are smaller.
    expect(sent).toBeGreaterThanOrEqual(6)
  })

  it.each<[string, Partial<HttpRequest>]>([
    ['a header that ends a line', { headers: { host: 'store', 'x-a': 'b\r\nx-evil: 1' } }],
    ['a header beyond Latin-1', { headers: { host: 'store', 'x-a': '😀' } }],
    ['a path with a blank', { path: '/a b' }],
    ['a path that ends a line', { path: '/a\r\nx: y' }],
  ])('is refused with %s, and not sent', async (_, request) => {
    expect(await codeOf(send(request))).toBe('ERR_INVALID_CHAR')
    expect(server.sockets).toEqual([])
  })
})

describe('a proxy', () => {
  it.each([
    ['with a password', 'ann:p%40ss', 'Basic YW5uOnBAc3M='],
    ['with a user only', 'ann', 'Basic YW5uOg=='],
    ['with a percent sign that escapes nothing', 'ann:p%ss', 'Basic YW5uOnAlc3M='],
  ])('is told who asks %s, for a tunnel too', async (_, user, expected) => {
    const told: (string | undefined)[] = []
    const proxy = createServer((request, response) => {
      told.push(request.url, request.headers['proxy-authorization'])
      response.end('by proxy')
    })
    proxy.on('connect', (request, socket) => {
      told.push(request.url, request.headers['proxy-authorization'])
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    })
    await once(proxy.listen(0), 'listening')
    const url = `http://${user}@127.0.0.1:${(proxy.address() as AddressInfo).port}`
    process.env['HTTP_PROXY'] = url
    process.env['HTTPS_PROXY'] = url
    expect(textOf(await ask(client, 'http://store.example:81', { path: '/a?b' }))).toBe('by proxy')
    expect(await codeOf(ask(client, 'https://store.example'))).toBe('PROXY_REFUSED')
    expect(told).toEqual(['http://store.example:81/a?b', expected, 'store.example:443', expected])
    proxy.closeAllConnections()
    await once(proxy.close(), 'close')
  })

  it('that never answers keeps no connection of a closed client', async () => {
    const asked = new Promise<void>((resolve) => {
      server.hear = () => {
        resolve()
      }
    })
    process.env['HTTPS_PROXY'] = server.origin
    const waiting = codeOf(ask(client, 'https://store.example'))
    await asked
    // Sooner than the ten seconds after which the proxy is given up anyway.
    const closed = once(server.sockets[0]!, 'close', { signal: AbortSignal.timeout(4000) })
    client.close()
    await closed
    expect(await waiting).toBe('CLOSED')
  })

  it('that closes a tunnel without a word is asked once', async () => {
    let asked = 0
    server.hear = (socket) => {
      asked++
      socket.destroy()
    }
    process.env['HTTPS_PROXY'] = server.origin
    expect(await codeOf(ask(client, 'https://store.example'))).toBe('ECONNRESET')
    expect(asked).toBe(1)
  })
})
