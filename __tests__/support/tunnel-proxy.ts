/** An HTTP proxy that gives tunnels, and a store behind TLS. For tests that run with Node alone. */
import { once } from 'node:events'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { makeCertificate } from './self-signed.ts'

/** A server that runs. */
export interface Running {
  readonly url: string
  close(): Promise<void>
}

/** A proxy that writes down whom it was asked for, and gives tunnels to whom it likes. */
export interface TunnelProxy extends Running {
  readonly asked: readonly string[]
}

/**
 * Starts a proxy.
 *
 * @param refusal what it answers to `CONNECT` instead of a tunnel, status line and headers.
 */
export async function startTunnelProxy(refusal?: string): Promise<TunnelProxy> {
  const asked: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, client) => {
    asked.push(request.url ?? '')
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal}\r\n\r\n`)
      return
    }
    const [host, port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(client)
      client.pipe(onward)
    })
    onward.on('error', () => client.destroy())
    client.on('error', () => onward.destroy())
  })
  return { asked, ...(await running(proxy, 'http')) }
}

/** A server behind TLS, for `localhost`, with the certificate to trust. */
export async function startTlsFront(endpoint: string): Promise<Running & { readonly ca: string }> {
  const made = makeCertificate({ hosts: ['localhost'] })
  const front = createTlsServer(made, (request, response) => {
    const { method, headers, url = '' } = request
    const onward = httpRequest(`${endpoint}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  return { ca: made.cert, ...(await running(front, 'https')) }
}

async function running(server: Server, scheme: string): Promise<Running> {
  await once(server.listen(0), 'listening')
  return {
    url: `${scheme}://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
