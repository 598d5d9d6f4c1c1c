import { isIP, connect as connectTcp, type OnReadOpts, type Socket } from 'node:net'
import { HttpError } from './http-error.ts'
import type { SharedTls } from './shared-tls.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** TCP's own probes, from so long a silence on; shorter than what firewalls forget a connection after. */
const PROBE_AFTER_MS = 60_000

/** Gets what was read, whose memory is used again afterwards. @returns whether more may come at once */
export type Take = (bytes: Buffer) => boolean

/**
 * Into this all connections of a thread read: fresh memory for each 64 KiB, and its collection, cost as much time as all the rest of
 * reading. What is read is used, or copied, before the next read.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024)

/** Where a socket leads, and what reads it. */
export interface SocketOptions {
  readonly origin: URL
  readonly take: Take
  /** A connection to speak TLS over, through a proxy; without it one is made. */
  readonly over?: Socket
}

/**
 * Opens a connection to an origin, over TLS for `https:`.
 *
 * @throws what Node says; HttpError `ETIMEDOUT` after ten seconds; the signal's reason.
 */
export async function openSocket(options: SocketOptions, tls: SharedTls, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted()
  const { origin } = options
  if (origin.protocol === 'http:') {
    const { hostname, port } = hostOf(origin)
    return ready(connectTcp({ host: hostname, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS, onread: readingFor(options.take) }), 'connect', signal)
  }
  return ready(openTls(options, tls), 'secureConnect', signal)
}

/** Name and port of an origin, as sockets want them. */
export function hostOf({ hostname, port, protocol }: URL): { hostname: string; port: number } {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return { hostname: bare, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) }
}

function readingFor(take: Take): OnReadOpts {
  return { buffer: READ_BUFFER, callback: (bytes) => take(READ_BUFFER.subarray(0, bytes)) }
}

function openTls({ origin, take, over }: SocketOptions, tls: SharedTls): Socket {
  const { connect } = process.getBuiltinModule('node:tls')
  const { hostname, port } = hostOf(origin)
  const session = tls.sessionWith(origin.origin)
  const socket = connect({
    host: hostname,
    port,
    // Node's types do not know that sockets over TLS can be read so too. Those over another socket cannot.
    ...(over === undefined && ({ onread: readingFor(take) } as object)),
    ALPNProtocols: ['http/1.1'],
    ...(isIP(hostname) === 0 && { servername: hostname }),
    secureContext: tls.context,
    ...(session !== undefined && { session }),
    ...(over !== undefined && { socket: over }),
  })
  if (over !== undefined) {
    socket.on('data', (bytes: Buffer) => {
      if (!take(bytes)) socket.pause()
    })
  }
  socket.setNoDelay(true)
  socket.setKeepAlive(true, PROBE_AFTER_MS)
  socket.on('session', (fresh: Buffer) => {
    tls.keepSession(origin.origin, fresh)
  })
  return socket
}

/** The socket when it is connected. */
export function ready(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', stop)
      socket.removeListener('error', failed)
      socket.removeListener('close', closed)
      socket.removeListener(event, connected)
    }
    const failed = (reason: unknown): void => {
      settle()
      socket.destroy()
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
      reject(reason)
    }
    const connected = (): void => {
      settle()
      resolve(socket)
    }
    const closed = (): void => {
      failed(new HttpError('the connection was closed while it was made', 'ECONNRESET'))
    }
    const stop = (): void => {
      failed(signal.reason)
    }
    const limit = setTimeout(() => {
      failed(new HttpError('no connection was made in time', 'ETIMEDOUT'))
    }, CONNECT_TIMEOUT_MS)
    // Errors that come when nobody listens must not end the process.
    socket.on('error', () => undefined)
    socket.once('error', failed)
    socket.once('close', closed)
    socket.once(event, connected)
    signal.addEventListener('abort', stop, { once: true })
  })
}
