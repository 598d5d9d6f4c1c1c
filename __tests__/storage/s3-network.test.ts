/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseLocation } from '../../src/location/location.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import { trustedCertificates } from '../../src/storage/s3/http/trust.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { makeCertificate } from '../support/self-signed.ts'

const object = parseLocation('s3://bucket/key')
const credentials = { accessKeyId: 'alice', secretAccessKey: 'secret' }
const formerEnvironment = { ...process.env }
const servers: Server[] = []
let fake: FakeS3
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-net-'))
  fake = await startFakeS3()
  fake.buckets.put('bucket', 'key', Buffer.from('content'))
  process.env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name)))
})

afterEach(async () => {
  process.env = { ...formerEnvironment }
  await fake.close()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await rm(directory, { recursive: true })
})

async function listenOn(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return (server.address() as AddressInfo).port
}

async function readThrough(endpoint: string): Promise<string> {
  const store = createS3Store({ endpoint, credentials }, { side: 'target' })
  try {
    return Buffer.from((await store.read(object, { maxBytes: 100 })).bytes).toString()
  } finally {
    store.close()
  }
}

/** The fake behind TLS. */
async function tlsFront(hosts: readonly string[]): Promise<{ endpoint: string; caPath: string }> {
  const made = makeCertificate({ hosts })
  const caPath = join(directory, 'ca.pem')
  await writeFile(caPath, made.cert)
  const front = createTlsServer(made, (request, response) => {
    const onward = httpRequest(
      `${fake.endpoint}${request.url ?? ''}`,
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      },
    )
    request.pipe(onward)
  })
  return { endpoint: `https://localhost:${await listenOn(front)}`, caPath }
}

/** A proxy that writes down whom it was asked for. */
async function startProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const proxy = createServer((request, response) => {
    asked.push(new URL(request.url ?? '').host)
    const onward = httpRequest(
      request.url ?? '',
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      },
    )
    request.pipe(onward)
  })
  proxy.on('connect', (request, client) => {
    asked.push(`CONNECT ${request.url ?? ''}`)
    const [host, port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
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
  return { url: `http://127.0.0.1:${await listenOn(proxy)}`, asked }
}

describe('the way to the store', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])(
    'goes through the proxy of %s, but not to hosts of NO_PROXY',
    async (name) => {
      const { url, asked } = await startProxy()
      process.env[name] = url
      expect(await readThrough(fake.endpoint)).toBe('content')
      expect(asked).toEqual([new URL(fake.endpoint).host])
      process.env['NO_PROXY'] = '127.0.0.1'
      expect(await readThrough(fake.endpoint)).toBe('content')
      expect(asked).toHaveLength(1)
    },
  )

  it('goes through a tunnel of the proxy of HTTPS_PROXY, with the certificates of AWS_CA_BUNDLE', async () => {
    const { url, asked } = await startProxy()
    const { endpoint, caPath } = await tlsFront(['localhost'])
    process.env['HTTPS_PROXY'] = url
    process.env['AWS_CA_BUNDLE'] = caPath
    expect(await readThrough(endpoint)).toBe('content')
    expect(asked).toEqual([`CONNECT ${new URL(endpoint).host}`])
  })

  it('refuses a proxy variable that is no URL', async () => {
    process.env['HTTP_PROXY'] = 'socks5://user:password@proxy:1080'
    const outcome = await readThrough(fake.endpoint).catch((error: unknown) => String(error))
    expect(outcome).toContain('HTTP_PROXY')
    expect(outcome).not.toContain('password')
  })

  it('trusts the certificates of AWS_CA_BUNDLE', async () => {
    const { endpoint, caPath } = await tlsFront(['localhost'])
    process.env['AWS_CA_BUNDLE'] = caPath
    expect(await readThrough(endpoint)).toBe('content')
  })
})

describe('trusted certificates', () => {
  it("are Node's own without AWS_CA_BUNDLE", () => {
    expect(trustedCertificates({})).toBeUndefined()
    expect(trustedCertificates({ AWS_CA_BUNDLE: '' })).toBeUndefined()
  })

  it("are the bundle beside Node's own", async () => {
    const path = join(directory, 'ca.pem')
    const { cert } = makeCertificate({ hosts: ['x'] })
    await writeFile(path, cert)
    const trusted = trustedCertificates({ AWS_CA_BUNDLE: path })
    expect(trusted?.at(-1)).toBe(cert)
    expect(trusted!.length).toBeGreaterThan(50)
  })

  it('keep those of NODE_EXTRA_CA_CERTS where Node cannot tell its own', async () => {
    const [bundle, extra] = [join(directory, 'bundle.pem'), join(directory, 'extra.pem')]
    const certs = [makeCertificate({ hosts: ['x'] }).cert, makeCertificate({ hosts: ['y'] }).cert]
    await writeFile(bundle, certs[0]!)
    await writeFile(extra, certs[1]!)
    const trusted = trustedCertificates({ AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: extra }, 'none')
    expect(trusted).toEqual(expect.arrayContaining(certs))
    const missing = trustedCertificates(
      { AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: '/nonexistent.pem' },
      'none',
    )
    expect(missing).toEqual(expect.arrayContaining([certs[0]]))
  })

  it('are refused where the file is missing or holds none', async () => {
    expect(() => trustedCertificates({ AWS_CA_BUNDLE: '/nonexistent.pem' })).toThrow(
      'AWS_CA_BUNDLE names /nonexistent.pem, which cannot be read',
    )
    const path = join(directory, 'not.pem')
    await writeFile(path, 'hello')
    expect(() => trustedCertificates({ AWS_CA_BUNDLE: path })).toThrow('holds no PEM certificate')
  })
})
