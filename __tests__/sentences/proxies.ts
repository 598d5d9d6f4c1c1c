import type { FaultRule } from '../support/fake-s3/faults.ts'
import { startFakeS3 } from '../support/fake-s3/server.ts'
import { startTunnelProxy } from '../support/tunnel-proxy.ts'
import type { Chapter, Page } from './book.ts'
import { credentials, failure, read, withVariables, write, type Act } from './store-calls.ts'

const page = (title: string): string => `<html><head><title>${title}</title></head><body></body></html>`

/** What answers in the place of a store, or on the way to it. */
const IN_ITS_PLACE: readonly (readonly [when: string, fault: FaultRule['fault'], act?: Act])[] = [
  [
    'a redirect to a login page',
    { status: 302, headers: { location: 'https://sso.example/login?token=abc' }, body: page('Login') },
  ],
  ['a redirect to nowhere', { status: 307, body: '' }],
  ['a page that refuses', { status: 403, body: page('Blocked') }],
  [
    'a refusal of a service mesh',
    { status: 403, body: 'RBAC: access denied', headers: { 'x-amz-request-id': '' } },
  ],
  ['a page without a title', { status: 401, body: '<html></html>' }],
  ['a web server', { status: 404, body: page('Not Found') }],
  ['a proxy that does not reach the store', { status: 502, body: page('Bad Gateway') }],
  ['a proxy without a store', { status: 503, body: page('No server is available') }],
  ['a store that is slow behind a proxy', { status: 504, body: page('Gateway Timeout') }],
  ['a page of something else', { status: 418, body: page('Teapot') }],
  ['a limit of a proxy', { status: 413, body: 'Payload Too Large' }, write],
  [
    'a login that an unnamed proxy wants',
    { status: 407, body: '', headers: { 'proxy-authenticate': 'Basic realm="x"' } },
  ],
  ['nothing but "not now"', { status: 503, body: '', headers: { 'x-amz-request-id': '' } }],
]

async function inItsPlace(page_: Page): Promise<void> {
  for (const [when, fault, act = read] of IN_ITS_PLACE) {
    const fake = await startFakeS3()
    fake.fault({ fault })
    await failure(page_, when, act, { endpoint: fake.endpoint, credentials })
    await fake.close()
  }
  const secure = await startFakeS3()
  const { port } = new URL(secure.endpoint)
  secure.fault({ fault: { status: 301, headers: { location: `https://127.0.0.1:${port}/` }, body: '' } })
  await failure(page_, 'a redirect to TLS', read, { endpoint: secure.endpoint, credentials })
  await secure.close()
}

/** What a proxy answers when it is asked for a tunnel. */
const TUNNELS: readonly (readonly [when: string, answer: string, user?: string])[] = [
  ['a proxy that allows no tunnel', '403 Forbidden'],
  ['a proxy that does not reach the store', '502 Bad Gateway'],
  ['a server that is no proxy', '404 Not Found'],
  [
    'a proxy that wants a login by other means',
    '407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM',
  ],
  ['a proxy that wants a login', '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"'],
  [
    'a proxy that does not accept the login',
    '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"',
    'ann:wrong@',
  ],
]

async function proxies(page_: Page): Promise<void> {
  // Without a network there is nobody to ask.
  page_.steady(/EAI_AGAIN/g, 'ENOTFOUND')
  const store = { endpoint: 'https://store.example:9000', credentials }
  const by = async (when: string, proxy: string): Promise<void> => {
    await withVariables({ HTTPS_PROXY: proxy }, () => failure(page_, when, read, store))
  }
  for (const [when, answer, user = ''] of TUNNELS) {
    const proxy = await startTunnelProxy(answer)
    await by(when, proxy.url.replace('http://', `http://${user}`))
    await proxy.close()
  }
  const gone = await startTunnelProxy()
  await gone.close()
  await by('nobody at the place of the proxy', gone.url)
  await by('a proxy whose name does not resolve', 'http://ann:secret@no-such-host.invalid:3128')
  await by('a variable that holds no URL', 'socks5://proxy:1080')
  const plain = await startTunnelProxy()
  await by('TLS to a proxy without', plain.url.replace('http:', 'https:'))
  await plain.close()
}

/** What is said where something else answers than the store. */
export const PROXIES: readonly Chapter[] = [
  {
    title: 'What answers in the place of a store',
    write: (page_) => withVariables({}, () => inItsPlace(page_)),
  },
  { title: 'Proxies', write: proxies },
]
