/** Memory for one piece of an object, given back after use. */
export interface HeldBlock {
  /** Holds what the user before left in it. */
  readonly bytes: Uint8Array
  /** Nothing may read or write the bytes afterwards. */
  readonly release: () => void
}

/** Bytes that one store may hold at once; a piece that is larger waits until it is alone. */
const MOST_BYTES = 256 * 2 ** 20

/** Buffers are kept for the next piece: fresh memory costs as much as a copy of it. */
const MOST_IDLE = 16

const SMALLEST_KEPT_BYTES = 64 * 1024

interface Waiting {
  readonly sizeBytes: number
  readonly admit: () => void
}

/**
 * The memory in which pieces of objects are held between being read and being written. Pieces wait in their
 * order until there is room, so that many large objects at once do not fill the machine.
 */
export class HeldMemory {
  readonly #mostBytes: number
  readonly #idle: ArrayBuffer[] = []
  readonly #waiting: Waiting[] = []
  #usedBytes = 0

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes
  }

  /** Waits for room. @throws the signal's reason. */
  async take(sizeBytes: number, signal: AbortSignal | undefined): Promise<HeldBlock> {
    signal?.throwIfAborted()
    if (this.#waiting.length > 0 || !this.#fits(sizeBytes)) await this.#turn(sizeBytes, signal)
    else this.#usedBytes += sizeBytes
    const buffer = this.#bufferFor(sizeBytes)
    let over = false
    const release = (): void => {
      if (over) return
      over = true
      this.#usedBytes -= sizeBytes
      if (buffer.byteLength >= SMALLEST_KEPT_BYTES && this.#idle.length < MOST_IDLE) this.#idle.push(buffer)
      this.#admit()
    }
    return { bytes: new Uint8Array(buffer, 0, sizeBytes), release }
  }

  #fits(sizeBytes: number): boolean {
    return this.#usedBytes === 0 || this.#usedBytes + sizeBytes <= this.#mostBytes
  }

  /** An idle buffer that is large enough and not wastefully so, or a new one. */
  #bufferFor(sizeBytes: number): ArrayBuffer {
    if (sizeBytes >= SMALLEST_KEPT_BYTES) {
      const at = this.#idle.findIndex(
        ({ byteLength }) => byteLength >= sizeBytes && byteLength <= 2 * sizeBytes,
      )
      const [found] = at === -1 ? [] : this.#idle.splice(at, 1)
      if (found !== undefined) return found
      // Of sizes that are asked for no more, none shall be kept.
      if (this.#idle.length === MOST_IDLE) this.#idle.shift()
    }
    // Without zeros, which would only be written over. From a pool of Node's it would keep all of that alive.
    return Buffer.allocUnsafeSlow(sizeBytes).buffer
  }

  #admit(): void {
    for (
      let next = this.#waiting[0];
      next !== undefined && this.#fits(next.sizeBytes);
      next = this.#waiting[0]
    ) {
      this.#waiting.shift()
      this.#usedBytes += next.sizeBytes
      next.admit()
    }
  }

  #turn(sizeBytes: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        sizeBytes,
        admit: () => {
          signal?.removeEventListener('abort', aborted)
          resolve()
        },
      }
      const aborted = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        reject(signal?.reason as Error)
        // The one behind may be small enough.
        this.#admit()
      }
      signal?.addEventListener('abort', aborted, { once: true })
      this.#waiting.push(waiting)
    })
  }
}
