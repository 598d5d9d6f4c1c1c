/** @jest-environment ./__tests__/support/one-realm.ts */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseLocation } from '../../../../src/location/location.ts'
import { createS3Store } from '../../../../src/storage/s3/s3-store.ts'
import { quickRetry } from '../../quick-retry.ts'

let server: Server
let pages: number
afterEach(async () => {
  server.closeAllConnections()
  await once(server.close(), 'close')
})

/** Lists from a server that has a page for each token. */
async function list(
  pageFor: (token: string) => { readonly keys: readonly string[]; readonly next: string },
): Promise<unknown> {
  pages = 0
  server = createServer((request, response) => {
    pages++
    const { keys, next } = pageFor(
      new URL(request.url ?? '', 'http://x').searchParams.get('continuation-token') ?? '',
    )
    const entries = keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('')
    const rest = next === '' ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`
    response.end(
      `<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${rest}${entries}</ListBucketResult>`,
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const store = createS3Store(
    { endpoint, region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
    { side: 'source', retry: quickRetry() },
  )
  let found = 0
  try {
    for await (const page of store.list(parseLocation('s3://bucket/sp'))) found += page.length
    return found
  } catch (error) {
    return error instanceof Error ? error.message : error
  } finally {
    store.close()
  }
}

it('a listing whose pages lead back to an earlier one is stopped', async () => {
  const next: Readonly<Record<string, string>> = { '': 'a', a: 'b', b: 'c', c: 'a' }
  expect(await list((token) => ({ keys: [`sp/${token}`], next: next[token] ?? '' }))).toContain(
    'the listing does not end',
  )
  expect(pages).toBe(4)
})

it('a listing of nothing, page after page, is stopped', async () => {
  expect(await list((token) => ({ keys: [], next: String(Number(token) + 1) }))).toContain(
    'the listing does not end',
  )
  expect(pages).toBe(1000)
})

it('a listing with some empty pages is read to its end', async () => {
  expect(
    await list((token) => ({
      keys: Number(token) % 10 === 0 ? [`sp/${token}`] : [],
      next: token === '50' ? '' : String(Number(token) + 1),
    })),
  ).toBe(5)
})
