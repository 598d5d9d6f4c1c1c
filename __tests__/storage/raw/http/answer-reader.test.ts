import { AnswerReader } from '../../../../src/storage/s3/raw/http/answer-reader.ts'
import { systemCode } from '../../../../src/storage/system-error.ts'

interface Read {
  readonly told: string[]
  readonly body: string
  readonly over: boolean
  readonly keepAlive: boolean
  readonly code?: string
}

/** Reads an answer from its bytes, so many at a time; then the connection ends where that is asked for. */
function read(text: string, { method = 'GET', at = Infinity, closes = false } = {}): Read {
  const told: string[] = []
  const body: Buffer[] = []
  const reader = new AnswerReader(method, {
    onHead: (status, headers) => { told.push(`${status} ${JSON.stringify({ ...headers })}`) },
    onData: (piece) => { body.push(Buffer.from(piece)); return true },
    onEnd: () => { told.push('end') },
  })
  const bytes = Buffer.from(text, 'latin1')
  const result = (code?: string): Read => ({
    told, body: Buffer.concat(body).toString('latin1'), over: reader.over, keepAlive: reader.keepAlive, ...(code !== undefined && { code }),
  })
  try {
    for (let from = 0; from < bytes.length; from += at) reader.take(bytes.subarray(from, Math.min(from + at, bytes.length)))
    if (closes) reader.closed()
    return result()
  } catch (error) {
    return result(systemCode(error) ?? String(error))
  }
}

const OK = 'HTTP/1.1 200 OK\r\n'
const PIECES = [1, 2, 3, 5, 7, 11, 64, Infinity]

describe('answers', () => {
  it.each([
    ['with a length', `${OK}Content-Length: 5\r\nETag: "x"\r\n\r\nhello`, 'hello', '{"content-length":"5","etag":"\\"x\\""}'],
    ['with an empty body', `${OK}content-length: 0\r\n\r\n`, '', '{"content-length":"0"}'],
    ['in chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n002;ext="a"\r\nlo\r\n0\r\n\r\n`, 'hello', '{"transfer-encoding":"chunked"}'],
    ['in chunks, with trailers', `${OK}transfer-encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\nX: 1\r\nY: 2\r\n\r\n`, '0123456789', '{"transfer-encoding":"chunked"}'],
    ['behind interim answers', `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${OK}content-length: 1\r\n\r\nx`, 'x', '{"content-length":"1"}'],
    ['with the same length twice', `${OK}content-length: 2\r\nContent-Length: 2\r\n\r\nab`, 'ab', '{"content-length":"2, 2"}'],
    ['with blanks around values', `${OK}content-length: \t 1 \t\r\nx:\r\n\r\nx`, 'x', '{"content-length":"1","x":""}'],
    ['without a reason', 'HTTP/1.1 200\r\ncontent-length: 1\r\n\r\nx', 'x', '{"content-length":"1"}'],
  ])('%s are read, however their bytes come', (_, text, body, headers) => {
    for (const at of PIECES) {
      expect(read(text, { at })).toEqual({ told: [`200 ${headers}`, 'end'], body, over: true, keepAlive: true })
    }
  })

  it.each([
    ['to HEAD', 'HEAD', `${OK}content-length: 500\r\n\r\n`],
    ['of 204', 'DELETE', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['of 304', 'GET', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 7\r\n\r\n'],
  ])('%s have no body', (_, method, text) => {
    expect(read(text, { method })).toMatchObject({ body: '', over: true, keepAlive: true })
  })

  it('that have no length end with the connection', () => {
    const text = `${OK}\r\nhello`
    expect(read(text)).toMatchObject({ body: 'hello', over: false })
    expect(read(text, { closes: true })).toMatchObject({ body: 'hello', over: true, keepAlive: false })
  })

  it.each([
    ['of HTTP/1.1', OK, true],
    ['of HTTP/1.1 that say close', `${OK}Connection: Close\r\n`, false],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n', false],
    ['of HTTP/1.0 that say keep-alive', 'HTTP/1.0 200 OK\r\nconnection: Keep-Alive\r\n', true],
  ])('%s tell whether their connection can be used again', (_, head, keepAlive) => {
    expect(read(`${head}content-length: 0\r\n\r\n`)).toMatchObject({ over: true, keepAlive })
  })

  it('leave a connection alone that says more than it was asked', () => {
    expect(read(`${OK}content-length: 1\r\n\r\nx${OK}content-length: 1\r\n\r\ny`)).toMatchObject({ body: 'x', keepAlive: false })
  })

  it.each([
    ['in the head', `${OK}content-le`],
    ['in the body', `${OK}content-length: 5\r\n\r\nhell`],
    ['in a chunk', `${OK}transfer-encoding: chunked\r\n\r\n5\r\nhell`],
    ['before the last chunk', `${OK}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`],
    ['behind the last chunk', `${OK}transfer-encoding: chunked\r\n\r\n0\r\n`],
    ['before everything', ''],
  ])('that break off %s are none', (_, text) => {
    for (const at of PIECES) {
      const { told, code } = read(text, { at, closes: true })
      expect([told.includes('end'), code]).toEqual([false, 'ECONNRESET'])
    }
  })

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'HPE_INVALID_CONSTANT'],
    ['another protocol that waits', 'SSH', 'HPE_INVALID_CONSTANT'],
    ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n', 'HPE_INVALID_CONSTANT'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'HPE_INVALID_CONSTANT'],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', 'HPE_INVALID_CONSTANT'],
    ['a line without a colon', `${OK}hello\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN'],
    ['a folded line', `${OK}a: b\r\n c: d\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN'],
    ['a name with a blank', `${OK}content-length : 3\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN'],
    ['a control character in a value', `${OK}a: b\nc\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN'],
    ['two lengths', `${OK}content-length: 3\r\ncontent-length: 4\r\n\r\n`, 'HPE_INVALID_CONTENT_LENGTH'],
    ['a negative length', `${OK}content-length: -3\r\n\r\n`, 'HPE_INVALID_CONTENT_LENGTH'],
    ['a length that is none', `${OK}content-length: 0x10\r\n\r\n`, 'HPE_INVALID_CONTENT_LENGTH'],
    ['an encoding nobody asked for', `${OK}transfer-encoding: gzip, chunked\r\n\r\n`, 'HPE_INVALID_TRANSFER_ENCODING'],
    ['a chunk without a size', `${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a chunk beyond all sizes', `${OK}transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['a chunk that is longer than its size', `${OK}transfer-encoding: chunked\r\n\r\n2\r\nabc\r\n`, 'HPE_STRICT'],
    ['a head without an end', `${OK}${'a: b\r\n'.repeat(20_000)}`, 'HPE_HEADER_OVERFLOW'],
    ['a chunk size without an end', `${OK}transfer-encoding: chunked\r\n\r\n${'0'.repeat(10_000)}`, 'HPE_HEADER_OVERFLOW'],
  ])('with %s are refused', (_, text, code) => {
    for (const at of [1000, Infinity, ...(text.length < 200 ? [1] : [])]) {
      const seen = read(text, { at })
      expect([seen.told.includes('end'), seen.code]).toEqual([false, code])
    }
  })

  it('are told to wait, and tell nothing more once they are stopped', () => {
    const told: string[] = []
    const reader = new AnswerReader('GET', {
      onHead: () => { told.push('head') },
      onData: (piece) => {
        told.push(piece.toString())
        return false
      },
      onEnd: () => { told.push('end') },
    })
    expect(reader.take(Buffer.from(`${OK}content-length: 10\r\n\r\nab`))).toBe(false)
    expect(reader.take(Buffer.from('c'))).toBe(false)
    reader.stop()
    expect(reader.take(Buffer.from('defghij'))).toBe(true)
    reader.closed()
    expect(told).toEqual(['head', 'ab', 'c'])
  })
})
