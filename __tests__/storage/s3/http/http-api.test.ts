/** @jest-environment ./__tests__/support/one-realm.ts */
import { createHash } from 'node:crypto'
import { getEventListeners } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import type { S3Fault, S3Api } from '../../../../src/storage/s3/s3-api.ts'
import { openApi } from '../../../../src/storage/s3/transport.ts'
import type { S3WriteSettings } from '../../../../src/storage/settings.ts'
import { eventually } from '../../../support/eventually.ts'

const object = { bucket: 'bucket', key: 'a dir/k+e%41y' }
const part = { ...object, uploadId: 'id/with+signs=', number: 3 }
const source = { bucket: 'other', key: 'from+here', etag: 'e' }
const formerEnvironment = { ...process.env }

let server: Server
let api: S3Api
let answer: (request: IncomingMessage, response: ServerResponse) => void
let seen: { request: IncomingMessage; body: Buffer; socket: Socket }[]

beforeEach(async () => {
  process.env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name)))
  seen = []
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({ request, body: Buffer.concat(chunks), socket: request.socket })
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  api = open()
})

afterEach(async () => {
  process.env = { ...formerEnvironment }
  api.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const endpoint = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const credentials = { accessKeyId: 'alice', secretAccessKey: 'secret', sessionToken: 'token' }

function open(write: S3WriteSettings = {}): S3Api {
  return openApi({ endpoint: endpoint(), region: 'eu-central-1', credentials }, write)
}

const bytesOf = (text: string): AsyncIterable<Uint8Array> =>
  (async function* () {
    await Promise.resolve()
    yield Buffer.from(text)
  })()

const reply =
  (body: string, headers: Record<string, string> = {}, status = 200) =>
  (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, headers).end(body)
  }

const failure = (promise: Promise<unknown>): Promise<S3Fault> =>
  promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: unknown) => error as S3Fault,
  )

/** What each client says of itself and of its connection. */
const NOT_COMPARED =
  /^(amz-sdk-|user-agent|x-amz-(date|user-agent)|authorization|connection|accept-encoding|x-amzn-trace)/

const COPIED = '<CopyObjectResult><ETag>"new"</ETag></CopyObjectResult>'
const PART_COPIED = COPIED.replaceAll('CopyObject', 'CopyPart')

describe('what is sent', () => {
  // What the AWS SDK sends for the same is what stores are used to.
  it('is what the SDK sends', async () => {
    const write = {
      sse: 'aws:kms',
      kmsKeyId: 'arn:aws:kms:key',
      storageClass: 'STANDARD_IA',
      acl: 'private',
    } as const
    const named = { Bucket: 'bucket', Key: object.key }
    const written = {
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:aws:kms:key',
      StorageClass: 'STANDARD_IA',
      ACL: 'private',
    } as const
    const inPart = { ...named, UploadId: part.uploadId, PartNumber: 3 }
    const pinned = { CopySource: 'other/from%2Bhere', CopySourceIfMatch: '"e"' }
    const content = Buffer.from('content')
    const md5 = createHash('md5').update(content).digest('base64')
    const keys = ['a&<b>', 'é']
    const calls: readonly (readonly [object, (api: S3Api) => Promise<unknown>])[] = [
      [new HeadObjectCommand(named), (api) => api.head(object, {})],
      [
        new HeadObjectCommand({ ...named, ChecksumMode: 'ENABLED' }),
        (api) => api.head(object, { checksums: true }),
      ],
      [
        new GetObjectCommand({ ...named, Range: 'bytes=2-4', IfMatch: '"e"' }),
        (api) => api.get(object, { range: [2, 5], etag: 'e' }),
      ],
      [
        new PutObjectCommand({ ...named, ...written, Body: content, ContentMD5: md5 }),
        (api) => api.put(object, content, {}),
      ],
      [
        new PutObjectCommand({ ...named, ...written, Body: content, ContentMD5: md5, IfNoneMatch: '*' }),
        (api) => api.put(object, content, { condition: { ifNoneMatch: true } }),
      ],
      [
        new PutObjectCommand({ ...named, ...written, Body: content, ContentMD5: md5, IfMatch: '"e"' }),
        (api) => api.put(object, content, { condition: { ifMatch: 'e' } }),
      ],
      [
        new PutObjectCommand({
          ...named,
          ...written,
          Body: content,
          ContentMD5: md5,
          Metadata: { 'flink-snapshot-origin': 'abc' },
        }),
        (api) => api.put(object, content, { origin: 'abc' }),
      ],
      [
        new PutObjectCommand({ ...named, ...written, Body: content, ChecksumCRC32: 'AAAAAA==' }),
        (api) => api.put(object, content, { crc32: 'AAAAAA==' }),
      ],
      [
        new CreateMultipartUploadCommand({ ...named, ...written, ChecksumAlgorithm: 'CRC32' }),
        (api) => api.createUpload(object, { crc32: true }),
      ],
      [
        new UploadPartCommand({ ...inPart, Body: content, ChecksumCRC32: 'AAAAAA==' }),
        (api) => api.uploadPart(part, { bytes: content, sizeBytes: 7, crc32: 'AAAAAA==' }, {}),
      ],
      [
        new UploadPartCommand({ ...inPart, Body: content }),
        (api) => api.uploadPart(part, { bytes: bytesOf('content'), sizeBytes: 7 }, {}),
      ],
      [
        new CopyObjectCommand({ ...named, ...written, ...pinned, TaggingDirective: 'REPLACE' }),
        (api) => api.copy(object, source, {}),
      ],
      [
        new CopyObjectCommand({ ...named, ...written, CopySource: 'other/k', IfNoneMatch: '*' }),
        (api) =>
          api.copy(
            object,
            { bucket: 'other', key: 'k' },
            { condition: { ifNoneMatch: true }, silentOnTags: true },
          ),
      ],
      [
        new UploadPartCopyCommand({ ...inPart, ...pinned, CopySourceRange: 'bytes=0-9' }),
        (api) => api.copyPart(part, source, [0, 10], {}),
      ],
      [
        new ListObjectsV2Command({ Bucket: 'bucket', Prefix: 'a dir/k+e%41y/', EncodingType: 'url' }),
        (api) => api.list('bucket', 'a dir/k+e%41y/', undefined, {}),
      ],
      [
        new ListObjectsV2Command({
          Bucket: 'bucket',
          Prefix: '',
          EncodingType: 'url',
          ContinuationToken: 'to+ken/=',
        }),
        (api) => api.list('bucket', '', 'to+ken/=', {}),
      ],
      [
        new CompleteMultipartUploadCommand({
          ...named,
          UploadId: 'id/with+signs=',
          IfNoneMatch: '*',
          MultipartUpload: {
            Parts: [
              { ETag: '"a&b"', ChecksumCRC32: 'AAAAAA==', PartNumber: 1 },
              { ETag: '"c"', PartNumber: 2 },
            ],
          },
        }),
        (api) =>
          api.completeUpload(
            object,
            'id/with+signs=',
            [
              { number: 1, etag: 'a&b', opaqueEtag: false, checksums: { ChecksumCRC32: 'AAAAAA==' } },
              { number: 2, etag: 'c', opaqueEtag: false },
            ],
            { condition: { ifNoneMatch: true } },
          ),
      ],
      [
        new AbortMultipartUploadCommand({ ...named, UploadId: 'id/with+signs=' }),
        (api) => api.abortUpload(object, 'id/with+signs=', {}),
      ],
      [
        new ListMultipartUploadsCommand({ Bucket: 'bucket', Prefix: object.key }),
        async (api) => {
          expect(await api.countUploads(object, {})).toBe(2)
        },
      ],
      [new DeleteObjectCommand(named), (api) => api.remove(object, {})],
      [
        new DeleteObjectCommand({ ...named, IfMatch: '"abc"' }),
        (api) => api.remove({ ...object, etag: 'abc' }, {}),
      ],
      [
        new DeleteObjectsCommand({
          Bucket: 'bucket',
          Delete: { Objects: keys.map((Key) => ({ Key, ETag: '"abc"' })), Quiet: true },
        }),
        async (api) => {
          expect(
            await api.removeMany(
              'bucket',
              keys.map((key) => ({ key, etag: 'abc' })),
              {},
            ),
          ).toEqual([{ key: 'é', code: 'AccessDenied', message: 'no & never' }])
        },
      ],
    ]
    answer = ({ headers, url, method }, response) => {
      if (method === 'DELETE') {
        response.writeHead(204).end()
        return
      }
      if (method === 'GET' && url?.includes('uploads') === true) {
        const keys = [object.key, `${object.key}/x`, object.key]
        response.end(
          `<ListMultipartUploadsResult>${keys.map((key) => `<Upload><Key>${key}</Key></Upload>`).join('')}</ListMultipartUploadsResult>`,
        )
        return
      }
      if (method === 'POST' && url?.includes('uploadId') === true) {
        response.end('<CompleteMultipartUploadResult><ETag>"whole-2"</ETag></CompleteMultipartUploadResult>')
        return
      }
      if (method === 'POST' && url?.includes('delete') === true) {
        response.end(
          '<DeleteResult xmlns="x"><Error><Key>é</Key><Code>AccessDenied</Code><Message>no &amp; never</Message></Error></DeleteResult>',
        )
        return
      }
      if (method === 'POST') {
        response.end('<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>')
        return
      }
      const copies = headers['x-amz-copy-source'] !== undefined
      if (url?.includes('list-type') === true) {
        response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
        return
      }
      const ranged = headers.range !== undefined
      const document = url?.includes('partNumber') === true ? PART_COPIED : COPIED
      response.writeHead(ranged ? 206 : 200, {
        etag: '"new"',
        ...(ranged && { 'content-range': 'bytes 2-4/10', 'content-length': '3' }),
        ...(!ranged && !copies && { 'content-length': '0' }),
      })
      response.end(copies ? document : ranged ? 'abc' : '')
    }
    const sdk = new S3Client({
      endpoint: endpoint(),
      region: 'eu-central-1',
      credentials,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
    const one = open(write)
    for (const [command] of calls) await sdk.send(command as HeadObjectCommand)
    for (const [, call] of calls) await call(one)
    one.close()
    sdk.destroy()
    const told = seen.map(({ request: { method, url, headers }, body }) => ({
      method,
      url: url
        ?.replace(/[?&]x-id=\w+/, '')
        .replace(/\?$/, '')
        .split('?')
        .map((half) => half.split('&').sort().join('&'))
        .join('?'),
      body: body.toString(),
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_COMPARED.test(name))),
    }))
    // Bytes that carry a checksum, or come as a stream, are not hashed once more for the signature.
    for (const { headers, method } of told)
      if (method === 'PUT' && headers['content-md5'] === undefined) headers['x-amz-content-sha256'] = 'any'
    const deleted = told.filter(({ url }) => url?.includes('delete'))
    expect(
      deleted.map(({ headers }) => [
        headers['x-amz-checksum-crc32'] !== undefined,
        headers['content-md5'] !== undefined,
      ]),
    ).toEqual([
      [true, false],
      [false, true],
    ])
    for (const one of deleted) {
      one.headers = Object.fromEntries(
        Object.entries(one.headers).filter(([name]) => !/checksum|md5|content-(length|sha256)/.test(name)),
      )
    }
    expect(told.slice(calls.length)).toEqual(told.slice(0, calls.length))
    expect(told).toHaveLength(2 * calls.length)
  })

  it('signs as the SDK does, down to the signature', async () => {
    answer = reply('', { etag: '"new"' })
    await api.put(object, Buffer.from('content'), {})
    const { headers } = seen[0]!.request
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=alice\/\d{8}\/eu-central-1\/s3\/aws4_request, SignedHeaders=[\w;-]*content-md5[\w;-]*host[\w;-]*x-amz-security-token, Signature=[0-9a-f]{64}$/,
    )
    expect(headers['x-amz-content-sha256']).toBe(createHash('sha256').update('content').digest('hex'))
    expect(headers['x-amz-security-token']).toBe('token')
  })
})

describe('the success of a copy', () => {
  const both = (text: string, headers: Record<string, string> = {}): [Promise<unknown>, Promise<unknown>] => {
    answer = (request, response) => {
      const isPart = request.url?.includes('partNumber') === true
      response.writeHead(200, headers).end(isPart ? text.replaceAll('CopyObject', 'CopyPart') : text)
    }
    const asked: [Promise<unknown>, Promise<unknown>] = [
      api.copy(object, source, {}),
      api.copyPart(part, source, [0, 1], {}),
    ]
    // Looked at one after the other.
    for (const one of asked) one.catch(() => undefined)
    return asked
  }

  it.each([
    ['with a line break behind it', `${COPIED}\n`],
    ['behind blanks', `  \n <?xml version="1.0" encoding="UTF-8"?>\n${COPIED}`],
    [
      'with a namespace',
      COPIED.replace('Result>', 'Result xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'),
    ],
    ['with other elements', COPIED.replace('<ETag>', '<LastModified>x</LastModified><ETag>')],
  ])('is seen %s', async (_, text) => {
    for (const one of both(text)) expect(await one).toMatchObject({ etag: 'new', opaqueEtag: false })
  })

  it.each([
    ['empty', ''],
    ['blank', ' \n '],
    ['HTML', '<html><body>hello</body></html>'],
    ['cut off', COPIED.slice(0, -5)],
    ['another document', '<ListBucketResult><Name>x</Name></ListBucketResult>'],
    ['without ETag', '<CopyObjectResult><LastModified>x</LastModified></CopyObjectResult>'],
    ['with an empty ETag', '<CopyObjectResult><ETag>""</ETag></CopyObjectResult>'],
    ['longer than any answer', `${COPIED}${' '.repeat(2 ** 24)}`],
  ])('is none when it is %s', async (kind, text) => {
    for (const one of both(text)) {
      const { facts } = await failure(one)
      if (kind !== 'longer than any answer') expect(facts).toMatchObject({ status: 200, corrupt: true })
      expect(facts.bucket).toBe('bucket')
    }
  })

  it.each(['', '\n', '  '])('is none when it is an error, %j behind it', async (blank) => {
    const text = `\n<?xml version="1.0"?>\n<Error><Code>SlowDown</Code><Message>Wait.</Message><RequestId>R1</RequestId></Error>${blank}`
    for (const one of both(text)) {
      const fault = await failure(one)
      expect([fault.message, fault.facts]).toEqual([
        'Wait.',
        expect.objectContaining({ s3Code: 'SlowDown', status: 503, requestId: 'R1' }),
      ])
    }
  })

  it('tells of a key service, whose ETags are no MD5s', async () => {
    for (const one of both(COPIED, { 'x-amz-server-side-encryption': 'aws:kms' }))
      expect(await one).toMatchObject({ opaqueEtag: true })
  })

  it("keeps a part's checksums for the completion", async () => {
    answer = reply(PART_COPIED.replace('</ETag>', '</ETag><ChecksumCRC64NVME>AAAA</ChecksumCRC64NVME>'))
    expect((await api.copyPart(part, source, [0, 1], {})).checksums).toEqual({ ChecksumCRC64NVME: 'AAAA' })
    answer = reply('', { etag: '"new"', 'x-amz-checksum-crc32': 'BBBB' })
    expect((await api.uploadPart(part, { bytes: bytesOf('x'), sizeBytes: 1 }, {})).checksums).toEqual({
      ChecksumCRC32: 'BBBB',
    })
  })
})

describe('the facts of a refusal', () => {
  it('come from the document and the headers', async () => {
    answer = reply(
      '<?xml version="1.0"?><Error><Code>AuthorizationHeaderMalformed</Code><Message>a &amp; b</Message><Region>eu-west-1</Region><RequestId>R</RequestId></Error>',
      { 'retry-after': '3' },
      400,
    )
    const fault = await failure(api.get(object, {}))
    expect([fault.message, fault.facts]).toEqual([
      'a & b',
      {
        operation: 'GetObject',
        ...object,
        status: 400,
        s3Code: 'AuthorizationHeaderMalformed',
        bucketRegion: 'eu-west-1',
        requestId: 'R',
        retryAfterMs: 3000,
      },
    ])
  })

  it('quote what is no document, and know when nothing was said', async () => {
    answer = reply(`<html><head><title>t</title></head>\n<p>${'x'.repeat(500)}`, {}, 502)
    const fault = await failure(api.copy(object, source, {}))
    expect(fault.message).toBe(`it answered "${'x'.repeat(500)}"`.slice(0, 220) + '…"')
    expect(fault.facts).toEqual({ operation: 'CopyObject', ...object, status: 502, page: true })
    answer = reply('', {}, 403)
    expect((await failure(api.head(object, {}))).facts).toEqual({
      operation: 'HeadObject',
      ...object,
      status: 403,
    })
    answer = reply('', {}, 404)
    expect((await failure(api.head(object, {}))).facts).toMatchObject({ status: 404, s3Code: 'NotFound' })
  })
})

describe('connections', () => {
  it('are used again, and as many as there are requests at once; after HEAD they are closed', async () => {
    answer = (_, response) => {
      setTimeout(() => response.writeHead(200, { etag: '"new"', 'content-length': '0' }).end(), 20)
    }
    for (let n = 0; n < 3; n++) await api.put(object, Buffer.from('x'), {})
    expect(new Set(seen.map(({ socket }) => socket)).size).toBe(1)
    await Promise.all(Array.from({ length: 40 }, () => api.put(object, Buffer.from('x'), {})))
    expect(new Set(seen.slice(3).map(({ socket }) => socket)).size).toBe(40)
    expect(new Set(seen.map(({ socket }) => socket)).size).toBe(40)
    await api.head(object, {})
    expect(seen.at(-1)!.request.headers.connection).toBe('close')
  })

  it('that are reset when they are used again are faults that pass', async () => {
    answer = reply('', { etag: '"new"', 'content-length': '0' })
    await api.put(object, Buffer.from('x'), {})
    answer = ({ socket }) => {
      socket.resetAndDestroy()
    }
    expect((await failure(api.put(object, Buffer.from('x'), {}))).facts.networkCode).toBe('ECONNRESET')
    answer = reply('', { etag: '"new"', 'content-length': '0' })
    expect(await api.put(object, Buffer.from('x'), {})).toMatchObject({ etag: 'new' })
  })

  it('end with the request that is given up, whose reason is told at once', async () => {
    const closed = new Promise((resolve) => {
      answer = ({ socket }) => {
        socket.once('close', resolve)
        stop.abort(new Error('enough'))
      }
    })
    const stop = new AbortController()
    await expect(api.copy(object, source, { signal: stop.signal })).rejects.toThrow('enough')
    await closed
    await expect(api.copy(object, source, { signal: stop.signal })).rejects.toThrow('enough')
    expect(seen).toHaveLength(1)
  })

  it('leave nothing on a signal that lives longer than they do', async () => {
    answer = reply('abc', { etag: '"new"', 'content-length': '3' })
    const { signal } = new AbortController()
    for (let n = 0; n < 20; n++) await api.put(object, Buffer.from('x'), { signal })
    const { body } = await api.get(object, { signal })
    const lengths: number[] = []
    for await (const chunk of body) lengths.push(chunk.length)
    expect(lengths).toEqual([3])
    const opened = await api.get(object, { signal })
    await opened.body[Symbol.asyncIterator]().return?.()
    expect(await eventually(() => getEventListeners(signal, 'abort').length === 0)).toBe(true)
  })

  it('that cannot be made are told in words of Node', async () => {
    const gone = endpoint()
    api.close()
    await new Promise((resolve) => server.close(resolve))
    api = openApi(
      { endpoint: gone, region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
      {},
    )
    expect((await failure(api.head(object, {}))).facts).toMatchObject({ networkCode: 'ECONNREFUSED' })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
})

describe('the body of a GET', () => {
  it('waits for a slow reader instead of filling the memory', async () => {
    const size = 64 * 2 ** 20
    let sent = 0
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': String(size) })
      const more = (): void => {
        while (sent < size) {
          sent += 2 ** 20
          if (!response.write(Buffer.alloc(2 ** 20))) {
            response.once('drain', more)
            return
          }
        }
        response.end()
      }
      more()
    }
    const { body } = await api.get(object, {})
    const reader = body[Symbol.asyncIterator]()
    let got = ((await reader.next()) as IteratorYieldResult<Uint8Array>).value.length
    await new Promise((resolve) => setTimeout(resolve, 200))
    // What the sockets hold on both sides, and a little more.
    expect(sent).toBeLessThan(size / 2)
    for (let next = await reader.next(); next.done !== true; next = await reader.next())
      got += next.value.length
    expect(got).toBe(size)
  })

  it('gives what came before it broke, and then says what broke it', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('abc', () => setTimeout(() => response.destroy(), 20))
    }
    const { body } = await api.get(object, {})
    let text = ''
    const reading = (async () => {
      for await (const chunk of body) text += Buffer.from(chunk).toString()
    })()
    expect((await failure(reading)).facts).toMatchObject({ networkCode: 'ECONNRESET' })
    expect(text).toBe('abc')
  })

  it('breaks off with the reason of its signal, and closes its connection', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    answer = (request, response) => {
      closed = new Promise((resolve) => request.socket.once('close', resolve))
      response.writeHead(200, { 'content-length': '10' }).write('abc')
    }
    const stop = new AbortController()
    const { body } = await api.get(object, { signal: stop.signal })
    const reader = body[Symbol.asyncIterator]()
    await reader.next()
    const next = reader.next()
    stop.abort(new Error('enough'))
    await expect(next).rejects.toThrow('enough')
    await expect(reader.next()).rejects.toThrow('enough')
    await closed
  })

  it('is closed when its reader leaves', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    answer = (request, response) => {
      closed = new Promise((resolve) => request.socket.once('close', resolve))
      response.writeHead(200, { 'content-length': '10' }).write('abc')
    }
    const { body } = await api.get(object, {})
    for await (const chunk of body) {
      expect(chunk.length).toBe(3)
      break
    }
    await closed
  })
})

describe('the body of a part', () => {
  it.each([
    ['more', 'contents', 5],
    ['fewer', 'content', 9],
  ])('is refused with %s bytes than were announced', async (how, text, sizeBytes) => {
    answer = reply('', { etag: '"new"' })
    expect((await failure(api.uploadPart(part, { bytes: bytesOf(text), sizeBytes }, {}))).message).toContain(
      how,
    )
  })

  it("fails with its source's reason", async () => {
    answer = reply('', { etag: '"new"' })
    const bytes = (async function* () {
      await Promise.resolve()
      yield Buffer.from('abc')
      throw new Error('the source broke')
    })()
    await expect(api.uploadPart(part, { bytes, sizeBytes: 10 }, {})).rejects.toThrow('the source broke')
  })

  it('ends early when the answer comes early, and the source is told', async () => {
    server.removeAllListeners('request')
    server.on('request', (_, response: ServerResponse) => {
      response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>no</Message></Error>')
    })
    let left = false
    const bytes = (async function* () {
      try {
        for (let n = 0; n < 1000; n++) {
          yield Buffer.alloc(65_536)
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      } finally {
        left = true
      }
    })()
    const fault = await failure(api.uploadPart(part, { bytes, sizeBytes: 65_536_000 }, {}))
    expect(fault.facts).toMatchObject({ status: 403, s3Code: 'AccessDenied' })
    expect(await eventually(() => left)).toBe(true)
  })
})
