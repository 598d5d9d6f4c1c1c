/**
 * A Flink REST interface for faults that no real one produces on demand. What it answers otherwise is what
 * real ones do.
 */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A request that came in. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>> | undefined
  readonly authorization: string | undefined
}

/** What is answered: a status and JSON or text, or a connection that is cut without an answer. */
export type FakeAnswer =
  | {
      readonly status?: number
      readonly json?: unknown
      readonly text?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | 'cut'
  | 'silence'

/**
 * Changes what is answered to a request; `undefined` leaves it. Told the usual answer, whose effects took
 * place.
 */
export type Fault = (request: SeenRequest, usual: FakeAnswer) => FakeAnswer | undefined

/** How the cluster is. */
export interface FakeFlinkOptions {
  readonly version?: string
  /** How often the status says IN_PROGRESS before the outcome. */
  readonly polls?: number
  /** The stack trace of a savepoint that fails. */
  readonly failure?: string
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Whether the job has checkpoint statistics. */
  readonly checkpointing?: boolean
}

/** The job that is there. */
export const FAKE_JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'

/** Where its savepoints go. */
export const FAKE_SAVEPOINT = 's3://flink/savepoints/savepoint-4a1b2c-0123456789ab'

interface Savepoint {
  readonly id: number
  pollsLeft: number
  readonly stop: boolean
}

/** A running fake. `savepoints` counts how many were begun. */
export class FakeFlinkRest {
  readonly requests: SeenRequest[] = []
  fault: Fault = () => undefined
  readonly #options: FakeFlinkOptions
  readonly #server: Server
  readonly #savepoints = new Map<string, Savepoint>()
  #state = 'RUNNING'
  #nextId = 7

  private constructor(options: FakeFlinkOptions) {
    this.#options = options
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#serve(request, response)
    }
    this.#server =
      options.tls === undefined ? createHttpServer(answer) : createHttpsServer(options.tls, answer)
  }

  static async start(options: FakeFlinkOptions = {}): Promise<FakeFlinkRest> {
    const fake = new FakeFlinkRest(options)
    await new Promise<void>((resolve) => {
      fake.#server.listen(0, '127.0.0.1', resolve)
    })
    return fake
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo
    return `${this.#options.tls === undefined ? 'http' : 'https'}://localhost:${port}`
  }

  /** How many savepoints were begun. */
  get savepoints(): number {
    return this.#savepoints.size
  }

  /** The requests of a method, as their paths. */
  paths(method: string): string[] {
    return this.requests.filter((request) => request.method === method).map(({ path }) => path)
  }

  /** The JobManager is started anew: what was triggered is forgotten. */
  forget(): void {
    this.#savepoints.clear()
  }

  /** Somebody else triggers a savepoint as well. */
  triggerFromElsewhere(): void {
    this.#trigger({}, false)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => {
      this.#server.close(resolve)
    })
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      authorization: incoming.headers.authorization,
      body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
    }
    this.requests.push(request)
    const usual = this.#answer(request)
    const answer = this.fault(request, usual) ?? usual
    if (answer === 'cut') incoming.socket.destroy()
    else if (answer !== 'silence') {
      response.writeHead(answer.status ?? 200, {
        'content-type': answer.text === undefined ? 'application/json;charset=UTF-8' : 'text/html',
        ...answer.headers,
      })
      response.end(answer.text ?? JSON.stringify(answer.json))
    }
  }

  #answer({ method, path, body }: SeenRequest): FakeAnswer {
    if (path === '/config')
      return {
        json: {
          'refresh-interval': 3000,
          'flink-version': this.#options.version ?? '2.3.0',
          'flink-revision': 'x',
        },
      }
    const [, jobs, jobId, what, id] = path.split('/')
    if (jobs !== 'jobs' || jobId !== FAKE_JOB) return notFound(`Job ${jobId ?? ''} not found`)
    if (method === 'POST' && (what === 'savepoints' || what === 'stop'))
      return this.#trigger(body ?? {}, what === 'stop')
    if (what === 'savepoints') return this.#status(id ?? '')
    if (what === 'checkpoints') return this.#statistics()
    return { json: { jid: jobId, state: this.#state } }
  }

  #trigger(body: Readonly<Record<string, unknown>>, stop: boolean): FakeAnswer {
    const takesId = !/^1\.(\d|1[0-4])\./.test(this.#options.version ?? '2.3.0')
    if (!takesId && ('triggerId' in body || 'formatType' in body))
      return { status: 400, json: { errors: ['Bad request received.'] } }
    const triggerId =
      typeof body['triggerId'] === 'string' ? body['triggerId'] : `given${this.#nextId}`.padEnd(32, '0')
    if (!this.#savepoints.has(triggerId)) {
      this.#savepoints.set(triggerId, { id: this.#nextId, pollsLeft: this.#options.polls ?? 1, stop })
      this.#nextId += 1
    }
    return { status: 202, json: { 'request-id': triggerId } }
  }

  #status(triggerId: string): FakeAnswer {
    const savepoint = this.#savepoints.get(triggerId)
    if (savepoint === undefined)
      return notFound(`There is no savepoint operation with triggerId=${triggerId} for job ${FAKE_JOB}.`)
    if (!this.#ended(savepoint)) return { json: { status: { id: 'IN_PROGRESS' }, operation: null } }
    const { failure } = this.#options
    const operation =
      failure === undefined
        ? { location: FAKE_SAVEPOINT }
        : {
            'failure-cause': {
              class: 'java.util.concurrent.CompletionException',
              'stack-trace': failure,
              'serialized-throwable': 'rO0',
            },
          }
    return { json: { status: { id: 'COMPLETED' }, operation } }
  }

  #ended(savepoint: Savepoint): boolean {
    if (savepoint.pollsLeft > 0) {
      savepoint.pollsLeft -= 1
      return false
    }
    if (savepoint.stop && this.#options.failure === undefined) this.#state = 'FINISHED'
    return true
  }

  #statistics(): FakeAnswer {
    if (this.#options.checkpointing === false) return notFound('Checkpointing has not been enabled.')
    const savepoints = [...this.#savepoints.values()].map((savepoint) => {
      const common = {
        id: savepoint.id,
        is_savepoint: true,
        trigger_timestamp: 1,
        num_subtasks: 8,
        num_acknowledged_subtasks: 3,
        state_size: 2048,
      }
      if (!this.#ended(savepoint)) return { ...common, status: 'IN_PROGRESS' }
      if (this.#options.failure !== undefined)
        return { ...common, status: 'FAILED', failure_message: this.#options.failure }
      return { ...common, status: 'COMPLETED', external_path: FAKE_SAVEPOINT }
    })
    const checkpoint = {
      id: 6,
      is_savepoint: false,
      status: 'COMPLETED',
      external_path: 's3://flink/cp/chk-6',
    }
    return { json: { counts: {}, summary: {}, latest: {}, history: [...savepoints.reverse(), checkpoint] } }
  }
}

function notFound(text: string): FakeAnswer {
  return { status: 404, json: { errors: [text] } }
}
