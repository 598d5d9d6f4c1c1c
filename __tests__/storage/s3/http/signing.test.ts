import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { RegionalClient } from '../../../../src/storage/s3/identity/clients.ts'
import { encodePath } from '../../../../src/storage/s3/http/copy-source.ts'
import {
  EMPTY_SHA256,
  sha256,
  Signing,
  type UnsignedRequest,
} from '../../../../src/storage/s3/http/signing.ts'

interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

const clientWith = (identity: () => Keys): RegionalClient =>
  ({ identity: () => Promise.resolve(identity()) }) as unknown as RegionalClient

class Sha256 {
  readonly #hash
  constructor(secret?: Parameters<typeof createHmac>[1]) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret)
  }
  update(data: Uint8Array): void {
    this.#hash.update(data)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }
  reset(): void {
    throw new Error('a hash is used once')
  }
}

/** What the library that the SDK signs with makes of the same. */
async function reference(
  request: UnsignedRequest,
  url: URL,
  region: string,
  keys: Keys,
  at: number,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: keys,
    sha256: Sha256 as never,
    uriEscapePath: false,
    applyChecksum: false,
  })
  const { headers } = await signer.sign(
    {
      ...request,
      protocol: url.protocol,
      hostname: url.hostname,
      query: { ...request.query },
      headers: { ...request.headers, host: url.host },
    },
    { signingDate: new Date(at) },
  )
  return headers
}

/** A small generator of numbers, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const PIECES = [
  'a',
  'Z',
  '0',
  '/',
  '-',
  '_',
  '.',
  '~',
  ' ',
  '  ',
  '+',
  '%',
  '=',
  '&',
  '?',
  '!',
  "'",
  '(',
  ')',
  '*',
  '@',
  ':',
  ',',
  ';',
  'ä',
  '😀',
  '\t',
]
const HEADERS = [
  'content-type',
  'content-length',
  'range',
  'if-match',
  'if-none-match',
  'x-amz-copy-source',
  'x-amz-acl',
  'x-amz-meta-a',
  'x-amz-tagging-directive',
]
const QUERY = [
  'list-type',
  'prefix',
  'continuation-token',
  'delimiter',
  'partNumber',
  'uploadId',
  'encoding-type',
  'start-after',
]

describe('signatures', () => {
  it('are those of the library that the SDK signs with', async () => {
    const below = numbers(7)
    const text = (pieces: readonly string[], most: number): string =>
      Array.from({ length: below(most) }, () => pieces[below(pieces.length)] ?? '').join('')
    const visible = PIECES.filter((piece) => /^[\u0020-\u007e\t]+$/.test(piece))
    for (let n = 0; n < 400; n++) {
      const keys = {
        accessKeyId: `AK${n % 5}`,
        secretAccessKey: `secret/${n % 7}+`,
        sessionToken: n % 3 === 0 ? `token==${n}` : undefined,
      }
      const at = Date.UTC(2026, n % 12, 1 + (n % 28), n % 24, n % 60, n % 59, n % 1000)
      const url = new URL(
        [
          'http://127.0.0.1:9000/',
          'https://bucket.s3.eu-central-1.amazonaws.com/',
          'https://store.example:444/',
        ][n % 3] ?? '',
      )
      const region = ['us-east-1', 'eu-central-1', 'auto'][n % 3] ?? ''
      const request: UnsignedRequest = {
        method: (['GET', 'HEAD', 'PUT'] as const)[n % 3] ?? 'GET',
        path: `/${encodePath(text(PIECES, 20))}`,
        query: Object.fromEntries(QUERY.filter(() => below(4) === 0).map((name) => [name, text(PIECES, 8)])),
        headers: {
          ...Object.fromEntries(
            HEADERS.filter(() => below(3) === 0).map((name) => [name, text(visible, 12)]),
          ),
          'x-amz-content-sha256': n % 2 === 0 ? EMPTY_SHA256 : sha256(`body ${n}`),
        },
      }
      const signed = new Signing(() => at).sign(
        clientWith(() => keys),
        keys,
        { url, region },
        request,
      )
      const { authorization, ...expected } = await reference(request, url, region, keys, at)
      expect([n, signed.headers['authorization']]).toEqual([n, authorization])
      expect(signed.headers).toMatchObject(expected)
    }
  })

  it('come with the address that they were made for', () => {
    const keys = { accessKeyId: 'a', secretAccessKey: 'b' }
    const client = clientWith(() => keys)
    const to = { url: new URL('http://store/bucket'), region: 'r' }
    const signed = new Signing().sign(client, keys, to, {
      method: 'GET',
      path: '/bucket/',
      query: { prefix: 'a b/+', 'list-type': '2' },
      headers: {},
    })
    expect(signed.path).toBe('/bucket/?list-type=2&prefix=a%20b%2F%2B')
    expect(signed.headers).toMatchObject({
      host: 'store',
      'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/) as unknown,
    })
  })

  it('follow the clock over midnight, and the keys of the client', async () => {
    const url = new URL('http://store/')
    const request: UnsignedRequest = {
      method: 'GET',
      path: '/b/k',
      query: {},
      headers: { 'x-amz-content-sha256': EMPTY_SHA256 },
    }
    let at = Date.UTC(2026, 11, 31, 23, 59, 59, 999)
    let keys: Keys = { accessKeyId: 'old', secretAccessKey: 'old secret' }
    const client = clientWith(() => keys)
    const signing = new Signing(() => at)
    const told: string[] = []
    for (const change of [
      () => undefined,
      () => {
        at += 1
      },
      () => {
        keys = { accessKeyId: 'new', secretAccessKey: 'new secret', sessionToken: 't' }
      },
    ]) {
      change()
      const { headers } = signing.sign(client, keys, { url, region: 'x' }, request)
      expect(headers['authorization']).toBe((await reference(request, url, 'x', keys, at))['authorization'])
      told.push(
        `${headers['x-amz-date']} ${/Credential=[^/]+\/\d+/.exec(headers['authorization'] ?? '')?.[0]}`,
      )
    }
    expect(told).toEqual([
      '20261231T235959Z Credential=old/20261231',
      '20270101T000000Z Credential=old/20270101',
      '20270101T000000Z Credential=new/20270101',
    ])
    // Another region of the same bucket's client is another key.
    const { headers } = signing.sign(client, keys, { url, region: 'y' }, request)
    expect(headers['authorization']).toBe((await reference(request, url, 'y', keys, at))['authorization'])
  })
})
