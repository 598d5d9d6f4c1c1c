import { writeFile } from 'node:fs/promises'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { HandClock } from '../support/hand-clock.ts'
import { daysFromNow, makeCertificate } from '../support/self-signed.ts'
import { inScratch, type Chapter, type Page } from './book.ts'
import { credentials, failure, read, withVariables, type Case } from './store-calls.ts'

async function at(page: Page, when: string, endpoint: string, more?: Case): Promise<void> {
  await failure(page, when, read, { endpoint, credentials }, more)
}

async function withFake(use: (fake: FakeS3) => Promise<void>): Promise<void> {
  const fake = await startFakeS3()
  fake.buckets.put('bucket', 'savepoint/state-1', Buffer.from('0123456789'))
  try {
    await use(fake)
  } finally {
    await fake.close()
  }
}

/** Its connections are cut afterwards: `close` alone would wait for those that are kept open. */
async function listening(server: Server, use: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, resolve))
  try {
    await use((server.address() as AddressInfo).port)
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function connections(page: Page): Promise<void> {
  let gone = ''
  await withFake(async (fake) => {
    gone = fake.endpoint
    fake.fault({ fault: { reset: true } })
    await at(page, 'connections that break', fake.endpoint)
  })
  await at(page, 'nobody who listens', gone)
  page.steady(/EAI_AGAIN/g, 'ENOTFOUND')
  await at(page, 'a name that does not resolve', 'http://no-such-host.invalid:9000')
  await withFake(async (fake) => {
    const silenceClock = new HandClock()
    const stalled = (): void => {
      silenceClock.forward(61)
    }
    fake.fault({ fault: { stall: 'head', stalled } })
    await at(page, 'a store that is silent', fake.endpoint, { options: { silenceClock } })
  })
  const ssh = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end('SSH-2.0-OpenSSH_9.6\r\n')
    socket.resume()
  })
  await listening(ssh, (port) => at(page, 'something that is not HTTP', `http://127.0.0.1:${port}`))
}

async function certificates(page: Page, directory: string): Promise<void> {
  await withFake(async ({ endpoint }) => {
    await at(page, 'TLS to a port without it', endpoint.replace('http:', 'https:'))
  })
  const trusted = join(directory, 'ca.pem')
  const trusting = { AWS_CA_BUNDLE: trusted }
  const unknown = createTlsServer(makeCertificate({ hosts: ['localhost'] }))
  await listening(unknown, (port) =>
    at(page, 'a certificate of an unknown authority', `https://localhost:${port}`),
  )
  const past = { notBefore: daysFromNow(-2), notAfter: daysFromNow(-1) }
  for (const [when, wishes] of [
    ['an expired certificate', { hosts: ['localhost'], ...past }],
    ["another host's certificate", { hosts: ['elsewhere.example'] }],
  ] as const) {
    const made = makeCertificate(wishes)
    await writeFile(trusted, made.cert)
    await listening(createTlsServer(made), (port) =>
      withVariables(trusting, () => at(page, when, `https://localhost:${port}`)),
    )
  }
  await writeFile(trusted, 'nothing')
  await withVariables(trusting, () => at(page, 'a file of authorities without one', 'https://localhost:9000'))
  await withVariables({ AWS_CA_BUNDLE: join(directory, 'absent.pem') }, () =>
    at(page, 'a file of authorities that is not there', 'https://localhost:9000'),
  )
}

/** What is said of the way to a store. */
export const NETWORK: Chapter = {
  title: 'Connections and certificates',
  write: async (page: Page): Promise<void> => {
    page.steady(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-02T10:00:00.000Z')
    await withVariables({}, () => connections(page))
    await inScratch(page, (directory) => withVariables({}, () => certificates(page, directory)))
  },
}
