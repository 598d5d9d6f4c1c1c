import { HttpError } from './http-error.ts'

/** What is done. */
export type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'

/** Line and headers of a request, as they are sent. */
export interface RequestHead {
  readonly method: Method
  /** Path and query, encoded; the whole URL where a proxy passes the request on. */
  readonly path: string
  /** Names in lower case, `host` among them. */
  readonly headers: Readonly<Record<string, string>>
}

/** What could end a line, or is no character of a header's value (RFC 9110, section 5.5). */
const NO_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/
const NO_PATH = /[^\u0021-\u007e]/

/** The head of a request, to be written as Latin-1. @throws HttpError for what would be read as something else than it is */
export function requestText({ method, path, headers }: RequestHead): string {
  if (NO_PATH.test(path)) throw new HttpError('the path of a request holds a character that none can hold', 'ERR_INVALID_CHAR')
  let text = `${method} ${path} HTTP/1.1\r\n`
  for (const name in headers) {
    const value = headers[name] ?? ''
    if (NO_HEADER.test(value)) throw new HttpError(`the header ${name} holds a character that none can hold`, 'ERR_INVALID_CHAR')
    text += `${name}: ${value}\r\n`
  }
  return `${text}\r\n`
}
