/**
 * Host names of the world, without the world: a proxy that takes every tunnel, and behind it, over TLS, the
 * fake that a host name stands for. What a run would send to a provider comes to a fake of it, with the
 * names and the style of addresses that the provider has.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo, type Server } from 'node:net'
import type { FakeS3 } from './fake-s3/server.ts'
import { makeCertificate } from './self-signed.ts'

/** A provider's host, and the fake behind it. */
export interface FakeHost {
  /** Without the bucket. */
  readonly host: string
  readonly fake: FakeS3
  /** Buckets that have a host name of their own; the certificate names each. */
  readonly buckets?: readonly string[]
  /** What a request with the bucket in its path gets. */
  readonly pathStyle: 'served' | 'refused'
}

/** What runs through it has to know. */
export interface SmallInternet {
  /** URL of the proxy, for `HTTPS_PROXY`. */
  readonly proxy: string
  /** The certificate authority in PEM, for `AWS_CA_BUNDLE`. */
  readonly certificate: string
  /** Host names that were asked for, in order, each once. */
  readonly asked: Set<string>
  close(): Promise<void>
}

/** Starts it on the loopback address; the caller closes it, and the fakes. */
export async function startSmallInternet(hosts: readonly FakeHost[]): Promise<SmallInternet> {
  const names = hosts.flatMap(({ host, buckets = [] }) => [host, ...buckets.map((one) => `${one}.${host}`)])
  const { cert, key } = makeCertificate({ hosts: names })
  const asked = new Set<string>()
  const front = createTlsServer({ cert, key }, (request, response) => {
    forward(hosts, request, response)
  })
  const frontPort = await listenOn(front)
  const proxy = createServer()
  proxy.on('connect', (request, client) => {
    const [host = ''] = (request.url ?? '').split(':')
    asked.add(host)
    if (!names.includes(host)) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      return
    }
    const onward = connect(frontPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(client)
      client.pipe(onward)
    })
    onward.on('error', () => {
      client.destroy()
    })
    client.on('error', () => {
      onward.destroy()
    })
  })
  const port = await listenOn(proxy)
  return {
    proxy: `http://127.0.0.1:${port}`,
    certificate: cert,
    asked,
    close: async () => {
      for (const server of [front, proxy]) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

function forward(hosts: readonly FakeHost[], request: IncomingMessage, response: ServerResponse): void {
  const name = request.headers.host ?? ''
  const found = hosts.find(({ host }) => name === host || name.endsWith(`.${host}`))
  if (found === undefined || (name === found.host && found.pathStyle === 'refused')) {
    request.resume()
    response.writeHead(403, { 'content-type': 'application/xml' })
    response.end(
      '<Error><Code>SecondLevelDomainForbidden</Code><Message>Please use virtual hosted style to access.</Message></Error>',
    )
    return
  }
  const bucket = name === found.host ? '' : `/${name.slice(0, -found.host.length - 1)}`
  const onward = httpRequest(
    `${found.fake.endpoint}${bucket}${request.url ?? ''}`,
    { method: request.method, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    },
  )
  onward.on('error', () => response.destroy())
  request.pipe(onward)
}

async function listenOn(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
