/** @jest-environment ./__tests__/support/plain-global.ts */
import { get as getPlain } from 'node:http'
import { get as getSecure } from 'node:https'
import type { Socket } from 'node:net'
import { HttpClient } from '../../src/platform/http/http-client.ts'
import { Trust } from '../../src/platform/http/trust.ts'
import { patterned } from '../storage/bytes-source.ts'
import { makeCertificate } from '../support/self-signed.ts'
import { ask, RawServer } from './raw-server.ts'

const certificate = makeCertificate({ hosts: ['localhost'] })
let server: RawServer
let client: HttpClient
afterEach(async () => {
  client.close()
  await server.close()
})

async function open(secure: boolean): Promise<void> {
  server = await new RawServer(secure ? certificate : undefined).listen()
  client = new HttpClient({ trust: new Trust([certificate.cert]), subject: 'the host' })
}

/** The same slices in each run: a failure can be looked at again. */
function slicer(seed: number, sizes: readonly number[]): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    // The lowest bits of such a number repeat soon.
    const random = state >>> 8
    return 1 + (random % (sizes[random % sizes.length] ?? 1))
  }
}

async function sayInSlices(socket: Socket, bytes: Buffer, next: () => number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const size = next()
    socket.write(bytes.subarray(at, at + size))
    at += size
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const headOf = (size: number): string =>
  `HTTP/1.1 200 OK\r\nx-filler: ${'f'.repeat(3000)}\r\netag: "tag-${size}"\r\ncontent-length: ${size}\r\nx-last: ${size}\r\n\r\n`
const chunked = (bytes: Buffer, next: () => number): Buffer => {
  const pieces: Buffer[] = [
    Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nx-last: chunks\r\n\r\n'),
  ]
  for (let at = 0; at < bytes.length;) {
    const piece = bytes.subarray(at, at + next())
    at += piece.length
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'))
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\nx-trailer: t\r\n\r\n')])
}

/** What Node's own client reads of the same. */
function plain(secure: boolean, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    ;(secure ? getSecure : getPlain)(
      server.origin + path,
      { agent: false, ca: secure ? certificate.cert : undefined },
      (answer) => {
        const chunks: Buffer[] = []
        answer
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => {
            resolve(Buffer.concat(chunks))
          })
      },
    ).on('error', reject)
  })
}

describe.each([
  ['plain', false],
  ['TLS', true],
])('connections over %s that read into one buffer', (_, secure) => {
  it.each<[string, readonly number[]]>([
    ['of any size', [1, 50, 4000, 70_000, 400_000]],
    ['that are small', [1, 3, 200, 2000]],
    ['that are large', [300_000, 900_000]],
  ])(
    'give the bytes that Node gives, in slices %s, to quick and to slow readers at once',
    async (__, sizes) => {
      await open(secure)
      server.hear = (socket, text) => {
        const [, kind, size = '0'] = /^GET \/(\w+)\/(\d+)/.exec(text) ?? []
        if (kind === undefined) return
        const bytes = Buffer.from(patterned(Number(size), Number(size)))
        const next = slicer(Number(size), sizes)
        void sayInSlices(
          socket,
          kind === 'chunked'
            ? chunked(bytes, next)
            : Buffer.concat([Buffer.from(headOf(Number(size))), bytes]),
          next,
        )
      }
      const largest = sizes.includes(2000) ? 30_000 : 700_000
      const paths = Array.from(
        { length: 12 },
        (___, n) => `/${n % 3 === 2 ? 'chunked' : 'whole'}/${largest + 20_001 * n}`,
      )
      await Promise.all(
        paths.map(async (path, n) => {
          const { headers, pieces } = await ask(client, server.origin, { path }, n % 2 === 1)
          expect([path, headers['x-last'], Buffer.concat(pieces).equals(await plain(secure, path))]).toEqual([
            path,
            path.startsWith('/chunked') ? 'chunks' : path.slice(7),
            true,
          ])
        }),
      )
    },
    60_000,
  )

  it('understand heads and bodies that come byte by byte', async () => {
    await open(secure)
    server.hear = (socket, text) => {
      const size = Number(/^GET \/(\d+)/.exec(text)?.[1])
      void sayInSlices(
        socket,
        Buffer.from(
          `HTTP/1.1 200 OK\r\netag: "tag-${size}"\r\ncontent-length: ${size}\r\nx-last: ${size}\r\n\r\n${'b'.repeat(size)}`,
        ),
        () => 1,
      )
    }
    await Promise.all(
      [1, 20, 300].map(async (size) => {
        const { headers, pieces } = await ask(client, server.origin, { path: `/${size}` })
        expect([headers, Buffer.concat(pieces).toString()]).toEqual([
          { etag: `"tag-${size}"`, 'content-length': String(size), 'x-last': String(size) },
          'b'.repeat(size),
        ])
      }),
    )
  })
})
