import { proxySecrets } from '../../src/platform/proxy.ts'
import { createRedactor, withoutUserInfo } from '../../src/text/redact.ts'

const SECRET = 'wJa/rXUtn"FEMI+K7 MDENG&bPxRfiCY(EXAMPLE)'

describe('a redactor', () => {
  const redact = createRedactor([SECRET])

  it.each([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['in small letters', encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase())],
    ['as a form', new URLSearchParams({ a: SECRET }).toString().slice(2)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 of URLs', Buffer.from(SECRET).toString('base64url')],
  ])('finds a secret %s', (_how, quoted) => {
    expect(redact(`a ${quoted} b`)).toBe('a *** b')
  })

  it('finds a secret that was cut off', () => {
    expect(redact(`a ${SECRET.slice(0, 20)}… b`)).toBe('a ***… b')
    expect(redact(SECRET + SECRET.slice(0, 30))).toBe('******')
  })

  it('leaves alone what is none, and knows no empty one', () => {
    expect(redact('a path to s3://bucket/x')).toBe('a path to s3://bucket/x')
    expect(createRedactor(['', ''])('abc')).toBe('abc')
  })
})

describe('users and passwords of URLs', () => {
  it.each([
    ['s3n://KEY:SECRET@bucket/x', 's3n://***@bucket/x'],
    ['s3://KEY:SEC/RET@bucket/x', 's3://***@bucket/x'],
    [
      'see http://me:hush@host:9000/a and https://token@host',
      'see http://***@host:9000/a and https://***@host',
    ],
  ])('%s are not shown', (text, shown) => {
    expect(withoutUserInfo(text)).toBe(shown)
  })

  it.each([
    's3://bucket/a@b',
    's3://bucket/a:b@c',
    'hdfs://host:8020/user@x/y',
    'someone@example.com',
    'file:///a/b:c@d',
  ])('%s has none', (text) => {
    expect(withoutUserInfo(text)).toBe(text)
  })
})

test('the password of a proxy is known as it is written, decoded, and with its user', () => {
  expect(
    proxySecrets({
      HTTPS_PROXY: 'http://me:a%2Fb@proxy:3128',
      http_proxy: 'http://proxy',
      ALL_PROXY: 'no url @',
    }),
  ).toEqual(['me:a/b', 'a/b', 'a%2Fb'])
})
