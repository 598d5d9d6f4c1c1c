import type { Client } from 'undici'
import type { Expected } from './lent-reads.ts'

/** A client of undici's, which has one connection at a time. */
export interface Connection {
  readonly client: Client
  /** What it is about to read. */
  readonly expected: Expected
}

/**
 * The connections to one place: as many as there are requests at once. A request gets the one that was used
 * last, which is the least likely to have died meanwhile.
 */
export class Connections {
  readonly #open: () => Connection
  readonly #all = new Set<Connection>()
  readonly #idle: Connection[] = []
  #retired = false
  #onGone: (() => void) | undefined

  constructor(open: () => Connection) {
    this.#open = open
  }

  take(): Connection {
    const idle = this.#idle.pop()
    if (idle !== undefined) return idle
    const opened = this.#open()
    this.#all.add(opened)
    return opened
  }

  /** The exchange over it is over. @param whole whether its answer came to its end */
  giveBack(connection: Connection, whole: boolean): void {
    if (whole && !this.#retired) this.#idle.push(connection)
    else this.#end(connection)
  }

  /**
   * Those that are idle are closed, the others when they are given back.
   *
   * @param onGone called once, when the last one is closed; at once where none is under way.
   */
  retire(onGone: () => void): void {
    this.#retired = true
    for (const connection of this.#idle.splice(0)) this.#end(connection)
    if (this.#all.size === 0) onGone()
    else this.#onGone = onGone
  }

  /** Closes all; exchanges that are under way fail. */
  destroy(reason: Error): void {
    this.#retired = true
    for (const { client } of this.#all) void client.destroy(reason)
  }

  #end(connection: Connection): void {
    this.#all.delete(connection)
    void connection.client.destroy()
    if (this.#all.size === 0) this.#onGone?.()
  }
}
