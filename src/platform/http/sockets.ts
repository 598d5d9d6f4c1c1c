import { connect as connectTcp, isIP, type OnReadOpts, type Socket } from 'node:net'
import { HttpError } from './http-error.ts'
import { passOverContinue } from './interim.ts'
import { LENDING, lentReads, type Expected } from './lent-reads.ts'
import type { Trust } from './trust.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** TCP's own probes, from so long a silence on; shorter than what firewalls forget a connection after. */
const PROBE_AFTER_MS = 60_000

/** Where a socket leads. */
export interface Target {
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string
  readonly port: number
  readonly secure: boolean
}

interface Reads {
  readonly onread?: OnReadOpts
}

/** How a socket is read, and what it goes over. */
export interface SocketOptions {
  /** What is about to be read. The socket reads into the shared buffer, if it is not over another one. */
  readonly expected: Expected
  /** A connection to speak TLS over, through a proxy; without it one is made. */
  readonly over?: Socket
}

/** The target of a URL's origin. */
export function targetOf({ hostname, port, protocol }: URL): Target {
  const secure = protocol === 'https:'
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return { hostname: bare, port: port === '' ? (secure ? 443 : 80) : Number(port), secure }
}

/** Opens a socket, over TLS where the target is secure. */
export function openSocket(target: Target, trust: Trust, { expected, over }: SocketOptions): Socket {
  const reads: Reads = LENDING && over === undefined ? { onread: lentReads(() => socket, expected) } : {}
  const socket: Socket = target.secure
    ? openTls(target, trust, reads, over)
    : connectTcp({ host: target.hostname, port: target.port, ...reads })
  passOverContinue(socket, expected)
  socket.setNoDelay(true)
  socket.setKeepAlive(true, PROBE_AFTER_MS)
  return socket
}

function openTls({ hostname, port }: Target, trust: Trust, reads: Reads, over: Socket | undefined): Socket {
  const { connect } = process.getBuiltinModule('node:tls')
  const host = `${hostname}:${port}`
  const session = trust.sessionWith(host)
  const socket = connect({
    host: hostname,
    port,
    // Node's types do not know that sockets over TLS can be read so too.
    ...reads,
    ALPNProtocols: ['http/1.1'],
    servername: isIP(hostname) === 0 ? hostname : undefined,
    secureContext: trust.context,
    session,
    socket: over,
  })
  socket.on('session', (fresh: Buffer) => {
    trust.keepSession(host, fresh)
  })
  return socket
}

/** The socket when it is connected. @throws what Node says; HttpError `ETIMEDOUT` after ten seconds */
export function connected(socket: Socket, secure: boolean): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const event = secure ? 'secureConnect' : 'connect'
    const settle = (): void => {
      clearTimeout(limit)
      socket.removeListener('error', failed)
      socket.removeListener('close', closed)
      socket.removeListener(event, ready)
    }
    const failed = (reason: Error): void => {
      settle()
      socket.destroy()
      reject(reason)
    }
    const ready = (): void => {
      settle()
      resolve(socket)
    }
    const closed = (): void => {
      failed(new HttpError('the connection was closed while it was made', 'ECONNRESET'))
    }
    const limit = setTimeout(() => {
      failed(new HttpError('no connection was made in time', 'ETIMEDOUT'))
    }, CONNECT_TIMEOUT_MS)
    // Errors that come when nobody listens must not end the process.
    socket.on('error', () => undefined)
    socket.once('error', failed)
    socket.once('close', closed)
    socket.once(event, ready)
  })
}
