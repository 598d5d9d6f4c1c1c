import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Snapshot } from '../../support/synthetic-snapshot.ts'
import type { Command, Told } from './serve.ts'

/** Keys per message to the process. */
const SEEDED_AT_ONCE = 50_000

/** A running quick server; it accepts any keys. */
export class QuickServer {
  readonly endpoint: string
  readonly #child: ChildProcess

  private constructor(endpoint: string, child: ChildProcess) {
    this.endpoint = endpoint
    this.#child = child
  }

  static async start(): Promise<QuickServer> {
    const child = fork(join(import.meta.dirname, 'serve.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    const { endpoint } = await told(child)
    if (endpoint === undefined) throw new Error('the quick server did not say where it listens')
    return new QuickServer(endpoint, child)
  }

  /** Objects of one size, without bytes, in a bucket that is there from now on. */
  async seed(bucket: string, keys: readonly string[], sizeBytes: number): Promise<void> {
    let at = 0
    do {
      await this.#tell({ do: 'seed', bucket, keys: keys.slice(at, at + SEEDED_AT_ONCE), sizeBytes })
      at += SEEDED_AT_ONCE
    } while (at < keys.length)
  }

  /** The files of a savepoint, without bytes, and its `_metadata`. */
  async seedSnapshot({ bucket, directory, names, sizeBytes, metadata }: Snapshot): Promise<void> {
    await this.seed(
      bucket,
      names.map((name) => `${directory}/${name}`),
      sizeBytes,
    )
    await this.put(bucket, `${directory}/_metadata`, metadata)
  }

  async put(bucket: string, key: string, bytes: Uint8Array): Promise<void> {
    await this.#tell({ do: 'put', bucket, key, base64: Buffer.from(bytes).toString('base64') })
  }

  /** From now on each request is answered so much later. */
  async delay(ms: number): Promise<void> {
    await this.#tell({ do: 'delay', ms })
  }

  /** Requests since this was asked before. */
  async countRequests(): Promise<number> {
    return (await this.#tell({ do: 'count' })).requests
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }

  async #tell(command: Command): Promise<Told> {
    this.#child.send(command)
    return told(this.#child)
  }
}

async function told(child: ChildProcess): Promise<Told> {
  const heard = new AbortController()
  const { signal } = heard
  try {
    const [message] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`the quick server ended with ${String(code)}`)
      }),
    ])) as [Told]
    return message
  } finally {
    heard.abort()
  }
}
