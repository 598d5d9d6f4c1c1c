import type { Socket } from 'node:net'
import type { Expected } from './lent-reads.ts'

const CONTINUE = 'HTTP/1.1 100'
const HEAD_END = '\r\n\r\n'

/** Nobody says "go on" at such length. */
const MOST_BYTES = 16 * 1024

/**
 * Has a socket pass over each "100 Continue" that comes before an answer. Nobody here asks for one, but
 * servers and proxies may send it all the same (RFC 9110, 15.2), and undici takes it for a broken answer.
 */
export function passOverContinue(socket: Socket, expected: Expected): void {
  const push = socket.push.bind(socket)
  let held: Buffer | undefined
  const settle = (chunk: Buffer): boolean => {
    const begun = chunk.toString('latin1', 0, CONTINUE.length)
    const isContinue = begun === CONTINUE || (begun.length < CONTINUE.length && CONTINUE.startsWith(begun))
    const end = isContinue && begun === CONTINUE ? chunk.indexOf(HEAD_END) : -1
    held = undefined
    if (end !== -1) {
      const rest = chunk.subarray(end + HEAD_END.length)
      return rest.length === 0 || settle(rest)
    }
    if (isContinue && chunk.length < MOST_BYTES) {
      // Its memory may be used again by the next read.
      held = Buffer.from(chunk)
      return true
    }
    expected.head = false
    return push(chunk)
  }
  socket.push = (chunk: Buffer | null, ...more) => {
    if (!expected.head) return push(chunk, ...more)
    if (chunk !== null) return settle(held === undefined ? chunk : Buffer.concat([held, chunk]))
    if (held !== undefined) push(held)
    return push(null)
  }
}
