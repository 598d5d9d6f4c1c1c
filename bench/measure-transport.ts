/**
 * The two processes of bench/transport.ts: a server that answers every copy at once, and a client that is
 * measured.
 */
import { createServer } from 'node:net'
import { openApi } from '../src/storage/s3/transport.ts'

/** What a client tells. */
export interface Copied {
  readonly wallSeconds: number
  /** Processor time of the process, all threads, without its start. */
  readonly cpuSeconds: number
  readonly peakBytes: number
}

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<CopyObjectResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
  + '<ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag><LastModified>2026-01-01T00:00:00.000Z</LastModified></CopyObjectResult>'
const ANSWER = `HTTP/1.1 200 OK\r\ncontent-type: application/xml\r\nx-amz-request-id: 1\r\ncontent-length: ${DOCUMENT.length}\r\n\r\n${DOCUMENT}`
const END = '\r\n\r\n'

/** Copies have no body: every request ends with its headers. */
function serve(): void {
  const server = createServer((socket) => {
    let rest = ''
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      const requests = (rest + chunk.toString('latin1')).split(END)
      rest = requests.pop() ?? ''
      if (requests.length > 0) socket.write(ANSWER.repeat(requests.length))
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a listening socket has no port')
    process.send?.(`http://127.0.0.1:${address.port}`)
  })
}

async function copyAll(endpoint: string, copies: number, atOnce: number): Promise<void> {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench-secret' }
  const api = openApi({ endpoint, region: 'us-east-1', credentials }, {})
  const copy = (n: number): Promise<unknown> =>
    api.copy(
      { bucket: 'target', key: `savepoint-1/${n}` },
      { bucket: 'source', key: `savepoint-1/${n}`, etag: 'e' },
      {},
    )
  await copy(-1)
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < copies) await copy(next++)
    }),
  )
  const { user, system } = process.cpuUsage(cpu)
  const result: Copied = {
    wallSeconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }
  api.close()
  process.send?.(result, () => {
    process.disconnect()
  })
}

if (import.meta.main) {
  const [role, endpoint = '', copies, atOnce] = process.argv.slice(2)
  if (role === 'server') serve()
  else await copyAll(endpoint, Number(copies), Number(atOnce))
}
