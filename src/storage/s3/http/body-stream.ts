/** Bytes that may wait for a slow reader before the socket is paused. */
const HIGH_WATER_BYTES = 256 * 1024

/** What a body needs of the connection that it comes from. */
export interface BodyControl {
  /** Lets a paused connection go on. */
  readonly resume: () => void
  /** Ends the connection. */
  readonly abort: () => void
}

/**
 * The body of an answer, read once, chunk by chunk as it comes. Much lighter than a stream of Node's, which
 * counts where thousands of small objects are read.
 */
export class BodyStream implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #control: BodyControl
  readonly #chunks: Uint8Array[] = []
  #queuedBytes = 0
  #paused = false
  #over = false
  #failure: { readonly reason: unknown } | undefined
  #reader: PromiseWithResolvers<IteratorResult<Uint8Array, undefined>> | undefined

  constructor(control: BodyControl) {
    this.#control = control
  }

  /** @returns whether more may come at once. */
  push(chunk: Uint8Array): boolean {
    const reader = this.#reader
    if (reader !== undefined) {
      this.#reader = undefined
      reader.resolve({ done: false, value: chunk })
      return true
    }
    this.#chunks.push(chunk)
    this.#queuedBytes += chunk.length
    this.#paused = this.#queuedBytes >= HIGH_WATER_BYTES
    return !this.#paused
  }

  /** All has come. */
  end(): void {
    this.#over = true
    this.#reader?.resolve({ done: true, value: undefined })
    this.#reader = undefined
  }

  /** It broke off: the reader gets what had come before, then the reason. */
  fail(reason: unknown): void {
    if (this.#over || this.#failure !== undefined) return
    this.#failure = { reason }
    this.#reader?.reject(reason)
    this.#reader = undefined
  }

  /** The caller gave it up: the reader gets the reason at once. */
  giveUp(reason: unknown): void {
    this.#chunks.length = 0
    this.fail(reason)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const chunk = this.#chunks.shift()
    if (chunk !== undefined) {
      this.#queuedBytes -= chunk.length
      if (this.#paused && this.#queuedBytes < HIGH_WATER_BYTES / 2) {
        this.#paused = false
        this.#control.resume()
      }
      return Promise.resolve({ done: false, value: chunk })
    }
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
    if (this.#failure !== undefined) return Promise.reject(this.#failure.reason)
    if (this.#over) return Promise.resolve({ done: true, value: undefined })
    this.#reader = withResolvers()
    return this.#reader.promise
  }

  /** The rest is not wanted: a connection that still has some to give is closed. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#chunks.length = 0
    if (!this.#over) {
      this.#over = true
      if (this.#failure === undefined) this.#control.abort()
    }
    return Promise.resolve({ done: true, value: undefined })
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

/** Node 20 has no `Promise.withResolvers`. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
