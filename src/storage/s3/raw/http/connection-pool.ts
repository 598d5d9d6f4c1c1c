import { Connection, type ConnectionOwner, type ExchangeListener, type HttpRequest, type OpenSocket, type Running } from './connection.ts'
import type { Headers } from './answer-head.ts'

/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000

/** A server may close a connection at its very limit, while a request is on its way. */
const MARGIN_MS = 1000

interface Idle {
  readonly connection: Connection
  readonly untilMs: number
}

/**
 * Connections to one origin. Neither their number nor times are limited here but for connecting and for keeping idle ones: the store
 * limits its requests and watches their silence, and a limit in two places can deadlock.
 */
export class ConnectionPool {
  readonly #open: OpenSocket
  readonly #all = new Set<Connection>()
  /** The one that was used last comes first again, so that those that are not needed grow old. */
  readonly #idle: Idle[] = []
  readonly #owner: ConnectionOwner = {
    onIdle: (connection, headers) => {
      this.#idle.push({ connection, untilMs: performance.now() + keepAliveMs(headers) })
    },
    onClosed: (connection, stale) => {
      this.#all.delete(connection)
      // The server was away, or its proxy: the others that were idle meanwhile are as dead, and who tries again gets a fresh one.
      if (stale) for (const idle of this.#idle.splice(0)) idle.connection.close(new Error('it is dead'))
      const at = this.#idle.findIndex((idle) => idle.connection === connection)
      if (at !== -1) this.#idle.splice(at, 1)
    },
  }

  constructor(open: OpenSocket) {
    this.#open = open
  }

  /** Sends a request over a connection that is idle, or over a new one. */
  send(request: HttpRequest, listener: ExchangeListener): Running {
    let connection = this.#takeIdle()
    if (connection === undefined) {
      connection = new Connection(this.#open, this.#owner)
      this.#all.add(connection)
    }
    return connection.start(request, listener)
  }

  /** Closes all connections; exchanges that are under way fail with the reason. */
  close(reason: unknown): void {
    for (const connection of [...this.#all]) connection.close(reason)
  }

  #takeIdle(): Connection | undefined {
    const now = performance.now()
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.untilMs > now) return idle.connection
      idle.connection.close(new Error('it was idle for too long'))
    }
    return undefined
  }
}

function keepAliveMs(headers: Headers): number {
  const seconds = /(?:^|[\s,;])timeout=(\d{1,6})/i.exec(headers['keep-alive'] ?? '')?.[1]
  return seconds === undefined ? KEEP_ALIVE_MS : Math.min(KEEP_ALIVE_MS, Number(seconds) * 1000 - MARGIN_MS)
}
