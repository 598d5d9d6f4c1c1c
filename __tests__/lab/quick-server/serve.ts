/**
 * The process of the quick server: an S3 server that costs next to nothing, so that a run against it shows
 * what the client costs. Everything is in memory. Each request is parsed and answered for real; signatures
 * are not checked.
 */
import { createServer, type Socket } from 'node:net'
import { answer, type Buckets } from './answers.ts'
import { Bucket } from './objects.ts'
import { RequestReader } from './requests.ts'

/** What the parent tells the process; it answers each with a {@link Told}. */
export type Command =
  | {
      readonly do: 'seed'
      readonly bucket: string
      readonly keys: readonly string[]
      readonly sizeBytes: number
    }
  | { readonly do: 'put'; readonly bucket: string; readonly key: string; readonly base64: string }
  | { readonly do: 'delay'; readonly ms: number }
  | { readonly do: 'count' }

/**
 * What the process says: its endpoint when it listens, and the number of requests since it was asked before.
 */
export interface Told {
  readonly endpoint?: string
  readonly requests: number
}

const buckets: Buckets = new Map()
let delayMs = 0
let requests = 0

function serve(socket: Socket): void {
  const reader = new RequestReader()
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    for (const request of reader.push(chunk)) {
      requests++
      // The answer is made when it is sent, as a server does that takes its time.
      if (delayMs === 0) socket.write(answer(request, buckets), 'latin1')
      else setTimeout(() => socket.write(answer(request, buckets), 'latin1'), delayMs)
    }
  })
}

function bucketCalled(name: string): Bucket {
  const bucket = buckets.get(name) ?? new Bucket()
  buckets.set(name, bucket)
  return bucket
}

function obey(command: Command): Told {
  if (command.do === 'seed') {
    const bucket = bucketCalled(command.bucket)
    command.keys.forEach((key, index) => {
      bucket.put(key, { sizeBytes: command.sizeBytes, etag: index.toString(16).padStart(32, '0') })
    })
  } else if (command.do === 'put') {
    const bytes = Buffer.from(command.base64, 'base64')
    bucketCalled(command.bucket).put(command.key, {
      sizeBytes: bytes.length,
      etag: `${bytes.length}`.padStart(32, '0'),
      bytes,
    })
  } else if (command.do === 'delay') delayMs = command.ms
  const told = { requests }
  requests = 0
  return told
}

if (process.send !== undefined) {
  const server = createServer(serve)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a listening socket has no port')
    process.send?.({ endpoint: `http://127.0.0.1:${address.port}`, requests: 0 } satisfies Told)
  })
  process.on('message', (command) => {
    process.send?.(obey(command as Command))
  })
  process.on('disconnect', () => {
    process.exit()
  })
}
