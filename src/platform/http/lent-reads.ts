import type { OnReadOpts, Socket } from 'node:net'

/**
 * Turns off that all connections read into one buffer, and has Node make a new one for each read. Nothing
 * else depends on it: it is for whoever suspects the buffer of a fault.
 */
export const LENDING: boolean = true

/**
 * Into this all connections read: fresh memory for each 64 KiB, and its collection, cost as much time as
 * all the rest of reading.
 */
const BUFFER = Buffer.allocUnsafeSlow(256 * 1024)

/** What one connection is about to read, and whether it has read before. */
export interface Expected {
  /**
   * So many bytes that come next are the body of an answer, which is used, or copied, as soon as it is
   * read. Heads are not: the parser keeps pieces of them until they are whole.
   */
  bodyBytes: number
  /** A request was sent, and nothing of its answer has come yet. */
  head: boolean
  /** A whole answer came over it. */
  served: boolean
  /** The socket itself, where it does not speak TLS, which has no such end as a reset. */
  plain?: Socket
}

/**
 * The option of a socket that has it read into the shared buffer. What is read goes the usual way, as if
 * the socket had read it: lent, if it is nothing but body, else as a copy. Nothing of the buffer is left in
 * the socket when the next read begins.
 */
export function lentReads(socket: () => Socket, expected: Expected): OnReadOpts {
  return {
    buffer: BUFFER,
    callback: (length) => {
      const reader = socket()
      const bytes = BUFFER.subarray(0, length)
      const lent = length <= expected.bodyBytes && reader.readableLength === 0
      reader.push(lent ? bytes : Buffer.from(bytes))
      if (lent) {
        reader.emit('readable')
        copyWhatIsLeft(reader)
      }
      return reader.readableLength < reader.readableHighWaterMark
    },
  }
}

/** Whoever reads may have asked to wait. */
function copyWhatIsLeft(reader: Socket): void {
  if (reader.readableLength === 0) return
  const left: unknown = reader.read()
  if (left instanceof Uint8Array) reader.push(Buffer.from(left))
}
