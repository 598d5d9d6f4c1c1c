import type { Socket } from 'node:net'

/**
 * Into this all connections of a thread read: fresh memory for each 64 KiB, and its collection, cost as much time as all
 * the rest of reading. What is read is parsed before the next read.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024)

/** Heads of answers are shorter, and parsers keep pieces of one that is not complete: up to this size chunks are copied. */
const COPIED_BYTES = 16 * 1024

const PENDING = Symbol('pending')

interface SharedReadSocket extends Socket {
  [PENDING]?: Buffer | null
}

/**
 * For the option `onread` of `net.connect` and `tls.connect`. The socket looks to its reader as any other: it says that it
 * is readable, and {@link Socket.read} gives the chunk, whose bytes hold until that reader comes back. A reader that
 * pauses, or unshifts what it does not take yet, finds it again in the socket's own queue, copied.
 */
export const SHARED_READ = {
  buffer: READ_BUFFER,
  callback(this: Socket, bytes: number, buffer: Uint8Array): boolean {
    return deliver(this, Buffer.from(buffer.buffer, buffer.byteOffset, bytes))
  },
}

/** @returns whether more may come at once. */
function deliver(socket: SharedReadSocket, chunk: Buffer): boolean {
  if (socket[PENDING] === undefined) prepare(socket)
  // Behind what waits already.
  if (socket.readableLength > 0) return socket.push(Buffer.from(chunk))
  socket[PENDING] = chunk.length <= COPIED_BYTES ? Buffer.from(chunk) : chunk
  socket.emit('readable')
  const left = takePending(socket)
  return left === null || socket.push(Buffer.from(left))
}

function takePending(socket: SharedReadSocket): Buffer | null {
  const chunk = socket[PENDING] ?? null
  socket[PENDING] = null
  return chunk
}

function prepare(socket: SharedReadSocket): void {
  socket[PENDING] = null
  const read = socket.read.bind(socket)
  const unshift = socket.unshift.bind(socket)
  socket.read = (size?: number): unknown => {
    const chunk = size === 0 ? null : takePending(socket)
    return chunk ?? (read(size) as unknown)
  }
  socket.unshift = (chunk: Buffer): void => {
    unshift(Buffer.from(chunk))
  }
}
