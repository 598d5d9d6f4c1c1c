import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sample } from '../support/sample-savepoint.ts'

/**
 * An S3 server on loopback that lists a snapshot and hands out its `_metadata`, but never ends the body of a
 * state file.
 */
export interface SlowBucket {
  readonly endpoint: string
  /** Resolves when a state file is asked for. */
  readonly reached: Promise<void>
  close(): Promise<void>
}

/** Opens such a server with the sample under `s3://bucket/<prefix>/`. */
export async function openSlowBucket(prefix: string, { metadata, files }: Sample): Promise<SlowBucket> {
  const objects = new Map<string, Buffer>([...files, ['_metadata', metadata]])
  let reach = (): void => undefined
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
    const bytes = objects.get(name)
    if (url.searchParams.has('list-type')) sendListing(response, prefix, objects)
    else if (bytes === undefined) response.writeHead(404).end()
    else {
      response.writeHead(200, {
        ETag: `"${name}"`,
        'Content-Length': bytes.length,
        'Last-Modified': WRITTEN.toUTCString(),
      })
      if (request.method === 'HEAD') response.end()
      else if (name === '_metadata') response.end(bytes)
      else {
        response.write(bytes.subarray(0, 1))
        reach()
      }
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reached,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const WRITTEN = new Date('2024-01-01T00:00:00Z')

function sendListing(response: ServerResponse, prefix: string, objects: ReadonlyMap<string, Buffer>): void {
  const contents = [...objects].map(
    ([name, bytes]) =>
      `<Contents><Key>${prefix}/${name}</Key><LastModified>${WRITTEN.toISOString()}</LastModified>`
      + `<ETag>&quot;${name}&quot;</ETag><Size>${bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  )
  response
    .writeHead(200, { 'Content-Type': 'application/xml' })
    .end(
      '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        + `<Name>bucket</Name><Prefix>${prefix}/</Prefix><KeyCount>${objects.size}</KeyCount><MaxKeys>1000</MaxKeys>`
        + `<IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
    )
}
