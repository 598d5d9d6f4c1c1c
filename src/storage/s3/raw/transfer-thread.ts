/**
 * A thread that moves bytes: it sends requests that were signed elsewhere, with bodies from shared memory and into it. It
 * knows no credentials, and decides nothing: pace, time limits, retries and what an answer means stay where they are.
 */
import { parentPort, type MessagePort } from 'node:worker_threads'
import { messageOf } from '../../system-error.ts'
import { S3Fault, type Sink } from '../s3-api.ts'
import { onHeard } from '../requests/silence.ts'
import { Routes } from './http/routes.ts'
import { exchange, type Answer } from './exchange.ts'
import type { FromThread, Order, SharedPiece, ToThread } from './thread-orders.ts'

/** Signs of life come with every chunk; the other thread needs to know in time, not at once. */
const ALIVE_EVERY_MS = 50

const running = new Map<number, AbortController>()
const routes = new Routes()

function serve(port: MessagePort): void {
  port.on('message', (message: ToThread) => {
    if ('abort' in message) running.get(message.abort)?.abort(new Error('it is not wanted any more'))
    else void perform(port, message)
  })
}

async function perform(port: MessagePort, order: Order): Promise<void> {
  const { id } = order
  const tell = (message: FromThread): void => {
    port.postMessage(message)
  }
  const stop = new AbortController()
  running.set(id, stop)
  onHeard(stop.signal, everySoOften(() => {
    tell({ id, kind: 'alive' })
  }))
  const sink: Sink | undefined = order.landing && { bytes: bytesOf(order.landing), filled: 0 }
  try {
    const answer = await send(order, sink, stop.signal)
    tell({ id, kind: 'answer', answer, landedBytes: sink?.filled ?? 0 })
  } catch (error) {
    const networkCode = error instanceof S3Fault ? error.facts.networkCode : undefined
    tell({
      id,
      kind: 'fault',
      message: messageOf(error),
      ...(networkCode !== undefined && { networkCode }),
      landedBytes: sink?.filled ?? 0,
    })
  } finally {
    running.delete(id)
  }
}

async function send(
  { origin, subject, request, body, landing }: Order,
  sink: Sink | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const contentRange = landing?.contentRange
  const taking = sink === undefined ? 'document' : { sink, ...(contentRange !== undefined && { contentRange }) }
  const outgoing = { ...request, ...(body && { body: bytesOf(body) }) }
  return (await exchange(routes.routeTo(origin), subject, outgoing, signal, taking)) as Answer
}

function bytesOf({ buffer, offset, length }: SharedPiece): Uint8Array {
  return new Uint8Array(buffer, offset, length)
}

function everySoOften(work: () => void): () => void {
  let last = performance.now()
  return () => {
    const now = performance.now()
    if (now - last < ALIVE_EVERY_MS) return
    last = now
    work()
  }
}

if (parentPort !== null) serve(parentPort)
