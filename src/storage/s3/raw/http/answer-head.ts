import { HttpError } from './http-error.ts'

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>

/** The first lines of an answer. */
export interface AnswerHead {
  readonly status: number
  readonly headers: Headers
  /** The connection can be used again when the answer is over. */
  readonly keepAlive: boolean
}

/** How the end of a body is known (RFC 9112, section 6.3): by its length, by its last chunk, or by the end of the connection. */
export type Framing = number | 'chunked' | 'until-close'

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
 
const NO_VALUE = /[\u0000-\u0008\u000a-\u001f\u007f]/

/** Reads status line and headers, without the empty line behind them. @throws HttpError with a code that begins with `HPE_` */
export function readHead(text: string): AnswerHead {
  let end = lineEnd(text, 0)
  const [, minor, status] = STATUS_LINE.exec(text.slice(0, end)) ?? []
  if (status === undefined) throw new HttpError('the answer does not begin as one of HTTP/1.1 does', 'HPE_INVALID_CONSTANT')
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  while (end < text.length) {
    const begin = end + 2
    end = lineEnd(text, begin)
    takeHeader(headers, text, begin, end)
  }
  const connection = headers['connection']?.toLowerCase() ?? ''
  const keepAlive = minor === '1' ? !connection.includes('close') : connection.includes('keep-alive')
  return { status: Number(status), headers, keepAlive }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\r\n', from)
  return end === -1 ? text.length : end
}

function takeHeader(headers: Record<string, string>, text: string, begin: number, end: number): void {
  const colon = text.indexOf(':', begin)
  const name = colon === -1 || colon > end ? '' : text.slice(begin, colon).toLowerCase()
  const value = text.slice(colon + 1, end).trim()
  if (!NAME.test(name) || NO_VALUE.test(value)) throw new HttpError('the answer has a line that is no header', 'HPE_INVALID_HEADER_TOKEN')
  const before = headers[name]
  headers[name] = before === undefined ? value : `${before}, ${value}`
}

/** @throws HttpError for lengths that contradict each other or are none. */
export function framingOf({ status, headers }: AnswerHead, method: string): Framing {
  if (method === 'HEAD' || status === 204 || status === 304) return 0
  const encoding = headers['transfer-encoding']
  if (encoding !== undefined) {
    if (encoding.toLowerCase() !== 'chunked') throw new HttpError(`the answer is encoded as ${JSON.stringify(encoding)}`, 'HPE_INVALID_TRANSFER_ENCODING')
    return 'chunked'
  }
  const length = headers['content-length']
  if (length === undefined) return 'until-close'
  const [first = '', ...others] = length.split(',').map((text) => text.trim())
  if (!/^\d{1,15}$/.test(first) || others.some((other) => other !== first)) {
    throw new HttpError('the answer has a Content-Length that is none', 'HPE_INVALID_CONTENT_LENGTH')
  }
  return Number(first)
}
