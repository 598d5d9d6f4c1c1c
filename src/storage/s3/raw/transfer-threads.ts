import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { StorageError } from '../../storage-error.ts'
import { S3Fault, type Sink } from '../s3-api.ts'
import { heard } from '../requests/silence.ts'
import type { Answer, Landing } from './exchange.ts'
import type { HttpRequest } from './http/connection.ts'
import type { Subject } from './raw-fault.ts'
import { OwnLoad, type LoadWindow } from './thread-load.ts'
import type { FromThread, Order, SharedPiece, ToThread } from './thread-orders.ts'

/** The variable that fixes the number of threads. */
const VARIABLE = 'FLINK_SNAPSHOT_THREADS'

/** More threads than this would only wait for the network. Each side of a transfer has its own. */
const MOST_THREADS = 2

/** Starting threads costs as much as to move this. */
const WORTHWHILE_BYTES = 64 * 2 ** 20

/** So long the calling thread is watched before threads are started: what it computes in shorter times says little. */
const WATCHED_MS = 1000

/** Below this part of its time the calling thread keeps up with what it waits for. */
const FULL_LOAD = 0.85

/** Below this the way to another thread and back costs more than it saves. */
const SMALLEST_PIECE_BYTES = 256 * 1024

/** A request that can be handed over: its bytes come from shared memory, or go there. */
export interface MovingRequest {
  readonly origin: string
  readonly subject: Subject
  readonly request: Omit<HttpRequest, 'body'>
  readonly body?: Uint8Array
  readonly landing?: Landing
}

interface Pending {
  readonly subject: Subject
  readonly sink: Sink | undefined
  readonly signal: AbortSignal | undefined
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
  readonly leave: () => void
}

/**
 * Threads that move the bytes of one store: one core encrypts or decrypts some hundred MiB/s. Without a word from the user
 * they are used for https, where there is more than one core, once the calling thread is seen to be what everything waits for. Where it
 * is the network or the servers, threads only cost: to start, and a handshake for each of their connections.
 */
export class TransferThreads {
  readonly #fixed: number | undefined
  readonly #window: LoadWindow
  #threads: TransferThread[] | undefined
  #movedBytes = 0
  #broken = false

  /**
   * @param window of the calling thread, but in tests.
   * @throws StorageError `unsupported` for a number of threads that is none.
   */
  constructor(env: NodeJS.ProcessEnv = process.env, window: LoadWindow = new OwnLoad()) {
    this.#fixed = fixedNumber(env[VARIABLE])
    this.#window = window
  }

  /**
   * Sends a request in one of the threads. `undefined` where it shall be sent by the calling thread.
   *
   * @throws as {@link exchange}
   */
  exchange(moving: MovingRequest, signal: AbortSignal | undefined): Promise<Answer> | undefined {
    const bytes = moving.body ?? moving.landing?.sink.bytes
    if (bytes === undefined || !isShared(bytes)) return undefined
    const sizeBytes = bytes.length - (moving.landing?.sink.filled ?? 0)
    if (!this.#pays(moving.origin, sizeBytes)) return undefined
    signal?.throwIfAborted()
    this.#threads ??= this.#start()
    const [first, ...others] = this.#threads
    if (first === undefined) return undefined
    const idlest = others.reduce((least, one) => (one.load < least.load ? one : least), first)
    return idlest.exchange(moving, bytes, signal)
  }

  /** Threads that run. */
  get count(): number {
    return this.#threads?.length ?? 0
  }

  close(): void {
    for (const thread of this.#threads ?? []) thread.close()
    this.#threads = undefined
  }

  #pays(origin: string, sizeBytes: number): boolean {
    if (this.#broken) return false
    if (this.#fixed !== undefined) return this.#fixed > 0
    if (sizeBytes < SMALLEST_PIECE_BYTES || !origin.startsWith('https:')) return false
    return this.#threads !== undefined || this.#wouldPay(sizeBytes)
  }

  #wouldPay(sizeBytes: number): boolean {
    // What the thread did before was not moving bytes.
    if (this.#movedBytes === 0) this.#window.begin()
    this.#movedBytes += sizeBytes
    if (this.#movedBytes < WORTHWHILE_BYTES || this.#window.ageMs() < WATCHED_MS) return false
    this.#movedBytes = 0
    return this.#window.load() >= FULL_LOAD && availableParallelism() > 1
  }

  #start(): TransferThread[] {
    const count = this.#fixed ?? Math.min(MOST_THREADS, availableParallelism() >> 1)
    const onBroken = (): void => {
      // Without them it works as well, only slower.
      this.#broken = true
    }
    return Array.from({ length: count }, () => new TransferThread(onBroken))
  }
}

/** One thread and what it is doing. */
class TransferThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #nextId = 1

  constructor(onBroken: () => void) {
    this.#worker = startWorker()
    this.#worker.unref()
    this.#worker.on('message', (message: FromThread) => {
      this.#take(message)
    })
    const ended = (error: unknown): void => {
      onBroken()
      this.#failAll(error)
    }
    this.#worker.on('error', ended)
    this.#worker.on('exit', () => {
      ended(new Error('it ended'))
    })
  }

  /** Orders under way. */
  get load(): number {
    return this.#pending.size
  }

  exchange(
    { origin, subject, request, body, landing }: MovingRequest,
    bytes: Uint8Array<SharedArrayBuffer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const id = this.#nextId++
    const piece = pieceOf(bytes, landing?.sink.filled ?? 0)
    const order: Order = {
      id,
      origin,
      subject,
      request,
      ...(body !== undefined && { body: piece }),
      ...(landing && {
        landing: { ...piece, ...(landing.contentRange !== undefined && { contentRange: landing.contentRange }) },
      }),
    }
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#tell({ abort: id })
      }
      const leave = (): void => {
        signal?.removeEventListener('abort', abort)
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.#pending.set(id, { subject, sink: landing?.sink, signal, resolve, reject, leave })
      // Nothing else may keep the process alive while it waits.
      this.#worker.ref()
      this.#tell(order)
    })
  }

  close(): void {
    this.#worker.removeAllListeners('exit')
    void this.#worker.terminate()
    this.#failAll(new Error('the store was closed'))
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message)
  }

  #take(message: FromThread): void {
    const pending = this.#pending.get(message.id)
    if (pending === undefined) return
    if (message.kind === 'alive') {
      heard(pending.signal)
      return
    }
    this.#settle(message.id, pending)
    if (pending.sink !== undefined) pending.sink.filled += message.landedBytes
    // Only now is the thread done with the memory, so that only now may it be used for something else.
    if (pending.signal?.aborted === true) pending.reject(pending.signal.reason)
    else if (message.kind === 'answer') pending.resolve(message.answer)
    else pending.reject(faultOf(pending.subject, message.message, message.networkCode))
  }

  #settle(id: number, pending: Pending): void {
    pending.leave()
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#worker.unref()
  }

  /** As of a connection that broke: it can be tried again, without the thread. */
  #failAll(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    for (const [id, pending] of this.#pending) {
      this.#settle(id, pending)
      pending.reject(faultOf(pending.subject, `a thread that moves bytes failed: ${why}`, 'ECONNRESET'))
    }
  }
}

function faultOf(subject: Subject, message: string, networkCode: string | undefined): S3Fault {
  return new S3Fault(message, { ...subject, ...(networkCode !== undefined && { networkCode }) })
}

/** In the sources the thread's module lies beside this one; with the bundles, its own bundle does (see scripts/bundle.ts). */
function startWorker(): Worker {
  const file = import.meta.url.endsWith('.ts') ? 'transfer-thread.ts' : 'thread/index.js'
  // Most runs need no threads, and loading what makes them counts in a small one.
  const threads = process.getBuiltinModule('node:worker_threads')
  return new threads.Worker(new URL(file, import.meta.url), { env: { ...process.env } })
}

function isShared(bytes: Uint8Array): bytes is Uint8Array<SharedArrayBuffer> {
  return bytes.length > 0 && bytes.buffer instanceof SharedArrayBuffer
}

function pieceOf({ buffer, byteOffset, length }: Uint8Array<SharedArrayBuffer>, from: number): SharedPiece {
  return { buffer, offset: byteOffset + from, length: length - from }
}

function fixedNumber(value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined
  if (/^\d{1,2}$/.test(value)) return Number(value)
  throw new StorageError(
    `${VARIABLE} is ${JSON.stringify(value)}: set it to a number from 0 (none) to 99, or unset it`,
    { code: 'unsupported', operation: VARIABLE },
  )
}
