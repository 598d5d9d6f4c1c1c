import { InvalidProxy, proxyFor } from '../../src/platform/proxy.ts'

const formerEnvironment = { ...process.env }

afterEach(() => {
  process.env = { ...formerEnvironment }
})

function found(url: string, env: Readonly<Record<string, string>>): string | undefined {
  const others = Object.entries(formerEnvironment).filter(([name]) => !/proxy$/i.test(name))
  process.env = { ...Object.fromEntries(others), ...env }
  const proxy = proxyFor(url, 'the store')
  return proxy === undefined ? undefined : `${proxy.variable} ${proxy.url.href}`
}

it.each<[string, string, Record<string, string>, string | undefined]>([
  ['the variable of the scheme', 'http://s', { HTTP_PROXY: 'http://p:1' }, 'HTTP_PROXY http://p:1/'],
  ['the variable of TLS', 'https://s', { HTTPS_PROXY: 'http://p:1' }, 'HTTPS_PROXY http://p:1/'],
  [
    'the lower case first',
    'https://s',
    { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:1' },
    'https_proxy http://q:1/',
  ],
  ['the one for all', 'https://s', { ALL_PROXY: 'http://p:1', HTTPS_PROXY: '' }, 'ALL_PROXY http://p:1/'],
  ['not that of the other scheme', 'https://s', { HTTP_PROXY: 'http://p:1' }, undefined],
  [
    'http where it has no scheme, for TLS too',
    'https://s',
    { HTTPS_PROXY: 'p.corp:3128' },
    'HTTPS_PROXY http://p.corp:3128/',
  ],
  [
    'a user without a scheme',
    'https://s',
    { HTTPS_PROXY: 'u:w@p.corp:3128' },
    'HTTPS_PROXY http://u:w@p.corp:3128/',
  ],
  ['a proxy over TLS', 'https://s', { HTTPS_PROXY: 'https://p' }, 'HTTPS_PROXY https://p/'],
  [
    'none for an address in NO_PROXY',
    'http://10.9.8.7:9000',
    { HTTP_PROXY: 'http://p:1', NO_PROXY: '10.0.0.0/8' },
    undefined,
  ],
  ['none for the standard port', 'https://s', { HTTPS_PROXY: 'http://p:1', no_proxy: 's:443' }, undefined],
  [
    'one for another port',
    'https://s:9000',
    { HTTPS_PROXY: 'http://p:1', no_proxy: 's:443' },
    'HTTPS_PROXY http://p:1/',
  ],
])('the proxy is %s', (_, url, env, expected) => {
  expect(found(url, env)).toBe(expected)
})

it.each(['socks5://p:1', 'http://', 'http://p:notaport'])(
  '%s is refused by the name of its variable',
  (value) => {
    const find = (): unknown => found('https://s', { HTTPS_PROXY: value })
    expect(find).toThrow(InvalidProxy)
    expect(find).toThrow('HTTPS_PROXY does not hold')
  },
)
