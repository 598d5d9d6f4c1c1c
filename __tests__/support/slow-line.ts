import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

const PIECE_BYTES = 16 * 1024

/**
 * A line to a server of this machine through which only so many bytes a second go out, all connections
 * together; what comes back is not held up.
 */
export class SlowLine {
  /** Bytes that were let through. */
  sentBytes = 0
  readonly #server: Server
  readonly #bytesPerSecond: number
  readonly #sockets = new Set<Socket>()
  /** When the next piece may go. */
  #freeAt = 0

  constructor(target: URL, bytesPerSecond: number) {
    this.#bytesPerSecond = bytesPerSecond
    this.#server = createServer({ pauseOnConnect: true, highWaterMark: PIECE_BYTES }, (client) => {
      const server = connect({ host: target.hostname, port: Number(target.port) })
      for (const socket of [client, server]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          client.destroy()
          server.destroy()
        })
      }
      server.pipe(client)
      void this.#forward(client, server)
    })
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async listen(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    return this
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #forward(client: Socket, server: Socket): Promise<void> {
    client.on('end', () => {
      server.end()
    })
    while (!client.destroyed) {
      const piece = client.read(Math.min(PIECE_BYTES, client.readableLength || PIECE_BYTES)) as Buffer | null
      if (piece === null) {
        const waited = new AbortController()
        const { signal } = waited
        await Promise.race([once(client, 'readable', { signal }), once(client, 'close', { signal })]).catch(
          () => undefined,
        )
        waited.abort()
        continue
      }
      const now = performance.now()
      // Timers are late: what they lost is caught up with, within bounds.
      this.#freeAt = Math.max(now - 50, this.#freeAt) + (piece.length / this.#bytesPerSecond) * 1000
      if (this.#freeAt - now > 5) await delay(this.#freeAt - now)
      this.sentBytes += piece.length
      if (!server.destroyed) server.write(piece)
    }
  }
}
